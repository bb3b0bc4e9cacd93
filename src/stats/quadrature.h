/* stats/quadrature.h: Gauss rules for the normal weight and for any weight given by points.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_QUADRATURE_H
#define ATTUNE_STATS_QUADRATURE_H

#include <stddef.h>

#include "base/err.h"

#define STATS_GAUSS_MAX 64        /* nodes of a rule */
#define STATS_GAUSS_POINT_MAX 512 /* points of a weight */

/* Nodes (ascending) and weights of the rule that is exact for polynomials to degree 2n - 1 under
 * N(0, 1); weights sum to 1. ERR_DOMAIN: n = 0 or past STATS_GAUSS_MAX. ERR_NUMERIC never seen.
 * Golub & Welsch 1969, doi:10.1090/S0025-5718-69-99647-1. */
MUST_CHECK enum err stats_gauss_normal(size_t n, double *node, double *weight);

/* The same under the discrete measure sum w[i] delta(x[i]), w >= 0, of npoint points of which at
 * least n carry weight; weights sum to 1. With points close together that is the rule for a
 * density known only as a function (discretised Stieltjes procedure; Gautschi 1982,
 * doi:10.1137/0903018). ERR_DOMAIN: shapes, or no weight. ERR_NUMERIC: fewer than n points
 * carry weight. */
MUST_CHECK enum err stats_gauss_points(size_t npoint, const double *x, const double *w, size_t n,
                                       double *node, double *weight);

#endif
