/* One item: closed forms, both tails, and what is no item.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "irt/score.h"

/* Two categories are the two-parameter logistic model (Birnbaum 1968): P = 1 / (1 + e^-a(t - b)),
 * with information a^2 P (1 - P). */
static void two_categories_are_the_2pl(void **state)
{
    (void)state;
    const double a = 1.7, b = 0.4, d = -a * b;
    const struct irt_grm item = {1, 2, &a, &d};
    assert_int_equal(irt_grm_check(&item), ERR_OK);
    for (double t = -4.0; t <= 4.0; t += 0.25) {
        double p[2], right = 1.0 / (1.0 + exp(-a * (t - b)));
        irt_grm_prob(&item, &t, p);
        assert_true(fabs(p[1] - right) < 1e-15 && fabs(p[0] - (1.0 - right)) < 1e-15);
        assert_true(fabs(irt_grm_expected(&item, &t) - right) < 1e-15);
        assert_true(fabs(irt_grm_information(&item, &t) - right * (1.0 - right)) < 1e-15);
    }
}

/* At t = 0 with d = log 3, 0, -log 3 the cumulative probabilities are 3/4, 1/2, 1/4. */
static void quarters_by_hand(void **state)
{
    (void)state;
    const double a[] = {1.2, -0.7}, d[] = {log(3.0), 0.0, -log(3.0)}, origin[] = {0.0, 0.0};
    const struct irt_grm item = {2, 4, a, d};
    double p[4];
    irt_grm_prob(&item, origin, p);
    for (int k = 0; k < 4; k++)
        assert_true(fabs(p[k] - 0.25) < 1e-15);
    assert_true(fabs(irt_grm_expected(&item, origin) - 1.5) < 1e-15);
    /* d log p = P(X < k + 1) - P(X >= k): 1/4 - 1, 1/2 - 3/4, 3/4 - 1/2, 1 - 1/4 */
    double info = 0.25 * (9.0 / 16.0 + 1.0 / 16.0 + 1.0 / 16.0 + 9.0 / 16.0);
    assert_true(fabs(irt_grm_information(&item, origin) - info) < 1e-15);
}

/* Probabilities against the plain difference in long double, from the middle to both tails. */
static void tails_do_not_cancel(void **state)
{
    (void)state;
    const double a = 1.0, d[] = {2.5, 0.8, 0.79999999, -1.5};
    const struct irt_grm item = {1, 5, &a, d};
    for (double t = -30.0; t <= 30.0; t += 0.37) {
        double p[5], log_p[5], sum = 0.0;
        irt_grm_prob(&item, &t, p);
        irt_grm_log_prob(&item, &t, log_p);
        for (int k = 0; k < 5; k++) {
            /* the difference of two upper or two lower tails, whichever is small */
            long double up = k == 0 ? INFINITY : (long double)t + (long double)d[k - 1];
            long double low = k == 4 ? -INFINITY : (long double)t + (long double)d[k];
            long double right = low > 0 ? 1.0L / (1.0L + expl(low)) - 1.0L / (1.0L + expl(up))
                                        : 1.0L / (1.0L + expl(-up)) - 1.0L / (1.0L + expl(-low));
            assert_true(fabsl((long double)p[k] / right - 1.0L) < 1e-9L);
            assert_true(fabs(log_p[k] - (double)logl(right)) < 1e-9);
            sum += p[k];
        }
        assert_true(fabs(sum - 1.0) < 1e-14);
    }
}

static void far_tails_stay_finite(void **state)
{
    (void)state;
    const double a = 1.0, d[] = {3.0, 1.0, -1.0};
    const struct irt_grm item = {1, 4, &a, d};
    for (double t = -690.0; t <= 690.0; t += 10.0) {
        double p[4], log_p[4];
        irt_grm_prob(&item, &t, p);
        irt_grm_log_prob(&item, &t, log_p);
        for (int k = 0; k < 4; k++) {
            assert_true(p[k] > 0.0 && p[k] <= 1.0);
            assert_true(isfinite(log_p[k]) && log_p[k] <= 0.0);
            assert_true(fabs(log(p[k]) - log_p[k]) < 1e-10 * fmax(1.0, -log_p[k]));
        }
    }
    /* P(0) at t: s(-(t + 3)); its log is -(t + 3) - log(1 + e^-(t + 3)). */
    const double far = 1e5;
    double log_p[4];
    irt_grm_log_prob(&item, &far, log_p);
    assert_true(log_p[0] == -100003.0 && log_p[3] == 0.0);
}

/* E[X] by the sum over categories; its slope is positive where the item's is. */
static void expected_answer_is_the_mean(void **state)
{
    (void)state;
    const double a[] = {0.9, 1.4}, d[] = {2.0, 1.0, 0.0, -0.5, -3.0};
    const struct irt_grm item = {2, 6, a, d};
    double last = 0.0;
    for (double t = -5.0; t <= 5.0; t += 0.5) {
        const double theta[] = {t, 0.5 * t};
        double p[6], mean = 0.0;
        irt_grm_prob(&item, theta, p);
        for (int k = 0; k < 6; k++)
            mean += k * p[k];
        assert_true(fabs(mean - irt_grm_expected(&item, theta)) < 1e-14);
        assert_true(mean > last);
        last = mean;
    }
}

static void what_is_no_item(void **state)
{
    (void)state;
    const double one[] = {1.0}, none[] = {0.0, 0.0}, nan[] = {NAN}, huge[] = {2e4};
    const double falls[] = {1.0, 0.0}, same[] = {1.0, 1.0}, rises[] = {0.0, 1.0};
    const double endless[] = {INFINITY, 0.0}, far[] = {2e6};
    const double nine[] = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    const struct {
        struct irt_grm item;
        enum err right;
    } rows[] = {
        {{1, 3, one, falls}, ERR_OK},      {{1, 10, one, nine}, ERR_OK},
        {{1, 2, one, falls}, ERR_OK},      {{0, 3, one, falls}, ERR_DOMAIN},
        {{9, 3, nine, falls}, ERR_DOMAIN}, {{1, 1, one, falls}, ERR_DOMAIN},
        {{1, 11, one, nine}, ERR_DOMAIN},  {{2, 3, none, falls}, ERR_DOMAIN},
        {{1, 3, nan, falls}, ERR_DOMAIN},  {{1, 3, huge, falls}, ERR_DOMAIN},
        {{1, 3, one, same}, ERR_DOMAIN},   {{1, 3, one, rises}, ERR_DOMAIN},
        {{1, 2, one, nan}, ERR_DOMAIN},    {{1, 3, one, endless}, ERR_DOMAIN},
        {{1, 2, one, far}, ERR_DOMAIN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(irt_grm_check(&rows[i].item), rows[i].right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_categories_are_the_2pl),  cmocka_unit_test(quarters_by_hand),
        cmocka_unit_test(tails_do_not_cancel),         cmocka_unit_test(far_tails_stay_finite),
        cmocka_unit_test(expected_answer_is_the_mean), cmocka_unit_test(what_is_no_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
