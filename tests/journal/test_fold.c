/* What a journal shows, step by step; what it makes the store forget; and that it survives failing
 * allocations.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "journal/event_json.h"
#include "journal/fold.h"
#include "tests/journal/make.h"
#include "tests/journal/tell.h"
#include "tests/support/alloc.h"

enum { BOND = 1, CHILD = 11, CAREGIVER = 21, RUN = 31 };

static struct text now; /* the records made since the last add() */

static int start(void **state)
{
    (void)state;
    text_init(&now);
    return 0;
}

static int end(void **state)
{
    (void)state;
    text_finish(&now);
    return 0;
}

/* A header: event 100 + n of this bond at n times five minutes. */
static struct make header(unsigned n)
{
    return (struct make){.id = 100 + n,
                         .device = 1,
                         .author = CAREGIVER,
                         .bond = BOND,
                         .counter = n,
                         .ms = n * INT64_C(300000),
                         .offset = 60};
}

static struct make of_nobody(unsigned n)
{
    struct make m = header(n);
    m.bond = 0;
    return m;
}

static size_t add(struct journal *j)
{
    size_t added = 999;
    assert_int_equal(journal_add(j, (uint8_t *)now.data, now.len, &added), ERR_OK);
    text_clear(&now);
    return added;
}

static const struct journal_story *story(const struct journal *j)
{
    uint8_t id[JOURNAL_ID];
    make_id(id, BOND);
    return journal_story(j, id);
}

static struct journal *a_family(void)
{
    struct journal *j = journal_create();
    assert_non_null(j);
    make_child(&now, of_nobody(1), CHILD, "Leo", "2024-05", JOURNAL_NONE);
    make_caregiver(&now, of_nobody(2), CAREGIVER, "Sam");
    make_bond(&now, header(3), BOND, CHILD, CAREGIVER);
    assert_int_equal(add(j), 3);
    return j;
}

static void an_empty_journal(void **unused)
{
    (void)unused;
    struct journal *j = journal_create();
    struct journal_cursor c = {0};
    size_t n = 9;
    assert_non_null(j);
    (void)journal_children(j, &n);
    assert_int_equal(n, 0);
    (void)journal_bonds(j, &n);
    assert_int_equal(n, 0);
    assert_non_null(story(j));
    assert_int_equal(story(j)->nruns, 0);
    assert_int_equal(journal_story(j, (uint8_t[JOURNAL_ID]){0})->nruns, 0);
    assert_false(journal_next(j, &c, NULL, NULL));
    assert_true(journal_next_counter(j) == 1);
    assert_int_equal(journal_add(j, NULL, 0, &n), ERR_OK);
    assert_int_equal(n, 0);
    journal_destroy(j);
    journal_destroy(NULL);
}

static void a_run_from_first_answer_to_map(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    make_answer(&now, header(4), RUN, "w1", 3);
    assert_int_equal(add(j), 1);
    make_answer(&now, header(5), RUN, "f1", 5);
    assert_int_equal(add(j), 1);
    make_answer(&now, header(6), RUN, "w1", 1); /* went back */
    assert_int_equal(add(j), 1);
    assert_true(journal_next_counter(j) == 7);
    const struct journal_story *s = story(j);
    assert_int_equal(s->nruns, 1);
    const struct journal_run *r = &s->runs[0];
    assert_int_equal(r->nanswers, 2);
    assert_string_equal(r->answers[0].item, "w1");
    assert_int_equal(r->answers[0].value, 1);
    assert_false(r->answers[0].skip);
    assert_string_equal(r->answers[1].item, "f1");
    assert_true(r->answers[1].skip);
    assert_int_equal(r->answers[1].value, JOURNAL_NONE);
    assert_true(r->first_ms == 4 * 300000 && r->last_ms == 6 * 300000);
    assert_int_equal(r->stage, RUN % 4);
    assert_int_equal(r->bank, RUN);
    assert_null(r->map);
    make_map(&now, header(7), RUN, 6, 2);
    make_map(&now, header(8), RUN, 6, 4);
    make_step(&now, header(9), 108, "r-say-sorry", JOURNAL_PICKED);
    make_step(&now, header(10), 108, "r-say-sorry", JOURNAL_LET_GO);
    assert_int_equal(add(j), 4);
    s = story(j);
    assert_int_equal(s->nmaps, 2);
    assert_ptr_equal(s->runs[0].map, s->maps[1]);
    assert_int_equal(s->maps[1]->map.asked, 4);
    assert_int_equal(s->npicks, 1);
    assert_int_equal(s->picks[0].state, JOURNAL_LET_GO);
    /* The same events once more say nothing new. */
    make_map(&now, header(7), RUN, 6, 2);
    make_answer(&now, header(4), RUN, "w1", 3);
    assert_int_equal(add(j), 0);
    journal_destroy(j);
}

static void names_may_change(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    size_t n;
    make_child(&now, of_nobody(5), CHILD, "Leonie", "2024-06", 2);
    make_child(&now, of_nobody(4), CHILD, "Lea", "", JOURNAL_NONE); /* late */
    add(j);
    const struct journal_child *c = journal_children(j, &n);
    assert_int_equal(n, 1);
    assert_string_equal(c->name, "Leonie");
    assert_string_equal(c->birth, "2024-06");
    assert_int_equal(c->stage, 2);
    make_bond(&now, header(6), BOND, CHILD + 1, CAREGIVER); /* a bond never moves */
    add(j);
    const struct journal_bond *b = journal_bonds(j, &n);
    assert_int_equal(n, 1);
    assert_memory_equal(b->child, journal_children(j, &n)->subject, JOURNAL_ID);
    journal_destroy(j);
}

/* The bytes that the journal still holds or still has to save. */
static bool holds(const struct journal *j, const char *word)
{
    struct journal_cursor c = {0};
    struct journal_span s;
    size_t n = strlen(word);
    bool found = false;
    while (journal_next(j, &c, &s, NULL))
        for (size_t i = 0; i + n <= s.len; i++)
            found = found || memcmp(s.bytes + i, word, n) == 0;
    struct journal_changes u = journal_unsaved(j);
    for (size_t k = 0; k < u.nput; k++)
        for (size_t i = 0; i + n <= u.put[k].len; i++)
            found = found || memcmp(u.put[k].bytes + i, word, n) == 0;
    return found;
}

static void amending_replaces_the_old_words(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    journal_saved(j);
    struct text like;
    text_init(&like);
    make_child(&like, of_nobody(99), CHILD, "Lina", "2023-01", JOURNAL_NONE);
    make_amend(&now, of_nobody(4), 101, &like);
    assert_int_equal(add(j), 1);
    size_t n;
    assert_string_equal(journal_children(j, &n)->name, "Lina");
    assert_false(holds(j, "Leo"));
    struct journal_changes u = journal_unsaved(j);
    assert_int_equal(u.ndrop, 1); /* the old record */
    assert_int_equal(u.nput, 2);  /* the amend, and the record with its new body */
    /* Amended again before the first was saved: nothing of the first is ever written. */
    text_clear(&like);
    make_child(&like, of_nobody(99), CHILD, "Nora", "2023-01", JOURNAL_NONE);
    make_amend(&now, of_nobody(5), 101, &like);
    add(j);
    assert_string_equal(journal_children(j, &n)->name, "Nora");
    assert_false(holds(j, "Lina"));
    u = journal_unsaved(j);
    assert_int_equal(u.ndrop, 1);
    assert_int_equal(u.nput, 2);
    journal_saved(j);
    /* The old record comes back from an old copy: it is known under its new words. */
    make_child(&now, of_nobody(1), CHILD, "Leo", "2024-05", JOURNAL_NONE);
    make_amend(&now, of_nobody(4), 101, &like);
    assert_int_equal(add(j), 0);
    assert_false(holds(j, "Leo"));
    assert_int_equal(journal_unsaved(j).nput + journal_unsaved(j).ndrop, 0);
    text_finish(&like);
    journal_destroy(j);
}

static void retracting_takes_it_away_in_any_order(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    make_retract(&now, header(9), 104); /* comes first */
    add(j);
    make_answer(&now, header(4), RUN, "w1", 3);
    assert_int_equal(add(j), 0);
    assert_int_equal(story(j)->nruns, 0);
    make_answer(&now, header(5), RUN, "w2", 3);
    assert_int_equal(add(j), 1);
    make_retract(&now, header(10), 105);
    add(j);
    assert_int_equal(story(j)->nruns, 0);
    assert_false(holds(j, "w2"));
    /* A retract elsewhere, or of a bond, does nothing. */
    make_answer(&now, header(6), RUN, "w3", 3);
    make_retract(&now, of_nobody(11), 106);
    make_retract(&now, of_nobody(12), 103);
    add(j);
    assert_int_equal(story(j)->nruns, 1);
    size_t n;
    (void)journal_bonds(j, &n);
    assert_int_equal(n, 1);
    journal_destroy(j);
}

static void erasing_a_child_takes_all_with_it(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    struct text like;
    text_init(&like);
    make_answer(&now, header(4), RUN, "secret", 3);
    make_answer(&like, header(99), RUN, "secret", 4);
    make_amend(&now, header(5), 104, &like);
    make_unknown(&now, header(6), 99, "\x01\x06\0secret", 9);
    make_child(&now, of_nobody(7), CHILD + 1, "Kim", "", JOURNAL_NONE);
    make_bond(&now, (struct make){.id = 108, .counter = 8}, BOND + 1, CHILD + 1, CAREGIVER);
    struct make other = header(9);
    other.bond = BOND + 1;
    make_answer(&now, other, RUN, "other", 1);
    assert_int_equal(add(j), 6);
    journal_saved(j);
    size_t before = journal_count(j), n;
    make_erase(&now, of_nobody(10), CHILD);
    assert_int_equal(add(j), 1);
    assert_int_equal(journal_count(j), before + 1 - 4); /* child, answer, amend, unknown */
    assert_int_equal(journal_unsaved(j).ndrop, 4);
    assert_int_equal(story(j)->nruns, 0);
    assert_string_equal(journal_children(j, &n)->name, "Kim");
    assert_int_equal(n, 1);
    (void)journal_bonds(j, &n);
    assert_int_equal(n, 1);
    assert_false(holds(j, "secret"));
    assert_false(holds(j, "Leo"));
    assert_true(holds(j, "other"));
    /* What belongs to it and comes late goes at once. */
    make_answer(&now, header(20), RUN, "secret", 2);
    make_child(&now, of_nobody(21), CHILD, "Leo", "", JOURNAL_NONE);
    assert_int_equal(add(j), 0);
    assert_false(holds(j, "secret"));
    /* Erasing the caregiver takes the other bond too; its child stays. */
    make_erase(&now, of_nobody(22), CAREGIVER);
    add(j);
    assert_false(holds(j, "other"));
    (void)journal_bonds(j, &n);
    assert_int_equal(n, 0);
    (void)journal_children(j, &n);
    assert_int_equal(n, 1);
    text_finish(&like);
    journal_destroy(j);
}

/* A store that crashed between an amend and the rewriting is put right at the next start. */
static void loading_finds_what_should_have_gone(void **unused)
{
    (void)unused;
    struct journal *j = journal_create();
    assert_non_null(j);
    make_answer(&now, header(4), RUN, "old", 3);
    make_retract(&now, header(5), 104);
    assert_int_equal(journal_load(j, (uint8_t *)now.data, now.len), ERR_OK);
    struct journal_changes u = journal_unsaved(j);
    assert_int_equal(u.nput, 0);
    assert_int_equal(u.ndrop, 1);
    /* The same rows twice are no reason to drop either. */
    assert_int_equal(journal_load(j, (uint8_t *)now.data, now.len), ERR_OK);
    journal_saved(j);
    make_answer(&now, header(6), RUN, "new", 3);
    assert_int_equal(journal_load(j, (uint8_t *)now.data, now.len), ERR_OK);
    u = journal_unsaved(j);
    assert_int_equal(u.nput, 0);
    assert_int_equal(u.ndrop, 1); /* the retracted one, once more */
    journal_destroy(j);
}

static void an_export_comes_home_as_nothing_new(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    struct text file, records, before, after;
    text_init(&file);
    text_init(&records);
    text_init(&before);
    text_init(&after);
    make_answer(&now, header(4), RUN, "w1", 3);
    make_map(&now, header(5), RUN, 6, 7);
    make_retract(&now, header(6), 199);
    add(j);
    journal_saved(j);
    tell_journal(j, 1, &before);
    assert_int_equal(journal_export(j, &file), ERR_OK);
    assert_int_equal(journal_lines_read(file.data, file.len, &records, NULL), ERR_OK);
    size_t added, count = journal_count(j);
    assert_int_equal(journal_add(j, (uint8_t *)records.data, records.len, &added), ERR_OK);
    assert_int_equal(added, 0);
    assert_int_equal(journal_count(j), count);
    assert_int_equal(journal_unsaved(j).nput, 0);
    struct journal *k = journal_create();
    assert_non_null(k);
    assert_int_equal(journal_add(k, (uint8_t *)records.data, records.len, &added), ERR_OK);
    assert_int_equal(added, count);
    tell_journal(k, 1, &after);
    assert_string_equal(after.data, before.data);
    journal_destroy(j);
    journal_destroy(k);
    text_finish(&file);
    text_finish(&records);
    text_finish(&before);
    text_finish(&after);
}

static void bad_records_change_nothing(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    struct text before, after;
    text_init(&before);
    text_init(&after);
    tell_journal(j, 1, &before);
    make_answer(&now, header(4), RUN, "w1", 3);
    make_erase(&now, of_nobody(5), CHILD);
    size_t whole = now.len;
    for (size_t n = 1; n < whole; n++) {
        enum err e = journal_add(j, (uint8_t *)now.data, n, NULL);
        if (e == ERR_OK) /* the first record alone */
            assert_int_equal(story(j)->nruns, 1);
        else
            assert_int_equal(e, ERR_FORMAT);
    }
    tell_journal(j, 1, &after);
    assert_string_not_equal(after.data, before.data);
    now.data[0] = 2;
    assert_int_equal(journal_add(j, (uint8_t *)now.data, whole, NULL), ERR_VERSION);
    assert_int_equal(story(j)->nruns, 1);
    journal_destroy(j);
    text_finish(&before);
    text_finish(&after);
}

/* ---- failing allocations ---- */

/* Writes a number as a word. */
static const char *word(char s[static 16], unsigned n)
{
    size_t at = 15;
    s[at] = '\0';
    do
        s[--at] = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    s[--at] = 'w';
    return s + at;
}

enum { STEPS = 12 };

struct sweep {
    struct text batch[STEPS], told[STEPS + 1];
};

static void assert_told(const struct journal *j, const struct text *told)
{
    struct text is;
    text_init(&is);
    tell_journal(j, 2, &is);
    assert_string_equal(is.data, told->data);
    text_finish(&is);
}

static enum err live_a_life(void *context)
{
    struct sweep *w = context;
    struct journal *j = journal_create();
    enum err result = j == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < STEPS && j != NULL; i++) {
        const uint8_t *bytes = (const uint8_t *)w->batch[i].data;
        size_t count = journal_count(j);
        struct journal_changes before = journal_unsaved(j);
        enum err e = journal_add(j, bytes, w->batch[i].len, NULL);
        if (e != ERR_OK) {
            assert_int_equal(e, ERR_NOMEM);
            result = e;
            alloc_fail_at(0, false);
            assert_told(j, &w->told[i]);
            assert_int_equal(journal_count(j), count);
            assert_int_equal(journal_unsaved(j).nput, before.nput);
            assert_int_equal(journal_unsaved(j).ndrop, before.ndrop);
            assert_int_equal(journal_add(j, bytes, w->batch[i].len, NULL), ERR_OK);
            assert_told(j, &w->told[i + 1]);
        }
        if (i % 3 == 2)
            journal_saved(j);
    }
    journal_destroy(j);
    return result;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    struct sweep w;
    struct text like;
    text_init(&like);
    for (size_t i = 0; i < STEPS; i++)
        text_init(&w.batch[i]);
    make_child(&w.batch[0], of_nobody(1), CHILD, "Leo", "2024-05", JOURNAL_NONE);
    make_caregiver(&w.batch[0], of_nobody(2), CAREGIVER, "Sam");
    make_bond(&w.batch[0], header(3), BOND, CHILD, CAREGIVER);
    char s[16];
    for (unsigned i = 1; i < 6; i++)
        make_answer(&w.batch[i], header(10 + i), RUN + i / 3, word(s, i), i % 6);
    make_map(&w.batch[6], header(20), RUN, 6, 1);
    make_step(&w.batch[6], header(21), 120, "step", JOURNAL_PICKED);
    make_answer(&w.batch[7], header(9), RUN + 5, "late", 2); /* refolds */
    make_answer(&like, header(99), RUN, "other", 4);
    make_amend(&w.batch[8], header(30), 111, &like);
    make_retract(&w.batch[8], header(31), 109);
    for (unsigned i = 0; i < 20; i++)
        make_answer(&w.batch[9], header(40 + i), RUN, word(s, i), i % 5);
    make_child(&w.batch[10], of_nobody(70), CHILD + 1, "Kim", "", 2);
    make_bond(&w.batch[10], (struct make){.id = 171, .counter = 71}, 2, CHILD + 1, CAREGIVER);
    make_erase(&w.batch[11], of_nobody(80), CHILD);
    struct journal *j = journal_create();
    assert_non_null(j);
    for (size_t i = 0; i <= STEPS; i++) {
        text_init(&w.told[i]);
        tell_journal(j, 2, &w.told[i]);
        if (i < STEPS)
            assert_int_equal(journal_add(j, (uint8_t *)w.batch[i].data, w.batch[i].len, NULL),
                             ERR_OK);
    }
    journal_destroy(j);
    assert_true(alloc_sweep(live_a_life, &w) > 100);
    for (size_t i = 0; i <= STEPS; i++) {
        text_finish(&w.told[i]);
        if (i < STEPS)
            text_finish(&w.batch[i]);
    }
    text_finish(&like);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_journal),
        TEST(a_run_from_first_answer_to_map),
        TEST(names_may_change),
        TEST(amending_replaces_the_old_words),
        TEST(retracting_takes_it_away_in_any_order),
        TEST(erasing_a_child_takes_all_with_it),
        TEST(loading_finds_what_should_have_gone),
        TEST(an_export_comes_home_as_nothing_new),
        TEST(bad_records_change_nothing),
        TEST(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
