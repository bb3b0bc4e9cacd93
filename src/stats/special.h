/* stats/special.h: exp, log and the logistic, with the same bits on every machine.
 * The C library's exp and log differ in the last bit from one system to the next; an adaptive test
 * that breaks a near tie by such a bit would ask other questions in the page than at the
 * terminal. These use only + - * / and bit patterns, so IEEE 754 settles every bit (the project
 * is compiled without contraction to fused multiply-adds).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_SPECIAL_H
#define ATTUNE_STATS_SPECIAL_H

#include <stddef.h>

/* e^x to 1 ulp for |x| < 708, to 3 ulp beyond; 0 and infinity past the double's range. */
double stats_exp(double x);
/* Natural logarithm to 2 ulp; -infinity at 0, NaN below. */
double stats_log(double x);
/* log(1 + x) for x > -1 to 4 ulp, also for tiny x. */
double stats_log1p(double x);

/* e^x - 1 to 4 ulp, also for tiny x; past the double's range as stats_exp. */
double stats_expm1(double x);

/* 1 / (1 + e^-x): accurate to 4 ulp in both tails (the lower tail goes to e^x, never to 0 by
 * cancellation) for |x| <= 708; constant beyond. */
double stats_logistic(double x);
/* log of the same: finite for every finite x. */
double stats_log_logistic(double x);

/* out[i] <- stats_exp(x[i]) for x[i] in [-708, 709], clamped to that range outside; the same bits
 * as stats_exp inside. x and out may be the same array. The loop is made for vector units. */
void stats_exp_each(size_t n, const double *x, double *out);
/* out[i] <- stats_logistic(x[i]), the same bits. x and out may be the same array. */
void stats_logistic_each(size_t n, const double *x, double *out);

/* log(sum exp(x[i])) without overflow; -infinity for n = 0. */
double stats_log_sum_exp(size_t n, const double *x);

#endif
