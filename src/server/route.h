/* server/route.h: which answer a request gets. Strings in, a value out: no sockets here.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_SERVER_ROUTE_H
#define ATTUNE_SERVER_ROUTE_H

#include "server/files.h"

enum server_answer {
    SERVER_FILE,        /* 200, or 304 when `unchanged` */
    SERVER_HEALTH,      /* 200 */
    SERVER_NOT_FOUND,   /* 404 */
    SERVER_NOT_ALLOWED, /* 405: only GET and HEAD */
};

struct server_route {
    enum server_answer answer;
    const struct server_file *file;
    enum server_coding coding;
    bool unchanged; /* the client has these very bytes */
};

/* path as it came, escapes and all: the files' names need none, so whatever does is not found.
 * The two header values may be NULL. Cannot fail. */
struct server_route server_route(const struct server_file *files, size_t n, const char *method,
                                 const char *path, const char *accept_encoding,
                                 const char *if_none_match);

/* The best coding of the file that this Accept-Encoding allows (RFC 9110, 12.5.3). */
enum server_coding server_coding_choose(const struct server_file *file,
                                        const char *accept_encoding);
/* Does If-None-Match name this tag (weak comparison; RFC 9110, 13.1.2)? */
bool server_tag_matches(const char *if_none_match, const char *etag);

#endif
