/* irt/eap_grid.c: posterior moments by Gauss quadrature fitted to the posterior.
 *
 * Near its mode the posterior is a standard normal in z, and Gauss-Hermite nodes in z are the usual
 * adaptive quadrature (Naylor & Smith 1982, doi:10.2307/2347995; Liu & Pierce 1994,
 * doi:10.1093/biomet/81.3.624). A posterior after few or extreme answers is skewed, though, and a
 * normal weight then needs many nodes on each of the axes.
 * Here each axis has the weight that the posterior itself shows there: its slice w_j(z_j) along
 * axis j through the mode, and the Gauss rule of that weight (Gautschi 1982). What is left to
 * integrate, posterior / product of slices, is 1 along every axis, and whole wherever theta's
 * parts are independent; three to seven nodes an axis do what nine to fifteen did.
 *
 * What keeps it cheap: `lower` is triangular, so log-likelihood and prior are sums over a tree of
 * prefixes (z_1, ..., z_j), and each direction's part is a table look-up (irt/profile.h).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>

#include "irt/eap_inside.h"
#include "stats/matrix.h"
#include "stats/quadrature.h"
#include "stats/special.h"

#define D IRT_DIM_MAX
#define SLICE_DEPTH (-30.0) /* log density at which a slice ends */
#define LEAVES_FREE 800.0   /* a first grid up to this size costs next to nothing */
#define FIRST_MAX 12        /* nodes an axis of the first grid; more would be waste */
#define LEAVES_MAX 1.1e6    /* nodes of a whole grid */
#define LOOKUPS_MAX 2e7     /* profiles read at the leaves */
#define AGREE 1e-3          /* two grids agree: change of means and SDs, in prior SDs */
/* In three dimensions and more, grids finer than this creep: two may agree and still be off. */
#define SMOOTH_MAX 12
#define NEAR 3e-3 /* as far apart as the last two affordable ones may be */

/* --- the slices, and the rules they give -------------------------------------------------- */

/* Log posterior on axis j at z, all else at the mode, relative to the mode. */
static double slice_at(const struct irt_eap *g, size_t j, double z)
{
    double sum = -g->top;
    for (size_t i = 0; i < g->r; i++) {
        double w = g->mode[i] + g->lower[i * g->r + j] * z;
        sum -= 0.5 * w * w;
    }
    for (size_t r = 0; r < g->nray; r++)
        sum += irt_profile_at(&g->ray[r].profile, g->ray[r].x0 + g->ray[r].c[j] * z);
    return sum;
}

/* The slice is log-concave with curvature 1 at 0, so it ends where it first gets deep enough. */
static double slice_end(const struct irt_eap *g, size_t j, double first)
{
    double z = first;
    for (int step = 0; step < 100 && slice_at(g, j, z) > SLICE_DEPTH; step++)
        z *= 1.25;
    return z;
}

static void take_slice(const struct irt_eap *g, size_t j, struct irt_eap_axis *axis)
{
    axis->low = slice_end(g, j, -1.0);
    axis->high = slice_end(g, j, 1.0);
    double step = (axis->high - axis->low) / (IRT_EAP_SLICE - 1), sum = 0.0;
    for (size_t i = 0; i < IRT_EAP_SLICE; i++) {
        axis->point[i] = axis->low + step * (double)i;
        axis->slice[i] = slice_at(g, j, axis->point[i]);
    }
    stats_exp_each(IRT_EAP_SLICE, axis->slice, axis->slice);
    for (size_t i = 0; i < IRT_EAP_SLICE; i++)
        sum += axis->slice[i];
    axis->log_mass = stats_log(sum * step);
}

static enum err set_rule(const struct irt_eap *g, size_t j, size_t nodes, struct irt_eap_axis *axis)
{
    double weight[IRT_EAP_NODES];
    axis->n = nodes;
    enum err err =
        stats_gauss_points(IRT_EAP_SLICE, axis->point, axis->slice, nodes, axis->node, weight);
    for (size_t k = 0; !err && k < nodes; k++)
        axis->log_weight[k] = stats_log(weight[k]) + axis->log_mass - slice_at(g, j, axis->node[k]);
    return err;
}

/* --- the sum over the grid ---------------------------------------------------------------- */

/* Adds a row of leaves: all nodes of the last axis over one prefix z. */
static void add_row(const struct irt_eap *g, const double *z, double *e, struct irt_eap_moments *m)
{
    size_t last = g->r - 1;
    const struct irt_eap_axis *axis = &g->axis[last];
    double mass = 0.0, first = 0.0, second = 0.0;
    stats_exp_each(axis->n, e, e);
    for (size_t k = 0; k < axis->n; k++) {
        double part = e[k] * axis->node[k];
        mass += e[k];
        first += part;
        second += part * axis->node[k];
    }
    m->mass += mass;
    m->first[last] += first;
    m->second[last][last] += second;
    for (size_t i = 0; i < last; i++) {
        m->first[i] += mass * z[i];
        m->second[last][i] += first * z[i];
        for (size_t j = 0; j <= i; j++)
            m->second[i][j] += mass * z[i] * z[j];
    }
}

/* All nodes under the prefix z[0..level), whose part of the log posterior is `before`. */
static void descend(const struct irt_eap *g, size_t level, double *z, double before,
                    struct irt_eap_moments *m)
{
    const struct irt_eap_axis *axis = &g->axis[level];
    const double *row = g->lower + level * g->r;
    double e[IRT_EAP_NODES], w0 = g->mode[level] + stats_dot(level, row, z);
    for (size_t k = 0; k < axis->n; k++) {
        double w = w0 + row[level] * axis->node[k];
        e[k] = before + axis->log_weight[k] - 0.5 * w * w;
    }
    for (size_t r = level == 0 ? 0 : g->ray_end[level - 1]; r < g->ray_end[level]; r++) {
        const struct irt_eap_ray *ray = &g->ray[r];
        double x = ray->x0 + stats_dot(level, ray->c, z);
        for (size_t k = 0; k < axis->n; k++)
            e[k] += irt_profile_at(&ray->profile, x + ray->c[level] * axis->node[k]);
    }
    if (level + 1 == g->r) {
        add_row(g, z, e, m);
        return;
    }
    for (size_t k = 0; k < axis->n; k++) {
        z[level] = axis->node[k];
        descend(g, level + 1, z, e[k], m);
    }
}

static enum err integrate(struct irt_eap *g, size_t nodes, struct irt_eap_moments *m,
                          struct irt_posterior *out)
{
    for (size_t j = 0; j < g->r; j++) {
        enum err err = set_rule(g, j, nodes, &g->axis[j]);
        if (err)
            return err;
    }
    double z[D] = {0};
    *m = (struct irt_eap_moments){0};
    descend(g, 0, z, -g->top, m);
    return irt_eap_theta(g, m, out);
}

/* The largest change of a mean or an SD, in prior SDs. */
static double change(const struct irt_bank *bank, const struct irt_posterior *a,
                     const struct irt_posterior *b)
{
    double most = 0.0;
    for (size_t i = 0; i < bank->ndim; i++) {
        size_t ii = i * bank->ndim + i;
        double mean = fabs(a->mean[i] - b->mean[i]);
        double sd = fabs(sqrt(a->covariance[ii]) - sqrt(b->covariance[ii]));
        most = fmax(most, fmax(mean, sd) / sqrt(bank->covariance[ii]));
    }
    return most;
}

static double leaves_of(const struct irt_eap *g, size_t nodes)
{
    double leaves = 1.0;
    for (size_t j = 0; j < g->r; j++)
        leaves *= (double)nodes;
    return leaves;
}

static bool affordable(const struct irt_eap *g, size_t nodes)
{
    double leaves = leaves_of(g, nodes);
    size_t at_leaves = g->ray_end[g->r - 1] - (g->r > 1 ? g->ray_end[g->r - 2] : 0);
    if (g->r > 2 && nodes > SMOOTH_MAX)
        return false;
    return leaves <= LEAVES_MAX && leaves * (double)at_leaves <= LOOKUPS_MAX;
}

enum err irt_eap_grid(struct irt_eap *g, struct irt_eap_moments *m, bool *settled,
                      struct irt_posterior *out)
{
    static const size_t orders[] = {3, 5, 7, 9, 12, 16, 20, 24, 28, IRT_EAP_NODES};
    const size_t norder = sizeof orders / sizeof *orders;
    size_t k = 0;
    while (orders[k + 1] <= FIRST_MAX && leaves_of(g, orders[k + 1]) <= LEAVES_FREE)
        k++;
    for (size_t j = 0; j < g->r; j++)
        take_slice(g, j, &g->axis[j]);
    double apart = INFINITY;
    enum err err = integrate(g, orders[k], m, out);
    while (!err && ++k < norder && affordable(g, orders[k])) {
        struct irt_posterior coarse = *out;
        err = integrate(g, orders[k], m, out);
        apart = err ? INFINITY : change(g->bank, &coarse, out);
        if (apart <= AGREE)
            break;
    }
    *settled = apart <= NEAR;
    return err;
}
