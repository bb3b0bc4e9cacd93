/* base/err.h: one error enum for every room, and where and why something failed.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BASE_ERR_H
#define ATTUNE_BASE_ERR_H

#include <stddef.h>

#if defined(__GNUC__)
#define MUST_CHECK __attribute__((warn_unused_result))
#define ENDS_IN_NULL __attribute__((sentinel))
#else
#define MUST_CHECK
#define ENDS_IN_NULL
#endif

enum err {
    ERR_OK = 0,
    ERR_NOMEM = -1,    /* an allocation failed; nothing was changed */
    ERR_DOMAIN = -2,   /* an argument lies outside what the function is defined for */
    ERR_FORMAT = -3,   /* the bytes are not what the format says */
    ERR_LIMIT = -4,    /* a stated maximum was passed */
    ERR_VERSION = -5,  /* written by a newer attune */
    ERR_NOTFOUND = -6, /* nothing by that name or id */
    ERR_EXISTS = -7,   /* it is there already */
    ERR_NUMERIC = -8,  /* no answer to the tolerance asked (singular, no convergence) */
    ERR_IO = -9,       /* the shell could not read or write */
    ERR_BUSY = -10     /* somebody else holds it now */
};

/* A short English name, such as "out of memory". Never NULL. */
const char *err_name(enum err code);

/* What went wrong, for people: what, where, what was expected. Line and column count from 1
 * (column in bytes); 0 means that there is no place. */
struct fault {
    enum err code;
    size_t line, column;
    char what[200];
};

/* Fills *fault (NULL is allowed) with the pieces joined; cut at the end if too long, never inside
 * a UTF-8 sequence. Returns code, so that a caller can write `return fault_set(…)`.
 * The variadic pieces are `const char *`, ended by NULL. */
enum err fault_set(struct fault *fault, enum err code, size_t line, size_t column,
                   ...) ENDS_IN_NULL;

#endif
