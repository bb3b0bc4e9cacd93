/* stats/matrix.c: Cholesky and what follows from it, for matrices that fit in a cache line or ten.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "stats/matrix.h"

#include <math.h>

#include "stats/special.h"

#define PIVOT_MIN 1e-13

enum err stats_cholesky(size_t n, const double *a, double *l)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            double sum = a[i * n + j];
            for (size_t k = 0; k < j; k++)
                sum -= l[i * n + k] * l[j * n + k];
            l[i * n + j] = sum / l[j * n + j];
        }
        double diagonal = a[i * n + i], pivot = diagonal;
        for (size_t k = 0; k < i; k++)
            pivot -= l[i * n + k] * l[i * n + k];
        if (!(pivot > PIVOT_MIN * diagonal) || !(diagonal > 0.0) || !isfinite(pivot))
            return ERR_NUMERIC;
        l[i * n + i] = sqrt(pivot);
        for (size_t j = i + 1; j < n && l != a; j++)
            l[i * n + j] = 0.0;
    }
    for (size_t i = 0; i < n && l == a; i++)
        for (size_t j = i + 1; j < n; j++)
            l[i * n + j] = 0.0;
    return ERR_OK;
}

void stats_lower_solve(size_t n, const double *l, const double *b, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = (b[i] - stats_dot(i, l + i * n, x)) / l[i * n + i];
}

void stats_cholesky_solve(size_t n, const double *l, const double *b, double *x)
{
    stats_lower_solve(n, l, b, x);
    for (size_t i = n; i-- > 0;) {
        double sum = x[i];
        for (size_t k = i + 1; k < n; k++)
            sum -= l[k * n + i] * x[k];
        x[i] = sum / l[i * n + i];
    }
}

/* Row i of l^-1 is made in the upper triangle, then a^-1 = (l^-1)' l^-1 over it, column by column:
 * element (j, k >= j) needs rows k and later, which are still the factor's. */
void stats_cholesky_inverse(size_t n, const double *l, double *inverse)
{
    for (size_t j = 0; j < n; j++) {
        inverse[j * n + j] = 1.0 / l[j * n + j];
        for (size_t i = j + 1; i < n; i++) {
            double sum = 0.0;
            for (size_t k = j; k < i; k++)
                sum -= l[i * n + k] * inverse[j * n + k]; /* (l^-1)_kj at [j][k] */
            inverse[j * n + i] = sum / l[i * n + i];
        }
    }
    for (size_t j = 0; j < n; j++)
        for (size_t k = j; k < n; k++) {
            double sum = 0.0;
            for (size_t i = k; i < n; i++)
                sum += inverse[j * n + i] * inverse[k * n + i];
            inverse[j * n + k] = sum;
        }
    for (size_t j = 0; j < n; j++)
        for (size_t k = j + 1; k < n; k++)
            inverse[k * n + j] = inverse[j * n + k];
}

double stats_cholesky_log_det(size_t n, const double *l)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += stats_log(l[i * n + i]);
    return 2.0 * sum;
}

void stats_lower_times(size_t n, const double *l, const double *x, double *y)
{
    for (size_t i = 0; i < n; i++)
        y[i] = stats_dot(i + 1, l + i * n, x);
}

void stats_lower_congruence(size_t n, const double *l, const double *m, double *out)
{
    double lm[STATS_MATRIX_MAX * STATS_MATRIX_MAX]; /* l m */
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (size_t k = 0; k <= i; k++)
                sum += l[i * n + k] * m[k * n + j];
            lm[i * n + j] = sum;
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            out[i * n + j] = out[j * n + i] = stats_dot(j + 1, lm + i * n, l + j * n);
}

void stats_times(size_t n, const double *a, const double *x, double *y)
{
    for (size_t i = 0; i < n; i++)
        y[i] = stats_dot(n, a + i * n, x);
}

double stats_dot(size_t n, const double *x, const double *y)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

double stats_quadratic(size_t n, const double *a, const double *x)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * stats_dot(n, a + i * n, x);
    return sum;
}
