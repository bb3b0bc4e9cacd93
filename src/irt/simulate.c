/* irt/simulate.c: draws thetas from the prior, and answers from thetas.
 * The order of the draws is part of the format: theta's normals, the testlets' normals, then one
 * uniform for each item.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/simulate.h"

#include <math.h>

#include "irt/inside.h"
#include "stats/matrix.h"
#include "stats/random.h"
#include "stats/special.h"

static size_t testlet_of(const struct irt_truth *truth, size_t item)
{
    return truth->testlet == NULL ? IRT_TESTLET_NONE : truth->testlet[item];
}

/* *ntestlet: one more than the largest in use. */
static enum err check(const struct irt_bank *bank, const struct irt_truth *truth, size_t *ntestlet)
{
    *ntestlet = 0;
    if (!(truth->slope_factor >= 0.0) || !isfinite(truth->slope_factor) ||
        !(truth->intercept_factor >= 0.0) || !isfinite(truth->intercept_factor) ||
        !(truth->testlet_sd >= 0.0) || !isfinite(truth->testlet_sd))
        return ERR_DOMAIN;
    for (size_t i = 0; i < bank->nitem; i++) {
        size_t t = testlet_of(truth, i);
        if (t == IRT_TESTLET_NONE)
            continue;
        if (t >= IRT_TESTLET_MAX)
            return ERR_DOMAIN;
        if (t >= *ntestlet)
            *ntestlet = t + 1;
    }
    return ERR_OK;
}

static void draw_theta(const struct irt_bank *bank, struct stats_random *random, double *theta)
{
    double z[IRT_DIM_MAX];
    for (size_t i = 0; i < bank->ndim; i++)
        z[i] = stats_random_normal(random);
    stats_lower_times(bank->ndim, bank->factor, z, theta);
    for (size_t i = 0; i < bank->ndim; i++)
        theta[i] += bank->mean[i];
}

/* The number of boundaries that lie above the uniform draw: P(X >= k) falls with k. */
static int draw_response(const struct irt_grm *item, const double *theta, double slope_factor,
                         double intercept_factor, double shared, double uniform)
{
    double size = sqrt(stats_dot(item->ndim, item->a, item->a));
    double x = slope_factor * (stats_dot(item->ndim, item->a, theta) + size * shared);
    int k = 0;
    while ((size_t)k + 1 < item->ncat &&
           uniform < stats_logistic(x + intercept_factor * item->d[k]))
        k++;
    return k;
}

enum err irt_simulate(const struct irt_bank *bank, const struct irt_truth *truth, uint64_t seed,
                      uint64_t first, size_t n, double *theta, int *response)
{
    static const struct irt_truth as_the_bank_says = {0};
    if (truth == NULL)
        truth = &as_the_bank_says;
    size_t ntestlet;
    enum err err = check(bank, truth, &ntestlet);
    if (err)
        return err;
    double slope_factor = truth->slope_factor == 0.0 ? 1.0 : truth->slope_factor;
    double intercept_factor = truth->intercept_factor == 0.0 ? 1.0 : truth->intercept_factor;

    for (size_t r = 0; r < n; r++) {
        struct stats_random random;
        double shared[IRT_TESTLET_MAX];
        double *own = theta + r * bank->ndim;
        stats_random_init(&random, seed, first + r);
        draw_theta(bank, &random, own);
        for (size_t t = 0; t < ntestlet; t++)
            shared[t] = truth->testlet_sd * stats_random_normal(&random);
        for (size_t i = 0; i < bank->nitem; i++) {
            size_t t = testlet_of(truth, i);
            response[r * bank->nitem + i] = draw_response(
                &bank->item[i], own, slope_factor, intercept_factor,
                t == IRT_TESTLET_NONE ? 0.0 : shared[t], stats_random_uniform(&random));
        }
    }
    return ERR_OK;
}
