/* Small dense matrices: what Cholesky promises, checked by multiplying back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stats/matrix.h"
#include "stats/random.h"

enum { MAX = 8 };

/* a <- g g' + n I for a random g. */
static void random_spd(struct stats_random *r, size_t n, double *a)
{
    double g[MAX * MAX];
    for (size_t i = 0; i < n * n; i++)
        g[i] = stats_random_normal(r);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            a[i * n + j] = stats_dot(n, g + i * n, g + j * n) + (i == j ? (double)n : 0.0);
}

static void factor_inverse_and_solve_multiply_back(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 1, 0);
    for (size_t n = 1; n <= MAX; n++) {
        double a[MAX * MAX], l[MAX * MAX], same[MAX * MAX], inverse[MAX * MAX];
        double b[MAX], x[MAX], back[MAX];
        random_spd(&r, n, a);
        assert_int_equal(stats_cholesky(n, a, l), ERR_OK);
        memcpy(same, a, sizeof a);
        assert_int_equal(stats_cholesky(n, same, same), ERR_OK); /* in place */
        assert_memory_equal(same, l, n * n * sizeof *l);
        stats_cholesky_inverse(n, l, inverse);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double ll = 0.0, unit = 0.0;
                for (size_t k = 0; k < n; k++) {
                    ll += l[i * n + k] * l[j * n + k];
                    unit += a[i * n + k] * inverse[k * n + j];
                }
                assert_true(fabs(ll - a[i * n + j]) < 1e-13 * (double)n);
                assert_true(fabs(unit - (i == j)) < 1e-13);
                assert_true(inverse[i * n + j] == inverse[j * n + i]);
                assert_true(j <= i || l[i * n + j] == 0.0);
            }
        for (size_t i = 0; i < n; i++)
            b[i] = stats_random_normal(&r);
        stats_cholesky_solve(n, l, b, x);
        stats_times(n, a, x, back);
        for (size_t i = 0; i < n; i++)
            assert_true(fabs(back[i] - b[i]) < 1e-13);
        stats_lower_solve(n, l, b, x);
        stats_lower_times(n, l, x, back);
        for (size_t i = 0; i < n; i++)
            assert_true(fabs(back[i] - b[i]) < 1e-13);
        assert_true(fabs(stats_quadratic(n, a, x) -
                         stats_dot(n, x, (stats_times(n, a, x, back), back))) < 1e-11);
    }
}

/* det = 4 * 3 * 1 - ... by hand: [[4 2 0.6] [2 3 0.4] [0.6 0.4 1]]. */
static void determinant_by_hand(void **state)
{
    (void)state;
    const double a[] = {4, 2, 0.6, 2, 3, 0.4, 0.6, 0.4, 1};
    double l[9], det = 4 * (3 - 0.16) - 2 * (2 - 0.24) + 0.6 * (0.8 - 1.8);
    assert_int_equal(stats_cholesky(3, a, l), ERR_OK);
    assert_true(fabs(stats_cholesky_log_det(3, l) - log(det)) < 1e-14);
}

static void congruence_is_l_m_l(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 2, 0);
    double a[25], m[25], l[25], out[25];
    random_spd(&r, 5, a);
    random_spd(&r, 5, m);
    assert_int_equal(stats_cholesky(5, a, l), ERR_OK);
    stats_lower_congruence(5, l, m, out);
    for (size_t i = 0; i < 5; i++)
        for (size_t j = 0; j < 5; j++) {
            double sum = 0.0;
            for (size_t p = 0; p < 5; p++)
                for (size_t q = 0; q < 5; q++)
                    sum += l[i * 5 + p] * m[p * 5 + q] * l[j * 5 + q];
            assert_true(fabs(sum - out[i * 5 + j]) < 1e-10);
            assert_true(out[i * 5 + j] == out[j * 5 + i]);
        }
}

static void what_is_not_positive_definite_is_refused(void **state)
{
    (void)state;
    double l[9];
    const double negative[] = {1, 0, 0, -1}, flat[] = {1, 1, 1, 1}, zero[] = {0};
    const double beyond[] = {1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1};
    const double nothing[] = {NAN}, endless[] = {INFINITY};
    assert_int_equal(stats_cholesky(2, negative, l), ERR_NUMERIC);
    assert_int_equal(stats_cholesky(2, flat, l), ERR_NUMERIC);
    assert_int_equal(stats_cholesky(1, zero, l), ERR_NUMERIC);
    assert_int_equal(stats_cholesky(3, beyond, l), ERR_NUMERIC);
    assert_int_equal(stats_cholesky(1, nothing, l), ERR_NUMERIC);
    assert_int_equal(stats_cholesky(1, endless, l), ERR_NUMERIC);
    assert_int_equal(stats_cholesky(0, NULL, l), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(factor_inverse_and_solve_multiply_back),
        cmocka_unit_test(determinant_by_hand),
        cmocka_unit_test(congruence_is_l_m_l),
        cmocka_unit_test(what_is_not_positive_definite_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
