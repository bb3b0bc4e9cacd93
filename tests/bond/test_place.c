/* The answers' own scale and its words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bond/place.h"
#include "sitting.h"

static const int ages[] = {0, 1, 4, 7, 10, 30, 90, 170, 227};
#define AGES (sizeof ages / sizeof *ages)

static int load(void **state)
{
    *state = sitting_content();
    return 0;
}

static int unload(void **state)
{
    content_destroy(*state);
    return 0;
}

/* M48, M57: each age has its own questions, and a place that makes no sense yet has none. */
static void banks_follow_the_age(void **state)
{
    const struct content *c = *state;
    for (size_t a = 0; a < AGES; a++) {
        struct bond_bank bank;
        assert_int_equal(bond_bank_init(&bank, c, ages[a]), ERR_OK);
        for (size_t d = 0; d < CONTENT_DIM; d++) {
            assert_int_equal(bank.on_map[d], content_dimension_at(c, d, ages[a]));
            assert_true(bank.on_map[d] ? bank.count[d] >= 6 : bank.count[d] == 0);
        }
        for (size_t i = 0; i < bank.n; i++) {
            assert_true(content_item_at(c, bank.item[i], ages[a]));
            assert_int_equal(bond_bank_find(&bank, bank.item[i]), i);
        }
        assert_int_equal(irt_bank_ndim(bank.irt), CONTENT_DIM);
        assert_int_equal(irt_bank_nitem(bank.irt), bank.n);
        bond_bank_finish(&bank);
    }
    struct bond_bank none;
    assert_int_equal(bond_bank_init(&none, c, -1), ERR_DOMAIN);
    assert_int_equal(bond_bank_init(&none, c, CONTENT_MONTHS_MAX + 1), ERR_DOMAIN);
    bond_bank_finish(&none);
}

static void the_scale_rises_and_turns_back(void **state)
{
    struct bond_bank bank;
    assert_int_equal(bond_bank_init(&bank, *state, 30), ERR_OK);
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        double before = 0;
        for (double theta = -8; theta <= 8; theta += 0.125) {
            double slope, e = bond_expected(&bank, d, theta, &slope), h = 1e-5;
            assert_true(e > before && e < 4);
            double by_difference = (bond_expected(&bank, d, theta + h, NULL) -
                                    bond_expected(&bank, d, theta - h, NULL)) /
                                   (2 * h);
            assert_true(fabs(slope - by_difference) < 1e-7);
            assert_true(fabs(bond_expected_inverse(&bank, d, e) - theta) < 1e-6);
            before = e;
        }
        for (size_t k = 0; k < BOND_CUTS; k++)
            assert_true(fabs(bond_expected(&bank, d, bank.cut[d][k], NULL) -
                             content_dimension(*state, d)->cuts[k]) < 1e-9);
        /* What no answer can reach lies far out instead of nowhere. */
        assert_true(bond_expected_inverse(&bank, d, -0.5) <= -BOND_THETA_FAR + 1e-6);
        assert_true(bond_expected_inverse(&bank, d, 4.5) >= BOND_THETA_FAR - 1e-6);
    }
    bond_bank_finish(&bank);
}

/* Against plain sums over a fine grid of theta. */
static void the_posterior_carries_over(void **state)
{
    struct bond_bank bank;
    assert_int_equal(bond_bank_init(&bank, *state, 90), ERR_OK);
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        double m = 0.4, s = 0.6;
        struct bond_place place = {.on_map = true, .answered = 4};
        bond_place_posterior(&bank, d, m, s, &place);
        double w = 0, e1 = 0, e2 = 0, p[CONTENT_WORDS] = {0}, inside = 0;
        for (int i = -8000; i <= 8000; i++) {
            double z = i * 1e-3, weight = exp(-z * z / 2);
            double e = bond_expected(&bank, d, m + s * z, NULL);
            int word = 0;
            while (word < 3 && e >= content_dimension(*state, d)->cuts[word])
                word++;
            w += weight;
            e1 += weight * e;
            e2 += weight * e * e;
            p[word] += weight;
            inside += e >= place.lower && e <= place.upper ? weight : 0;
        }
        assert_true(fabs(place.expected - e1 / w) < 1e-6);
        assert_true(fabs(place.expected_sd - sqrt(e2 / w - e1 * e1 / w / w)) < 1e-6);
        assert_true(fabs(inside / w - 0.9) < 2e-3);
        double sum = 0;
        for (int k = 0; k < CONTENT_WORDS; k++) {
            assert_true(fabs(place.p_word[k] - p[k] / w) < 2e-3);
            sum += place.p_word[k];
        }
        assert_true(fabs(sum - 1) < 1e-12);
    }
    bond_bank_finish(&bank);
}

static void one_word_two_or_too_early(void **state)
{
    (void)state;
    enum { E = BOND_WORD_EARLY };
    static const struct {
        double p[CONTENT_WORDS];
        size_t answered;
        bool pulled;
        int low, high;
    } table[] = {
        {{0, 0, 0.3, 0.7}, 4, false, 3, 3},
        {{0, 0.01, 0.3, 0.69}, 4, false, 2, 3},
        {{0, 0.2, 0.6, 0.2}, 4, false, E, E},       /* .8: two words would not hold it */
        {{0.05, 0.25, 0.60, 0.10}, 4, false, 1, 2}, /* the larger neighbour goes along */
        {{0.10, 0.60, 0.25, 0.05}, 4, false, 1, 2},
        {{0.50, 0.40, 0.10, 0}, 4, false, 0, 1},
        {{0.9, 0.1, 0, 0}, 4, false, 0, 0},
        {{0.9, 0.1, 0, 0}, 4, true, 0, 1}, /* pulled: never one word alone */
        {{0, 0, 0, 1}, 4, true, 2, 3},
        {{0.25, 0.25, 0.25, 0.25}, 4, false, E, E},
        {{0.4, 0.1, 0.1, 0.4}, 4, false, E, E},
        {{0, 0, 0, 1}, 1, false, E, E}, /* one answer is too early */
        {{0, 0, 0, 1}, 2, false, 3, 3},
        {{0, 0, 0, 1}, 0, false, E, E},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct bond_place place = {.on_map = true, .answered = table[i].answered};
        memcpy(place.p_word, table[i].p, sizeof place.p_word);
        place.pulled = table[i].pulled;
        bond_place_choose_word(&place);
        assert_int_equal(place.word_low, table[i].low);
        assert_int_equal(place.word_high, table[i].high);
    }
    struct bond_place absent = {.on_map = false, .answered = 9, .p_word = {1}};
    bond_place_choose_word(&absent);
    assert_int_equal(absent.word_low, BOND_WORD_EARLY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(banks_follow_the_age),
        cmocka_unit_test(the_scale_rises_and_turns_back),
        cmocka_unit_test(the_posterior_carries_over),
        cmocka_unit_test(one_word_two_or_too_early),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
