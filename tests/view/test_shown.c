/* Every screen of odd parents, kept as files that people have read (tests/view/expected). When a
 * word changes, run this with ATTUNE_RENEW=1, read what changed as that parent would, and commit.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "family.h"
#include "view/map_text.h"

static const struct {
    const char *who, *child, *caregiver;
    int months;
} parents[] = {
    {"newborn", "Ida", "Sam", 0},
    {"two", "Leo", "Mara", 26},
    {"school", "Noor", "Papa", 90},
    {"teen", "Finn", "Mum", 180},
};

static void path_of(const char *name, char *path, size_t cap)
{
    const char *source = getenv("ATTUNE_SOURCE");
    int n = snprintf(path, cap, "%s/tests/view/expected/%s", source ? source : ".", name);
    assert_true(n > 0 && (size_t)n < cap);
}

static void same_as_kept(const char *name, const struct text *shown)
{
    char path[1024];
    static char kept[1 << 20];
    path_of(name, path, sizeof path);
    if (getenv("ATTUNE_RENEW")) {
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(shown->data, 1, shown->len, f), shown->len);
        assert_int_equal(fclose(f), 0);
        return;
    }
    FILE *f = fopen(path, "rb");
    if (!f)
        print_error("%s is missing: run with ATTUNE_RENEW=1\n", path);
    assert_non_null(f);
    size_t n = fread(kept, 1, sizeof kept, f);
    fclose(f);
    if (n != shown->len || memcmp(kept, shown->data, n) != 0)
        print_error("%s differs from what is shown now; run with ATTUNE_RENEW=1 and read the "
                    "difference\n",
                    name);
    assert_int_equal(n, shown->len);
    assert_memory_equal(kept, shown->data, n);
}

/* Kindness under odd answers: all best, all worst, all skipped, contradictory, random, and more. */
static void odd_parents(void **unused)
{
    (void)unused;
    for (size_t p = 0; p < sizeof parents / sizeof *parents; p++)
        for (int kind = 0; kind < SITTING_KINDS; kind++) {
            struct family f;
            struct text out;
            char name[64], birth[8];
            text_init(&out);
            family_birth(parents[p].months, birth);
            family_begin(&f, parents[p].child, birth, JOURNAL_NONE, parents[p].caregiver);
            family_sit(&f, 1, parents[p].months, (enum sitting_kind)kind, 11, FAMILY_NOW);
            family_draw(&f, 1, FAMILY_NOW, NULL);
            struct view v = family_view(&f, FAMILY_NOW);
            assert_int_equal(view_map_text(&v, f.bond, NULL, 80, DRAW_UNICODE, &out, NULL), ERR_OK);
            snprintf(name, sizeof name, "%s-%s.txt", parents[p].who, sitting_names[kind]);
            same_as_kept(name, &out);
            text_finish(&out);
            family_end(&f);
        }
}

/* The same map in every width and charset; a second map over a first; a question; a history. */
static void other_screens(void **unused)
{
    (void)unused;
    struct family f;
    struct text out;
    text_init(&out);
    family_begin(&f, "Leo", "2024-09", JOURNAL_NONE, "Mara");
    family_sit(&f, 1, 24, SITTING_WORST, 1, FAMILY_NOW - 60 * FAMILY_DAY);
    family_draw(&f, 1, FAMILY_NOW - 60 * FAMILY_DAY, NULL);
    struct view v = family_view(&f, FAMILY_NOW);
    assert_int_equal(view_question_text(&v, f.bond, 0, 80, DRAW_UNICODE, &out, NULL), ERR_OK);
    text_add(&out, "----\n");
    family_sit(&f, 2, 26, SITTING_BEST, 1, FAMILY_NOW);
    assert_int_equal(view_question_text(&v, f.bond, 0, 80, DRAW_UNICODE, &out, NULL), ERR_OK);
    text_add(&out, "----\n");
    assert_int_equal(view_question_text(&v, f.bond, 3, 40, DRAW_ASCII, &out, NULL), ERR_OK);
    same_as_kept("questions.txt", &out);
    text_clear(&out);
    family_draw(&f, 2, FAMILY_NOW, NULL);
    assert_int_equal(view_map_text(&v, f.bond, NULL, 60, DRAW_ASCII, &out, NULL), ERR_OK);
    same_as_kept("second-ascii-60.txt", &out);
    text_clear(&out);
    assert_int_equal(view_map_text(&v, f.bond, NULL, 30, DRAW_ASCII, &out, NULL), ERR_OK);
    same_as_kept("second-ascii-30.txt", &out);
    text_clear(&out);
    assert_int_equal(view_map_text(&v, f.bond, NULL, 100, DRAW_UNICODE_COLOUR, &out, NULL), ERR_OK);
    same_as_kept("second-colour-100.txt", &out);
    text_clear(&out);
    assert_int_equal(view_history_text(&v, f.bond, 80, DRAW_UNICODE, &out, NULL), ERR_OK);
    same_as_kept("history.txt", &out);
    text_finish(&out);
    family_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_parents),
        cmocka_unit_test(other_screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
