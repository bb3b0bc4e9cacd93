/* content/digits.h: a whole number as text, for messages, without memory (private to this room).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_DIGITS_H
#define ATTUNE_CONTENT_DIGITS_H

#include <stddef.h>
#include <stdint.h>

#define DIGITS_MAX 24

/* v in decimal; gives where it begins inside s. */
static inline const char *content_digits(char s[static DIGITS_MAX], int64_t v)
{
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    size_t at = DIGITS_MAX - 1;
    s[at] = '\0';
    do {
        s[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u != 0);
    if (v < 0)
        s[--at] = '-';
    return s + at;
}

#endif
