/* irt/eap_inside.h (inside irt): the space in which a posterior mean is an integral, shared by the
 * two ways of integrating: grids (irt/eap_grid.c), and lattices where grids do not settle
 * (irt/eap_lattice.c).
 * theta = mean + factor w, with a prior standard normal in w. Answers see only the span of their
 * directions: w = sum of basis[i] y[i] + a rest that stays standard normal and independent. y is in
 * turn mode + lower z, where the posterior's Laplace approximation is standard normal in z.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_EAP_INSIDE_H
#define ATTUNE_IRT_EAP_INSIDE_H

#include "irt/inside.h"
#include "irt/profile.h"
#include "irt/score.h"

#define IRT_EAP_NODES 32
#define IRT_EAP_SLICE 240

/* One direction's log-likelihood as a function of z: at x = x0 + sum of c[j] z[j], j <= level. */
struct irt_eap_ray {
    struct irt_profile profile;
    const struct irt_direction *direction;
    size_t level;
    double v[IRT_DIM_MAX]; /* along y; 0 past level */
    double x0, c[IRT_DIM_MAX], reach;
};

struct irt_eap_axis {
    size_t n;
    double low, high; /* where the slice ends */
    double point[IRT_EAP_SLICE], slice[IRT_EAP_SLICE], log_mass;
    double node[IRT_EAP_NODES], log_weight[IRT_EAP_NODES]; /* log of Gauss weight / slice */
};

struct irt_eap {
    const struct irt_bank *bank;
    size_t n, r;                             /* dimensions of theta, and of the span */
    double basis[IRT_DIM_MAX][IRT_DIM_MAX];  /* r orthonormal rows of n */
    double mode[IRT_DIM_MAX];                /* y */
    double lower[IRT_DIM_MAX * IRT_DIM_MAX]; /* r * r: lower lower' = the Laplace covariance of y */
    double top;                              /* log posterior at the mode, but for constants */
    size_t nray;
    struct irt_eap_ray *ray;     /* by level */
    size_t ray_end[IRT_DIM_MAX]; /* rays up to this level */
    double *knots;
    struct irt_eap_axis axis[IRT_DIM_MAX];
};

/* Integrals over z of the posterior (relative to its top) times 1, z, z z'. */
struct irt_eap_moments {
    double mass, first[IRT_DIM_MAX], second[IRT_DIM_MAX][IRT_DIM_MAX]; /* second: j <= i */
};

/* Moments of z to the posterior of theta. ERR_NUMERIC: they are no distribution's. */
MUST_CHECK enum err irt_eap_theta(const struct irt_eap *e, const struct irt_eap_moments *m,
                                  struct irt_posterior *out);

/* Finer grids until two agree or the next one would cost too much. *settled: the last two
 * agreed, or nearly; else m and out are the last one's. ERR_NUMERIC: a rule or a sum was none. */
MUST_CHECK enum err irt_eap_grid(struct irt_eap *e, struct irt_eap_moments *m, bool *settled,
                                 struct irt_posterior *out);

/* Importance sampling on shifted lattices, starting from what `start` says of the posterior (NULL:
 * Laplace). ERR_NUMERIC: still uncertain by more than IRT_EAP_UNSURE at the end. ERR_NOMEM. */
#define IRT_EAP_UNSURE 0.0033 /* standard error of a mean or SD, in prior SDs */
MUST_CHECK enum err irt_eap_lattice(const struct irt_eap *e, const struct irt_eap_moments *start,
                                    struct irt_posterior *out);

#endif
