/* irt/grm.h: graded response model (Samejima 1969, doi:10.1007/BF03372160), slope-intercept form
 * as in Chalmers 2012 (mirt, doi:10.18637/jss.v048.i06), multidimensional and compensatory:
 *   P(X >= k | theta) = logistic(a . theta + d[k-1]),  k = 1..ncat-1.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_GRM_H
#define ATTUNE_IRT_GRM_H

#include <stddef.h>

#include "base/err.h"

#define IRT_DIM_MAX 8
#define IRT_CAT_MAX 10

struct irt_grm {             /* a view; owns nothing */
    size_t ndim, ncat;       /* 1..IRT_DIM_MAX, 2..IRT_CAT_MAX */
    const double *a;         /* [ndim] slopes, logits per latent SD */
    const double *d;         /* [ncat-1] intercepts, strictly decreasing */
};

/* ERR_DOMAIN: bad shape, non-finite, all slopes zero, or d not strictly decreasing. */
MUST_CHECK enum err irt_grm_check(const struct irt_grm *item);
/* p[ncat] <- category probabilities at theta[ndim]. item checked; cannot fail. */
void irt_grm_prob(const struct irt_grm *item, const double *theta, double *p);
/* E[X | theta], 0..ncat-1. item checked; cannot fail. */
double irt_grm_expected(const struct irt_grm *item, const double *theta);

#endif
