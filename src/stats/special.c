/* stats/special.c: exp by argument reduction and its Taylor series, log by the series of atanh;
 * both branch-free at heart, so that a compiler can put several in one vector.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "stats/special.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "stats/clones.h"

#define EXP_MIN (-708.0) /* e^-708 is still a normal number */
#define EXP_MAX 709.0

static inline uint64_t bits_of(double x)
{
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    return b;
}

static inline double double_of(uint64_t b)
{
    double x;
    memcpy(&x, &b, sizeof x);
    return x;
}

/* x = k log 2 + r with |r| <= log(2)/2 (Cody & Waite 1980): log 2 is split so that k * LN2_HIGH
 * is exact. Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits. The series of
 * e^r to r^13 is good to 5e-18. Clamped to [EXP_MIN, EXP_MAX]. */
static inline double exp_core(double x)
{
    const double shift = 0x1.8p52, log2_e = 0x1.71547652b82fep0;
    const double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;
    x = x > EXP_MIN ? x : EXP_MIN; /* no branch, given -fno-trapping-math */
    x = x < EXP_MAX ? x : EXP_MAX;
    double shifted = x * log2_e + shift;
    double k = shifted - shift;
    double r = (x - k * ln2_high) - k * ln2_low;
    /* sum of r^k / k!, in pairs rather than one long chain: a processor adds several at once */
    double r2 = r * r, r4 = r2 * r2;
    double low = (1.0 / 6.0 + r * (1.0 / 24.0)) + r2 * (1.0 / 120.0 + r * (1.0 / 720.0));
    double mid =
        (1.0 / 5040.0 + r * (1.0 / 40320.0)) + r2 * (1.0 / 362880.0 + r * (1.0 / 3628800.0));
    double high = 1.0 / 39916800.0 + r * (1.0 / 479001600.0) + r2 * (1.0 / 6227020800.0);
    double p = r + (r2 * 0.5 + (r2 * r) * (low + r4 * (mid + r4 * high)));
    return (p + 1.0) * double_of((bits_of(shifted) + 1023) << 52);
}

static inline double logistic_core(double x)
{
    return 1.0 / (1.0 + exp_core(-x));
}

double stats_exp(double x)
{
    if (isnan(x))
        return x;
    if (x > EXP_MIN && x < EXP_MAX)
        return exp_core(x);
    double root = exp_core(0.5 * x); /* near and past the range: by two halves */
    return root * root;
}

STATS_CLONES void stats_exp_each(size_t n, const double *x, double *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = exp_core(x[i]);
}

double stats_logistic(double x)
{
    return logistic_core(x);
}

STATS_CLONES void stats_logistic_each(size_t n, const double *x, double *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = logistic_core(x[i]);
}

/* x = 2^k m with m in [sqrt 1/2, sqrt 2); log m = 2 atanh(s), s = (m - 1)/(m + 1), |s| < 0.172.
 * f - s (f - ...) keeps the leading term exact (as in fdlibm's log). */
double stats_log(double x)
{
    if (!(x > 0.0))
        return x == 0.0 ? -INFINITY : NAN;
    if (isinf(x))
        return x;
    int64_t k = 0;
    if (x < 0x1p-1022) { /* subnormal */
        x *= 0x1p54;
        k = -54;
    }
    uint64_t b = bits_of(x);
    /* Shift the mantissa's cut from 1 to sqrt(1/2), and take the exponent there. */
    uint64_t from_cut = b - UINT64_C(0x3fe6a09e667f3bcd);
    int64_t e = (int64_t)(from_cut >> 52);
    e = e >= 2048 ? e - 4096 : e; /* the sign of a 12-bit number */
    k += e;
    double f = double_of(b - ((uint64_t)e << 52)) - 1.0;
    double s = f / (2.0 + f), z = s * s;
    double series = 1.0 / 23.0;
    for (int odd = 21; odd >= 3; odd -= 2)
        series = series * z + 1.0 / odd;
    double half_square = 0.5 * f * f;
    double tail = s * (half_square + 2.0 * z * series);
    const double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;
    return (double)k * ln2_high - ((half_square - (tail + (double)k * ln2_low)) - f);
}

/* The rounding of 1 + x is undone by the same rounding in the quotient (Kahan; Goldberg 1991,
 * theorem 4, doi:10.1145/103162.103163). */
double stats_log1p(double x)
{
    double u = 1.0 + x;
    if (u == 1.0)
        return x;
    if (isinf(u))
        return u;
    return stats_log(u) * (x / (u - 1.0));
}

/* The same idea the other way round (Kahan; Higham 2002, section 1.14.1). */
double stats_expm1(double x)
{
    double u = stats_exp(x), off = u - 1.0;
    if (u == 1.0)
        return x;
    if (off == -1.0 || isinf(u))
        return off;
    return off * (x / stats_log(u));
}

double stats_log_logistic(double x)
{
    double e = stats_exp(-fabs(x));
    return (x < 0 ? x : 0.0) - stats_log1p(e);
}

double stats_log_sum_exp(size_t n, const double *x)
{
    double top = -INFINITY;
    for (size_t i = 0; i < n; i++)
        top = x[i] > top ? x[i] : top;
    if (isinf(top))
        return top;
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += stats_exp(x[i] - top);
    return top + stats_log(sum);
}
