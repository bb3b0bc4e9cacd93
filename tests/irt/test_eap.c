/* Posterior means of steep items that cross many dimensions, against integrals that have only one
 * or two dimensions: few answers see few directions, and in a bifactor bank the specific factors
 * are independent of each other once the general one is given.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "irt/score.h"
#include "stats/matrix.h"
#include "stats/special.h"
#include "tests/support/alloc.h"

enum { D = IRT_DIM_MAX, ITEMS_MAX = 40 };

static void assert_near(const struct irt_posterior *eap, const double *mean, const double *sd,
                        const double *prior_sd, double tolerance)
{
    for (size_t i = 0; i < eap->ndim; i++) {
        double off = fabs(eap->mean[i] - mean[i]) / prior_sd[i];
        double wide = fabs(sqrt(eap->covariance[i * eap->ndim + i]) - sd[i]) / prior_sd[i];
        if (!(fmax(off, wide) < tolerance))
            fail_msg("dimension %zu: mean %g, not %g; SD %g, not %g", i, eap->mean[i], mean[i],
                     sqrt(eap->covariance[i * eap->ndim + i]), sd[i]);
    }
}

/* Log-probability of category k at x = a . theta. */
static double log_prob(const struct irt_grm *item, double x, int k)
{
    const double one = 1.0;
    const struct irt_grm flat = {1, item->ncat, &one, item->d};
    double log_p[IRT_CAT_MAX];
    irt_grm_log_prob(&flat, &x, log_p);
    return log_p[k];
}

/* By a fine grid over the plane of two items' slopes in a standard normal prior. */
static void by_plane(size_t n, const struct irt_grm *item, const int *response, double *mean,
                     double *sd)
{
    enum { POINTS = 701 };
    double e[2][D], mass = 0.0, first[2] = {0}, second[2][2] = {{0}};
    double length = sqrt(stats_dot(n, item[0].a, item[0].a));
    double along = stats_dot(n, item[0].a, item[1].a) / length;
    for (size_t i = 0; i < n; i++) {
        e[0][i] = item[0].a[i] / length;
        e[1][i] = item[1].a[i] - along * e[0][i];
    }
    double across = sqrt(stats_dot(n, e[1], e[1]));
    for (size_t i = 0; i < n; i++)
        e[1][i] = across > 0.0 ? e[1][i] / across : 0.0;
    for (int p = 0; p < POINTS; p++) {
        double y = 14.0 * p / (POINTS - 1) - 7.0;
        double before = log_prob(&item[0], length * y, response[0]) - 0.5 * y * y;
        for (int q = 0; before > -40.0 && q < POINTS; q++) {
            double z = 14.0 * q / (POINTS - 1) - 7.0;
            double log_post = before - 0.5 * z * z;
            if (log_post < -40.0)
                continue;
            log_post += log_prob(&item[1], along * y + across * z, response[1]);
            double w = exp(log_post);
            mass += w;
            first[0] += w * y;
            first[1] += w * z;
            second[0][0] += w * y * y;
            second[0][1] += w * y * z;
            second[1][1] += w * z * z;
        }
    }
    double my = first[0] / mass, mz = first[1] / mass;
    double yy = second[0][0] / mass - my * my - 1.0, zz = second[1][1] / mass - mz * mz - 1.0;
    double yz = second[0][1] / mass - my * mz;
    for (size_t i = 0; i < n; i++) {
        mean[i] = e[0][i] * my + e[1][i] * mz;
        sd[i] = sqrt(1.0 + e[0][i] * e[0][i] * yy + 2.0 * e[0][i] * e[1][i] * yz +
                     e[1][i] * e[1][i] * zz);
    }
}

static const double zeros[D], ones[D] = {1, 1, 1, 1, 1, 1, 1, 1};

static struct irt_bank *make(size_t n, size_t nitem, const struct irt_grm *item)
{
    double identity[D * D] = {0};
    struct irt_bank *bank;
    for (size_t i = 0; i < n; i++)
        identity[i * n + i] = 1.0;
    assert_int_equal(irt_bank_create(n, zeros, identity, nitem, item, &bank, NULL), ERR_OK);
    return bank;
}

static void one_item_with_eight_slopes(void **state)
{
    (void)state;
    double a[D], mean[D], sd[D];
    const double d[] = {3.0, 0.0, -5.0};
    for (size_t i = 0; i < D; i++)
        a[i] = 10.0;
    const struct irt_grm item = {D, 4, a, d}, twice[] = {item, {D, 4, zeros, d}};
    struct irt_bank *bank = make(D, 1, &item);
    for (int k = 0; k < 4; k++) {
        struct irt_posterior eap;
        const int response[] = {k, 0};
        by_plane(D, twice, response, mean, sd);
        assert_int_equal(irt_eap(bank, response, 1.0, &eap), ERR_OK);
        assert_near(&eap, mean, sd, ones, 1e-3);
    }
    irt_bank_destroy(bank);
}

static void two_items_in_eight_dimensions(void **state)
{
    (void)state;
    const double a[] = {3.3, 4.4, 5.1, 5.2, -5.6, -9.7, 4.1, 4.2};
    const double b[] = {6.3, -3.2, 4.0, -4.7, 4.7, 4.0, 4.7, 3.3};
    const double d[] = {4.0}, c[] = {8.0, -1.0, -7.0};
    const struct irt_grm item[] = {{D, 2, a, d}, {D, 4, b, c}};
    struct irt_bank *bank = make(D, 2, item);
    for (int k = 0; k < 8; k++) {
        struct irt_posterior eap;
        const int response[] = {k / 4, k % 4};
        double mean[D], sd[D];
        by_plane(D, item, response, mean, sd);
        assert_int_equal(irt_eap(bank, response, 1.0, &eap), ERR_OK);
        assert_near(&eap, mean, sd, ones, 2e-3);
    }
    irt_bank_destroy(bank);
}

/* A bank of n - 1 groups of five items, each on the general factor 0 and on its own; `turn` turns
 * it by a reflection, so that every item loads on every dimension. */
struct bifactor {
    size_t n, nitem;
    double general[ITEMS_MAX], specific[ITEMS_MAX];
    double a[ITEMS_MAX][D];
    struct irt_grm item[ITEMS_MAX];
};

static void reflect(size_t n, double *x)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    for (size_t i = 0; i < n; i++)
        x[i] -= 2.0 * sum / (double)n;
}

static struct irt_bank *make_bifactor(size_t n, double general, double specific, bool turn,
                                      struct bifactor *b)
{
    static const double d[] = {3.0, 1.2, -0.84, -2.64};
    *b = (struct bifactor){.n = n, .nitem = 5 * (n - 1)};
    for (size_t q = 0; q < b->nitem; q++) {
        b->general[q] = general * (0.75 + 0.1 * (double)(q % 6));
        b->specific[q] = specific * (0.7 + 0.1 * (double)(q % 7));
        b->a[q][0] = b->general[q];
        b->a[q][1 + q / 5] = b->specific[q];
        if (turn)
            reflect(n, b->a[q]);
        b->item[q] = (struct irt_grm){n, 5, b->a[q], d};
    }
    return make(n, b->nitem, b->item);
}

/* By sums over the general factor and, for each of its points, over each specific one alone. */
static void by_reduction(const struct bifactor *b, const int *response, bool turn, double *mean,
                         double *sd)
{
    enum { POINTS = 141 };
    double mass = 0.0, first[D] = {0}, second[D * D] = {0}, centre[D], turned[D * D];
    for (int p = 0; p < POINTS; p++) {
        double at[D] = {0}, square[D] = {0}, t = 14.0 * p / (POINTS - 1) - 7.0,
               log_w = -0.5 * t * t;
        at[0] = t;
        square[0] = t * t;
        for (size_t g = 1; g < b->n; g++) {
            double sum[3] = {0};
            for (int q = 0; q < POINTS; q++) {
                double s = 14.0 * q / (POINTS - 1) - 7.0, e = -0.5 * s * s;
                for (size_t i = 5 * (g - 1); e > -80.0 && i < 5 * g; i++)
                    e += log_prob(&b->item[i], b->general[i] * t + b->specific[i] * s, response[i]);
                e = exp(e);
                sum[0] += e;
                sum[1] += e * s;
                sum[2] += e * s * s;
            }
            log_w += log(sum[0] + 1e-300);
            at[g] = sum[1] / (sum[0] + 1e-300);
            square[g] = sum[2] / (sum[0] + 1e-300);
        }
        double w = exp(log_w + 60.0);
        mass += w;
        for (size_t i = 0; i < b->n; i++) {
            first[i] += w * at[i];
            for (size_t j = 0; j < b->n; j++)
                second[i * b->n + j] += w * (i == j ? square[i] : at[i] * at[j]);
        }
    }
    for (size_t i = 0; i < b->n; i++)
        centre[i] = first[i] / mass;
    for (size_t i = 0; i < b->n; i++) {
        for (size_t j = 0; j < b->n; j++)
            turned[i * b->n + j] = second[i * b->n + j] / mass - centre[i] * centre[j];
        mean[i] = centre[i];
    }
    if (turn)
        reflect(b->n, mean);
    for (size_t i = 0; i < b->n; i++) {
        double unit[D] = {0};
        unit[i] = 1.0;
        if (turn)
            reflect(b->n, unit);
        sd[i] = sqrt(stats_quadratic(b->n, turned, unit));
    }
}

static void compare_bifactor(size_t n, double general, double specific, bool turn, int pattern)
{
    struct bifactor b;
    struct irt_bank *bank = make_bifactor(n, general, specific, turn, &b);
    int response[ITEMS_MAX];
    double mean[D], sd[D];
    for (size_t q = 0; q < b.nitem; q++)
        response[q] = pattern < 2 ? 4 * pattern : (int)(q / 5 % 2 ? q % 2 : 4 - q % 2);
    struct irt_posterior eap;
    by_reduction(&b, response, turn, mean, sd);
    assert_int_equal(irt_eap(bank, response, 1.0, &eap), ERR_OK);
    assert_near(&eap, mean, sd, ones, 4e-3);
    irt_bank_destroy(bank);
}

static void bifactor_all_lowest(void **state)
{
    (void)state;
    compare_bifactor(8, 4.0, 3.0, false, 0);
}

static void steep_items_across_six_dimensions(void **state)
{
    (void)state;
    compare_bifactor(6, 7.0, 5.0, true, 1);
    compare_bifactor(6, 7.0, 5.0, true, 2);
}

struct no_memory {
    struct irt_bank *bank;
    int response[ITEMS_MAX];
};

static enum err eap_once(void *context)
{
    struct no_memory *c = context;
    struct irt_posterior p;
    return irt_eap(c->bank, c->response, 1.0, &p);
}

/* The lattice's allocation too. */
static void no_memory(void **state)
{
    (void)state;
    struct bifactor b;
    struct no_memory c = {.bank = make_bifactor(6, 7.0, 5.0, true, &b)};
    assert_true(alloc_sweep(eap_once, &c) == 4);
    irt_bank_destroy(c.bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_item_with_eight_slopes),
        cmocka_unit_test(two_items_in_eight_dimensions),
        cmocka_unit_test(bifactor_all_lowest),
        cmocka_unit_test(steep_items_across_six_dimensions),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
