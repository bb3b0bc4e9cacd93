/* irt/map.c: the mode of the posterior, by Newton's method with a safe step, for four respondents
 * side by side.
 * The log posterior is strictly concave (irt/curve.h), so there is one mode, every Newton direction
 * goes up, and a step is safe when the value does not fall. The search is for w in
 * theta = mean + factor w, where the prior is standard normal: the negative Hessian is then the
 * identity and more, however ill-conditioned the prior covariance.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "irt/inside.h"
#include "irt/score.h"
#include "stats/clones.h"
#include "stats/matrix.h"

#define L IRT_LANES
#define LOOKS_MAX 1000
/* Newton's decrement g' H^-1 g is the squared distance to the mode in posterior SDs. From 1e-8 SDs
 * the step lands within rounding, and the covariance is off by less than 1e-8 of itself. */
#define DECREMENT_DONE 1e-16
#define LOG_2_PI 1.83787706640934548356

/* The log posterior at four places. sums.curvature becomes the Cholesky factor of itself. */
struct look {
    struct irt_lanes at;
    struct irt_lanes_sums sums;
    double step[IRT_DIM_MAX][L]; /* to the mode, were the log posterior quadratic */
    double decrement[L];
};

struct climber {
    bool done;
    double w[IRT_DIM_MAX], step[IRT_DIM_MAX]; /* the best place so far, and where from it */
    double value, rise, length;               /* rise: the slope along step */
};

/* Adds tempering and the standard normal prior to the answers' sums. */
STATS_CLONES static void add_prior(size_t n, double temper, struct look *v)
{
    for (size_t l = 0; l < L; l++)
        v->sums.value[l] *= temper;
    for (size_t i = 0; i < n; i++) {
        for (size_t l = 0; l < L; l++) {
            double w = v->at.place[i][l];
            v->sums.gradient[i][l] = temper * v->sums.gradient[i][l] - w;
            v->sums.value[l] -= 0.5 * w * w;
        }
        for (size_t j = 0; j <= i; j++)
            for (size_t l = 0; l < L; l++)
                v->sums.curvature[i][j][l] = temper * v->sums.curvature[i][j][l] + (i == j);
    }
}

/* Newton's step by Cholesky, in the place of the curvature. */
STATS_CLONES static void newton(size_t n, struct look *v)
{
    double(*c)[IRT_DIM_MAX][L] = v->sums.curvature;
    double pivot[IRT_DIM_MAX][L]; /* reciprocal */
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum[L];
            memcpy(sum, c[i][j], sizeof sum);
            for (size_t k = 0; k < j; k++)
                for (size_t l = 0; l < L; l++)
                    sum[l] -= c[i][k][l] * c[j][k][l];
            for (size_t l = 0; l < L && j < i; l++)
                c[i][j][l] = sum[l] * pivot[j][l];
            for (size_t l = 0; l < L && j == i; l++) {
                sum[l] = sum[l] > 1.0 ? sum[l] : 1.0; /* it is, but for rounding */
                c[i][i][l] = sqrt(sum[l]);
                pivot[i][l] = 1.0 / c[i][i][l];
            }
        }
    memset(v->decrement, 0, sizeof v->decrement);
    for (size_t i = 0; i < n; i++) {
        double sum[L];
        memcpy(sum, v->sums.gradient[i], sizeof sum);
        for (size_t k = 0; k < i; k++)
            for (size_t l = 0; l < L; l++)
                sum[l] -= c[i][k][l] * v->step[k][l];
        for (size_t l = 0; l < L; l++) {
            v->step[i][l] = sum[l] * pivot[i][l];
            v->decrement[l] += v->step[i][l] * v->step[i][l];
        }
    }
    for (size_t i = n; i-- > 0;) {
        double sum[L];
        memcpy(sum, v->step[i], sizeof sum);
        for (size_t k = i + 1; k < n; k++)
            for (size_t l = 0; l < L; l++)
                sum[l] -= c[k][i][l] * v->step[k][l];
        for (size_t l = 0; l < L; l++)
            v->step[i][l] = sum[l] * pivot[i][l];
    }
}

/* Decides what a look at w + length * step means for one climber, and where it looks next. */
static void decide(size_t n, const struct look *v, size_t l, struct climber *c)
{
    double slack = 1e-14 * (1.0 + fabs(c->value));
    if (v->sums.value[l] >= c->value - slack) {
        c->value = v->sums.value[l];
        c->rise = v->decrement[l];
        c->done = c->rise <= DECREMENT_DONE;
        c->length = c->done ? 0.0 : 1.0;
        for (size_t i = 0; i < n; i++) {
            c->step[i] = v->step[i][l];
            c->w[i] = v->at.place[i][l] + (c->done ? c->step[i] : 0.0);
        }
    } else {
        /* Shorten to where the slope's secant is zero; the slope falls along the way, so that
         * lies inside. */
        double end = 0.0;
        for (size_t i = 0; i < n; i++)
            end += v->sums.gradient[i][l] * c->step[i];
        c->length *= fmin(fmax(c->rise / (c->rise - end), 0.1), 0.5);
    }
}

/* constant: what the value leaves out of the log-likelihood. */
static void keep(const struct irt_bank *bank, const struct look *v, size_t l,
                 const struct climber *c, bool answered, double constant, struct irt_posterior *out)
{
    size_t n = bank->ndim;
    double factor[IRT_DIM_MAX * IRT_DIM_MAX], inverse[IRT_DIM_MAX * IRT_DIM_MAX];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            factor[i * n + j] = v->sums.curvature[i][j][l];
    out->ndim = n;
    stats_lower_times(n, bank->factor, c->w, out->mean);
    for (size_t i = 0; i < n; i++)
        out->mean[i] += bank->mean[i];
    if (answered) {
        stats_cholesky_inverse(n, factor, inverse);
        stats_lower_congruence(n, bank->factor, inverse, out->covariance);
    } else {
        memcpy(out->covariance, bank->covariance, n * n * sizeof *out->covariance);
    }
    out->log_density =
        c->value + constant - 0.5 * (bank->log_det_covariance + (double)n * LOG_2_PI);
}

static enum err begin(const struct irt_bank *bank, const int *response, const double *start,
                      struct climber *c, bool *answered)
{
    size_t given;
    double off[IRT_DIM_MAX];
    enum err err = irt_answers_check(bank, response, &given);
    if (err)
        return err;
    *answered = given > 0;
    *c = (struct climber){.value = -INFINITY};
    if (start == NULL || given == 0)
        return ERR_OK;
    for (size_t i = 0; i < bank->ndim; i++)
        off[i] = start[i] - bank->mean[i];
    stats_lower_solve(bank->ndim, bank->factor, off, c->w);
    for (size_t i = 0; i < bank->ndim; i++)
        if (!isfinite(c->w[i]))
            return ERR_DOMAIN;
    return ERR_OK;
}

/* One to four respondents; out[count] is written when all arrive. */
static enum err climb_together(const struct irt_bank *bank, size_t count, const int *response,
                               double temper, const double *start, struct irt_posterior *out)
{
    size_t n = bank->ndim, climbing = count;
    struct climber climber[L];
    bool answered[L];
    struct irt_posterior found[L];
    struct look v;
    memset(&v, 0, sizeof v);
    v.at.by_prior = true;
    for (size_t l = 0; l < count; l++) {
        v.at.response[l] = response + l * bank->nitem;
        enum err err = begin(bank, v.at.response[l], start, &climber[l], &answered[l]);
        if (err)
            return err;
    }
    for (int looks = 0; climbing > 0; looks++) {
        if (looks == LOOKS_MAX)
            return ERR_NUMERIC;
        for (size_t l = 0; l < count; l++)
            for (size_t i = 0; i < n; i++)
                v.at.place[i][l] = climber[l].w[i] + climber[l].length * climber[l].step[i];
        irt_lanes_sum(bank, &v.at, &v.sums);
        add_prior(n, temper, &v);
        newton(n, &v);
        for (size_t l = 0; l < count; l++) {
            if (climber[l].done)
                continue;
            decide(n, &v, l, &climber[l]);
            if (climber[l].done) {
                keep(bank, &v, l, &climber[l], answered[l],
                     temper * irt_log_gaps(bank, v.at.response[l]), &found[l]);
                climbing--;
            }
        }
    }
    memcpy(out, found, count * sizeof *out);
    return ERR_OK;
}

enum err irt_map(const struct irt_bank *bank, const int *response, double temper,
                 const double *start, struct irt_posterior *out)
{
    if (!(temper > 0.0 && temper <= 1.0))
        return ERR_DOMAIN;
    return climb_together(bank, 1, response, temper, start, out);
}

enum err irt_map_many(const struct irt_bank *bank, size_t n, const int *response, double temper,
                      struct irt_posterior *out)
{
    if (!(temper > 0.0 && temper <= 1.0))
        return ERR_DOMAIN;
    for (size_t done = 0; done < n; done += L) {
        size_t count = n - done < L ? n - done : L;
        enum err err =
            climb_together(bank, count, response + done * bank->nitem, temper, NULL, out + done);
        if (err)
            return err;
    }
    return ERR_OK;
}
