/* server/server.h: the page over HTTP, from files that lie in the program.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_SERVER_SERVER_H
#define ATTUNE_SERVER_SERVER_H

#include <stdbool.h>

#include "base/err.h"
#include "server/files.h"

struct server;

struct server_limits {
    unsigned threads;
    unsigned connections;     /* at most, over all threads; more wait in the backlog */
    unsigned request_seconds; /* for the whole head of a request to arrive, or to sit idle */
    unsigned answer_seconds;  /* for the whole answer to be taken */
};
#define SERVER_LIMITS_DEFAULT                                                                      \
    {                                                                                              \
        .threads = 4, .connections = 512, .request_seconds = 15, .answer_seconds = 120             \
    }

/* Starts threads that serve files[n] on the listening socket, which belongs to the server from then
 * on. ERR_NOMEM; ERR_IO (the library would not start). The caller should have blocked the signals
 * that it waits for. */
MUST_CHECK enum err server_start(const struct server_file *files, size_t n, int listen_fd,
                                 const struct server_limits *limits, struct server **out,
                                 struct fault *fault);
/* Shuts connections that take longer than the limits: a client that drips a byte now and then
 * never counts as idle, so that the library's own timeout never ends it. Call about once a second,
 * from one thread. */
void server_sweep(struct server *server);
/* Accepts nobody any more; those that are being answered get at most `grace_seconds`. NULL is
 * allowed. */
void server_stop(struct server *server, unsigned grace_seconds);

#endif
