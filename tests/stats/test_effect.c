/* Effect sizes as chances, against numbers that were computed another way.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/effect.h"

#define NONE ((struct stats_effect){NAN, NAN, NAN})

static void assert_near(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance))
        print_error("got %.17g, want %.17g\n", got, want);
    assert_true(fabs(got - want) <= tolerance);
}

static struct stats_effect one(double value)
{
    return (struct stats_effect){value, NAN, NAN};
}

/* Simpson's rule over the bivariate normal, without the arcsine; Python 3.11:
 *   from statistics import NormalDist; from math import sqrt; N = NormalDist()
 *   def both(r, n=200000, top=12):
 *       h = top / n; g = lambda x: N.pdf(x) * N.cdf(r * x / sqrt(1 - r * r))
 *       return 2 * h / 3 * (g(0) + g(top) + 4 * sum(g((2*k+1)*h) for k in range(n//2))
 *                           + 2 * sum(g(2*k*h) for k in range(1, n//2))) */
static void test_both_above(void **state)
{
    (void)state;
    static const double want[][2] = {
        {-0.9, 0.14356629312870126}, {-0.5, 0.33333333333331616}, {-0.16, 0.4488505765480585},
        {0, 0.499999999999962},      {0.07, 0.522299928989161},   {0.22, 0.5706057388577139},
        {0.25, 0.5804306232551223},  {0.28, 0.5903344706016883},  {0.31, 0.6003290582820878},
        {0.9, 0.8564337068712496},
    };
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        assert_near(stats_effect_both_above(one(want[i][0])).value, want[i][1], 1e-12);
    assert_near(stats_effect_both_above(one(1)).value, 1, 1e-15);
    assert_near(stats_effect_both_above(one(-1)).value, 0, 1e-15);
    assert_true(isnan(stats_effect_both_above(one(1.01)).value));
}

/* from statistics import NormalDist; N = NormalDist(); N.cdf(d), N.cdf(d / 2 ** .5) */
static void test_two_groups(void **state)
{
    (void)state;
    static const double want[][3] = {
        {-3, 0.0013498980316301035, 0.016947426762344675},
        {-0.34, 0.36692826396397193, 0.4050037693990956},
        {-0.17, 0.4325050683249616, 0.452159129803887},
        {0, 0.5, 0.5},
        {0.2, 0.579259709439103, 0.5562314580091424},
        {0.33, 0.6293000189406535, 0.592253333348679},
        {0.39, 0.6517317265359823, 0.6086382681125923},
        {0.5, 0.6914624612740131, 0.6381631950841185},
        {1.06, 0.8554277003360904, 0.7732320484675708},
        {4, 0.9999683287581669, 0.9976611325094764},
    };
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        assert_near(stats_effect_above_middle(one(want[i][0])).value, want[i][1], 1e-15);
        assert_near(stats_effect_superiority(one(want[i][0])).value, want[i][2], 1e-15);
    }
}

/* from decimal import *; getcontext().prec = 30; 2 * r / (1 - r * r).sqrt() */
static void test_correlation_with_a_group(void **state)
{
    (void)state;
    static const double want[][2] = {
        {-0.5, -1.15470053837925152901829756100}, {0.07, 0.140344265694309889512869899492},
        {0.18, 0.365977655713010127775734205104}, {0.23, 0.472672040177117974422912748489},
        {0.9, 4.12948320967011178632977240576},
    };
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        assert_near(stats_effect_d(one(want[i][0])).value, want[i][1], 1e-14);
    assert_true(isnan(stats_effect_d(one(1)).value) && isnan(stats_effect_d(one(-1)).value));
}

/* By fractions: 5/6, 5/9, 1/6, 119/1000, 0. */
static void test_share(void **state)
{
    (void)state;
    assert_near(stats_effect_share(one(5), 0.5).value, 5.0 / 6, 1e-15);
    assert_near(stats_effect_share(one(5), 0.2).value, 5.0 / 9, 1e-15);
    assert_near(stats_effect_share(one(0.2), 0.5).value, 1.0 / 6, 1e-15);
    assert_near(stats_effect_share(one(1), 0.119).value, 0.119, 1e-15);
    assert_near(stats_effect_share(one(0), 0.3).value, 0, 0);
    assert_true(isnan(stats_effect_share(one(-1), 0.5).value));
    assert_true(isnan(stats_effect_share(one(5), 0).value));
    assert_true(isnan(stats_effect_share(one(5), 1).value));
}

/* The ends go where they would go alone, and keep their order; no interval stays none. */
static void test_intervals(void **state)
{
    (void)state;
    struct stats_effect r = {0.25, 0.22, 0.28}, n = stats_effect_both_above(r);
    assert_near(n.lower, 0.5706057388577139, 1e-12);
    assert_near(n.upper, 0.5903344706016883, 1e-12);
    n = stats_effect_above_middle((struct stats_effect){0.33, 0.2, 0.39});
    assert_true(n.lower == stats_effect_above_middle(one(0.2)).value);
    assert_true(n.upper == stats_effect_above_middle(one(0.39)).value);
    n = stats_effect_superiority((struct stats_effect){-0.17, -0.34, 0});
    assert_true(n.lower < n.value && n.value < n.upper && n.upper == 0.5);
    n = stats_effect_d((struct stats_effect){0.18, 0.07, 0.23});
    assert_true(n.lower < n.value && n.value < n.upper);
    n = stats_effect_share((struct stats_effect){5, 0.2, 6}, 0.5);
    assert_near(n.lower, 1.0 / 6, 1e-15);
    assert_near(n.upper, 6.0 / 7, 1e-15);
    assert_true(isnan(stats_effect_both_above(one(0.1)).lower));
    assert_true(isnan(stats_effect_above_middle(one(0.1)).upper));
    assert_true(isnan(stats_effect_superiority(NONE).value));
    assert_true(isnan(stats_effect_d(one(0.1)).lower));
    assert_true(isnan(stats_effect_share(one(2), 0.5).upper));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_above),
        cmocka_unit_test(test_two_groups),
        cmocka_unit_test(test_correlation_with_a_group),
        cmocka_unit_test(test_share),
        cmocka_unit_test(test_intervals),
    };
    return cmocka_run_group_tests_name("stats-effect", tests, NULL, NULL);
}
