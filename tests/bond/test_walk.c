/* The way through the questions (M48, M49).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bond/walk.h"
#include "sitting.h"

static const int ages[] = {0, 4, 7, 10, 30, 90, 170};
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

static void the_first_question_is_gentle(void **state)
{
    for (int months = 0; months <= CONTENT_MONTHS_MAX; months += 3) {
        struct bond_next next;
        assert_int_equal(bond_next(*state, months, NULL, 0, &next), ERR_OK);
        assert_int_equal(next.ready, BOND_ASKING);
        const struct content_item *item = content_item(*state, next.item);
        assert_string_equal(content_dimension(*state, item->dimension)->id, "warmth");
        assert_false(item->reverse);
        assert_true(next.progress == 0 && next.asked == 0);
        assert_true(next.at_most <= BOND_ASK_MAX && next.about_left > 0);
    }
}

/* M49: at most 24, evenly over the places, and progress only grows. */
static void asks_evenly_and_not_too_much(void **state)
{
    const struct content *c = *state;
    for (size_t a = 0; a < AGES; a++)
        for (int kind = 0; kind < SITTING_KINDS; kind++)
            for (unsigned long seed = 1; seed <= (kind == SITTING_RANDOM ? 40 : 1); seed++) {
                struct bond_bank bank;
                struct bond_walk walk;
                assert_int_equal(bond_bank_init(&bank, c, ages[a]), ERR_OK);
                assert_int_equal(bond_walk_init(&walk, &bank), ERR_OK);
                double before = 0;
                size_t last = CONTENT_NONE, nth[CONTENT_DIM] = {0};
                unsigned long luck = seed;
                for (size_t n = 0;; n++) {
                    struct bond_next next;
                    assert_int_equal(bond_walk_next(&walk, &next), ERR_OK);
                    assert_int_equal(next.asked, n);
                    assert_true(n <= BOND_ASK_MAX && next.at_most <= BOND_ASK_MAX);
                    assert_true(next.progress >= before && next.progress <= 1);
                    assert_true(next.about_left + n <= BOND_ASK_MAX);
                    before = next.progress;
                    if (next.ready != BOND_ASKING) {
                        assert_true(next.progress == 1);
                        break;
                    }
                    const struct content_item *item = content_item(c, next.item);
                    size_t d = item->dimension, open = 0, most = 0;
                    for (size_t k = 0; k < CONTENT_DIM; k++)
                        if (bank.on_map[k] && !walk.known[k] && walk.skipped[k] < BOND_SKIPS) {
                            size_t asked = walk.answered[k] + walk.skipped[k];
                            open++;
                            most = asked > most ? asked : most;
                            /* never two more here than there while both need answers */
                            assert_true(walk.answered[d] + walk.skipped[d] <= asked);
                        }
                    assert_true(open == 1 || d != last ||
                                walk.answered[d] + walk.skipped[d] < most);
                    int value = sitting_answer(c, item, (enum sitting_kind)kind, nth[d]++, &luck);
                    assert_int_equal(bond_walk_add(&walk, bond_bank_find(&bank, next.item), value),
                                     ERR_OK);
                    last = d;
                }
                bond_walk_finish(&walk);
                bond_bank_finish(&bank);
            }
}

/* M48: skipping is allowed and is heard. */
static void a_place_skipped_twice_is_let_alone(void **state)
{
    const struct content *c = *state;
    struct bond_answer answers[BOND_ASK_MAX];
    size_t n = sitting(c, 30, SITTING_SKIPPED, 1, answers);
    assert_int_equal(n, CONTENT_DIM * BOND_SKIPS);
    struct bond_next next;
    assert_int_equal(bond_next(c, 30, answers, n, &next), ERR_OK);
    assert_int_equal(next.ready, BOND_NO_MORE);
    assert_int_equal(next.item, CONTENT_NONE);
    /* Only friction is skipped: the other places still become known. */
    size_t skips = 0;
    for (n = 0;;) {
        assert_int_equal(bond_next(c, 30, answers, n, &next), ERR_OK);
        if (next.ready != BOND_ASKING)
            break;
        const struct content_item *item = content_item(c, next.item);
        bool rubs = content_dimension(c, item->dimension)->high == CONTENT_HIGH_RUBBING;
        skips += rubs;
        unsigned long seed = 1;
        answers[n++] = (struct bond_answer){
            next.item, rubs ? BOND_SKIP : sitting_answer(c, item, SITTING_USUAL, n, &seed)};
    }
    assert_int_equal(skips, BOND_SKIPS);
    assert_true(n > 12);
}

static void the_same_answers_ask_the_same(void **state)
{
    struct bond_answer a[BOND_ASK_MAX], b[BOND_ASK_MAX];
    struct content *again = sitting_content();
    for (size_t k = 0; k < AGES; k++) {
        size_t n = sitting(*state, ages[k], SITTING_RANDOM, 7, a);
        assert_int_equal(sitting(again, ages[k], SITTING_RANDOM, 7, b), n);
        for (size_t i = 0; i < n; i++)
            assert_true(a[i].item == b[i].item && a[i].value == b[i].value);
    }
    content_destroy(again);
}

/* Who wants to go on may, up to 24. */
static void one_more_for_who_wants_to(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    size_t n = sitting(*state, 30, SITTING_BEST, 1, answers);
    assert_true(n < BOND_ASK_MAX);
    for (; n < BOND_ASK_MAX; n++) {
        struct bond_next next;
        assert_int_equal(bond_next(*state, 30, answers, n, &next), ERR_OK);
        assert_int_equal(next.ready, BOND_KNOWN);
        assert_true(next.progress == 1);
        assert_true(next.item != CONTENT_NONE);
        answers[n] = (struct bond_answer){next.item, 3};
    }
    struct bond_next next;
    assert_int_equal(bond_next(*state, 30, answers, n, &next), ERR_OK);
    assert_int_equal(next.ready, BOND_COUNT);
    assert_int_equal(next.item, CONTENT_NONE);
}

static void what_is_refused(void **state)
{
    struct bond_next next;
    assert_int_equal(bond_next(*state, 30, NULL, 0, &next), ERR_OK);
    size_t item = next.item;
    struct bond_answer twice[] = {{item, 3}, {item, 2}};
    assert_int_equal(bond_next(*state, 30, twice, 2, &next), ERR_DOMAIN);
    struct bond_answer high[] = {{item, 5}}, low[] = {{item, -2}};
    assert_int_equal(bond_next(*state, 30, high, 1, &next), ERR_DOMAIN);
    assert_int_equal(bond_next(*state, 30, low, 1, &next), ERR_DOMAIN);
    struct bond_answer nowhere[] = {{content_item_count(*state), 1}};
    assert_int_equal(bond_next(*state, 30, nowhere, 1, &next), ERR_DOMAIN);
    struct bond_map map;
    assert_int_equal(bond_map_make(*state, 30, twice, 2, &map), ERR_DOMAIN);
    assert_int_equal(bond_map_make(*state, 30, high, 1, &map), ERR_DOMAIN);
    assert_int_equal(bond_map_make(*state, 30, nowhere, 1, &map), ERR_DOMAIN);
    /* A question of another age. */
    for (size_t i = 0; i < content_item_count(*state); i++)
        if (!content_item_at(*state, i, 30)) {
            struct bond_answer other[] = {{i, 1}};
            assert_int_equal(bond_next(*state, 30, other, 1, &next), ERR_DOMAIN);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_question_is_gentle),
        cmocka_unit_test(asks_evenly_and_not_too_much),
        cmocka_unit_test(a_place_skipped_twice_is_let_alone),
        cmocka_unit_test(the_same_answers_ask_the_same),
        cmocka_unit_test(one_more_for_who_wants_to),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
