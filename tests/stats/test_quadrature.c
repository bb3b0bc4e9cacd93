/* Gauss rules: printed nodes, and exactness to the promised degree.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/quadrature.h"

/* Abramowitz & Stegun 1964, table 25.10, n = 5, for the weight exp(-x^2): nodes times sqrt 2,
 * weights over sqrt pi. */
static void five_nodes_as_printed(void **state)
{
    (void)state;
    double node[5], weight[5];
    assert_int_equal(stats_gauss_normal(5, node, weight), ERR_OK);
    const double root_pi = 1.7724538509055160;
    assert_true(node[2] == 0.0 && fabs(weight[2] - 9.453087204829e-1 / root_pi) < 1e-12);
    assert_true(fabs(node[3] - 0.958572464613819 * sqrt(2.0)) < 1e-14);
    assert_true(fabs(weight[3] - 3.936193231522e-1 / root_pi) < 1e-12);
    assert_true(fabs(node[4] - 2.020182870456086 * sqrt(2.0)) < 1e-14);
    assert_true(fabs(weight[4] - 1.995324205905e-2 / root_pi) < 1e-13);
    assert_true(node[0] == -node[4] && weight[0] == weight[4]);
}

/* E[Z^k] is 0 for odd k and (k - 1)!! for even k; the rule is exact to degree 2n - 1. */
static void exact_to_degree_2n_less_1(void **state)
{
    (void)state;
    for (size_t n = 1; n <= 20; n++) {
        double node[20], weight[20], right = 1.0;
        assert_int_equal(stats_gauss_normal(n, node, weight), ERR_OK);
        for (size_t k = 0; k <= 2 * n - 1 && k <= 30; k++) {
            double sum = 0.0;
            for (size_t i = 0; i < n; i++)
                sum += weight[i] * pow(node[i], (double)k);
            if (k % 2 == 1) {
                assert_true(fabs(sum) < 1e-9 * fmax(1.0, right));
                continue;
            }
            right = k == 0 ? 1.0 : right * (double)(k - 1);
            assert_true(fabs(sum - right) < 1e-11 * right);
        }
    }
}

/* A measure on points: the rule has its moments, whatever it is. */
static void points_of_a_skewed_weight(void **state)
{
    (void)state;
    enum { N = 300, G = 7 };
    static double x[N], w[N];
    double node[G], weight[G], total = 0.0;
    for (size_t i = 0; i < N; i++) {
        x[i] = (double)i * 0.05;
        w[i] = x[i] * exp(-x[i]); /* gamma-like */
        total += w[i];
    }
    assert_int_equal(stats_gauss_points(N, x, w, G, node, weight), ERR_OK);
    for (int k = 0; k <= 2 * G - 1; k++) {
        double right = 0.0, sum = 0.0;
        for (size_t i = 0; i < N; i++)
            right += w[i] / total * pow(x[i], k);
        for (size_t i = 0; i < G; i++)
            sum += weight[i] * pow(node[i], k);
        assert_true(fabs(sum / right - 1.0) < 1e-12);
    }
    for (size_t i = 0; i < G; i++)
        assert_true(weight[i] > 0.0 && node[i] > 0.0 && (i == 0 || node[i] > node[i - 1]));
}

/* As many nodes as points: the rule is the measure itself. */
static void as_many_nodes_as_points(void **state)
{
    (void)state;
    const double x[] = {-1.0, 0.5, 4.0}, w[] = {1.0, 2.0, 1.0};
    double node[3], weight[3];
    assert_int_equal(stats_gauss_points(3, x, w, 3, node, weight), ERR_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_true(fabs(node[i] - x[i]) < 1e-13);
        assert_true(fabs(weight[i] - w[i] / 4.0) < 1e-13);
    }
}

static void bad_shapes(void **state)
{
    (void)state;
    double node[STATS_GAUSS_MAX + 1], weight[STATS_GAUSS_MAX + 1];
    const double x[] = {0.0, 1.0, 2.0}, one[] = {0.0, 1.0, 0.0}, none[] = {0.0, 0.0, 0.0};
    assert_int_equal(stats_gauss_normal(0, node, weight), ERR_DOMAIN);
    assert_int_equal(stats_gauss_normal(STATS_GAUSS_MAX + 1, node, weight), ERR_DOMAIN);
    assert_int_equal(stats_gauss_normal(STATS_GAUSS_MAX, node, weight), ERR_OK);
    assert_int_equal(stats_gauss_points(3, x, one, 4, node, weight), ERR_DOMAIN);
    assert_int_equal(stats_gauss_points(3, x, none, 1, node, weight), ERR_DOMAIN);
    assert_int_equal(stats_gauss_points(3, x, one, 2, node, weight), ERR_NUMERIC);
    assert_int_equal(stats_gauss_points(3, x, one, 1, node, weight), ERR_OK);
    assert_true(node[0] == 1.0 && weight[0] == 1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_nodes_as_printed),
        cmocka_unit_test(exact_to_degree_2n_less_1),
        cmocka_unit_test(points_of_a_skewed_weight),
        cmocka_unit_test(as_many_nodes_as_points),
        cmocka_unit_test(bad_shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
