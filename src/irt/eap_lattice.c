/* irt/eap_lattice.c: posterior moments by importance sampling on lattices, where grids do not
 * settle: many directions of steep items that cross, and a posterior like a corner cut from the
 * prior.
 *
 * A point u of the unit cube becomes z = centre + factor x, each x_j by its own increasing map of
 * u_j: a logistic quantile behind a piecewise linear map of (0, 1) to itself. Passes over few
 * points first fit centre and factor to the posterior's moments, then the linear pieces to its
 * marginals (Lepage 1978, doi:10.1016/0021-9991(78)90004-9), so that a side that is cut off gets
 * few points. Tails are exponential, the posterior's at most normal: weights are bounded.
 * The points are Weyl sequences with the square roots of primes, shifted and folded (Richtmyer
 * 1951; Cranley & Patterson 1976, doi:10.1137/0713071; Genz & Bretz 2009). Blocks with shifts of
 * their own, from a fixed seed, say by a jackknife over blocks how far the sums can be trusted.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "irt/eap_inside.h"
#include "stats/matrix.h"
#include "stats/random.h"
#include "stats/special.h"

#define D IRT_DIM_MAX
#define PIECES 32
#define SCALE 0.6 /* of the logistic; 0.55 has unit variance */
#define MOMENT_PASSES 5
#define PIECE_PASSES 5
#define PASS_POINTS 4096
#define BLOCK_POINTS 8192
#define BLOCKS_MIN 8
#define BLOCKS_MAX 64
#define SURE 7e-4  /* standard error of a mean or SD, in prior SDs, that is small enough */
#define EDGE 1e-9  /* how near to the cube's faces points may be */
#define TRUST 50.0 /* effective points at which a pass weighs as much as what was before */

struct sampler {
    const struct irt_eap *e;
    double centre[D], covariance[D * D], factor[D * D], volume;
    double edge[D][PIECES + 1]; /* the pieces' ends; each has the same share of the points */
    double seen[D][PIECES];     /* weight found in each */
    double squares;             /* of the weights */
    struct irt_eap_moments block[BLOCKS_MAX];
};

/* Log posterior at z, relative to the top. */
static double log_posterior(const struct irt_eap *e, const double *z)
{
    double sum = -e->top;
    for (size_t i = 0; i < e->r; i++) {
        double y = e->mode[i] + stats_dot(i + 1, e->lower + i * e->r, z);
        sum -= 0.5 * y * y;
    }
    for (size_t k = 0; k < e->nray; k++) {
        const struct irt_eap_ray *ray = &e->ray[k];
        double x = ray->x0 + stats_dot(ray->level + 1, ray->c, z);
        sum += irt_profile_at(&ray->profile, x);
    }
    return sum;
}

static void add_point(struct sampler *s, const double *u, struct irt_eap_moments *m)
{
    size_t r = s->e->r, piece[D];
    double x[D] = {0}, z[D], volume = s->volume;
    for (size_t j = 0; j < r; j++) {
        double at = u[j] * PIECES;
        size_t p = (size_t)at;
        double width = s->edge[j][p + 1] - s->edge[j][p];
        double t = s->edge[j][p] + width * (at - (double)p);
        x[j] = SCALE * stats_log(t / (1.0 - t));
        volume *= width * PIECES * SCALE / (t * (1.0 - t));
        piece[j] = p;
    }
    stats_lower_times(r, s->factor, x, z);
    for (size_t j = 0; j < r; j++)
        z[j] += s->centre[j];
    double weight = volume * stats_exp(log_posterior(s->e, z));
    m->mass += weight;
    s->squares += weight * weight;
    for (size_t i = 0; i < r; i++) {
        m->first[i] += weight * z[i];
        for (size_t j = 0; j <= i; j++)
            m->second[i][j] += weight * z[i] * z[j];
        s->seen[i][piece[i]] += weight;
    }
}

/* One lattice with the shift that belongs to `stream`. */
static void add_lattice(struct sampler *s, size_t points, uint64_t stream,
                        struct irt_eap_moments *m)
{
    static const double primes[D] = {2, 3, 5, 7, 11, 13, 17, 19};
    struct stats_random random;
    double shift[D] = {0}, step[D] = {0}, u[D] = {0};
    stats_random_init(&random, 1951, stream);
    for (size_t j = 0; j < s->e->r; j++) {
        shift[j] = stats_random_uniform(&random);
        step[j] = sqrt(primes[j]);
    }
    *m = (struct irt_eap_moments){0};
    s->squares = 0.0;
    for (size_t j = 0; j < s->e->r; j++)
        for (size_t p = 0; p < PIECES; p++)
            s->seen[j][p] = 0.0;
    for (size_t i = 0; i < points; i++) {
        for (size_t j = 0; j < s->e->r; j++) {
            double at = (double)i * step[j] + shift[j];
            u[j] = fmin(fmax(fabs(2.0 * (at - floor(at)) - 1.0), EDGE), 1.0 - EDGE);
        }
        add_point(s, u, m);
    }
}

static void even_pieces(struct sampler *s)
{
    for (size_t j = 0; j < s->e->r; j++)
        for (size_t p = 0; p <= PIECES; p++)
            s->edge[j][p] = (double)p / PIECES;
}

/* Moves the sampler to the moments, as far (0 to 1) as they are to be trusted. */
static enum err move(struct sampler *s, const struct irt_eap_moments *m, double trust)
{
    size_t r = s->e->r;
    double mean[D], factor[D * D], covariance[D * D] = {0};
    for (size_t i = 0; i < r; i++) {
        mean[i] = m->first[i] / m->mass;
        for (size_t j = 0; j <= i; j++)
            covariance[i * r + j] = covariance[j * r + i] =
                trust * (m->second[i][j] / m->mass - mean[i] * mean[j]) +
                (1.0 - trust) * s->covariance[i * r + j];
    }
    enum err err = stats_cholesky(r, covariance, factor);
    if (err)
        return err;
    s->volume = 1.0;
    for (size_t i = 0; i < r; i++) {
        s->centre[i] += trust * (mean[i] - s->centre[i]);
        s->volume *= factor[i * r + i];
        for (size_t j = 0; j < r; j++) {
            s->factor[i * r + j] = factor[i * r + j];
            s->covariance[i * r + j] = covariance[i * r + j];
        }
    }
    return ERR_OK;
}

/* New pieces of equal weight on axis j: nine parts as seen (smoothed), one part as they are. */
static void fit_pieces(struct sampler *s, size_t j)
{
    double share[PIECES], total = 0.0, edge[PIECES + 1], gathered = 0.0;
    for (size_t p = 0; p < PIECES; p++)
        total += s->seen[j][p];
    for (size_t p = 0; p < PIECES; p++) {
        double below = s->seen[j][p > 0 ? p - 1 : 0];
        double above = s->seen[j][p + 1 < PIECES ? p + 1 : p];
        share[p] = 0.9 * (below + 2.0 * s->seen[j][p] + above) / (4.0 * total) + 0.1 / PIECES;
    }
    edge[0] = 0.0;
    edge[PIECES] = 1.0;
    for (size_t p = 0, next = 1; p < PIECES; p++) {
        for (; next < PIECES && gathered + share[p] >= (double)next / PIECES; next++) {
            double part = ((double)next / PIECES - gathered) / share[p];
            edge[next] = s->edge[j][p] + part * (s->edge[j][p + 1] - s->edge[j][p]);
        }
        gathered += share[p];
    }
    for (size_t p = 0; p <= PIECES; p++)
        s->edge[j][p] = edge[p];
}

static enum err fit(struct sampler *s, const struct irt_eap_moments *start)
{
    struct irt_eap_moments m = {.mass = 1.0};
    for (size_t i = 0; i < s->e->r; i++)
        m.second[i][i] = 1.0;
    even_pieces(s);
    enum err err = move(s, &m, 1.0);
    if (err)
        return err;
    if (start != NULL && move(s, start, 1.0) != ERR_OK)
        start = NULL; /* a grid may be too coarse to have a covariance; Laplace has one */
    for (uint64_t pass = 0; pass < MOMENT_PASSES + PIECE_PASSES; pass++) {
        add_lattice(s, PASS_POINTS, BLOCKS_MAX + pass, &m);
        if (!(m.mass > 0.0) || !isfinite(m.mass))
            return ERR_NUMERIC;
        double effective = m.mass * m.mass / s->squares;
        if (pass < MOMENT_PASSES)
            err = move(s, &m, effective / (effective + TRUST));
        for (size_t j = 0; pass >= MOMENT_PASSES && j < s->e->r; j++)
            fit_pieces(s, j);
        if (err)
            return err;
    }
    return ERR_OK;
}

/* Sum of the first n blocks, but for block `without` (n: with all). */
static enum err sum_up(const struct sampler *s, size_t n, size_t without, struct irt_posterior *out)
{
    struct irt_eap_moments sum = {0};
    double points = (double)(without < n ? n - 1 : n) * BLOCK_POINTS;
    for (size_t b = 0; b < n; b++) {
        if (b == without)
            continue;
        const struct irt_eap_moments *m = &s->block[b];
        sum.mass += m->mass / points;
        for (size_t i = 0; i < s->e->r; i++) {
            sum.first[i] += m->first[i] / points;
            for (size_t j = 0; j <= i; j++)
                sum.second[i][j] += m->second[i][j] / points;
        }
    }
    return irt_eap_theta(s->e, &sum, out);
}

/* *out <- the moments of n blocks; *unsure <- the largest standard error of a mean or SD, in prior
 * SDs. */
static enum err judge(const struct sampler *s, size_t n, struct irt_posterior *out, double *unsure)
{
    const struct irt_bank *bank = s->e->bank;
    double spread[2 * D] = {0};
    enum err err = sum_up(s, n, n, out);
    for (size_t b = 0; !err && b < n; b++) {
        struct irt_posterior p;
        err = sum_up(s, n, b, &p);
        for (size_t i = 0; !err && i < bank->ndim; i++) {
            size_t ii = i * bank->ndim + i;
            double mean = p.mean[i] - out->mean[i];
            double sd = sqrt(p.covariance[ii]) - sqrt(out->covariance[ii]);
            spread[2 * i] += mean * mean / bank->covariance[ii];
            spread[2 * i + 1] += sd * sd / bank->covariance[ii];
        }
    }
    *unsure = 0.0;
    for (size_t i = 0; i < 2 * bank->ndim; i++)
        *unsure = fmax(*unsure, sqrt(spread[i] * (double)(n - 1) / (double)n));
    return err;
}

enum err irt_eap_lattice(const struct irt_eap *e, const struct irt_eap_moments *start,
                         struct irt_posterior *out)
{
    struct sampler *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ERR_NOMEM;
    s->e = e;
    double unsure = INFINITY;
    enum err err = fit(s, start);
    for (size_t n = 0, next = BLOCKS_MIN; !err && n < BLOCKS_MAX && unsure > SURE;) {
        for (; n < next; n++)
            add_lattice(s, BLOCK_POINTS, n, &s->block[n]);
        err = judge(s, n, out, &unsure);
        next *= 2;
    }
    free(s);
    return err ? err : unsure <= IRT_EAP_UNSURE ? ERR_OK : ERR_NUMERIC;
}
