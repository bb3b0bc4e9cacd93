/* Random streams: printed vectors, repeatability, and the distribution of what comes out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/normal.h"
#include "stats/random.h"

/* From the state 1, 2, 3, 4: worked out from the definition in Blackman & Vigna 2021.
 * 1: rotl(1 + 4, 23) + 1 = 41943041. */
static void xoshiro_from_a_known_state(void **state)
{
    (void)state;
    struct stats_random r = {{1, 2, 3, 4}};
    const uint64_t right[] = {UINT64_C(41943041), UINT64_C(58720359), UINT64_C(3588806011781223),
                              UINT64_C(3591011842654386), UINT64_C(9228616714210784205)};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_true(stats_random_bits(&r) == right[i]);
}

/* splitmix64's first word from 0 is e220a8397b1dcdaf; mixing it away gives it again. */
static void splitmix_from_zero(void **state)
{
    (void)state;
    const uint64_t first = UINT64_C(0xe220a8397b1dcdaf);
    assert_true(stats_random_mix(0, first) == first);
}

static void streams_repeat_and_differ(void **state)
{
    (void)state;
    struct stats_random a, b, c, d;
    stats_random_init(&a, 42, 7);
    stats_random_init(&b, 42, 7);
    stats_random_init(&c, 42, 8);
    stats_random_init(&d, 43, 7);
    for (int i = 0; i < 1000; i++) {
        uint64_t bits = stats_random_bits(&a);
        assert_true(bits == stats_random_bits(&b));
        assert_true(bits != stats_random_bits(&c));
        assert_true(bits != stats_random_bits(&d));
    }
}

/* 400,000 uniforms in 64 cells: chi-squared with 63 degrees of freedom stays under 120. */
static void uniforms_are_uniform(void **state)
{
    (void)state;
    enum { N = 400000, CELLS = 64 };
    struct stats_random r;
    stats_random_init(&r, 3, 0);
    int count[CELLS] = {0};
    for (int i = 0; i < N; i++) {
        double u = stats_random_uniform(&r);
        assert_true(u > 0.0 && u < 1.0);
        count[(int)(u * CELLS)]++;
    }
    double expected = (double)N / CELLS, chi = 0.0;
    for (int i = 0; i < CELLS; i++)
        chi += (count[i] - expected) * (count[i] - expected) / expected;
    assert_true(chi > 20.0 && chi < 120.0);
}

/* Moments of normal deviates within five standard errors, and one uniform each. */
static void normals_are_normal(void **state)
{
    (void)state;
    enum { N = 400000 };
    struct stats_random r, u;
    stats_random_init(&r, 4, 0);
    u = r;
    double m1 = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0;
    for (int i = 0; i < N; i++) {
        double z = stats_random_normal(&r);
        assert_true(z == stats_normal_quantile(stats_random_uniform(&u)));
        m1 += z / N;
        m2 += z * z / N;
        m3 += z * z * z / N;
        m4 += z * z * z * z / N;
    }
    double root = sqrt((double)N);
    assert_true(fabs(m1) < 5.0 / root && fabs(m2 - 1.0) < 5.0 * sqrt(2.0) / root);
    assert_true(fabs(m3) < 5.0 * sqrt(15.0) / root && fabs(m4 - 3.0) < 5.0 * sqrt(96.0) / root);
}

static void below_stays_below(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 5, 0);
    int count[3] = {0};
    for (int i = 0; i < 30000; i++)
        count[stats_random_below(&r, 3)]++;
    for (int i = 0; i < 3; i++)
        assert_true(abs(count[i] - 10000) < 5 * 82);
    for (int i = 0; i < 1000; i++)
        assert_true(stats_random_below(&r, (UINT64_C(1) << 63) + 1) <= UINT64_C(1) << 63);
    assert_true(stats_random_below(&r, 1) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xoshiro_from_a_known_state), cmocka_unit_test(splitmix_from_zero),
        cmocka_unit_test(streams_repeat_and_differ),  cmocka_unit_test(uniforms_are_uniform),
        cmocka_unit_test(normals_are_normal),         cmocka_unit_test(below_stays_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
