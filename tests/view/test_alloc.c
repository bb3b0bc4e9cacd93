/* Every allocation of the views may fail, and then nothing is appended.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "family.h"
#include "tests/support/alloc.h"
#include "view/map_text.h"

static struct family family;

typedef enum err shown(const struct view *v, struct text *out);

static enum err people(const struct view *v, struct text *out)
{
    return view_people_json(v, out, NULL);
}

static enum err ask(const struct view *v, struct text *out)
{
    return view_ask_json(v, family.bond, 0, out, NULL);
}

static enum err map(const struct view *v, struct text *out)
{
    return view_map_json(v, family.bond, NULL, 390, out, NULL);
}

static enum err history(const struct view *v, struct text *out)
{
    return view_history_json(v, family.bond, out, NULL);
}

static enum err words(const struct view *v, struct text *out)
{
    return view_sentences_json(v->content, "evidence", out, NULL);
}

static enum err map_lines(const struct view *v, struct text *out)
{
    return view_map_text(v, family.bond, NULL, 60, DRAW_ASCII, out, NULL);
}

static enum err question(const struct view *v, struct text *out)
{
    return view_question_text(v, family.bond, 1, 60, DRAW_UNICODE, out, NULL);
}

static enum err history_lines(const struct view *v, struct text *out)
{
    return view_history_text(v, family.bond, 60, DRAW_UNICODE, out, NULL);
}

static enum err show(void *context)
{
    shown *const *which = context;
    struct view v = family_view(&family, FAMILY_NOW);
    struct text out;
    text_init(&out);
    enum err e = (*which)(&v, &out);
    if (e) {
        assert_int_equal(out.len, 0);
        assert_int_equal(out.err, ERR_OK);
    }
    text_finish(&out);
    return e;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    static shown *const all[] = {people, ask,       map,      history,
                                 words,  map_lines, question, history_lines};
    family_begin(&family, "Leo", "2024-09", JOURNAL_NONE, "Mara");
    family_sit(&family, 1, 25, SITTING_WORST, 1, FAMILY_NOW - 40 * FAMILY_DAY);
    family_draw(&family, 1, FAMILY_NOW - 40 * FAMILY_DAY, NULL);
    family_sit(&family, 2, 26, SITTING_USUAL, 1, FAMILY_NOW);
    family_draw(&family, 2, FAMILY_NOW, NULL);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        shown *which = all[i];
        assert_true(alloc_sweep(show, &which) > 0);
    }
    family_end(&family);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
