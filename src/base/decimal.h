/* base/decimal.h: a double as its exact decimal digits, and back from any digits.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BASE_DECIMAL_H
#define ATTUNE_BASE_DECIMAL_H

#include <stddef.h>

#include "base/err.h"

/* No double has more than 767 significant digits; the rest is room for whole groups of nine. */
#define DECIMAL_DIGITS 800

/* The value 0.d1 d2 d3 … × 10^exponent, d1 not zero; zero has no digits. */
struct decimal {
    char digit[DECIMAL_DIGITS]; /* 0…9, not characters */
    int count;
    int exponent;
};

/* The exact value of a finite v >= 0. Cannot fail. */
void decimal_of(double v, struct decimal *d);
/* Rounds to the first `keep` digits (below zero: to zero), ties to even, and drops zeros from the
 * end. Rounding up may carry into a new first digit. */
void decimal_round(struct decimal *d, int keep);
/* The nearest double, ties to even, of count digits (0…9) read as 0.d1 d2 … × 10^exponent.
 * ERR_LIMIT when it is past the largest double; what is too small becomes zero. */
MUST_CHECK enum err decimal_read(const struct decimal *d, double *out);

#endif
