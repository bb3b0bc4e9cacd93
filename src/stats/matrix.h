/* stats/matrix.h: small dense symmetric matrices. Row-major double[n * n]; n may be 0.
 * Vectors and matrices of one call may not overlap unless it says so.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_MATRIX_H
#define ATTUNE_STATS_MATRIX_H

#include <stddef.h>

#include "base/err.h"

/* l <- lower triangular with l l' = a; the part above the diagonal becomes 0. Reads a's lower
 * triangle only; l may be a. ERR_NUMERIC: a is not positive definite (a pivot under 1e-13 of its
 * diagonal element counts as none); l is then undefined. */
MUST_CHECK enum err stats_cholesky(size_t n, const double *a, double *l);

/* The rest take the factor l of a = l l' and cannot fail. */

/* x <- l^-1 b. x may be b. */
void stats_lower_solve(size_t n, const double *l, const double *b, double *x);
/* x <- a^-1 b. x may be b. */
void stats_cholesky_solve(size_t n, const double *l, const double *b, double *x);
/* inverse <- a^-1, symmetric to the bit. */
void stats_cholesky_inverse(size_t n, const double *l, double *inverse);
/* log det a. */
double stats_cholesky_log_det(size_t n, const double *l);
/* y <- l x. */
void stats_lower_times(size_t n, const double *l, const double *x, double *y);
/* out <- l m l' for symmetric m; symmetric to the bit. n <= STATS_MATRIX_MAX. */
void stats_lower_congruence(size_t n, const double *l, const double *m, double *out);

#define STATS_MATRIX_MAX 16

/* y <- a x. */
void stats_times(size_t n, const double *a, const double *x, double *y);
double stats_dot(size_t n, const double *x, const double *y);
/* x' a x. */
double stats_quadratic(size_t n, const double *a, const double *x);

#endif
