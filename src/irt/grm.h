/* irt/grm.h: graded response model (Samejima 1969, doi:10.1007/BF03372160), slope-intercept form
 * as in Chalmers 2012 (mirt, doi:10.18637/jss.v048.i06), multidimensional and compensatory
 * (Muraki & Carlson 1995, doi:10.1177/014662169501900109):
 *   P(X >= k | theta) = logistic(a . theta + d[k-1]),  k = 1..ncat-1.
 * theta must be finite throughout.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_GRM_H
#define ATTUNE_IRT_GRM_H

#include <stddef.h>

#include "base/err.h"

#define IRT_DIM_MAX 8
#define IRT_CAT_MAX 10
#define IRT_SLOPE_MAX 1e4     /* of |a|: past it an item is a step, and no scale is left */
#define IRT_INTERCEPT_MAX 1e6 /* of |d| */

struct irt_grm {       /* a view; owns nothing */
    size_t ndim, ncat; /* 1..IRT_DIM_MAX, 2..IRT_CAT_MAX */
    const double *a;   /* [ndim] slopes, logits per latent SD */
    const double *d;   /* [ncat-1] intercepts, strictly decreasing */
};

/* ERR_DOMAIN: bad shape, non-finite or past the maxima, all slopes zero, or d not strictly
 * decreasing. */
MUST_CHECK enum err irt_grm_check(const struct irt_grm *item);
/* p[ncat] <- category probabilities at theta[ndim]; positive while |a . theta + d| <= 700.
 * item checked; cannot fail. */
void irt_grm_prob(const struct irt_grm *item, const double *theta, double *p);
/* log_p[ncat] <- their logarithms: finite wherever theta is, accurate in both tails. */
void irt_grm_log_prob(const struct irt_grm *item, const double *theta, double *log_p);
/* E[X | theta], 0..ncat-1. item checked; cannot fail. */
double irt_grm_expected(const struct irt_grm *item, const double *theta);
/* Expected information about the number a . theta: sum over categories of p (d log p)^2. The
 * item's Fisher information matrix about theta is this times a a'. */
double irt_grm_information(const struct irt_grm *item, const double *theta);

#endif
