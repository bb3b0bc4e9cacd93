/* exp, log, logistic and the normal distribution, held against long double and printed values.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stats/normal.h"
#include "stats/special.h"

/* Distance in units of the last place of what is right. */
static double ulps(double got, long double right)
{
    double near = (double)right;
    if (got == near)
        return 0.0;
    double unit = nextafter(fabs(near), INFINITY) - fabs(near);
    return (double)(fabsl((long double)got - right) / (long double)unit);
}

/* A spread of arguments: even steps with an offset that is no round number. */
static double spread(int i, int n, double low, double high)
{
    return low + (high - low) * ((double)i + 0.3819660112501051) / (double)n;
}

static void exp_and_log_are_accurate(void **state)
{
    (void)state;
    double worst_exp = 0.0, worst_log = 0.0, worst_log1p = 0.0, worst_expm1 = 0.0;
    for (int i = 0; i < 200000; i++) {
        double x = spread(i, 200000, -708.0, 708.0), near = spread(i, 200000, -2.0, 2.0);
        worst_exp = fmax(worst_exp, ulps(stats_exp(x), expl((long double)x)));
        worst_exp = fmax(worst_exp, ulps(stats_exp(near), expl((long double)near)));
        double y = (double)expl((long double)x), about_one = 1.0 + 0.4 * near;
        worst_log = fmax(worst_log, ulps(stats_log(y), logl((long double)y)));
        worst_log = fmax(worst_log, ulps(stats_log(about_one), logl((long double)about_one)));
        double tiny = (i % 2 ? -0.9 : 1.0) * exp(-fabs(x) / 20.0);
        worst_log1p = fmax(worst_log1p, ulps(stats_log1p(tiny), log1pl((long double)tiny)));
        worst_expm1 = fmax(worst_expm1, ulps(stats_expm1(tiny), expm1l((long double)tiny)));
        worst_expm1 = fmax(worst_expm1, ulps(stats_expm1(x), expm1l((long double)x)));
    }
    assert_true(worst_exp <= 1.0);
    assert_true(worst_log <= 2.0);
    assert_true(worst_log1p <= 4.0);
    assert_true(worst_expm1 <= 4.0);
}

static void exp_and_log_at_the_edges(void **state)
{
    (void)state;
    assert_true(stats_exp(0.0) == 1.0);
    assert_true(isinf(stats_exp(710.0)) && stats_exp(709.7) > 1e308);
    assert_true(stats_exp(-745.0) > 0.0 && stats_exp(-750.0) == 0.0);
    assert_true(stats_exp(-INFINITY) == 0.0 && isinf(stats_exp(INFINITY)));
    assert_true(isnan(stats_exp(NAN)));
    assert_true(stats_log(1.0) == 0.0);
    assert_true(stats_log(0.0) == -INFINITY && isnan(stats_log(-1.0)) && isnan(stats_log(NAN)));
    assert_true(isinf(stats_log(INFINITY)));
    assert_true(fabs(stats_log(DBL_TRUE_MIN) - -744.44007192138126) < 1e-12);
    assert_true(stats_expm1(-1e300) == -1.0 && isinf(stats_expm1(1e300)));
    assert_true(stats_expm1(-1e-300) == -1e-300 && isnan(stats_expm1(NAN)));
    assert_true(stats_log1p(1e-300) == 1e-300 && isinf(stats_log1p(INFINITY)));
}

static void logistic_is_accurate_in_both_tails(void **state)
{
    (void)state;
    double worst = 0.0, worst_log = 0.0;
    for (int i = 0; i < 200000; i++) {
        double x = i % 2 ? spread(i, 200000, -700.0, 700.0) : spread(i, 200000, -20.0, 20.0);
        long double right = 1.0L / (1.0L + expl(-(long double)x));
        worst = fmax(worst, ulps(stats_logistic(x), right));
        right =
            x < 0 ? (long double)x - log1pl(expl((long double)x)) : -log1pl(expl(-(long double)x));
        worst_log = fmax(worst_log, ulps(stats_log_logistic(x), right));
    }
    assert_true(worst <= 4.0);
    assert_true(worst_log <= 4.0);
    assert_true(stats_logistic(0.0) == 0.5);
    assert_true(stats_logistic(1e300) == 1.0 && stats_logistic(-1e300) < 1e-300);
    assert_true(stats_log_logistic(-1e6) == -1e6 && stats_log_logistic(1e6) == 0.0);
}

static void the_vector_loops_give_the_same_bits(void **state)
{
    (void)state;
    enum { N = 1003 }; /* odd, so that the loop's tail runs too */
    static double x[N], many[N];
    for (int i = 0; i < N; i++)
        x[i] = spread(i, N, -707.0, 707.0);
    stats_exp_each(N, x, many);
    for (int i = 0; i < N; i++)
        assert_true(many[i] == stats_exp(x[i]));
    stats_logistic_each(N, x, many);
    for (int i = 0; i < N; i++)
        assert_true(many[i] == stats_logistic(x[i]));
    memcpy(many, x, sizeof x);
    stats_logistic_each(N, many, many); /* in place */
    for (int i = 0; i < N; i++)
        assert_true(many[i] == stats_logistic(x[i]));
}

static void log_sum_exp_does_not_overflow(void **state)
{
    (void)state;
    const double big[] = {1000.0, 1000.0, 1000.0, 1000.0}, mixed[] = {-INFINITY, 0.0, -1e9};
    assert_true(fabs(stats_log_sum_exp(4, big) - (1000.0 + log(4.0))) < 1e-12);
    assert_true(stats_log_sum_exp(3, mixed) == 0.0);
    assert_true(stats_log_sum_exp(0, NULL) == -INFINITY);
    assert_true(stats_log_sum_exp(1, mixed) == -INFINITY);
}

/* Abramowitz & Stegun 1964, table 26.1, and the quantiles that everybody knows. */
static void normal_distribution(void **state)
{
    (void)state;
    assert_true(fabs(stats_normal_cdf(1.0) - 0.841344746068543) < 1e-15);
    assert_true(fabs(stats_normal_cdf(-3.0) - 0.00134989803163009) < 1e-17);
    assert_true(fabs(stats_normal_cdf(-37.0) / 5.7255712225245e-300 - 1.0) < 1e-10);
    assert_true(fabs(stats_normal_pdf(1.0) - 0.241970724519143) < 1e-15);
    assert_true(fabs(stats_normal_quantile(0.975) - 1.959963984540054) < 1e-14);
    assert_true(fabs(stats_normal_quantile(0.95) - 1.644853626951473) < 1e-14);
    assert_true(stats_normal_quantile(0.5) == 0.0);
    assert_true(stats_normal_quantile(0.0) == -INFINITY);
    assert_true(isinf(stats_normal_quantile(1.0)) && isnan(stats_normal_quantile(1.5)));
    assert_true(isnan(stats_normal_quantile(-0.1)) && isnan(stats_normal_quantile(NAN)));
    for (int i = -3000; i <= 0; i++) { /* there and back, deep into the tail */
        double x = (double)i / 100.0;
        assert_true(fabs(stats_normal_quantile(stats_normal_cdf(x)) - x) < 1e-13 * fmax(1.0, -x));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_and_log_are_accurate),
        cmocka_unit_test(exp_and_log_at_the_edges),
        cmocka_unit_test(logistic_is_accurate_in_both_tails),
        cmocka_unit_test(the_vector_loops_give_the_same_bits),
        cmocka_unit_test(log_sum_exp_does_not_overflow),
        cmocka_unit_test(normal_distribution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
