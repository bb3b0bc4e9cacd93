/* Likelihood, information, mode and posterior mean, against differences, brute force and symmetry.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "irt/score.h"
#include "people.h"
#include "stats/matrix.h"
#include "tests/support/alloc.h"

enum { D = IRT_DIM_MAX };

static double loglik_by_items(const struct irt_bank *bank, const int *response, const double *theta)
{
    double sum = 0.0;
    for (size_t i = 0; i < irt_bank_nitem(bank); i++) {
        double log_p[IRT_CAT_MAX];
        irt_grm_log_prob(irt_bank_item(bank, i), theta, log_p);
        sum += response[i] < 0 ? 0.0 : log_p[response[i]];
    }
    return sum;
}

/* Value by items; gradient and Hessian by central differences of value and gradient. */
static void loglik_has_the_derivatives_it_says(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 11, 0);
    for (size_t n = 1; n <= D; n++)
        for (int cross = 1; cross <= (n > 1 ? 2 : 1); cross++) {
            const struct people_plan plan = {n, 40, 0, 1.5, 0.4, cross};
            struct irt_bank *bank = people_bank(&plan, &r);
            int response[40];
            double theta[D], g[D], h[D * D], up[D], down[D];
            people_answer(bank, 0.2, &r, response);
            for (size_t i = 0; i < n; i++)
                theta[i] = 1.5 * stats_random_normal(&r);
            double value = irt_loglik(bank, response, theta, g, h);
            assert_true(fabs(value - loglik_by_items(bank, response, theta)) < 1e-11);
            assert_true(irt_loglik(bank, response, theta, NULL, NULL) == value);
            for (size_t i = 0; i < n; i++) {
                const double e = 1e-5;
                double at = theta[i];
                theta[i] = at + e;
                double above = irt_loglik(bank, response, theta, up, NULL);
                theta[i] = at - e;
                double below = irt_loglik(bank, response, theta, down, NULL);
                theta[i] = at;
                assert_true(fabs((above - below) / (2 * e) - g[i]) < 1e-6);
                for (size_t j = 0; j < n; j++) {
                    assert_true(fabs((up[j] - down[j]) / (2 * e) - h[i * n + j]) < 1e-6);
                    assert_true(h[i * n + j] == h[j * n + i]);
                }
            }
            irt_bank_destroy(bank);
        }
}

static void loglik_is_finite_far_out(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 12, 0);
    const struct people_plan plan = {3, 60, 0, 2.0, 0.2, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int response[60];
    double g[3], h[9];
    for (int top = 0; top < 2; top++) {
        people_extreme(bank, top, response);
        for (double t = -300.0; t <= 300.0; t += 50.0) {
            const double theta[] = {t, -t, t};
            double right = loglik_by_items(bank, response, theta);
            double value = irt_loglik(bank, response, theta, g, h);
            assert_true(isfinite(value) && fabs(value - right) < 1e-11 * fmax(1.0, fabs(right)));
            for (int i = 0; i < 9; i++)
                assert_true(isfinite(h[i]) && isfinite(g[i / 3]));
        }
    }
    response[5] = (int)irt_bank_item(bank, 5)->ncat;
    assert_true(isnan(irt_loglik(bank, response, g, NULL, NULL)));
    response[5] = -2;
    assert_true(isnan(irt_loglik(bank, response, g, NULL, NULL)));
    irt_bank_destroy(bank);
}

/* Expected information is the mean of the observed over all answers: E[-Hessian]. */
static void information_is_the_expected_curvature(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 13, 0);
    const struct people_plan plan = {3, 12, 0, 1.4, 0.3, 2};
    struct irt_bank *bank = people_bank(&plan, &r);
    const double theta[] = {0.4, -1.1, 0.7};
    double total[9] = {0}, all[9], some[9], added[9] = {0};
    int response[12], none[12];
    for (size_t q = 0; q < 12; q++) {
        double p[IRT_CAT_MAX], info[9] = {0}, mean[9] = {0}, hessian[9];
        const struct irt_grm *item = irt_bank_item(bank, q);
        irt_grm_prob(item, theta, p);
        for (size_t i = 0; i < 12; i++)
            response[i] = none[i] = IRT_MISSING;
        for (size_t k = 0; k < item->ncat; k++) {
            response[q] = (int)k;
            irt_loglik(bank, response, theta, NULL, hessian);
            for (size_t i = 0; i < 9; i++)
                mean[i] -= p[k] * hessian[i];
        }
        irt_item_information(bank, q, theta, info);
        for (size_t i = 0; i < 9; i++) {
            double by_item = irt_grm_information(item, theta) * item->a[i / 3] * item->a[i % 3];
            assert_true(fabs(info[i] - mean[i]) < 1e-12 && fabs(info[i] - by_item) < 1e-12);
            total[i] += info[i];
        }
        irt_item_information(bank, q, theta, added);
    }
    irt_information(bank, NULL, theta, all);
    people_answer(bank, 0.0, &r, response);
    irt_information(bank, response, theta, some);
    for (size_t i = 0; i < 9; i++) {
        assert_true(fabs(all[i] - total[i]) < 1e-12 && all[i] == some[i]);
        assert_true(fabs(added[i] - total[i]) < 1e-12);
    }
    irt_information(bank, none, theta, some);
    for (size_t i = 0; i < 9; i++)
        assert_true(some[i] == 0.0);
    irt_bank_destroy(bank);
}

/* Gradient of the tempered log posterior at theta; its largest part. */
static double slope_left(const struct irt_bank *bank, const int *response, double temper,
                         const double *theta)
{
    size_t n = irt_bank_ndim(bank);
    double g[D], off[D], pull[D], most = 0.0;
    irt_loglik(bank, response, theta, g, NULL);
    for (size_t i = 0; i < n; i++)
        off[i] = theta[i] - irt_bank_mean(bank)[i];
    stats_times(n, irt_bank_precision(bank), off, pull);
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs(temper * g[i] - pull[i]));
    return most;
}

static void mode_is_flat_and_covariance_is_the_inverse(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 14, 0);
    for (int round = 0; round < 200; round++) {
        size_t n = 1 + stats_random_below(&r, D);
        const double slopes[] = {0.3, 1.5, 4.0, 15.0};
        const struct people_plan plan = {n,
                                         1 + stats_random_below(&r, 60),
                                         0,
                                         slopes[round % 4],
                                         0.9 * stats_random_uniform(&r),
                                         n > 1 ? 1 + round % 2 : 1};
        struct irt_bank *bank = people_bank(&plan, &r);
        int response[PEOPLE_ITEMS_MAX];
        double temper = round % 3 ? 1.0 : 0.7, h[D * D];
        if (round % 5 < 2)
            people_extreme(bank, round % 5, response);
        else
            people_answer(bank, 0.3, &r, response);
        struct irt_posterior map;
        assert_int_equal(irt_map(bank, response, temper, NULL, &map), ERR_OK);
        assert_int_equal(map.ndim, n);
        assert_true(slope_left(bank, response, temper, map.mean) < 1e-9);
        irt_loglik(bank, response, map.mean, NULL, h);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double unit = 0.0;
                for (size_t k = 0; k < n; k++)
                    unit += map.covariance[i * n + k] *
                            (irt_bank_precision(bank)[k * n + j] - temper * h[k * n + j]);
                assert_true(fabs(unit - (i == j)) < 1e-6);
                assert_true(map.covariance[i * n + j] == map.covariance[j * n + i]);
            }
        irt_bank_destroy(bank);
    }
}

/* Two dimensions of very different size, and nearly one: once the mode was lost in rounding. */
static void mode_under_an_ill_conditioned_prior(void **state)
{
    (void)state;
    const double mean[] = {500.0, 0.0}, covariance[] = {1e8, 9.9999999e3, 9.9999999e3, 1.0};
    const double a[3][2] = {{1e-4, 0.0}, {0.0, 2.0}, {1e-4, 1.0}}, d[] = {1.0, -1.0};
    struct irt_grm items[3];
    for (size_t i = 0; i < 3; i++)
        items[i] = (struct irt_grm){2, 3, a[i], d};
    struct irt_bank *bank;
    assert_int_equal(irt_bank_create(2, mean, covariance, 3, items, &bank, NULL), ERR_OK);
    for (int pattern = 0; pattern < 27; pattern++) {
        const int response[] = {pattern % 3, pattern / 3 % 3, pattern / 9};
        struct irt_posterior map, eap;
        double g[2], off[2], pull[2];
        assert_int_equal(irt_map(bank, response, 1.0, NULL, &map), ERR_OK);
        irt_loglik(bank, response, map.mean, g, NULL);
        for (size_t i = 0; i < 2; i++)
            off[i] = map.mean[i] - mean[i];
        /* covariance * gradient = distance from the prior mean, where it is 0 */
        stats_times(2, covariance, g, pull);
        assert_true(fabs(pull[0] - off[0]) < 1e-6 * 1e4 && fabs(pull[1] - off[1]) < 1e-6);
        assert_int_equal(irt_eap(bank, response, 1.0, &eap), ERR_OK);
        assert_true(fabs(eap.mean[1] - map.mean[1]) < 0.5);
    }
    irt_bank_destroy(bank);
}

/* From anywhere the same mode. */
static void mode_from_any_start(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 15, 0);
    const struct people_plan plan = {4, 24, 5, 3.0, 0.6, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int response[24];
    people_extreme(bank, 1, response);
    struct irt_posterior from_mean, map;
    assert_int_equal(irt_map(bank, response, 1.0, NULL, &from_mean), ERR_OK);
    const double starts[][4] = {
        {100, 100, 100, 100}, {-1e6, 3, -1e6, 0}, {1e12, -1e12, 0, 0}, {-30, 30, -30, 30}};
    for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
        assert_int_equal(irt_map(bank, response, 1.0, starts[s], &map), ERR_OK);
        for (size_t i = 0; i < 4; i++)
            assert_true(fabs(map.mean[i] - from_mean.mean[i]) < 1e-10);
    }
    const double nowhere[] = {0, NAN, 0, 0};
    assert_int_equal(irt_map(bank, response, 1.0, nowhere, &map), ERR_DOMAIN);
    irt_bank_destroy(bank);
}

/* One Rasch item answered 1, prior N(0, 1): the mode solves t = 1 / (1 + e^t), the variance is
 * 1 / (1 + P (1 - P)) with P = 1 - t. */
static void one_rasch_item_in_closed_form(void **state)
{
    (void)state;
    const double zero = 0.0, one = 1.0;
    const struct irt_grm item = {1, 2, &one, &zero};
    struct irt_bank *bank;
    struct irt_posterior map;
    const int yes = 1;
    assert_int_equal(irt_bank_create(1, &zero, &one, 1, &item, &bank, NULL), ERR_OK);
    assert_int_equal(irt_map(bank, &yes, 1.0, NULL, &map), ERR_OK);
    double low = 0.0, high = 1.0;
    for (int i = 0; i < 60; i++) {
        double t = 0.5 * (low + high);
        *(t * (1.0 + exp(t)) < 1.0 ? &low : &high) = t;
    }
    assert_true(fabs(map.mean[0] - low) < 1e-14);
    assert_true(fabs(map.covariance[0] - 1.0 / (1.0 + low * (1.0 - low))) < 1e-13);
    double density = log(1.0 - low) - 0.5 * low * low - 0.5 * log(2.0 * acos(-1.0));
    assert_true(fabs(map.log_density - density) < 1e-13);
    irt_bank_destroy(bank);
}

static void nothing_answered_is_the_prior(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 16, 0);
    for (size_t n = 1; n <= D; n++) {
        const struct people_plan plan = {n, 20, 4, 1.2, 0.5, n > 1 ? 2 : 1};
        struct irt_bank *bank = people_bank(&plan, &r);
        int response[20];
        people_answer(bank, 1.0, &r, response);
        for (int method = 0; method < 2; method++) {
            struct irt_posterior p;
            assert_int_equal(method ? irt_eap(bank, response, 0.5, &p)
                                    : irt_map(bank, response, 0.5, NULL, &p),
                             ERR_OK);
            assert_memory_equal(p.mean, irt_bank_mean(bank), n * sizeof *p.mean);
            assert_memory_equal(p.covariance, irt_bank_covariance(bank),
                                n * n * sizeof *p.covariance);
            assert_true(method == 0 || p.log_density == 0.0);
        }
        irt_bank_destroy(bank);
    }
}

static void many_at_once_are_each_alone(void **state)
{
    (void)state;
    enum { N = 103, Q = 30 };
    struct stats_random r;
    stats_random_init(&r, 17, 0);
    const struct people_plan plan = {5, Q, 0, 1.8, 0.4, 2};
    struct irt_bank *bank = people_bank(&plan, &r);
    static int response[N * Q];
    static struct irt_posterior many[N];
    for (size_t i = 0; i < N; i++)
        people_answer(bank, i % 4 * 0.3, &r, response + i * Q);
    people_extreme(bank, 1, response + 7 * Q);
    assert_int_equal(irt_map_many(bank, N, response, 0.8, many), ERR_OK);
    for (size_t i = 0; i < N; i++) {
        struct irt_posterior alone;
        assert_int_equal(irt_map(bank, response + i * Q, 0.8, NULL, &alone), ERR_OK);
        assert_memory_equal(alone.mean, many[i].mean, 5 * sizeof(double));
        assert_memory_equal(alone.covariance, many[i].covariance, 25 * sizeof(double));
        assert_true(alone.log_density == many[i].log_density);
    }
    assert_int_equal(irt_map_many(bank, 0, response, 0.8, many), ERR_OK);
    response[50 * Q] = 99;
    assert_int_equal(irt_map_many(bank, N, response, 0.8, many), ERR_DOMAIN);
    irt_bank_destroy(bank);
}

/* What mean, covariance and marginal likelihood a plain sum over a fine grid gives, in one to
 * three dimensions, around the mode and as wide as the prior. */
static void by_brute_force(const struct irt_bank *bank, const int *response, double temper,
                           size_t points, struct irt_posterior *out)
{
    size_t n = irt_bank_ndim(bank), total = 1;
    struct irt_posterior map;
    assert_int_equal(irt_map(bank, response, temper, NULL, &map), ERR_OK);
    double factor[D * D], volume = 1.0, mass = 0.0, first[D] = {0}, second[D * D] = {0};
    assert_int_equal(stats_cholesky(n, irt_bank_covariance(bank), factor), ERR_OK);
    for (size_t i = 0; i < n; i++) {
        total *= points;
        volume *= 15.0 * sqrt(irt_bank_covariance(bank)[i * n + i]) / (double)(points - 1);
    }
    for (size_t at = 0; at < total; at++) {
        double theta[D], off[D];
        for (size_t i = 0, rest = at; i < n; i++, rest /= points) {
            double sd = sqrt(irt_bank_covariance(bank)[i * n + i]);
            theta[i] =
                map.mean[i] + sd * (15.0 * (double)(rest % points) / (double)(points - 1) - 7.5);
            off[i] = theta[i] - irt_bank_mean(bank)[i];
        }
        double log_prior =
            -0.5 * (stats_quadratic(n, irt_bank_precision(bank), off) +
                    stats_cholesky_log_det(n, factor) + (double)n * log(2.0 * acos(-1.0)));
        double log_post =
            log_prior + temper * irt_loglik(bank, response, theta, NULL, NULL) - map.log_density;
        double w = exp(log_post) * volume;
        mass += w;
        for (size_t i = 0; i < n; i++) {
            double x = theta[i] - map.mean[i];
            first[i] += w * x;
            for (size_t j = 0; j < n; j++)
                second[i * n + j] += w * x * (theta[j] - map.mean[j]);
        }
    }
    out->log_density = map.log_density + log(mass);
    for (size_t i = 0; i < n; i++) {
        out->mean[i] = map.mean[i] + first[i] / mass;
        for (size_t j = 0; j < n; j++)
            out->covariance[i * n + j] =
                second[i * n + j] / mass - first[i] / mass * first[j] / mass;
    }
}

static void compare_with_brute_force(const struct people_plan *plan, const char *answers,
                                     double temper, size_t points, double tolerance,
                                     struct stats_random *r)
{
    struct irt_bank *bank = people_bank(plan, r);
    size_t n = plan->ndim;
    int response[PEOPLE_ITEMS_MAX];
    if (answers[0] == 'r')
        people_answer(bank, 0.2, r, response);
    else
        people_extreme(bank, answers[0] == 't', response);
    struct irt_posterior right, eap;
    by_brute_force(bank, response, temper, points, &right);
    assert_int_equal(irt_eap(bank, response, temper, &eap), ERR_OK);
    double worst = fabs(eap.log_density - right.log_density);
    for (size_t i = 0; i < n; i++) {
        worst = fmax(worst, fabs(eap.mean[i] - right.mean[i]));
        worst =
            fmax(worst, fabs(sqrt(eap.covariance[i * n + i]) - sqrt(right.covariance[i * n + i])));
        for (size_t j = 0; j < n; j++)
            worst = fmax(worst, fabs(eap.covariance[i * n + j] - right.covariance[i * n + j]));
    }
    if (!(worst < tolerance))
        fail_msg("%zu dimensions, slope %g, rho %g, %s: off by %g", n, plan->slope, plan->rho,
                 answers, worst);
    irt_bank_destroy(bank);
}

static void eap_in_one_dimension(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 18, 0);
    const char *answers[] = {"random", "top", "bottom"};
    for (int i = 0; i < 60; i++) {
        const double slopes[] = {0.5, 1.5, 3.0, 6.0};
        const struct people_plan plan = {1, 1 + (size_t)i % 13, 0, slopes[i % 4], 0.0, 1};
        compare_with_brute_force(&plan, answers[i % 3], i % 2 ? 1.0 : 0.7, 4001, 2e-6, &r);
    }
}

static void eap_in_two_dimensions(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 19, 0);
    const char *answers[] = {"random", "top", "bottom"};
    for (int i = 0; i < 36; i++) {
        const double slopes[] = {0.8, 1.7, 3.5}, rhos[] = {0.0, 0.5, 0.9};
        const struct people_plan plan = {
            2, 2 + (size_t)i % 11, 0, slopes[i % 3], rhos[i / 3 % 3], 1 + i / 18};
        compare_with_brute_force(&plan, answers[i / 2 % 3], i % 2 ? 1.0 : 0.6, 241, 2e-4, &r);
    }
}

static void eap_in_three_dimensions(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 20, 0);
    const char *answers[] = {"random", "top", "bottom"};
    for (int i = 0; i < 6; i++) {
        const struct people_plan plan = {3, 7, 0, 1.6, i % 2 ? 0.5 : 0.85, 1 + i / 3};
        compare_with_brute_force(&plan, answers[i % 3], 1.0, 61, 5e-4, &r);
    }
}

/* A dimension that nothing speaks of follows the others by the prior's regression. */
static void unasked_dimensions_follow_the_prior(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 21, 0);
    const struct people_plan plan = {2, 6, 5, 1.9, 0.6, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int response[6] = {4, IRT_MISSING, 4, IRT_MISSING, 3, IRT_MISSING}; /* of the first only */
    struct irt_posterior p;
    assert_int_equal(irt_eap(bank, response, 1.0, &p), ERR_OK);
    double moved = p.mean[0] - irt_bank_mean(bank)[0];
    assert_true(moved > 0.3);
    assert_true(fabs(p.mean[1] - irt_bank_mean(bank)[1] - 0.6 * moved) < 1e-9);
    assert_true(fabs(p.covariance[1] - 0.6 * p.covariance[0]) < 1e-9);
    assert_true(fabs(p.covariance[3] - (1.0 - 0.36 * (1.0 - p.covariance[0]))) < 1e-9);
    irt_bank_destroy(bank);
}

/* Answers and the scale turned around: the same, with the sign changed. */
static void a_mirror_image(void **state)
{
    (void)state;
    const double mean[] = {0, 0, 0}, r[] = {1, 0.5, 0.3, 0.5, 1, 0.4, 0.3, 0.4, 1};
    double a[9][3] = {{0}};
    const double d[] = {1.5, 0.4, -0.4, -1.5}; /* its own mirror image */
    struct irt_grm items[9];
    int up[9], down[9];
    for (size_t i = 0; i < 9; i++) {
        a[i][i % 3] = 1.0 + 0.2 * (double)i;
        items[i] = (struct irt_grm){3, 5, a[i], d};
        up[i] = (int)(i * 3 % 5);
        down[i] = 4 - up[i];
    }
    struct irt_bank *bank;
    assert_int_equal(irt_bank_create(3, mean, r, 9, items, &bank, NULL), ERR_OK);
    for (int method = 0; method < 2; method++) {
        struct irt_posterior p, q;
        assert_int_equal(method ? irt_eap(bank, up, 1.0, &p) : irt_map(bank, up, 1.0, NULL, &p),
                         ERR_OK);
        assert_int_equal(method ? irt_eap(bank, down, 1.0, &q) : irt_map(bank, down, 1.0, NULL, &q),
                         ERR_OK);
        for (size_t i = 0; i < 3; i++) {
            assert_true(fabs(p.mean[i] + q.mean[i]) < 1e-7);
            for (size_t j = 0; j < 3; j++)
                assert_true(fabs(p.covariance[i * 3 + j] - q.covariance[i * 3 + j]) < 1e-7);
        }
    }
    irt_bank_destroy(bank);
}

/* Twice the same answers with half the temper are the same posterior; less temper, wider. */
static void tempering(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 22, 0);
    const struct people_plan plan = {2, 10, 4, 1.4, 0.3, 1};
    struct irt_bank *once = people_bank(&plan, &r), *twice;
    struct irt_grm items[20];
    int response[20];
    people_answer(once, 0.0, &r, response);
    for (size_t i = 0; i < 20; i++) {
        items[i] = *irt_bank_item(once, i % 10);
        response[i] = response[i % 10];
    }
    assert_int_equal(
        irt_bank_create(2, irt_bank_mean(once), irt_bank_covariance(once), 20, items, &twice, NULL),
        ERR_OK);
    struct irt_posterior whole, half;
    assert_int_equal(irt_eap(once, response, 1.0, &whole), ERR_OK);
    assert_int_equal(irt_eap(twice, response, 0.5, &half), ERR_OK);
    for (size_t i = 0; i < 2; i++)
        assert_true(fabs(whole.mean[i] - half.mean[i]) < 1e-6);
    assert_true(fabs(whole.log_density - half.log_density) < 1e-6);
    assert_int_equal(irt_eap(once, response, 0.5, &half), ERR_OK);
    assert_true(half.covariance[0] > whole.covariance[0]);
    struct irt_posterior untouched = half;
    assert_int_equal(irt_eap(once, response, 0.0, &half), ERR_DOMAIN);
    assert_int_equal(irt_eap(once, response, 1.1, &half), ERR_DOMAIN);
    assert_int_equal(irt_map(once, response, NAN, NULL, &half), ERR_DOMAIN);
    response[3] = 4;
    assert_int_equal(irt_eap(once, response, 1.0, &half), ERR_DOMAIN);
    assert_int_equal(irt_map(once, response, 1.0, NULL, &half), ERR_DOMAIN);
    assert_memory_equal(&untouched, &half, sizeof half);
    irt_bank_destroy(once);
    irt_bank_destroy(twice);
}

/* Every shape there may be gives something sane, and soon. */
static void eap_in_every_shape(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 23, 0);
    for (size_t n = 1; n <= D; n++)
        for (int kind = 0; kind < 4; kind++) {
            const struct people_plan plan = {
                n, n <= 6 ? 24 : 16, 0, kind == 3 ? 5.0 : 1.6, 0.5, n > 1 && kind == 2 ? 2 : 1};
            struct irt_bank *bank = people_bank(&plan, &r);
            int response[24];
            if (kind < 2)
                people_extreme(bank, kind, response);
            else
                people_answer(bank, kind == 3 ? 0.7 : 0.1, &r, response);
            struct irt_posterior p, map;
            double l[D * D];
            assert_int_equal(irt_eap(bank, response, 1.0, &p), ERR_OK);
            assert_int_equal(irt_map(bank, response, 1.0, NULL, &map), ERR_OK);
            assert_int_equal(stats_cholesky(n, p.covariance, l), ERR_OK);
            for (size_t i = 0; i < n; i++) {
                double sd = sqrt(p.covariance[i * n + i]);
                assert_true(sd < 1.0 + 1e-9); /* the prior's; answers do not take knowledge away */
                assert_true(fabs(p.mean[i] - map.mean[i]) < sd);
            }
            irt_bank_destroy(bank);
        }
}

struct no_memory {
    struct irt_bank *bank;
    int response[12];
};

static enum err eap_once(void *context)
{
    struct no_memory *c = context;
    struct irt_posterior p;
    return irt_eap(c->bank, c->response, 1.0, &p);
}

static void no_memory(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 24, 0);
    const struct people_plan plan = {3, 12, 4, 1.4, 0.3, 1};
    struct no_memory c = {.bank = people_bank(&plan, &r)};
    people_answer(c.bank, 0.0, &r, c.response);
    assert_true(alloc_sweep(eap_once, &c) == 3);
    irt_bank_destroy(c.bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loglik_has_the_derivatives_it_says),
        cmocka_unit_test(loglik_is_finite_far_out),
        cmocka_unit_test(information_is_the_expected_curvature),
        cmocka_unit_test(mode_is_flat_and_covariance_is_the_inverse),
        cmocka_unit_test(mode_under_an_ill_conditioned_prior),
        cmocka_unit_test(mode_from_any_start),
        cmocka_unit_test(one_rasch_item_in_closed_form),
        cmocka_unit_test(nothing_answered_is_the_prior),
        cmocka_unit_test(many_at_once_are_each_alone),
        cmocka_unit_test(eap_in_one_dimension),
        cmocka_unit_test(eap_in_two_dimensions),
        cmocka_unit_test(eap_in_three_dimensions),
        cmocka_unit_test(unasked_dimensions_follow_the_prior),
        cmocka_unit_test(a_mirror_image),
        cmocka_unit_test(tempering),
        cmocka_unit_test(eap_in_every_shape),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
