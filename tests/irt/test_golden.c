/* The numbers of mirt, mirtCAT and the reference programs (golden/README.md says where each comes
 * from). Tolerances are those of the reference where it is the coarser side.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "golden.h"
#include "irt/select.h"

enum { D = 6, Q = 48 };

/* Row `row` of the ten points at which mirt was asked. */
static void point(const struct golden *info, size_t row, double *theta)
{
    for (size_t i = 0; i < D; i++)
        theta[i] = golden_number(info, row, i);
}

static void probabilities(void **state)
{
    (void)state;
    struct irt_bank *bank = golden_bank();
    struct golden probs = golden_open("score6_probs_mirt.csv");
    struct golden info = golden_open("score6_testinfo_mirt.csv");
    double worst = 0.0;
    assert_int_equal(probs.nrow, info.nrow * Q);
    for (size_t row = 0; row < probs.nrow; row++) {
        double theta[D], p[5];
        size_t item = row % Q;
        point(&info, (size_t)golden_number(&probs, row, 0) - 1, theta);
        assert_string_equal(golden_text(&probs, row, 1), irt_bank_item_id(bank, item));
        irt_grm_prob(irt_bank_item(bank, item), theta, p);
        for (size_t k = 0; k < 5; k++)
            worst = fmax(worst, fabs(p[k] - golden_number(&probs, row, 2 + k)));
    }
    print_message("# probabilities: largest difference %.1e\n", worst);
    assert_true(worst < 1e-13);
    golden_close(&probs);
    golden_close(&info);
    irt_bank_destroy(bank);
}

static void information(void **state)
{
    (void)state;
    struct irt_bank *bank = golden_bank();
    struct golden info = golden_open("score6_testinfo_mirt.csv");
    double worst = 0.0;
    for (size_t row = 0; row < info.nrow; row++) {
        double theta[D], m[D * D];
        point(&info, row, theta);
        irt_information(bank, NULL, theta, m);
        size_t col = D; /* the lower triangle, column by column */
        for (size_t j = 0; j < D; j++)
            for (size_t i = j; i < D; i++)
                worst = fmax(worst, fabs(m[i * D + j] - golden_number(&info, row, col++)));
    }
    print_message("# information: largest difference %.1e\n", worst);
    assert_true(worst < 1e-11);
    golden_close(&info);
    irt_bank_destroy(bank);
}

static void read_answers(const struct golden *g, size_t row, int *response)
{
    for (size_t q = 0; q < Q; q++)
        response[q] = golden_answer(g, row, 1 + q);
}

struct distance {
    double mean, se, covariance;
};

/* Columns: id, means, SEs, then the lower triangle of the covariance, column by column. */
static void compare(const struct golden *g, size_t row, const struct irt_posterior *p,
                    struct distance *worst)
{
    size_t col = 1 + 2 * D;
    for (size_t j = 0; j < D; j++) {
        double mean = fabs(p->mean[j] - golden_number(g, row, 1 + j));
        double se = fabs(sqrt(p->covariance[j * D + j]) - golden_number(g, row, 1 + D + j));
        worst->mean = fmax(worst->mean, mean);
        worst->se = fmax(worst->se, se);
        for (size_t i = j; i < D; i++)
            worst->covariance = fmax(worst->covariance,
                                     fabs(p->covariance[i * D + j] - golden_number(g, row, col++)));
    }
}

static void map_scores(void **state)
{
    (void)state;
    struct irt_bank *bank = golden_bank();
    struct golden answers = golden_open("sim6_score_responses.csv");
    struct golden right = golden_open("score6_MAP_newton.csv");
    struct distance worst = {0};
    /* The reference leaves the prior's constant out of its log posterior. */
    double constant = 0.0, apart = 0.0;
    for (size_t row = 0; row < answers.nrow; row++) {
        int response[Q];
        struct irt_posterior map;
        read_answers(&answers, row, response);
        assert_int_equal(irt_map(bank, response, 1.0, NULL, &map), ERR_OK);
        compare(&right, row, &map, &worst);
        double gap = map.log_density - golden_number(&right, row, golden_column(&right, "logpost"));
        constant = row == 0 ? gap : constant;
        apart = fmax(apart, fabs(gap - constant));
    }
    print_message("# MAP: theta %.1e, SE %.1e, covariance %.1e\n", worst.mean, worst.se,
                  worst.covariance);
    assert_true(worst.mean < 1e-10 && worst.se < 1e-8 && worst.covariance < 1e-8);
    assert_true(apart < 1e-9);
    golden_close(&answers);
    golden_close(&right);
    irt_bank_destroy(bank);
}

static void eap_scores(void **state)
{
    (void)state;
    struct irt_bank *bank = golden_bank();
    struct golden answers = golden_open("sim6_score_responses.csv");
    struct golden right = golden_open("score6_EAP_aGH11.csv");
    struct distance worst = {0};
    for (size_t row = 0; row < answers.nrow; row++) {
        int response[Q];
        struct irt_posterior eap;
        read_answers(&answers, row, response);
        assert_int_equal(irt_eap(bank, response, 1.0, &eap), ERR_OK);
        compare(&right, row, &eap, &worst);
    }
    print_message("# EAP: mean %.1e, SD %.1e, covariance %.1e\n", worst.mean, worst.se,
                  worst.covariance);
    assert_true(worst.mean < 1e-3 && worst.se < 1e-3 && worst.covariance < 1e-3);
    golden_close(&answers);
    golden_close(&right);
    irt_bank_destroy(bank);
}

/* The log-likelihood of all 2000 people. */
static void marginal_likelihood(void **state)
{
    (void)state;
    struct irt_bank *bank = golden_bank();
    struct golden answers = golden_open("sim6_responses.csv");
    struct golden right = golden_open("calib6d_logLik_reference.csv");
    double sum = 0.0;
    for (size_t row = 0; row < answers.nrow; row++) {
        int response[Q];
        struct irt_posterior eap;
        read_answers(&answers, row, response);
        assert_int_equal(irt_eap(bank, response, 1.0, &eap), ERR_OK);
        sum += eap.log_density;
    }
    /* Its five nodes an axis leave -0.00045 a person, as its own column says. */
    double reference = golden_number(&right, 0, golden_column(&right, "logLik_aGH5")) -
                       (double)answers.nrow *
                           golden_number(&right, 0, golden_column(&right, "mean_err_5vs9_first60"));
    print_message("# log-likelihood: %.3f, reference %.3f\n", sum, reference);
    assert_true(fabs(sum - reference) < 0.2);
    golden_close(&answers);
    golden_close(&right);
    irt_bank_destroy(bank);
}

static enum irt_rule rule_of(const char *criterion)
{
    return criterion[0] == 'D' ? IRT_RULE_D : criterion[0] == 'T' ? IRT_RULE_T : IRT_RULE_A;
}

/* Each step of mirtCAT's runs: the same item where the best two differ, and the same scores. */
static void adaptive_runs(void **state)
{
    (void)state;
    struct irt_bank *bank = golden_bank();
    struct golden runs = golden_open("adaptive6_mirtCAT.csv");
    int response[Q];
    double theta[D] = {0}, worst_theta = 0.0, worst_se = 0.0;
    size_t chosen = 0, close_calls = 0;
    for (size_t row = 0; row < runs.nrow; row++) {
        if (golden_number(&runs, row, golden_column(&runs, "step")) == 0.0) {
            for (size_t q = 0; q < Q; q++)
                response[q] = IRT_MISSING;
        } else {
            struct irt_choice ranking[Q];
            size_t left, item = (size_t)golden_number(&runs, row, 5) - 1;
            assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0,
                                      rule_of(golden_text(&runs, row, 0)), 0, ranking, &left),
                             ERR_OK);
            double second = left > 1 ? ranking[1].criterion : 0.0;
            if (fabs(ranking[0].criterion - second) <= 1e-9 * fabs(second))
                close_calls++;
            else if (ranking[0].item != item)
                fail_msg("row %zu: item %zu, not %zu", row + 2, ranking[0].item + 1, item + 1);
            chosen++;
            response[item] = golden_answer(&runs, row, 6);
        }
        struct irt_posterior map;
        assert_int_equal(irt_map(bank, response, 1.0, NULL, &map), ERR_OK);
        for (size_t i = 0; i < D; i++) {
            theta[i] = map.mean[i];
            worst_theta = fmax(worst_theta, fabs(theta[i] - golden_number(&runs, row, 7 + i)));
            worst_se = fmax(worst_se, fabs(sqrt(map.covariance[i * D + i]) -
                                           golden_number(&runs, row, 7 + D + i)));
        }
    }
    print_message("# adaptive: %zu choices the same, %zu too close to call; theta %.1e, SE %.1e\n",
                  chosen - close_calls, close_calls, worst_theta, worst_se);
    assert_true(chosen == 384 && close_calls < 10);
    assert_true(worst_theta < 1e-4 && worst_se < 1e-3);
    golden_close(&runs);
    irt_bank_destroy(bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities),       cmocka_unit_test(information),
        cmocka_unit_test(map_scores),          cmocka_unit_test(eap_scores),
        cmocka_unit_test(marginal_likelihood), cmocka_unit_test(adaptive_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
