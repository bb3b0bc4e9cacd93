/* stats/quadrature.c: Gauss rules from three-term recurrences. The nodes are the eigenvalues of
 * the tridiagonal matrix of the recurrence; each weight is 1 / sum of the squared orthonormal
 * polynomials at its node (Christoffel), which keeps small weights relatively accurate.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "stats/quadrature.h"

#include <math.h>
#include <string.h>

#define STEPS_PER_NODE 60

/* Orthonormal polynomials: off[k+1] p_{k+1}(x) = (x - centre[k]) p_k(x) - off[k] p_{k-1}(x). */
struct recurrence {
    size_t n;
    double centre[STATS_GAUSS_MAX];
    double off[STATS_GAUSS_MAX + 1]; /* off[0] is not used */
};

/* Not hypot: a C library's may differ from another's in the last bit, and nodes are never so large
 * or small that a square overflows. */
static double length_of(double x, double y)
{
    return sqrt(x * x + y * y);
}

/* One implicit QR step with Wilkinson's shift on rows lo..hi (Golub & Van Loan 2013, 8.3.2):
 * d is the diagonal, e[k] stands between k and k + 1. */
static void shifted_step(double *d, double *e, size_t lo, size_t hi)
{
    double half = 0.5 * (d[hi - 1] - d[hi]), last = e[hi - 1];
    double shift = d[hi] - last * last / (half + copysign(length_of(half, last), half));
    double x = d[lo] - shift, bulge = e[lo];
    for (size_t k = lo; k < hi; k++) {
        double r = length_of(x, bulge);
        double c = r > 0.0 ? x / r : 1.0, s = r > 0.0 ? bulge / r : 0.0;
        if (k > lo)
            e[k - 1] = r;
        double above = d[k], below = d[k + 1], beside = e[k];
        d[k] = c * c * above + 2.0 * c * s * beside + s * s * below;
        d[k + 1] = s * s * above - 2.0 * c * s * beside + c * c * below;
        e[k] = c * s * (below - above) + (c * c - s * s) * beside;
        if (k + 1 < hi) {
            x = e[k];
            bulge = s * e[k + 1];
            e[k + 1] *= c;
        }
    }
}

static enum err eigenvalues(size_t n, double *d, double *e)
{
    size_t hi = n - 1, steps = 0;
    while (hi > 0) {
        size_t lo = hi;
        while (lo > 0 && fabs(e[lo - 1]) > 1e-16 * (fabs(d[lo - 1]) + fabs(d[lo])))
            lo--;
        if (lo == hi) {
            hi--;
            continue;
        }
        if (++steps > STEPS_PER_NODE * n)
            return ERR_NUMERIC;
        shifted_step(d, e, lo, hi);
    }
    return ERR_OK;
}

static void sort(size_t n, double *x)
{
    for (size_t i = 1; i < n; i++) {
        double moved = x[i];
        size_t j = i;
        for (; j > 0 && x[j - 1] > moved; j--)
            x[j] = x[j - 1];
        x[j] = moved;
    }
}

static double christoffel(const struct recurrence *r, double x)
{
    double before = 0.0, p = 1.0, sum = 1.0;
    for (size_t k = 0; k + 1 < r->n; k++) {
        double next = ((x - r->centre[k]) * p - r->off[k] * before) / r->off[k + 1];
        before = p;
        p = next;
        sum += p * p;
    }
    return 1.0 / sum;
}

static enum err rule_of(const struct recurrence *r, double *node, double *weight)
{
    double e[STATS_GAUSS_MAX] = {0};
    memcpy(node, r->centre, r->n * sizeof *node);
    memcpy(e, r->off + 1, (r->n - 1) * sizeof *e);
    enum err err = eigenvalues(r->n, node, e);
    if (err)
        return err;
    sort(r->n, node);
    double sum = 0.0;
    for (size_t i = 0; i < r->n; i++)
        sum += weight[i] = christoffel(r, node[i]);
    for (size_t i = 0; i < r->n; i++)
        weight[i] /= sum;
    return ERR_OK;
}

enum err stats_gauss_normal(size_t n, double *node, double *weight)
{
    if (n == 0 || n > STATS_GAUSS_MAX)
        return ERR_DOMAIN;
    struct recurrence r = {.n = n};
    for (size_t k = 1; k < n; k++)
        r.off[k] = sqrt((double)k);
    enum err err = rule_of(&r, node, weight);
    for (size_t i = 0; !err && i < n / 2; i++) { /* symmetric to the bit */
        size_t j = n - 1 - i;
        node[j] = 0.5 * (node[j] - node[i]);
        node[i] = -node[j];
        weight[i] = weight[j] = 0.5 * (weight[i] + weight[j]);
    }
    if (!err && n % 2)
        node[n / 2] = 0.0;
    return err;
}

/* Stieltjes: centre[k] = <x p_k, p_k> and off[k+1] = the length of what comes next, with inner
 * products as sums over the points. */
enum err stats_gauss_points(size_t npoint, const double *x, const double *w, size_t n, double *node,
                            double *weight)
{
    if (n == 0 || n > STATS_GAUSS_MAX || npoint < n || npoint > STATS_GAUSS_POINT_MAX)
        return ERR_DOMAIN;
    double total = 0.0;
    for (size_t i = 0; i < npoint; i++)
        total += w[i];
    if (!(total > 0.0) || !isfinite(total))
        return ERR_DOMAIN;

    struct recurrence r = {.n = n};
    double before[STATS_GAUSS_POINT_MAX], p[STATS_GAUSS_POINT_MAX];
    for (size_t i = 0; i < npoint; i++) {
        before[i] = 0.0;
        p[i] = 1.0 / sqrt(total);
    }
    for (size_t k = 0; k < n; k++) {
        double centre = 0.0, length = 0.0;
        for (size_t i = 0; i < npoint; i++)
            centre += w[i] * x[i] * p[i] * p[i];
        r.centre[k] = centre;
        if (k + 1 == n)
            break;
        for (size_t i = 0; i < npoint; i++) {
            double next = (x[i] - centre) * p[i] - r.off[k] * before[i];
            before[i] = p[i];
            p[i] = next;
            length += w[i] * next * next;
        }
        double off = sqrt(length);
        if (!(off > 1e-13 * fabs(x[npoint - 1] - x[0])))
            return ERR_NUMERIC;
        r.off[k + 1] = off;
        for (size_t i = 0; i < npoint; i++)
            p[i] /= off;
    }
    return rule_of(&r, node, weight);
}
