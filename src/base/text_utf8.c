/* base/text_utf8.c: UTF-8 as the Unicode Standard's table 3-7 defines it.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/text.h"

/* Bytes of the well-formed sequence at s, or 0. */
static size_t sequence(const unsigned char *s, size_t n)
{
    unsigned char b = s[0], lo = 0x80, hi = 0xBF;
    if (b < 0x80)
        return 1;
    size_t len = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    if (b < 0xC2 || b > 0xF4 || len > n)
        return 0;
    /* The second byte alone can make a sequence overlong, a surrogate, or past U+10FFFF. */
    if (b == 0xE0)
        lo = 0xA0;
    else if (b == 0xED)
        hi = 0x9F;
    else if (b == 0xF0)
        lo = 0x90;
    else if (b == 0xF4)
        hi = 0x8F;
    if (s[1] < lo || s[1] > hi)
        return 0;
    for (size_t i = 2; i < len; i++)
        if (s[i] < 0x80 || s[i] > 0xBF)
            return 0;
    return len;
}

size_t text_utf8_valid(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n) {
        size_t len = sequence((const unsigned char *)s + i, n - i);
        if (len == 0)
            break;
        i += len;
    }
    return i;
}

uint32_t text_utf8_next(const char *s, size_t n, size_t *len)
{
    static const unsigned char first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *b = (const unsigned char *)s;
    size_t k = b[0] < 0x80 ? 1 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    if (k > n)
        k = n;
    uint32_t c = b[0] & first_bits[k];
    for (size_t i = 1; i < k; i++)
        c = c << 6 | (b[i] & 0x3F);
    *len = k;
    return c;
}
