/* irt/curve.h (inside irt): an item seen along its one number x = a . theta.
 * With z_k = x + d_k, and s the logistic, the probability of category k is a product,
 *   P(X = k) = s(z_k) - s(z_(k+1)) = s(z_k) s(-z_(k+1)) (1 - e^-(d_k - d_(k+1))),
 * in which nothing cancels in either tail. Its logarithm has the derivatives
 *   first: s(-z_(k+1)) - s(z_k),   second: -(s(z_k) s(-z_k) + s(z_(k+1)) s(-z_(k+1))) < 0,
 * so the log-likelihood is concave. d_0 = infinity and d_ncat = -infinity, here as +-IRT_BEYOND.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_CURVE_H
#define ATTUNE_IRT_CURVE_H

#include "irt/grm.h"

#define IRT_BEYOND 1e300

/* What one answer needs to know of its item. */
struct irt_edge {
    double upper, lower; /* d_k and d_(k+1) */
    double gap, log_gap; /* 1 - e^-(upper - lower), and its logarithm */
};

struct irt_curve {
    size_t ncat;
    const struct irt_edge *edge; /* [ncat + 1]: at 1 + k category k, at 0 the missing answer,
                                    which lies between the infinities and so adds nothing */
};

/* edge[ncat + 1] from ncat - 1 intercepts. */
void irt_curve_fill(size_t ncat, const double *d, struct irt_edge *edge);
/* p[ncat] <- probabilities at x; lean[ncat] <- d log p / dx. */
void irt_curve_prob(const struct irt_curve *curve, double x, double *p, double *lean);
/* sum of p lean^2 */
double irt_curve_information(const struct irt_curve *curve, double x);

/* What is wrong with an item, for a message: the part, its index and what was expected. */
enum irt_part { IRT_PART_NONE, IRT_PART_SHAPE, IRT_PART_SLOPES, IRT_PART_INTERCEPT };
struct irt_flaw {
    enum irt_part part;
    size_t index;         /* of the slope or the intercept */
    const char *expected; /* NULL when all is well */
};
struct irt_flaw irt_grm_flaw(const struct irt_grm *item);

#endif
