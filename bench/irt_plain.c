/* bench/irt_plain.c: see irt_plain.h. Formulas as printed: cumulative logistics, their differences,
 * derivatives of log P by the quotient rule, Gauss elimination.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "irt_plain.h"

#include <math.h>
#include <string.h>

enum { D = IRT_DIM_MAX };

/* By Gauss-Jordan with pivoting: inverse <- a^-1. Returns det a. */
static double eliminate(size_t n, double a[D][D], double inverse[D][D])
{
    double det = 1.0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            inverse[i][j] = i == j;
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t i = k + 1; i < n; i++)
            if (fabs(a[i][k]) > fabs(a[best][k]))
                best = i;
        for (size_t j = 0; best != k && j < n; j++) {
            double t = a[k][j];
            a[k][j] = a[best][j];
            a[best][j] = t;
            t = inverse[k][j];
            inverse[k][j] = inverse[best][j];
            inverse[best][j] = t;
        }
        det *= best == k ? a[k][k] : -a[k][k];
        double pivot = a[k][k];
        for (size_t j = 0; j < n; j++) {
            a[k][j] /= pivot;
            inverse[k][j] /= pivot;
        }
        for (size_t i = 0; i < n; i++) {
            double f = a[i][k];
            for (size_t j = 0; i != k && j < n; j++) {
                a[i][j] -= f * a[k][j];
                inverse[i][j] -= f * inverse[k][j];
            }
        }
    }
    return det;
}

/* P(X >= k) for k = 0..ncat, and its first two derivatives by a . theta. */
static void cumulative(const struct irt_grm *item, const double *theta, double *p, double *p1,
                       double *p2)
{
    double x = 0.0;
    for (size_t i = 0; i < item->ndim; i++)
        x += item->a[i] * theta[i];
    for (size_t k = 0; k <= item->ncat; k++) {
        p[k] = k == 0 ? 1.0 : k == item->ncat ? 0.0 : 1.0 / (1.0 + exp(-(x + item->d[k - 1])));
        p1[k] = p[k] * (1.0 - p[k]);
        p2[k] = p1[k] * (1.0 - 2.0 * p[k]);
    }
}

int plain_map(const struct irt_bank *bank, const int *response, double *theta, double *se)
{
    size_t n = irt_bank_ndim(bank), nitem = irt_bank_nitem(bank);
    const double *mean = irt_bank_mean(bank), *precision = irt_bank_precision(bank);
    memcpy(theta, mean, n * sizeof *theta);
    for (int iteration = 0; iteration < 100; iteration++) {
        double g[D], h[D][D], inverse[D][D];
        for (size_t i = 0; i < n; i++) {
            g[i] = 0.0;
            for (size_t j = 0; j < n; j++) {
                g[i] -= precision[i * n + j] * (theta[j] - mean[j]);
                h[i][j] = precision[i * n + j];
            }
        }
        for (size_t q = 0; q < nitem; q++) {
            if (response[q] < 0)
                continue;
            const struct irt_grm *item = irt_bank_item(bank, q);
            double p[IRT_CAT_MAX + 1], p1[IRT_CAT_MAX + 1], p2[IRT_CAT_MAX + 1];
            cumulative(item, theta, p, p1, p2);
            size_t k = (size_t)response[q];
            double at = p[k] - p[k + 1], first = (p1[k] - p1[k + 1]) / at;
            double second = (p2[k] - p2[k + 1]) / at - first * first;
            for (size_t i = 0; i < n; i++) {
                g[i] += item->a[i] * first;
                for (size_t j = 0; j < n; j++)
                    h[i][j] -= item->a[i] * item->a[j] * second;
            }
        }
        (void)eliminate(n, h, inverse);
        double step[D] = {0}, largest = 0.0;
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++)
                step[i] += inverse[i][j] * g[j];
            se[i] = sqrt(inverse[i][i]);
            largest = fmax(largest, fabs(step[i]));
        }
        for (size_t i = 0; i < n; i++) /* at most 1 in any dimension, lest it overshoots */
            theta[i] += largest > 1.0 ? step[i] / largest : step[i];
        if (largest < 1e-8)
            return 0;
    }
    return -1;
}

size_t plain_next(const struct irt_bank *bank, const int *response, const double *theta)
{
    size_t n = irt_bank_ndim(bank), nitem = irt_bank_nitem(bank), best = nitem;
    double most = 0.0, m[D][D];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            m[i][j] = irt_bank_precision(bank)[i * n + j];
    for (int candidates = 0; candidates < 2; candidates++)
        for (size_t q = 0; q < nitem; q++) {
            if ((response[q] < 0) != candidates)
                continue;
            const struct irt_grm *item = irt_bank_item(bank, q);
            double p[IRT_CAT_MAX + 1], p1[IRT_CAT_MAX + 1], p2[IRT_CAT_MAX + 1], info = 0.0;
            cumulative(item, theta, p, p1, p2);
            for (size_t k = 0; k < item->ncat; k++)
                info += (p1[k] - p1[k + 1]) * (p1[k] - p1[k + 1]) / (p[k] - p[k + 1]);
            double with[D][D], inverse[D][D];
            for (size_t i = 0; i < n; i++)
                for (size_t j = 0; j < n; j++)
                    with[i][j] = m[i][j] + info * item->a[i] * item->a[j];
            if (!candidates) {
                memcpy(m, with, sizeof m);
                continue;
            }
            double det = eliminate(n, with, inverse);
            if (det > most) {
                most = det;
                best = q;
            }
        }
    return best;
}
