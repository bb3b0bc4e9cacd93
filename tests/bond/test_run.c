/* Runs that go on, runs that begin anew, and maps as events keep them (M52).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "family.h"

static struct bond_run current(const struct family *f, int64_t now)
{
    struct bond_run run;
    assert_int_equal(bond_run_current(f->content, journal_find_child(f->journal, f->child),
                                      journal_story(f->journal, f->bond), now, 0, &run, NULL),
                     ERR_OK);
    return run;
}

static void four_weeks(void **unused)
{
    (void)unused;
    struct family f;
    family_begin(&f, "Leo", "2024-09", JOURNAL_NONE, "Mara");
    assert_null(current(&f, FAMILY_NOW).run);
    assert_int_equal(current(&f, FAMILY_NOW).months, 26);
    size_t n = family_sit(&f, 1, 26, SITTING_USUAL, 1, FAMILY_NOW);
    struct bond_run run = current(&f, FAMILY_NOW + 28 * FAMILY_DAY - 1);
    assert_non_null(run.run);
    /* The child is two months older by then, and the run stays what it was. */
    assert_int_equal(run.months, 26);
    assert_true(run.bank == content_bank_hash(f.content, 26));
    assert_null(current(&f, FAMILY_NOW + 28 * FAMILY_DAY).run);
    assert_int_equal(current(&f, FAMILY_NOW + 60 * FAMILY_DAY).months, 28);
    struct bond_answer *answers;
    size_t m;
    assert_int_equal(bond_run_answers(f.content, &run, &answers, &m), ERR_OK);
    assert_int_equal(m, n);
    free(answers);
    /* A newer run goes first; answering an item again does not lengthen it. */
    family_answer(&f, 2, content_item_find(f.content, "warm.ease"), 3, FAMILY_NOW + FAMILY_DAY);
    family_answer(&f, 2, content_item_find(f.content, "warm.ease"), BOND_SKIP,
                  FAMILY_NOW + 2 * FAMILY_DAY);
    run = current(&f, FAMILY_NOW + 3 * FAMILY_DAY);
    assert_int_equal(bond_run_answers(f.content, &run, &answers, &m), ERR_OK);
    assert_int_equal(m, 1);
    assert_int_equal(answers[0].value, BOND_SKIP);
    free(answers);
    family_end(&f);
}

/* M57: another stage, chosen by hand or reached, begins anew. */
static void another_stage(void **unused)
{
    (void)unused;
    struct family f;
    family_begin(&f, "Leo", "2025-12", JOURNAL_NONE, "Mara");
    family_sit(&f, 1, 11, SITTING_USUAL, 1, FAMILY_NOW);
    assert_non_null(current(&f, FAMILY_NOW + FAMILY_DAY).run);
    assert_null(current(&f, FAMILY_NOW + 12 * FAMILY_DAY).run); /* December: one year old */
    family_end(&f);
    family_begin(&f, "Leo", "2024-09", CONTENT_SCHOOL, "Mara");
    assert_int_equal(current(&f, FAMILY_NOW).months, 60);
    assert_int_equal(current(&f, FAMILY_NOW).stage, CONTENT_SCHOOL);
    family_sit(&f, 1, 60, SITTING_USUAL, 1, FAMILY_NOW);
    assert_non_null(current(&f, FAMILY_NOW).run);
    family_end(&f);
    /* Answers from another stage do not go on, though they are young. */
    family_begin(&f, "Leo", "2024-09", JOURNAL_NONE, "Mara");
    family_sit(&f, 1, 90, SITTING_USUAL, 1, FAMILY_NOW);
    assert_null(current(&f, FAMILY_NOW).run);
    family_end(&f);
}

static void a_birth_month_ahead(void **unused)
{
    (void)unused;
    struct family f;
    struct bond_run run;
    struct fault fault = {0};
    family_begin(&f, "Leo", "2027-01", JOURNAL_NONE, "Mara");
    assert_int_equal(bond_run_current(f.content, journal_find_child(f.journal, f.child),
                                      journal_story(f.journal, f.bond), FAMILY_NOW, 0, &run,
                                      &fault),
                     ERR_DOMAIN);
    assert_true(fault.what[0] != '\0');
    family_end(&f);
}

static void set_word(char *to, const char *word)
{
    memcpy(to, word, strlen(word) + 1);
}

static void a_map_comes_back_as_it_was_kept(void **unused)
{
    (void)unused;
    static const int ages[] = {0, 7, 26, 90, 180};
    for (size_t a = 0; a < sizeof ages / sizeof *ages; a++)
        for (int kind = 0; kind < SITTING_KINDS; kind++) {
            struct content *c = sitting_content();
            struct bond_answer answers[BOND_ASK_MAX];
            struct bond_map map, back;
            struct journal_map kept;
            uint8_t run[JOURNAL_ID] = {9};
            size_t n = sitting(c, ages[a], (enum sitting_kind)kind, 5, answers);
            assert_int_equal(bond_map_make(c, ages[a], answers, n, &map), ERR_OK);
            bond_map_keep(c, &map, run, &kept);
            assert_int_equal(bond_map_kept(c, &kept, &back), ERR_OK);
            for (size_t d = 0; d < CONTENT_DIM; d++) {
                memset(map.place[d].p_word, 0, sizeof map.place[d].p_word);
                assert_int_equal(map.place[d].word_low, back.place[d].word_low);
                assert_int_equal(map.place[d].word_high, back.place[d].word_high);
                assert_true(map.place[d].expected == back.place[d].expected);
                assert_true(map.place[d].lower == back.place[d].lower);
                assert_true(map.place[d].upper == back.place[d].upper);
                assert_int_equal(map.place[d].answered, back.place[d].answered);
                assert_int_equal(map.place[d].on_map, back.place[d].on_map);
            }
            assert_memory_equal(map.mean, back.mean, sizeof map.mean);
            assert_memory_equal(map.covariance, back.covariance, sizeof map.covariance);
            assert_true(map.bank_hash == back.bank_hash && map.model == back.model);
            assert_true(map.stage == back.stage && map.months == back.months);
            assert_true(map.asked == back.asked && map.skipped == back.skipped);
            assert_int_equal(map.contradictory, back.contradictory);
            assert_int_equal(map.strength, back.strength);
            assert_int_equal(map.strength_because.item, back.strength_because.item);
            assert_int_equal(map.nstep, back.nstep);
            for (size_t k = 0; k < map.nstep; k++) {
                assert_int_equal(map.step[k].step, back.step[k].step);
                assert_int_equal(map.step[k].because.item, back.step[k].because.item);
                assert_int_equal(map.step[k].because.answer, back.step[k].because.answer);
            }
            /* What this content does not know is left out; what is shaped otherwise is refused. */
            set_word(kept.step[0].id, "no.such-step");
            set_word(kept.strength_item, "no.such-item");
            assert_int_equal(bond_map_kept(c, &kept, &back), ERR_OK);
            assert_int_equal(back.nstep, map.nstep > 0 ? map.nstep - 1 : 0);
            assert_int_equal(back.strength_because.item, CONTENT_NONE);
            kept.ndim = 5;
            assert_int_equal(bond_map_kept(c, &kept, &back), ERR_VERSION);
            content_destroy(c);
        }
}

static void no_such_run(void **unused)
{
    (void)unused;
    struct family f;
    struct bond_map map;
    uint8_t run[JOURNAL_ID] = {1};
    family_begin(&f, "Leo", "2024-09", JOURNAL_NONE, "Mara");
    assert_int_equal(bond_run_draw(f.content, journal_find_child(f.journal, f.child),
                                   journal_story(f.journal, f.bond), run, &map, NULL),
                     ERR_NOTFOUND);
    family_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_weeks),          cmocka_unit_test(another_stage),
        cmocka_unit_test(a_birth_month_ahead), cmocka_unit_test(a_map_comes_back_as_it_was_kept),
        cmocka_unit_test(no_such_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
