/* How much a journal takes, and how long it takes for it, whoever made the records.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "journal/fold.h"
#include "tests/journal/make.h"

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

static void too_many_are_refused(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    char s[16];
    for (unsigned n = 0; n < JOURNAL_ANSWERS_MAX; n++)
        make_answer(&now, header(10 + n), RUN, word(s, n), 1);
    assert_int_equal(add(j), JOURNAL_ANSWERS_MAX);
    make_answer(&now, header(5000), RUN, "one-more", 1);
    assert_int_equal(journal_add(j, (uint8_t *)now.data, now.len, NULL), ERR_LIMIT);
    make_answer(&now, header(5001), RUN + 1, "one-more", 1); /* by the other way */
    assert_int_equal(journal_add(j, (uint8_t *)now.data, now.len, NULL), ERR_LIMIT);
    assert_int_equal(story(j)->nruns, 1);
    assert_int_equal(story(j)->runs[0].nanswers, JOURNAL_ANSWERS_MAX);
    text_clear(&now);
    make_answer(&now, header(5002), RUN, word(s, 3), 2); /* a known item can still change */
    assert_int_equal(add(j), 1);
    assert_int_equal(story(j)->runs[0].answers[3].value, 2);
    for (unsigned n = 0; n < JOURNAL_PEOPLE_MAX; n++)
        make_child(&now, of_nobody(6000 + n), 100 + n, "Kim", "", JOURNAL_NONE);
    assert_int_equal(journal_add(j, (uint8_t *)now.data, now.len, NULL), ERR_LIMIT);
    size_t n;
    (void)journal_children(j, &n);
    assert_int_equal(n, 1);
    journal_destroy(j);
}

static double seconds(void) /* of our own, whoever else is busy */
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* Adds n events that come last, 24 to a run, and gives the seconds that took. */
static double add_days(struct journal *j, unsigned from, unsigned n)
{
    char s[16];
    double t0 = seconds();
    for (unsigned i = from; i < from + n; i++) {
        struct make m = header(i % 20000);
        m.id = i;
        m.counter = i;
        make_answer(&now, m, 40 + i / 24 % 60000, word(s, i % 24), i % 5);
        assert_int_equal(journal_add(j, (uint8_t *)now.data, now.len, NULL), ERR_OK);
        text_clear(&now);
        journal_saved(j);
    }
    return seconds() - t0;
}

/* An answer costs the same on any day. The factor leaves room for caches; refolding the bond each
 * time would be some hundred times slower. */
static void the_last_event_costs_the_same_on_any_day(void **unused)
{
    (void)unused;
    struct journal *j = a_family();
    (void)add_days(j, 1000, 2000);
    double early = add_days(j, 3000, 2000);
    (void)add_days(j, 5000, 50000);
    double late = add_days(j, 55000, 2000);
    print_message("# 2,000 answers: %.1f ms at 3,000 events, %.1f ms at 55,000\n", early * 1e3,
                  late * 1e3);
    assert_true(late < 8 * early + 0.05);
    journal_destroy(j);
}

/* Files made to be slow: each shape once, as large as an import may bring quickly. */
static void nothing_is_slow_on_purpose(void **unused)
{
    (void)unused;
    enum { MANY = 30000 };
    struct text like;
    text_init(&like);
    make_answer(&like, header(1), RUN, "w", 1);
    for (int shape = 0; shape < 6; shape++) {
        struct journal *j = journal_create();
        assert_non_null(j);
        for (unsigned i = 0; i < MANY; i++) {
            struct make m = header(MANY - i);
            m.ms = 0;
            switch (shape) {
            case 0: /* one id for all, backwards */
                m.id = 1;
                make_answer(&now, m, RUN, "w", 1);
                break;
            case 1: /* one bond each */
                m.bond = 1 + i;
                make_answer(&now, m, RUN, "w", 1);
                break;
            case 2: /* one run each */
                make_answer(&now, m, 1 + i, "w", 1);
                break;
            case 3: /* all amend one thing */
                make_amend(&now, m, 1, &like);
                break;
            case 4: /* each retracts another */
                make_retract(&now, m, 1 + i);
                break;
            default: /* each erases another */
                make_erase(&now, m, 1 + i);
                break;
            }
        }
        double t0 = seconds();
        assert_int_equal(journal_add(j, (uint8_t *)now.data, now.len, NULL), ERR_OK);
        double took = seconds() - t0;
        text_clear(&now);
        if (took > 1)
            print_error("shape %d took %.2f s\n", shape, took);
        assert_true(took < 10); /* with sanitizers; the square of 30,000 would take minutes */
        journal_destroy(j);
    }
    text_finish(&like);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
    const struct CMUnitTest tests[] = {
        TEST(too_many_are_refused),
        TEST(the_last_event_costs_the_same_on_any_day),
        TEST(nothing_is_slow_on_purpose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
