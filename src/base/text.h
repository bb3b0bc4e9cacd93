/* base/text.h: growing byte strings, numbers as text, UTF-8: without stdio.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BASE_TEXT_H
#define ATTUNE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* A growing string. The first failure sticks: later calls do nothing, and text_finish or the
 * reader of `err` learns of it once. data is always NUL-terminated after the first append. */
struct text {
    char *data;
    size_t len, cap;
    size_t limit; /* 0 = 64 MiB */
    enum err err;
};

void text_init(struct text *t);
void text_finish(struct text *t);             /* frees; the text may be used again */
void text_clear(struct text *t);              /* empty again, memory and no error kept */
void text_add(struct text *t, const char *s); /* a C string */
void text_bytes(struct text *t, const void *bytes, size_t n);
void text_char(struct text *t, char c);
void text_repeat(struct text *t, const char *s, size_t times);
void text_int(struct text *t, int64_t v);
void text_uint(struct text *t, uint64_t v);
/* v with exactly `places` decimals (0…17, else ERR_DOMAIN): the double's exact value rounded, ties
 * to even; "nan", "inf", "-inf" as they are. Never prints "-0.0…". Same bytes natively and in
 * WebAssembly. */
void text_fixed(struct text *t, double v, int places);
/* The fewest significant digits (at most 17) at which the rounded value reads back as the same
 * double; with an exponent from 1e-6 down and from 1e21 up. Zero of either sign is "0";
 * non-finite values as in text_fixed. */
void text_double(struct text *t, double v);
void text_hex(struct text *t, const uint8_t *bytes, size_t n); /* lower case */

/* The whole of s[0..n) as a number of JSON's grammar. ERR_FORMAT otherwise; ERR_LIMIT past the
 * double's range. Correctly rounded. */
MUST_CHECK enum err text_read_double(const char *s, size_t n, double *out);
/* The whole of s[0..n) as a decimal integer with optional '-'. ERR_FORMAT, ERR_LIMIT. */
MUST_CHECK enum err text_read_int(const char *s, size_t n, int64_t *out);
/* 2n hexadecimal digits to n bytes. ERR_FORMAT. */
MUST_CHECK enum err text_read_hex(const char *s, size_t len, uint8_t *out, size_t n);

/* Length of the first n bytes' valid UTF-8 prefix (no overlongs, no surrogates, <= U+10FFFF):
 * equals n when all is well. */
size_t text_utf8_valid(const char *s, size_t n);
/* The next code point and its length in bytes; s must be valid, n > 0. */
uint32_t text_utf8_next(const char *s, size_t n, size_t *len);
/* Columns that a terminal needs for valid UTF-8 (0 for combining marks, 2 for wide). */
size_t text_columns(const char *s, size_t n);

#endif
