/* irt/eap.c: posterior mean and covariance, as an integral over what the answers can see.
 *
 * Two answers in eight dimensions say something of two directions only. Where the prior is standard
 * normal, all that is orthogonal to the answered directions is standard normal after the answers
 * too, and independent of the rest. So the integral is over the span of the answered directions,
 * and theta's moments follow exactly. Dimensions on which nothing was answered fall out of that by
 * themselves, with the prior's regression on the others.
 * The basis is built direction by direction, so that the first directions see the first axes only:
 * irt/eap_grid.c lives on that.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "irt/eap_inside.h"
#include "stats/matrix.h"
#include "stats/special.h"

#define D IRT_DIM_MAX
#define REACH 8.0     /* of the profiles, in prior SDs; posteriors are narrower */
#define KNOT_MAX 8192 /* of one profile */
#define KNOT_TOTAL ((size_t)1 << 20)
#define IN_SPAN 1e-7 /* a direction this near to the span, for its length, lies in it */
#define LOG_2_PI 1.83787706640934548356

static bool direction_answered(const struct irt_bank *bank, const struct irt_direction *d,
                               const int *response)
{
    for (size_t s = d->first; s < d->first + d->count; s++)
        if (response[bank->slot[s].item] >= 0)
            return true;
    return false;
}

/* Adds the part of v that is outside the span to the basis, if there is one. */
static void widen_span(struct irt_eap *e, const double *v)
{
    double rest[D], *unit = e->basis[e->r];
    memcpy(rest, v, e->n * sizeof *rest);
    for (int twice = 0; twice < 2; twice++) /* once leaves rounding where v is nearly inside */
        for (size_t i = 0; i < e->r; i++) {
            double along = stats_dot(e->n, e->basis[i], rest);
            for (size_t j = 0; j < e->n; j++)
                rest[j] -= along * e->basis[i][j];
        }
    double length = sqrt(stats_dot(e->n, rest, rest));
    if (!(length > IN_SPAN * sqrt(stats_dot(e->n, v, v))))
        return;
    for (size_t j = 0; j < e->n; j++)
        unit[j] = rest[j] / length;
    e->r++;
}

/* The basis, from the directions with the fewest parts on. */
static void find_span(struct irt_eap *e, const int *response)
{
    for (size_t top = 1; top <= e->n; top++)
        for (size_t k = 0; k < e->bank->ndirection; k++) {
            const struct irt_direction *d = &e->bank->direction[k];
            if (d->top != top || !direction_answered(e->bank, d, response))
                continue;
            e->nray++;
            if (e->r < e->n)
                widen_span(e, d->v);
        }
}

static void aim(const struct irt_eap *e, const struct irt_direction *d, struct irt_eap_ray *ray)
{
    double length = sqrt(stats_dot(e->n, d->v, d->v));
    *ray = (struct irt_eap_ray){.direction = d, .x0 = d->at_mean, .reach = REACH * length};
    for (size_t i = 0; i < e->r; i++) {
        double along = stats_dot(e->n, e->basis[i], d->v);
        if (fabs(along) > IN_SPAN * length) {
            ray->v[i] = along;
            ray->level = i;
        }
    }
    ray->x0 += stats_dot(e->r, ray->v, e->mode);
}

/* The rays, sorted by the level at which their x is complete. */
static enum err draw_rays(struct irt_eap *e, const int *response)
{
    const struct irt_bank *bank = e->bank;
    e->ray = calloc(e->nray, sizeof *e->ray);
    if (e->ray == NULL)
        return ERR_NOMEM;
    size_t at = 0;
    for (size_t level = 0; level < e->r; level++) {
        for (size_t k = 0; k < bank->ndirection; k++) {
            struct irt_eap_ray ray;
            aim(e, &bank->direction[k], &ray);
            if (ray.level == level && direction_answered(bank, &bank->direction[k], response))
                e->ray[at++] = ray;
        }
        e->ray_end[level] = at;
    }
    return ERR_OK;
}

/* The Laplace approximation in y: I + sum of curvature v v' is its precision. */
static enum err place(struct irt_eap *e, const int *response, double temper)
{
    const int *everyone[IRT_LANES] = {response, response, response, response};
    size_t r = e->r;
    double precision[D * D] = {0};
    for (size_t i = 0; i < r; i++)
        precision[i * r + i] = 1.0;
    for (size_t k = 0; k < e->nray; k++) {
        const struct irt_eap_ray *ray = &e->ray[k];
        double x[IRT_LANES], value[IRT_LANES], first[IRT_LANES], second[IRT_LANES];
        for (size_t l = 0; l < IRT_LANES; l++)
            x[l] = ray->x0;
        irt_lanes_along(e->bank, ray->direction, everyone, x, value, first, second);
        for (size_t i = 0; i < r; i++)
            for (size_t j = 0; j <= i; j++)
                precision[i * r + j] += temper * second[0] * ray->v[i] * ray->v[j];
    }
    enum err err = stats_cholesky(r, precision, precision);
    if (err)
        return err;
    stats_cholesky_inverse(r, precision, e->lower);
    err = stats_cholesky(r, e->lower, e->lower);
    for (size_t k = 0; !err && k < e->nray; k++)
        for (size_t i = 0; i < r; i++)
            for (size_t j = 0; j <= i; j++)
                e->ray[k].c[j] += e->ray[k].v[i] * e->lower[i * r + j];
    return err;
}

static enum err fill_profiles(struct irt_eap *e, const int *response, double temper)
{
    size_t most = KNOT_TOTAL / e->nray < KNOT_MAX ? KNOT_TOTAL / e->nray : KNOT_MAX, total = 0;
    for (size_t k = 0; k < e->nray; k++) {
        struct irt_eap_ray *ray = &e->ray[k];
        ray->profile.n = irt_profile_knots(e->bank, ray->direction, response, ray->reach, most);
        total += ray->profile.n;
    }
    e->knots = calloc(total, 2 * sizeof *e->knots);
    if (e->knots == NULL)
        return ERR_NOMEM;
    double *next = e->knots;
    e->top = -0.5 * stats_dot(e->r, e->mode, e->mode);
    for (size_t k = 0; k < e->nray; k++) {
        struct irt_eap_ray *ray = &e->ray[k];
        ray->profile.knot = next;
        next += 2 * ray->profile.n;
        irt_profile_fill(e->bank, ray->direction, response, temper, ray->x0, ray->reach,
                         &ray->profile);
        e->top += irt_profile_at(&ray->profile, ray->x0);
    }
    return ERR_OK;
}

/* What y's moments make of w's: mean <- B' y, covariance <- I + B' (cov y - I) B. */
static void y_to_w(const struct irt_eap *e, const double *y, const double *spread, double *mean,
                   double *covariance)
{
    size_t n = e->n, r = e->r;
    for (size_t i = 0; i < n; i++) {
        for (size_t a = 0; a < r; a++)
            mean[i] += e->basis[a][i] * y[a];
        for (size_t j = 0; j <= i; j++) {
            double sum = i == j ? 1.0 : 0.0;
            for (size_t a = 0; a < r; a++)
                for (size_t b = 0; b < r; b++)
                    sum += e->basis[a][i] * (spread[a * r + b] - (a == b ? 1.0 : 0.0)) *
                           e->basis[b][j];
            covariance[i * n + j] = covariance[j * n + i] = sum;
        }
    }
}

enum err irt_eap_theta(const struct irt_eap *e, const struct irt_eap_moments *m,
                       struct irt_posterior *out)
{
    size_t n = e->n, r = e->r;
    double z[D] = {0}, of_z[D * D] = {0}, y[D], of_y[D * D], w[D] = {0}, of_w[D * D], shift[D];
    if (!(m->mass > 0.0) || !isfinite(m->mass))
        return ERR_NUMERIC;
    for (size_t i = 0; i < r; i++) {
        z[i] = m->first[i] / m->mass;
        for (size_t j = 0; j <= i; j++)
            of_z[i * r + j] = of_z[j * r + i] = m->second[i][j] / m->mass - z[i] * z[j];
    }
    stats_lower_times(r, e->lower, z, y);
    stats_lower_congruence(r, e->lower, of_z, of_y);
    for (size_t i = 0; i < r; i++)
        y[i] += e->mode[i];
    y_to_w(e, y, of_y, w, of_w);
    stats_lower_times(n, e->bank->factor, w, shift);
    stats_lower_congruence(n, e->bank->factor, of_w, out->covariance);
    out->ndim = n;
    out->log_density = e->top + stats_log(m->mass) - 0.5 * (double)r * LOG_2_PI;
    for (size_t i = 0; i < r; i++)
        out->log_density += stats_log(e->lower[i * r + i]);
    for (size_t i = 0; i < n; i++) {
        out->mean[i] = e->bank->mean[i] + shift[i];
        if (!(out->covariance[i * n + i] > 0.0) || !isfinite(shift[i]))
            return ERR_NUMERIC;
    }
    return ERR_OK;
}

static void prior_alone(const struct irt_bank *bank, struct irt_posterior *out)
{
    size_t n = bank->ndim;
    out->ndim = n;
    memcpy(out->mean, bank->mean, n * sizeof *out->mean);
    memcpy(out->covariance, bank->covariance, n * n * sizeof *out->covariance);
    out->log_density = 0.0;
}

static enum err integrate(struct irt_eap *e, const int *response, double temper,
                          struct irt_posterior *out)
{
    struct irt_eap_moments m;
    bool settled = false;
    enum err err = draw_rays(e, response);
    if (!err)
        err = place(e, response, temper);
    if (!err)
        err = fill_profiles(e, response, temper);
    if (err)
        return err;
    err = irt_eap_grid(e, &m, &settled, out);
    if (err == ERR_OK && settled)
        return ERR_OK;
    return irt_eap_lattice(e, err ? NULL : &m, out);
}

enum err irt_eap(const struct irt_bank *bank, const int *response, double temper,
                 struct irt_posterior *out)
{
    struct irt_posterior map, mean = {0};
    enum err err = irt_map(bank, response, temper, NULL, &map);
    if (err)
        return err;
    struct irt_eap *e = calloc(1, sizeof *e);
    if (e == NULL)
        return ERR_NOMEM;
    e->bank = bank;
    e->n = bank->ndim;
    find_span(e, response);
    if (e->r == 0) {
        prior_alone(bank, &mean);
    } else {
        double w[D];
        for (size_t i = 0; i < e->n; i++)
            w[i] = map.mean[i] - bank->mean[i];
        stats_lower_solve(e->n, bank->factor, w, w);
        for (size_t i = 0; i < e->r; i++)
            e->mode[i] = stats_dot(e->n, e->basis[i], w);
        err = integrate(e, response, temper, &mean);
    }
    free(e->ray);
    free(e->knots);
    free(e);
    if (err)
        return err;
    *out = mean;
    out->log_density += temper * irt_log_gaps(bank, response);
    return ERR_OK;
}
