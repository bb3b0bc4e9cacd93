/* irt/eap.c: posterior mean and covariance by Gauss quadrature fitted to the posterior.
 *
 * Let m be the mode and L L' the Laplace covariance, L lower triangular. In theta = m + L z the
 * posterior is near the mode a standard normal, and Gauss-Hermite nodes in z are the usual
 * adaptive quadrature (Naylor & Smith 1982, doi:10.2307/2347995; Liu & Pierce 1994,
 * doi:10.1093/biomet/81.3.624). A posterior after few or extreme answers is skewed, though, and a
 * normal weight then needs many nodes on each of the axes.
 * Here each axis has the weight that the posterior itself shows there: its slice w_j(z_j) along
 * axis j through the mode, and the Gauss rule of that weight (Gautschi 1982). What is left to
 * integrate, posterior / product of slices, is 1 along every axis, and whole wherever theta's
 * parts are independent; three to seven nodes an axis do what nine to fifteen did.
 *
 * Two things keep it cheap. L is triangular, so log-likelihood and prior are sums over a tree of
 * prefixes (z_1, ..., z_j), and each direction's part is a table look-up (irt/profile.h). And
 * dimensions on which nothing was answered need no nodes: given the others they are normal, with
 * the prior's regression, which is what their rows of L are.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "irt/inside.h"
#include "irt/profile.h"
#include "irt/score.h"
#include "stats/matrix.h"
#include "stats/quadrature.h"
#include "stats/special.h"

#define D IRT_DIM_MAX
#define NODE_MAX 32
#define SLICE_POINTS 240
#define SLICE_DEPTH (-30.0) /* log density at which a slice ends */
#define REACH 8.0           /* of the profiles, in prior SDs; posteriors are narrower */
#define KNOT_MAX 8192       /* of one profile */
#define KNOT_TOTAL ((size_t)1 << 20)
#define LEAVES_FREE 800.0 /* a first grid up to this size costs next to nothing */
#define FIRST_MAX 12      /* nodes an axis of the first grid; more would be waste */
#define LEAVES_MAX 1.1e6  /* nodes of a whole grid */
#define LOOKUPS_MAX 2e7   /* profiles read at the leaves */
#define AGREE 1e-3        /* two grids agree: change of means and SDs, in prior SDs */
#define LOG_2_PI 1.83787706640934548356

/* One direction's log-likelihood as a function of z: at x = x0 + sum of c[j] z[j], j <= level. */
struct ray {
    struct irt_profile profile;
    const struct irt_direction *direction;
    size_t level;
    double x0, c[D], reach;
};

struct axis {
    size_t n;
    double low, high; /* where the slice ends */
    double point[SLICE_POINTS], slice[SLICE_POINTS], log_mass;
    double node[NODE_MAX], log_weight[NODE_MAX]; /* log of Gauss weight / slice */
};

struct grid {
    const struct irt_bank *bank;
    size_t n, q;           /* dimensions, and those among them that have answers: the axes */
    size_t dim[D];         /* the axes' dimensions first, in order, then the others */
    double mode[D];        /* in that order, as all that follows */
    double lower[D * D];   /* L */
    double prior[D * D];   /* the lower factor of the prior covariance */
    double w0[D], w[D][D]; /* the prior is standard normal in w0 + w z; w is lower triangular */
    double top;            /* log posterior at the mode, but for constants */
    size_t nray;
    struct ray *ray;   /* by level */
    size_t ray_end[D]; /* rays up to this level */
    double *knots;
    struct axis axis[D];
};

/* Sums over a grid of the posterior (relative to its top) times 1, z, z z'. */
struct moments {
    double mass, first[D], second[D][D]; /* second: j <= i */
};

/* --- laying out ------------------------------------------------------------------------- */

static bool direction_answered(const struct irt_bank *bank, const struct irt_direction *d,
                               const int *response)
{
    for (size_t s = d->first; s < d->first + d->count; s++)
        if (response[bank->slot[s].item] >= 0)
            return true;
    return false;
}

/* Axes first. */
static void order_dimensions(struct grid *g, const int *response)
{
    bool answered[D] = {false};
    for (size_t k = 0; k < g->bank->ndirection; k++) {
        const struct irt_direction *d = &g->bank->direction[k];
        if (!direction_answered(g->bank, d, response))
            continue;
        g->nray++;
        for (size_t i = 0; i < g->n; i++)
            answered[i] |= d->u[i] != 0.0;
    }
    for (size_t i = 0; i < g->n; i++)
        if (answered[i])
            g->dim[g->q++] = i;
    for (size_t i = 0, at = g->q; i < g->n; i++)
        if (!answered[i])
            g->dim[at++] = i;
}

static enum err permuted_factor(const struct grid *g, const double *covariance, double *factor)
{
    double permuted[D * D];
    for (size_t i = 0; i < g->n; i++)
        for (size_t j = 0; j < g->n; j++)
            permuted[i * g->n + j] = covariance[g->dim[i] * g->n + g->dim[j]];
    return stats_cholesky(g->n, permuted, factor);
}

static enum err place(struct grid *g, const struct irt_posterior *map)
{
    size_t n = g->n;
    enum err err = permuted_factor(g, map->covariance, g->lower);
    if (!err)
        err = permuted_factor(g, g->bank->covariance, g->prior);
    if (err)
        return err;
    double off[D];
    for (size_t i = 0; i < n; i++) {
        g->mode[i] = map->mean[g->dim[i]];
        off[i] = g->mode[i] - g->bank->mean[g->dim[i]];
    }
    stats_lower_solve(n, g->prior, off, g->w0);
    for (size_t j = 0; j < g->q; j++) {
        double column[D], w[D];
        for (size_t i = 0; i < n; i++)
            column[i] = g->lower[i * n + j];
        stats_lower_solve(n, g->prior, column, w);
        for (size_t i = 0; i < g->q; i++)
            g->w[i][j] = i < j ? 0.0 : w[i];
    }
    return ERR_OK;
}

static void aim(const struct grid *g, struct ray *ray)
{
    ray->reach = REACH * sqrt(stats_quadratic(g->n, g->bank->covariance, ray->direction->u));
    for (size_t i = 0; i < g->q; i++) {
        double u = ray->direction->u[g->dim[i]];
        ray->x0 += u * g->mode[i];
        if (u != 0.0)
            ray->level = i;
        for (size_t j = 0; j <= i; j++)
            ray->c[j] += u * g->lower[i * g->n + j];
    }
}

/* The rays, sorted by the level at which their x is complete. */
static enum err draw_rays(struct grid *g, const int *response)
{
    const struct irt_bank *bank = g->bank;
    g->ray = calloc(g->nray, sizeof *g->ray);
    if (g->ray == NULL)
        return ERR_NOMEM;
    size_t at = 0;
    for (size_t level = 0; level < g->q; level++) {
        for (size_t k = 0; k < bank->ndirection; k++) {
            const struct irt_direction *d = &bank->direction[k];
            struct ray ray = {.direction = d};
            aim(g, &ray);
            if (ray.level == level && direction_answered(bank, d, response))
                g->ray[at++] = ray;
        }
        g->ray_end[level] = at;
    }
    return ERR_OK;
}

static enum err fill_profiles(struct grid *g, const int *response, double temper)
{
    size_t most = KNOT_TOTAL / g->nray < KNOT_MAX ? KNOT_TOTAL / g->nray : KNOT_MAX, total = 0;
    for (size_t r = 0; r < g->nray; r++) {
        struct ray *ray = &g->ray[r];
        ray->profile.n = irt_profile_knots(g->bank, ray->direction, response, ray->reach, most);
        total += ray->profile.n;
    }
    g->knots = calloc(total, 2 * sizeof *g->knots);
    if (g->knots == NULL)
        return ERR_NOMEM;
    double *next = g->knots;
    g->top = -0.5 * stats_dot(g->q, g->w0, g->w0);
    for (size_t r = 0; r < g->nray; r++) {
        struct ray *ray = &g->ray[r];
        ray->profile.knot = next;
        next += 2 * ray->profile.n;
        irt_profile_fill(g->bank, ray->direction, response, temper, ray->x0, ray->reach,
                         &ray->profile);
        g->top += irt_profile_at(&ray->profile, ray->x0);
    }
    return ERR_OK;
}

/* --- the slices, and the rules they give -------------------------------------------------- */

/* Log posterior on axis j at z, all else at the mode, relative to the mode. */
static double slice_at(const struct grid *g, size_t j, double z)
{
    double sum = -g->top;
    for (size_t i = 0; i < g->q; i++) {
        double w = g->w0[i] + g->w[i][j] * z;
        sum -= 0.5 * w * w;
    }
    for (size_t r = 0; r < g->nray; r++)
        sum += irt_profile_at(&g->ray[r].profile, g->ray[r].x0 + g->ray[r].c[j] * z);
    return sum;
}

/* The slice is log-concave with curvature 1 at 0, so it ends where it first gets deep enough. */
static double slice_end(const struct grid *g, size_t j, double first)
{
    double z = first;
    for (int step = 0; step < 100 && slice_at(g, j, z) > SLICE_DEPTH; step++)
        z *= 1.25;
    return z;
}

static void take_slice(const struct grid *g, size_t j, struct axis *axis)
{
    axis->low = slice_end(g, j, -1.0);
    axis->high = slice_end(g, j, 1.0);
    double step = (axis->high - axis->low) / (SLICE_POINTS - 1), sum = 0.0;
    for (size_t i = 0; i < SLICE_POINTS; i++) {
        axis->point[i] = axis->low + step * (double)i;
        axis->slice[i] = slice_at(g, j, axis->point[i]);
    }
    stats_exp_each(SLICE_POINTS, axis->slice, axis->slice);
    for (size_t i = 0; i < SLICE_POINTS; i++)
        sum += axis->slice[i];
    axis->log_mass = stats_log(sum * step);
}

static enum err set_rule(const struct grid *g, size_t j, size_t nodes, struct axis *axis)
{
    double weight[NODE_MAX];
    axis->n = nodes;
    enum err err =
        stats_gauss_points(SLICE_POINTS, axis->point, axis->slice, nodes, axis->node, weight);
    for (size_t k = 0; !err && k < nodes; k++)
        axis->log_weight[k] = stats_log(weight[k]) + axis->log_mass - slice_at(g, j, axis->node[k]);
    return err;
}

/* --- the sum over the grid ---------------------------------------------------------------- */

/* Adds a row of leaves: all nodes of the last axis over one prefix z. */
static void add_row(const struct grid *g, const double *z, double *e, struct moments *m)
{
    size_t last = g->q - 1;
    const struct axis *axis = &g->axis[last];
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
static void descend(const struct grid *g, size_t level, double *z, double before, struct moments *m)
{
    const struct axis *axis = &g->axis[level];
    double e[NODE_MAX], w0 = g->w0[level] + stats_dot(level, g->w[level], z);
    for (size_t k = 0; k < axis->n; k++) {
        double w = w0 + g->w[level][level] * axis->node[k];
        e[k] = before + axis->log_weight[k] - 0.5 * w * w;
    }
    for (size_t r = level == 0 ? 0 : g->ray_end[level - 1]; r < g->ray_end[level]; r++) {
        const struct ray *ray = &g->ray[r];
        double x = ray->x0 + stats_dot(level, ray->c, z);
        for (size_t k = 0; k < axis->n; k++)
            e[k] += irt_profile_at(&ray->profile, x + ray->c[level] * axis->node[k]);
    }
    if (level + 1 == g->q) {
        add_row(g, z, e, m);
        return;
    }
    for (size_t k = 0; k < axis->n; k++) {
        z[level] = axis->node[k];
        descend(g, level + 1, z, e[k], m);
    }
}

/* Moments of z to those of theta; the dimensions without an axis have z ~ N(0, 1). */
static enum err to_theta(const struct grid *g, const struct moments *m, struct irt_posterior *out)
{
    size_t n = g->n;
    double mean[D] = {0}, covariance[D * D] = {0}, shift[D], spread[D * D];
    if (!(m->mass > 0.0) || !isfinite(m->mass))
        return ERR_NUMERIC;
    for (size_t i = 0; i < n; i++)
        covariance[i * n + i] = 1.0;
    for (size_t i = 0; i < g->q; i++) {
        mean[i] = m->first[i] / m->mass;
        for (size_t j = 0; j <= i; j++)
            covariance[i * n + j] = covariance[j * n + i] =
                m->second[i][j] / m->mass - mean[i] * mean[j];
    }
    stats_lower_times(n, g->lower, mean, shift);
    stats_lower_congruence(n, g->lower, covariance, spread);
    out->ndim = n;
    out->log_density = g->top + stats_log(m->mass) - 0.5 * (double)g->q * LOG_2_PI;
    for (size_t i = 0; i < g->q; i++)
        out->log_density += stats_log(g->lower[i * n + i]) - stats_log(g->prior[i * n + i]);
    for (size_t i = 0; i < n; i++) {
        out->mean[g->dim[i]] = g->mode[i] + shift[i];
        for (size_t j = 0; j < n; j++)
            out->covariance[g->dim[i] * n + g->dim[j]] = spread[i * n + j];
        if (!(spread[i * n + i] > 0.0) || !isfinite(shift[i]))
            return ERR_NUMERIC;
    }
    return ERR_OK;
}

static enum err integrate(struct grid *g, size_t nodes, struct irt_posterior *out)
{
    for (size_t j = 0; j < g->q; j++) {
        enum err err = set_rule(g, j, nodes, &g->axis[j]);
        if (err)
            return err;
    }
    struct moments m = {0};
    double z[D] = {0};
    descend(g, 0, z, -g->top, &m);
    return to_theta(g, &m, out);
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

static double leaves_of(const struct grid *g, size_t nodes)
{
    double leaves = 1.0;
    for (size_t j = 0; j < g->q; j++)
        leaves *= (double)nodes;
    return leaves;
}

static bool affordable(const struct grid *g, size_t nodes)
{
    double leaves = leaves_of(g, nodes);
    size_t at_leaves = g->ray_end[g->q - 1] - (g->q > 1 ? g->ray_end[g->q - 2] : 0);
    return leaves <= LEAVES_MAX && leaves * (double)at_leaves <= LOOKUPS_MAX;
}

/* Finer grids until two agree or the next one would cost too much. */
static enum err refine(struct grid *g, struct irt_posterior *out)
{
    static const size_t orders[] = {3, 5, 7, 9, 12, 16, 20, 24, 28, NODE_MAX};
    const size_t norder = sizeof orders / sizeof *orders;
    size_t k = 0;
    while (orders[k + 1] <= FIRST_MAX && leaves_of(g, orders[k + 1]) <= LEAVES_FREE)
        k++;
    for (size_t j = 0; j < g->q; j++)
        take_slice(g, j, &g->axis[j]);
    enum err err = integrate(g, orders[k], out);
    while (!err && ++k < norder && affordable(g, orders[k])) {
        struct irt_posterior coarse = *out;
        err = integrate(g, orders[k], out);
        if (!err && change(g->bank, &coarse, out) <= AGREE)
            break;
    }
    return err;
}

static void prior_alone(const struct irt_bank *bank, struct irt_posterior *out)
{
    size_t n = bank->ndim;
    out->ndim = n;
    memcpy(out->mean, bank->mean, n * sizeof *out->mean);
    memcpy(out->covariance, bank->covariance, n * n * sizeof *out->covariance);
    out->log_density = 0.0;
}

enum err irt_eap(const struct irt_bank *bank, const int *response, double temper,
                 struct irt_posterior *out)
{
    struct irt_posterior map, mean = {0};
    enum err err = irt_map(bank, response, temper, NULL, &map);
    if (err)
        return err;
    struct grid *g = calloc(1, sizeof *g);
    if (g == NULL)
        return ERR_NOMEM;
    g->bank = bank;
    g->n = bank->ndim;
    order_dimensions(g, response);
    if (g->q == 0) {
        prior_alone(bank, &mean);
    } else {
        err = place(g, &map);
        if (!err)
            err = draw_rays(g, response);
        if (!err)
            err = fill_profiles(g, response, temper);
        if (!err)
            err = refine(g, &mean);
    }
    free(g->ray);
    free(g->knots);
    free(g);
    if (err)
        return err;
    *out = mean;
    out->log_density += temper * irt_log_gaps(bank, response);
    return ERR_OK;
}
