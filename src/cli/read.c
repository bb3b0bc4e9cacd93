/* cli/read.c: a file, or standard input, read whole.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static enum err read_all(FILE *f, size_t limit, char **out, size_t *n, struct fault *fault)
{
    size_t len = 0, cap = 0;
    char *bytes = NULL;
    for (;;) {
        if (len + 1 >= cap) {
            size_t more = cap ? cap * 2 : 65536;
            char *grown = realloc(bytes, more);
            if (!grown) {
                free(bytes);
                return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
            }
            bytes = grown;
            cap = more;
        }
        size_t got = fread(bytes + len, 1, cap - 1 - len, f);
        len += got;
        if (len > limit) {
            free(bytes);
            return fault_set(fault, ERR_LIMIT, 0, 0, "larger than attune reads", NULL);
        }
        if (got == 0)
            break;
    }
    if (ferror(f)) {
        free(bytes);
        return fault_set(fault, ERR_IO, 0, 0, "could not be read: ", strerror(errno), NULL);
    }
    bytes[len] = '\0';
    *out = bytes;
    *n = len;
    return ERR_OK;
}

enum err cli_read_file(const char *path, size_t limit, char **out, size_t *n, struct fault *fault)
{
    if (strcmp(path, "-") == 0)
        return read_all(stdin, limit, out, n, fault);
    FILE *f = fopen(path, "rb");
    if (!f)
        return fault_set(fault, ERR_IO, 0, 0, "could not be opened: ", strerror(errno), NULL);
    enum err e = read_all(f, limit, out, n, fault);
    fclose(f);
    return e;
}
