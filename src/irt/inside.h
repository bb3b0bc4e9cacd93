/* irt/inside.h (inside irt): how a bank is laid out for computing.
 * A compensatory item sees a person through one number, c (u . theta), where u is a direction in
 * latent space. Items that share a direction (all items of one dimension, in a bank of simple
 * structure) stand together, so that likelihood, gradient and Hessian are sums over directions of
 * functions of one variable.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_INSIDE_H
#define ATTUNE_IRT_INSIDE_H

#include <stdbool.h>

#include "base/arena.h"
#include "irt/bank.h"
#include "irt/curve.h"
#include "irt/select.h"

struct irt_direction {
    double u[IRT_DIM_MAX];
    double v[IRT_DIM_MAX], at_mean; /* u . theta = at_mean + v . w, where theta = mean + factor w */
    size_t only;                    /* the dimension when u is an axis, else ndim */
    size_t top;                     /* one past the last part of u, and so of v, that is not 0 */
    size_t first, count;            /* its items in irt_bank.slot */
};

struct irt_slot {
    size_t item;  /* index as the caller knows it */
    double slope; /* c: the item's a is c u */
    struct irt_curve curve;
};

struct irt_bank {
    struct arena arena; /* holds all that follows */
    size_t ndim, nitem, ndirection;
    double *mean, *covariance, *precision;
    double *factor; /* lower, factor factor' = covariance */
    double log_det_covariance;
    struct irt_grm *item;            /* [nitem], in the caller's order */
    struct irt_direction *direction; /* [ndirection] */
    struct irt_slot *slot;           /* [nitem], direction by direction */
    size_t *slot_of;                 /* [nitem], item to slot */
    size_t *direction_of;            /* [nitem], item to direction */
    const char **item_id, **dim_name;
};

static inline double irt_along(const struct irt_bank *bank, const struct irt_direction *d,
                               const double *theta)
{
    if (d->only < bank->ndim)
        return theta[d->only];
    double sum = 0.0;
    for (size_t i = 0; i < bank->ndim; i++)
        sum += d->u[i] * theta[i];
    return sum;
}

/* matrix[ndim * ndim] += weight u u' */
static inline void irt_add_outer(const struct irt_bank *bank, const struct irt_direction *d,
                                 double weight, double *matrix)
{
    size_t n = bank->ndim;
    if (d->only < n) {
        matrix[d->only * n + d->only] += weight;
        return;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            matrix[i * n + j] += weight * (d->u[i] * d->u[j]);
}

/* What is wrong with a prior: expected is NULL when all is well. */
struct irt_prior_flaw {
    const char *expected;
    size_t row, column; /* of the covariance; row = ndim: the matrix as a whole */
};
struct irt_prior_flaw irt_prior_flaw(size_t ndim, const double *covariance);

/* Four respondents side by side, so that the compiler can put them in one vector. A lane's
 * numbers do not depend on what stands in the others.
 * Places are thetas, or w with theta = mean + factor w: there the prior is standard normal, and how
 * flat it lies in theta does not matter. Derivatives are by the places' coordinates. */
#define IRT_LANES 4
struct irt_lanes {
    bool by_prior;                  /* places are w */
    const int *response[IRT_LANES]; /* NULL: nobody stands here (all missing) */
    double place[IRT_DIM_MAX][IRT_LANES];
};
/* Log-likelihood, but for irt_log_gaps, with gradient and negative Hessian (lower triangle) of
 * each. */
struct irt_lanes_sums {
    double value[IRT_LANES];
    double gradient[IRT_DIM_MAX][IRT_LANES];
    double curvature[IRT_DIM_MAX][IRT_DIM_MAX][IRT_LANES];
};
void irt_lanes_sum(const struct irt_bank *bank, const struct irt_lanes *at,
                   struct irt_lanes_sums *out);
/* The part of the log-likelihood that does not depend on theta: the gaps of irt/curve.h. */
double irt_log_gaps(const struct irt_bank *bank, const int *response);
/* Along one direction d only, at four places x = u . theta: value, first derivative and negative
 * second. */
void irt_lanes_along(const struct irt_bank *bank, const struct irt_direction *d,
                     const int *const response[IRT_LANES], const double x[IRT_LANES],
                     double value[IRT_LANES], double first[IRT_LANES], double second[IRT_LANES]);
/* irt_rank, and *base <- the criterion as it is before another answer. */
MUST_CHECK enum err irt_rank_from(const struct irt_bank *bank, const int *response,
                                  const bool *exclude, const double *theta, double temper,
                                  enum irt_rule rule, uint64_t seed, struct irt_choice *ranking,
                                  size_t *n, double *base);
/* ERR_DOMAIN: a response that is no category of its item. *answered: how many are given. */
MUST_CHECK enum err irt_answers_check(const struct irt_bank *bank, const int *response,
                                      size_t *answered);

#endif
