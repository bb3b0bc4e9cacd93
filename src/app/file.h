/* app/file.h: a file read whole, or written whole and safely.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_FILE_H
#define ATTUNE_APP_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* A file, or "-" for standard input, of at most `limit` bytes; NUL-terminated, to be freed.
 * ERR_IO, ERR_LIMIT, ERR_NOMEM; the fault does not name the file. */
MUST_CHECK enum err app_file_read(const char *path, size_t limit, char **out, size_t *n,
                                  struct fault *fault);
/* Writes beside the path, syncs, and moves it into place: there is the whole file or the old one.
 * A new file is readable by its owner alone; one that was there keeps its mode, and a link its
 * target. What is no ordinary file (a pipe, a device) is written to as it is. ERR_IO, ERR_NOMEM. */
MUST_CHECK enum err app_file_write(const char *path, const void *bytes, size_t n,
                                   struct fault *fault);
/* Whether both are there and are one file, by whatever name. */
bool app_file_same(const char *a, const char *b);

#endif
