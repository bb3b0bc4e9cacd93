/* server/files.h: the page's files as they lie in the program, put there by tools/embed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_SERVER_FILES_H
#define ATTUNE_SERVER_FILES_H

#include <stdbool.h>
#include <stddef.h>

enum server_coding { SERVER_PLAIN, SERVER_GZIP, SERVER_BROTLI, SERVER_CODINGS };

struct server_body {
    const unsigned char *bytes; /* NULL: the file does not exist in this coding */
    size_t size;
    const char *etag; /* quoted, as sent; another for each coding (RFC 9110, 8.8.3) */
};

struct server_file {
    const char *path;                        /* "/assets/app-1a2b.js": what follows the address */
    const char *type;                        /* "text/javascript; charset=utf-8" */
    bool immutable;                          /* its name changes with its content */
    struct server_body body[SERVER_CODINGS]; /* SERVER_PLAIN is always there */
};

/* Ordered by path in bytes. None: the page was not built when the program was. */
extern const struct server_file server_files[];
extern const size_t server_file_count;

#endif
