/* stats/effect.h: effect sizes told as chances, with their intervals' ends carried through.
 * Each function rises with its argument, so the ends of an interval become the ends. Where there is
 * no interval its ends are NaN, and stay so; a value outside the domain becomes NaN.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_EFFECT_H
#define ATTUNE_STATS_EFFECT_H

struct stats_effect {
    double value, lower, upper; /* lower <= value <= upper, or both ends NaN */
};

/* P(Y above its middle | X above its middle) of a bivariate normal with correlation r in [-1, 1]:
 * 1/2 + asin(r) / pi. 1/2: no link. Sheppard 1899, doi:10.1098/rsta.1899.0003. */
struct stats_effect stats_effect_both_above(struct stats_effect r);
/* The share of one group above the other's middle when it lies d standard deviations higher, both
 * normal with one variance: Phi(d). 1/2: no difference. Cohen 1988 (ISBN 0-8058-0283-5), U3. */
struct stats_effect stats_effect_above_middle(struct stats_effect d);
/* P(one of the first group lies above one of the second): Phi(d / sqrt 2), under the same.
 * McGraw & Wong 1992, doi:10.1037/0033-2909.111.2.361. */
struct stats_effect stats_effect_superiority(struct stats_effect d);
/* d from the correlation r in (-1, 1) with being in the first of two groups of one size:
 * 2 r / sqrt(1 - r^2). Cohen 1988, equation 2.2.6 solved for d. */
struct stats_effect stats_effect_d(struct stats_effect r);
/* The share when the odds of a base share in (0, 1) are multiplied by an odds ratio >= 0. */
struct stats_effect stats_effect_share(struct stats_effect ratio, double base);

#endif
