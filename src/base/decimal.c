/* base/decimal.c: exact conversion through an array of base-10^9 digits. Doubling and halving such
 * an array is exact, so nothing is ever rounded before the caller asks. The way back is strtod,
 * which is correctly rounded in glibc and musl; it gets no decimal point, so no locale matters.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define BASE 1000000000u
#define GROUP 9      /* decimal digits in one base-10^9 digit */
#define WHOLE 36     /* 10^324 is past the largest double */
#define FRACTION 120 /* 1,074 binary places are 1,074 decimal places: 120 groups */

void decimal_of(double v, struct decimal *d)
{
    uint32_t group[WHOLE + FRACTION] = {0}; /* most significant first; the point after WHOLE */
    int binary;
    uint64_t mantissa = (uint64_t)ldexp(frexp(v, &binary), 53);
    binary -= 53;
    int first = WHOLE, last = WHOLE; /* [first, last) may hold other than zero */
    for (; mantissa != 0; mantissa /= BASE)
        group[--first] = (uint32_t)(mantissa % BASE);
    while (binary > 0) {
        int shift = binary < 29 ? binary : 29;
        uint64_t carry = 0;
        for (int i = last - 1; i >= first; i--) {
            carry += (uint64_t)group[i] << shift;
            group[i] = (uint32_t)(carry % BASE);
            carry /= BASE;
        }
        if (carry != 0)
            group[--first] = (uint32_t)carry;
        binary -= shift;
    }
    while (binary < 0) {
        int shift = -binary < GROUP ? -binary : GROUP; /* 2^9 divides 10^9: one group is enough */
        uint32_t rest = 0, unit = BASE >> shift, mask = (1u << shift) - 1;
        for (int i = first; i < last; i++) {
            uint32_t g = group[i];
            group[i] = (g >> shift) + rest;
            rest = (g & mask) * unit;
        }
        if (rest != 0)
            group[last++] = rest;
        while (first < last && group[first] == 0)
            first++;
        binary += shift;
    }
    d->count = 0;
    d->exponent = (WHOLE - first) * GROUP;
    for (int i = first; i < last; i++) {
        uint32_t unit = BASE / 10;
        for (int k = 0; k < GROUP; k++, unit /= 10) {
            char digit = (char)(group[i] / unit % 10);
            if (d->count == 0 && digit == 0)
                d->exponent--;
            else if (d->count < DECIMAL_DIGITS)
                d->digit[d->count++] = digit;
        }
    }
    decimal_round(d, d->count);
}

void decimal_round(struct decimal *d, int keep)
{
    if (keep < 0) {
        d->count = 0;
    } else if (keep < d->count) {
        char next = d->digit[keep];
        bool up = next > 5;
        if (next == 5) {
            for (int i = keep + 1; i < d->count && !up; i++)
                up = d->digit[i] != 0;
            up = up || (keep > 0 && d->digit[keep - 1] % 2 == 1);
        }
        d->count = keep;
        if (up) {
            while (d->count > 0 && d->digit[d->count - 1] == 9)
                d->count--;
            if (d->count == 0) {
                d->digit[0] = 1;
                d->count = 1;
                d->exponent++;
            } else {
                d->digit[d->count - 1]++;
            }
        }
    }
    while (d->count > 0 && d->digit[d->count - 1] == 0)
        d->count--;
    if (d->count == 0)
        d->exponent = 0;
}

enum err decimal_read(const struct decimal *d, double *out)
{
    char s[DECIMAL_DIGITS + 16];
    int n = d->count, exponent = d->exponent - d->count;
    for (int i = 0; i < n; i++)
        s[i] = (char)('0' + d->digit[i]);
    if (n == 0) {
        *out = 0;
        return ERR_OK;
    }
    /* Far outside a double's range anything will do, so the exponent can stay short. */
    if (d->exponent > 400)
        return ERR_LIMIT;
    if (d->exponent < -400) {
        *out = 0;
        return ERR_OK;
    }
    s[n++] = 'e';
    if (exponent < 0) {
        s[n++] = '-';
        exponent = -exponent;
    }
    for (int unit = 1000; unit > 0; unit /= 10)
        s[n++] = (char)('0' + exponent / unit % 10);
    s[n] = '\0';
    double v = strtod(s, NULL);
    if (v > DBL_MAX)
        return ERR_LIMIT;
    *out = v;
    return ERR_OK;
}
