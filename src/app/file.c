/* app/file.c: a file read whole, or written whole and safely.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

static enum err io_fault(struct fault *fault, const char *what)
{
    return fault_set(fault, ERR_IO, 0, 0, what, ": ", strerror(errno), NULL);
}

static enum err read_all(int fd, size_t limit, char **out, size_t *n, struct fault *fault)
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
        ssize_t got = read(fd, bytes + len, cap - 1 - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(bytes);
            return io_fault(fault, "could not be read");
        }
        if (got == 0)
            break;
        len += (size_t)got;
        if (len > limit) {
            free(bytes);
            return fault_set(fault, ERR_LIMIT, 0, 0, "larger than attune reads", NULL);
        }
    }
    bytes[len] = '\0';
    *out = bytes;
    *n = len;
    return ERR_OK;
}

enum err app_file_read(const char *path, size_t limit, char **out, size_t *n, struct fault *fault)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, limit, out, n, fault);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return io_fault(fault, "could not be opened");
    enum err e = read_all(fd, limit, out, n, fault);
    close(fd);
    return e;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

/* A pipe, a terminal, /dev/null: there is nothing to move into place. */
static enum err write_through(const char *path, const void *bytes, size_t n, struct fault *fault)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return io_fault(fault, "could not be opened");
    bool kept = write_all(fd, bytes, n);
    int why = errno;
    if (close(fd) != 0 && kept) {
        why = errno;
        kept = false;
    }
    errno = why;
    return kept ? ERR_OK : io_fault(fault, "could not be written");
}

/* Beside the path, synced, moved into place. */
static enum err write_whole(const char *path, mode_t mode, const void *bytes, size_t n,
                            struct fault *fault)
{
    struct text beside;
    text_init(&beside);
    text_add(&beside, path);
    text_add(&beside, ".XXXXXX");
    if (beside.err != ERR_OK) {
        text_finish(&beside);
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    }
    int fd = mkstemp(beside.data);
    if (fd < 0) {
        text_finish(&beside);
        return io_fault(fault, "could not be written");
    }
    bool kept = fchmod(fd, mode) == 0 && write_all(fd, bytes, n) && fsync(fd) == 0;
    int why = errno;
    if (close(fd) != 0 && kept) {
        why = errno;
        kept = false;
    }
    if (kept && rename(beside.data, path) != 0) {
        why = errno;
        kept = false;
    }
    if (!kept)
        unlink(beside.data);
    text_finish(&beside);
    errno = why;
    return kept ? ERR_OK : io_fault(fault, "could not be written");
}

enum err app_file_write(const char *path, const void *bytes, size_t n, struct fault *fault)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return write_whole(path, 0600, bytes, n, fault);
    if (!S_ISREG(st.st_mode))
        return write_through(path, bytes, n, fault);
    char *target = realpath(path, NULL); /* a link stays a link */
    if (target == NULL)
        return io_fault(fault, "could not be written");
    enum err e = write_whole(target, st.st_mode & 07777, bytes, n, fault);
    free(target);
    return e;
}

bool app_file_same(const char *a, const char *b)
{
    struct stat at_a, at_b;
    return stat(a, &at_a) == 0 && stat(b, &at_b) == 0 && at_a.st_dev == at_b.st_dev &&
           at_a.st_ino == at_b.st_ino;
}
