/* Simulated people: the same ones however the work is cut, and as the model says.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "irt/score.h"
#include "irt/simulate.h"
#include "people.h"

enum { N = 20000, Q = 9 };
static double theta[N * 3];
static int response[N * Q];

static struct irt_bank *bank_of_nine(uint64_t seed)
{
    struct stats_random r;
    stats_random_init(&r, seed, 0);
    const struct people_plan plan = {3, Q, 4, 1.3, 0.5, 1};
    return people_bank(&plan, &r);
}

static void any_cut_gives_the_same_people(void **state)
{
    (void)state;
    struct irt_bank *bank = bank_of_nine(41);
    double some_theta[40 * 3];
    int some[40 * Q];
    assert_int_equal(irt_simulate(bank, NULL, 9, 0, 100, theta, response), ERR_OK);
    assert_int_equal(irt_simulate(bank, NULL, 9, 37, 40, some_theta, some), ERR_OK);
    assert_memory_equal(some_theta, theta + 37 * 3, sizeof some_theta);
    assert_memory_equal(some, response + 37 * Q, sizeof some);
    assert_int_equal(irt_simulate(bank, NULL, 10, 37, 40, some_theta, some), ERR_OK);
    assert_memory_not_equal(some, response + 37 * Q, sizeof some);
    irt_bank_destroy(bank);
}

/* Means and covariances of theta, and the share of each category against its expectation given
 * the thetas that were drawn: all within five standard errors. */
static void people_are_as_the_model_says(void **state)
{
    (void)state;
    struct irt_bank *bank = bank_of_nine(42);
    assert_int_equal(irt_simulate(bank, NULL, 1, 0, N, theta, response), ERR_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            double mean = 0.0, product = 0.0;
            for (size_t k = 0; k < N; k++) {
                double x = theta[k * 3 + i] - irt_bank_mean(bank)[i];
                mean += x / N;
                product += x * (theta[k * 3 + j] - irt_bank_mean(bank)[j]) / N;
            }
            assert_true(fabs(mean) < 5.0 / sqrt(N));
            assert_true(fabs(product - irt_bank_covariance(bank)[i * 3 + j]) < 7.1 / sqrt(N));
        }
    for (size_t q = 0; q < Q; q++) {
        double excess[4] = {0}, spread[4] = {0};
        for (size_t k = 0; k < N; k++) {
            double p[IRT_CAT_MAX];
            irt_grm_prob(irt_bank_item(bank, q), theta + k * 3, p);
            for (int c = 0; c < 4; c++) {
                excess[c] += (response[k * Q + q] == c) - p[c];
                spread[c] += p[c] * (1.0 - p[c]);
            }
        }
        for (int c = 0; c < 4; c++)
            assert_true(fabs(excess[c]) < 5.0 * sqrt(spread[c]));
    }
    irt_bank_destroy(bank);
}

/* Excess of the answers to items 0 and 3 (both of dimension 0) over their expectation given
 * theta, multiplied and averaged: 0 unless the items share something beyond theta. */
static double shared_excess(const struct irt_bank *bank)
{
    double sum = 0.0;
    for (size_t k = 0; k < N; k++)
        sum += (response[k * Q] - irt_grm_expected(irt_bank_item(bank, 0), theta + k * 3)) *
               (response[k * Q + 3] - irt_grm_expected(irt_bank_item(bank, 3), theta + k * 3));
    return sum / N;
}

static void testlets_share_something(void **state)
{
    (void)state;
    struct irt_bank *bank = bank_of_nine(43);
    size_t testlet[Q];
    for (size_t q = 0; q < Q; q++)
        testlet[q] = q == 0 || q == 3 ? 5 : IRT_TESTLET_NONE;
    const struct irt_truth truth = {.testlet = testlet, .testlet_sd = 1.0};
    assert_int_equal(irt_simulate(bank, NULL, 2, 0, N, theta, response), ERR_OK);
    assert_true(fabs(shared_excess(bank)) < 0.03);
    assert_int_equal(irt_simulate(bank, &truth, 2, 0, N, theta, response), ERR_OK);
    assert_true(shared_excess(bank) > 0.08);
    irt_bank_destroy(bank);
}

/* Scaled slopes with scaled intercepts are the bank whose parameters are scaled. */
static void scaled_truth_is_a_scaled_bank(void **state)
{
    (void)state;
    struct irt_bank *bank = bank_of_nine(44), *scaled;
    double a[Q][3], d[Q][3];
    struct irt_grm items[Q];
    for (size_t q = 0; q < Q; q++) {
        for (size_t i = 0; i < 3; i++) {
            a[q][i] = 0.5 * irt_bank_item(bank, q)->a[i];
            d[q][i] = 0.5 * irt_bank_item(bank, q)->d[i];
        }
        items[q] = (struct irt_grm){3, 4, a[q], d[q]};
    }
    assert_int_equal(
        irt_bank_create(3, irt_bank_mean(bank), irt_bank_covariance(bank), Q, items, &scaled, NULL),
        ERR_OK);
    const struct irt_truth truth = {.slope_factor = 0.5, .intercept_factor = 0.5};
    static int again[1000 * Q];
    assert_int_equal(irt_simulate(bank, &truth, 3, 0, 1000, theta, response), ERR_OK);
    assert_int_equal(irt_simulate(scaled, NULL, 3, 0, 1000, theta, again), ERR_OK);
    assert_memory_equal(again, response, sizeof again);
    irt_bank_destroy(bank);
    irt_bank_destroy(scaled);
}

/* Intervals of the mode cover the truth as often as they say when the model is right. */
static void intervals_cover(void **state)
{
    (void)state;
    enum { PEOPLE = 4000 };
    struct stats_random r;
    stats_random_init(&r, 45, 0);
    const struct people_plan plan = {2, 30, 5, 1.6, 0.4, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    static int answers[PEOPLE * 30];
    size_t inside = 0;
    assert_int_equal(irt_simulate(bank, NULL, 4, 0, PEOPLE, theta, answers), ERR_OK);
    for (size_t k = 0; k < PEOPLE; k++) {
        struct irt_posterior p;
        assert_int_equal(irt_eap(bank, answers + k * 30, 1.0, &p), ERR_OK);
        for (size_t i = 0; i < 2; i++)
            inside +=
                fabs(theta[k * 2 + i] - p.mean[i]) <= 1.6448536 * sqrt(p.covariance[i * 2 + i]);
    }
    double share = (double)inside / (2.0 * PEOPLE);
    assert_true(share > 0.885 && share < 0.915);
    irt_bank_destroy(bank);
}

static void truths_that_cannot_be(void **state)
{
    (void)state;
    struct irt_bank *bank = bank_of_nine(46);
    const size_t far[Q] = {[2] = IRT_TESTLET_MAX};
    const struct irt_truth bad[] = {{.slope_factor = -1.0},
                                    {.intercept_factor = NAN},
                                    {.testlet_sd = INFINITY},
                                    {.testlet = far}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(irt_simulate(bank, &bad[i], 1, 0, 1, theta, response), ERR_DOMAIN);
    irt_bank_destroy(bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_cut_gives_the_same_people),
        cmocka_unit_test(people_are_as_the_model_says),
        cmocka_unit_test(testlets_share_something),
        cmocka_unit_test(scaled_truth_is_a_scaled_bank),
        cmocka_unit_test(intervals_cover),
        cmocka_unit_test(truths_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
