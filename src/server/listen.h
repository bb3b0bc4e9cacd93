/* server/listen.h: from "127.0.0.1:8080" or "unix:/run/attune.sock" to a listening socket.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_SERVER_LISTEN_H
#define ATTUNE_SERVER_LISTEN_H

#include "base/err.h"

struct server_listen {
    int fd;
    char shown[160];     /* "http://127.0.0.1:8080/" with the true port, or "unix:/path" */
    char unix_path[108]; /* "" for an address: to be removed at the end */
};

/* where: "HOST:PORT" (a numeric IPv4 address or localhost), "[IPv6]:PORT" or "unix:/path"; port 0
 * takes a free one. A socket file that nobody listens on any more is replaced.
 * ERR_FORMAT: not of that form. ERR_BUSY: somebody listens there. ERR_IO: the system refused. */
MUST_CHECK enum err server_listen_open(const char *where, struct server_listen *out,
                                       struct fault *fault);
/* Removes the socket file, if there is one; fd is the caller's to close. */
void server_listen_remove(struct server_listen *listen);

#endif
