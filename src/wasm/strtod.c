/* Decimal digits to the nearest double, exactly and in little code: the digits are shifted by
 * powers of two, as decimals, until their 53 bits stand before the point (the simple fallback of
 * Go's strconv and of others).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "strtod.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* Halving adds a digit. The largest double is halved 1,024 times; the longest input has 816. */
#define DIGITS 2000
#define SHIFT_MAX 56 /* 10 * 2^56 and a carry fit in 64 bits */

struct decimal_number { /* 0.d0 d1 d2 … × 10^point */
    uint8_t digit[DIGITS];
    int n, point;
};

static void trim(struct decimal_number *d)
{
    while (d->n > 0 && d->digit[d->n - 1] == 0)
        d->n--;
}

/* × 2^k */
static void twice(struct decimal_number *d, int k)
{
    uint8_t out[20];
    int more = 0;
    uint64_t carry = 0;
    for (int i = d->n - 1; i >= 0; i--) {
        carry += (uint64_t)d->digit[i] << k;
        d->digit[i] = (uint8_t)(carry % 10);
        carry /= 10;
    }
    for (; carry > 0; carry /= 10)
        out[more++] = (uint8_t)(carry % 10);
    for (int i = d->n - 1; i >= 0; i--)
        d->digit[i + more] = d->digit[i];
    for (int i = 0; i < more; i++)
        d->digit[i] = out[more - 1 - i];
    d->n += more;
    d->point += more;
    trim(d);
}

/* × 2^-k */
static void halve(struct decimal_number *d, int k)
{
    uint64_t rest = 0;
    int read = 0, written = 0;
    while (rest >> k == 0) { /* the first digit that is not zero */
        rest = rest * 10 + (read < d->n ? d->digit[read] : 0);
        read++;
    }
    d->point -= read - 1;
    for (;;) {
        d->digit[written++] = (uint8_t)(rest >> k);
        rest &= ((uint64_t)1 << k) - 1;
        if (rest == 0 && read >= d->n)
            break;
        rest = rest * 10 + (read < d->n ? d->digit[read] : 0);
        read++;
    }
    d->n = written;
    trim(d);
}

static uint64_t rounded(const struct decimal_number *d)
{
    uint64_t whole = 0;
    for (int i = 0; i < d->point; i++)
        whole = whole * 10 + (i < d->n ? d->digit[i] : 0);
    if (d->point < 0 || d->point >= d->n)
        return whole;
    int next = d->digit[d->point];
    bool tie = next == 5 && d->n == d->point + 1;
    return whole + (tie ? whole & 1 : next >= 5);
}

double wasm_strtod(const char *s)
{
    struct decimal_number d;
    int exponent = 0, sign = 1, binary = 0;
    d.n = 0;
    for (; *s >= '0' && *s <= '9'; s++)
        if (d.n > 0 || *s != '0')
            d.digit[d.n++] = (uint8_t)(*s - '0');
    if (*s == 'e' && s[1] == '-') {
        sign = -1;
        s++;
    }
    if (*s != '\0')
        for (s++; *s >= '0' && *s <= '9'; s++)
            exponent = exponent * 10 + (*s - '0');
    d.point = d.n + sign * exponent;
    trim(&d);
    if (d.n == 0 || d.point < -330)
        return 0;
    if (d.point > 310)
        return INFINITY;
    /* value = d × 2^binary with d in [1/2, 1) */
    while (d.point > 0) {
        int k = d.point > 1 ? 3 * (d.point - 1) : 1;
        k = k > SHIFT_MAX ? SHIFT_MAX : k;
        halve(&d, k);
        binary += k;
    }
    while (d.point < 0 || d.digit[0] < 5) {
        int k = d.point < 0 ? 3 * -d.point : 1;
        k = k > SHIFT_MAX ? SHIFT_MAX : k;
        twice(&d, k);
        binary -= k;
        /* never past 1: each power of ten takes three doublings and a bit */
    }
    int bits = DBL_MANT_DIG;
    if (binary < DBL_MIN_EXP)
        bits -= DBL_MIN_EXP - binary; /* below the normal numbers there are fewer bits */
    if (bits < 0)
        return 0;
    twice(&d, bits);
    return ldexp((double)rounded(&d), binary - bits);
}
