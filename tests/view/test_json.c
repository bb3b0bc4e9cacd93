/* What is shown, as JSON: the shapes of docs/view.md, and what no sentence may hold
 * (M48-M52, M57, M60, M61).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "family.h"
#include "view/map_text.h"
#include "view/sentence.h"

static struct arena arena;

static int open_arena(void **unused)
{
    (void)unused;
    arena_init(&arena, 0);
    return 0;
}

static int close_arena(void **unused)
{
    (void)unused;
    arena_finish(&arena);
    return 0;
}

/* Parses what was shown, and empties the text. */
static const struct json *parsed(struct text *t)
{
    const struct json *o = NULL;
    struct fault fault = {0};
    enum err e = json_parse(&arena, t->data, t->len, &o, &fault);
    if (e)
        print_error("%zu:%zu %s\n%s\n", fault.line, fault.column, fault.what, t->data);
    assert_int_equal(e, ERR_OK);
    text_finish(t);
    return o;
}

static void has(const struct json *o, const char *const *keys)
{
    struct fault fault = {0};
    assert_non_null(o);
    assert_int_equal(o->type, JSON_OBJECT);
    for (size_t i = 0; keys[i]; i++) {
        if (!json_get(o, keys[i]))
            print_error("no \"%s\"\n", keys[i]);
        assert_non_null(json_get(o, keys[i]));
    }
    enum err e = json_only(o, keys, &fault);
    if (e)
        print_error("%s\n", fault.what);
    assert_int_equal(e, ERR_OK);
}

#define HAS(o, ...) has(o, (const char *const[]){__VA_ARGS__, NULL})

static const char *string_of(const struct json *o, const char *key)
{
    const struct json *m = json_get(o, key);
    assert_non_null(m);
    assert_int_equal(m->type, JSON_STRING);
    return m->text;
}

static double number_of(const struct json *o, const char *key)
{
    const struct json *m = json_get(o, key);
    assert_non_null(m);
    assert_int_equal(m->type, JSON_NUMBER);
    return m->number;
}

static const struct json *map_of(const struct family *f, double width)
{
    struct view v = family_view(f, FAMILY_NOW);
    struct text t;
    text_init(&t);
    assert_int_equal(view_map_json(&v, f->bond, NULL, width, &t, NULL), ERR_OK);
    return parsed(&t);
}

static const struct json *ask_of(const struct family *f, int64_t now, unsigned back)
{
    struct view v = family_view(f, now);
    struct text t;
    text_init(&t);
    assert_int_equal(view_ask_json(&v, f->bond, back, &t, NULL), ERR_OK);
    return parsed(&t);
}

static void step_shape(const struct json *step, bool with_others)
{
#define STEP                                                                                       \
    "id", "dimension", "title", "text", "because", "why", "basis", "basis_words", "evidence",      \
        "tags", "picked"
    if (with_others)
        HAS(step, STEP, "others");
    else
        HAS(step, STEP);
    const struct json *evidence = json_get(step, "evidence");
    /* M51: what claims a finding names it, and experience borrows no study's name. */
    bool experience = strcmp(string_of(step, "basis"), "experience") == 0;
    assert_true(experience ? evidence->count == 0 : evidence->count > 0);
    for (const struct json *e = evidence->child; e; e = e->next)
        HAS(e, "id", "plain", "cite", "doi", "url", "limit");
}

/* A key of words.json that reached the screen: no space, and dots between small letters. */
static bool looks_like_key(const char *s)
{
    return strchr(s, '.') && s[strspn(s, "abcdefghijklmnopqrstuvwxyz_.")] == '\0' &&
           s[strlen(s) - 1] != '.';
}

static void check_strings(const struct json *o)
{
    static const char *const names[] = {"score", "total", "percentile", "norm", "rank", "grade"};
    if (o->key)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            assert_null(strstr(o->key, names[i])); /* M50 */
    if (o->type == JSON_STRING) {
        assert_null(strstr(o->text, "{child}"));
        assert_null(strstr(o->text, "  "));
        if (!o->key || strcmp(o->key, "id") != 0)
            assert_false(looks_like_key(o->text));
    }
    for (const struct json *m = o->child; m; m = m->next)
        check_strings(m);
}

static void check_map(const struct family *f, const struct json *map)
{
    HAS(map, "format", "bond", "event", "title", "child", "caregiver", "at", "when", "asked",
        "skipped", "stage", "stage_name", "months", "about", "places", "order", "strength", "steps",
        "change", "change_note", "notes", "not", "landscape");
    assert_int_equal(json_get(map, "places")->count, CONTENT_DIM);
    assert_int_equal(json_get(map, "order")->count, CONTENT_DIM);
    for (const struct json *p = json_get(map, "places")->child; p; p = p->next) {
        HAS(p, "dimension", "name", "on_map", "word", "certainty", "sure", "sure_words", "answered",
            "expected", "theta", "why_absent", "sentence");
        bool one = strcmp(string_of(p, "certainty"), "one") == 0;
        assert_int_equal(json_get(p, "sure")->boolean, one);
        bool absent = !json_get(p, "on_map")->boolean;
        assert_int_equal(strcmp(string_of(p, "certainty"), "absent") == 0, absent);
        assert_int_equal(json_get(p, "expected")->type, absent ? JSON_NULL : JSON_OBJECT);
        assert_int_equal(json_get(p, "why_absent")->type, absent ? JSON_STRING : JSON_NULL);
    }
    HAS(json_get(map, "strength"), "dimension", "title", "text");
    assert_true(json_get(map, "steps")->count <= 2);
    for (const struct json *s = json_get(map, "steps")->child; s; s = s->next) {
        step_shape(s, true);
        assert_true(json_get(s, "others")->count <= 3);
        for (const struct json *other = json_get(s, "others")->child; other; other = other->next)
            step_shape(other, false);
    }
    HAS(json_get(map, "not"), "title", "lines");
    /* M61: the story is open, on every map. M50: what this is not, too. */
    bool open = false;
    for (const struct json *n = json_get(map, "notes")->child; n; n = n->next)
        open = open || strcmp(n->text, view_words(f->content, "note.open")) == 0;
    assert_true(open);
    assert_true(json_get(json_get(map, "not"), "lines")->count >= 4);
    check_strings(map);
}

static void maps_of_all_kinds(void **unused)
{
    (void)unused;
    static const int ages[] = {0, 1, 7, 26, 90, 180};
    for (size_t a = 0; a < sizeof ages / sizeof *ages; a++)
        for (int kind = 0; kind < SITTING_KINDS; kind++) {
            struct family f;
            char birth[8];
            family_birth(ages[a], birth);
            family_begin(&f, "Leo", birth, JOURNAL_NONE, "Mara");
            family_sit(&f, 1, ages[a], (enum sitting_kind)kind, 3, FAMILY_NOW);
            family_draw(&f, 1, FAMILY_NOW, NULL);
            const struct json *map = map_of(&f, kind == 0 ? 390 : 0);
            check_map(&f, map);
            assert_int_equal(json_get(map, "landscape")->type, kind == 0 ? JSON_OBJECT : JSON_NULL);
            assert_string_equal(string_of(map, "when"), "Sunday 22 November 2026");
            assert_true(number_of(map, "months") == ages[a]);
            if (kind == SITTING_SKIPPED) {
                assert_int_equal(json_get(map, "steps")->count, 0);
                assert_int_equal(json_get(json_get(map, "strength"), "dimension")->type, JSON_NULL);
            }
            family_end(&f);
            arena_finish(&arena);
        }
}

/* M49: the question, and how far along it is. */
static void asking(void **unused)
{
    (void)unused;
    struct family f;
    family_begin(&f, "Leo", "2026-11", JOURNAL_NONE, "Mara");
    const struct json *ask = ask_of(&f, FAMILY_NOW, 0);
    HAS(ask, "format", "bond", "run", "new_run", "stage", "months", "bank", "state", "why_ready",
        "can_draw", "drawn", "asked", "at_most", "progress", "about_left", "back", "can_go_back",
        "question");
    HAS(json_get(ask, "question"), "item", "stem", "text", "answers", "dimension", "given",
        "number");
    assert_string_equal(string_of(json_get(ask, "question"), "stem"), "Since birth");
    assert_string_equal(string_of(ask, "stage"), "infant");
    assert_int_equal(strlen(string_of(ask, "bank")), 16);
    size_t item = content_item_find(f.content, string_of(json_get(ask, "question"), "item"));
    family_answer(&f, 1, item, BOND_SKIP, FAMILY_NOW);
    ask = ask_of(&f, FAMILY_NOW, 1);
    assert_string_equal(string_of(json_get(ask, "question"), "given"), "skip");
    assert_true(number_of(json_get(ask, "question"), "number") == 1);
    assert_false(json_get(ask, "can_go_back")->boolean);
    assert_true(json_get(ask_of(&f, FAMILY_NOW, 0), "can_go_back")->boolean);
    struct view v = family_view(&f, FAMILY_NOW);
    struct text t;
    text_init(&t);
    assert_int_equal(view_ask_json(&v, f.bond, 2, &t, NULL), ERR_NOTFOUND);
    assert_int_equal(t.len, 0);
    family_end(&f);
}

static void people(void **unused)
{
    (void)unused;
    struct family f;
    struct text t;
    text_init(&t);
    family_begin(&f, "Leo", "2024-09", CONTENT_SCHOOL, "Mara");
    struct view v = family_view(&f, FAMILY_NOW);
    assert_int_equal(view_people_json(&v, &t, NULL), ERR_OK);
    const struct json *o = parsed(&t);
    HAS(o, "format", "children", "caregivers", "bonds");
    const struct json *child = json_get(o, "children")->child;
    HAS(child, "id", "name", "birth", "stage", "stage_name", "stage_chosen", "months", "age");
    assert_string_equal(string_of(child, "stage_chosen"), "school");
    assert_string_equal(string_of(child, "stage"), "school");
    assert_string_equal(string_of(child, "age"), "2 years and 2 months");
    HAS(json_get(o, "bonds")->child, "id", "child", "caregiver", "title", "maps", "last_map",
        "open_run");
    family_sit(&f, 1, 60, SITTING_USUAL, 3, FAMILY_NOW);
    family_draw(&f, 1, FAMILY_NOW, NULL);
    assert_int_equal(view_people_json(&v, &t, NULL), ERR_OK);
    o = json_get(parsed(&t), "bonds")->child;
    HAS(json_get(o, "last_map"), "event", "at", "when");
    assert_int_equal(json_get(o, "open_run")->type, JSON_NULL);
    /* A clock that was set back: the child is not born yet. Nobody is lost. */
    v.now -= 3 * 366 * FAMILY_DAY;
    assert_int_equal(view_people_json(&v, &t, NULL), ERR_OK);
    child = json_get(parsed(&t), "children")->child;
    assert_int_equal(json_get(child, "months")->type, JSON_NULL);
    family_end(&f);
}

/* Names are names: never a template, a tag or an order to the terminal. */
static void odd_names(void **unused)
{
    (void)unused;
    static const char *const names[] = {
        "{child}",
        "{",
        "}{child}{child",
        "\"Zo\\ë\"",
        "<b>&amp;",
        "💛",
        "\u202eoeL",
        "a name that goes on and on and on and on and on and on until no line can hold it",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik",
        "%s%n",
        "名前",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct family f;
        struct text t;
        text_init(&t);
        family_begin(&f, names[i], "2024-09", JOURNAL_NONE, names[i]);
        family_sit(&f, 1, 26, SITTING_WORST, 3, FAMILY_NOW);
        family_draw(&f, 1, FAMILY_NOW, NULL);
        const struct json *map = map_of(&f, 0);
        assert_string_equal(string_of(map, "child"), names[i]);
        char title[512];
        snprintf(title, sizeof title, "%s and %s", names[i], names[i]);
        assert_string_equal(string_of(map, "title"), title);
        bool said = false;
        for (const struct json *s = json_get(map, "steps")->child; s; s = s->next) {
            said = said || strstr(string_of(s, "because"), names[i]) ||
                   strstr(string_of(s, "text"), names[i]);
            for (const struct json *o = json_get(s, "others")->child; o; o = o->next)
                said = said || strstr(string_of(o, "text"), names[i]);
        }
        assert_true(said);
        struct view v = family_view(&f, FAMILY_NOW);
        for (size_t columns = 24; columns <= 100; columns += 38) {
            assert_int_equal(view_map_text(&v, f.bond, NULL, columns, DRAW_UNICODE, &t, NULL),
                             ERR_OK);
            assert_null(strstr(t.data, "\u202e"));
            assert_int_equal(text_utf8_valid(t.data, t.len), t.len);
            for (const char *line = t.data; *line; line = strchr(line, '\n') + 1) {
                size_t n = (size_t)(strchr(line, '\n') - line);
                assert_true(text_columns(line, n) <= columns);
                for (size_t k = 0; k < n; k++)
                    assert_true((unsigned char)line[k] >= 0x20);
            }
            text_clear(&t);
        }
        text_finish(&t);
        family_end(&f);
        arena_finish(&arena);
    }
}

/* M52: each bond's maps are its own, and the earlier one is laid under only if it can be. */
static void change_and_history(void **unused)
{
    (void)unused;
    struct family f;
    struct text t;
    text_init(&t);
    family_begin(&f, "Leo", "2019-05", JOURNAL_NONE, "Mara");
    struct view v = family_view(&f, FAMILY_NOW);
    assert_int_equal(view_history_json(&v, f.bond, &t, NULL), ERR_OK);
    const struct json *o = parsed(&t);
    HAS(o, "format", "bond", "title", "maps", "can_compare");
    assert_false(json_get(o, "can_compare")->boolean);
    family_sit(&f, 1, 89, SITTING_WORST, 3, FAMILY_NOW - 40 * FAMILY_DAY);
    family_draw(&f, 1, FAMILY_NOW - 40 * FAMILY_DAY, NULL);
    assert_string_equal(string_of(map_of(&f, 0), "change_note"),
                        view_words(f.content, "change.first"));
    family_sit(&f, 2, 90, SITTING_BEST, 3, FAMILY_NOW);
    uint8_t event[JOURNAL_ID];
    family_draw(&f, 2, FAMILY_NOW, event);
    const struct json *map = map_of(&f, 390);
    bool comparable = content_bank_hash(f.content, 89) == content_bank_hash(f.content, 90);
    if (comparable) {
        assert_true(json_get(map, "change")->count > 0);
        assert_int_equal(json_get(map, "change_note")->type, JSON_NULL);
        assert_true(json_get(json_get(map, "landscape"), "earlier")->count > 0);
    } else {
        assert_string_equal(string_of(map, "change_note"), view_words(f.content, "change.bank"));
        assert_int_equal(json_get(json_get(map, "landscape"), "earlier")->count, 0);
    }
    /* Drawn again the next day from the same run: too soon to compare with the newest, and the
     * one of forty days ago still can be. */
    family_draw(&f, 2, FAMILY_NOW + FAMILY_DAY, NULL);
    assert_int_equal(view_history_json(&v, f.bond, &t, NULL), ERR_OK);
    o = parsed(&t);
    assert_int_equal(json_get(o, "maps")->count, 3);
    assert_int_equal(json_get(o, "can_compare")->boolean, comparable);
    HAS(json_get(o, "maps")->child, "event", "at", "when", "stage_name", "asked", "places");
    /* A step that was picked says so, until it is let go. */
    const char *step = string_of(json_get(map, "steps")->child, "id");
    family_step(&f, event, step, JOURNAL_PICKED);
    assert_int_equal(view_map_json(&v, f.bond, event, 0, &t, NULL), ERR_OK);
    assert_true(json_get(json_get(parsed(&t), "steps")->child, "picked")->boolean);
    family_step(&f, event, step, JOURNAL_LET_GO);
    assert_int_equal(view_map_json(&v, f.bond, event, 0, &t, NULL), ERR_OK);
    assert_false(json_get(json_get(parsed(&t), "steps")->child, "picked")->boolean);
    family_end(&f);
}

static void what_is_not_there(void **unused)
{
    (void)unused;
    struct family f;
    struct text t;
    struct fault fault = {0};
    uint8_t nobody[JOURNAL_ID] = {1, 2, 3};
    text_init(&t);
    text_add(&t, "before");
    family_begin(&f, "Leo", "2024-09", JOURNAL_NONE, "Mara");
    struct view v = family_view(&f, FAMILY_NOW);
    assert_int_equal(view_map_json(&v, nobody, NULL, 0, &t, &fault), ERR_NOTFOUND);
    assert_true(fault.what[0] != '\0');
    assert_int_equal(view_map_json(&v, f.bond, NULL, 0, &t, NULL), ERR_NOTFOUND);
    assert_int_equal(view_map_json(&v, f.bond, nobody, 0, &t, NULL), ERR_NOTFOUND);
    assert_int_equal(view_ask_json(&v, nobody, 0, &t, NULL), ERR_NOTFOUND);
    assert_int_equal(view_history_json(&v, nobody, &t, NULL), ERR_NOTFOUND);
    assert_int_equal(view_history_text(&v, nobody, 80, DRAW_ASCII, &t, NULL), ERR_NOTFOUND);
    assert_int_equal(view_question_text(&v, f.bond, 0, 23, DRAW_ASCII, &t, NULL), ERR_DOMAIN);
    assert_int_equal(view_map_text(&v, f.bond, NULL, 201, DRAW_ASCII, &t, NULL), ERR_DOMAIN);
    assert_int_equal(view_sentences_json(f.content, "items", &t, NULL), ERR_NOTFOUND);
    family_sit(&f, 1, 26, SITTING_USUAL, 3, FAMILY_NOW);
    family_draw(&f, 1, FAMILY_NOW, NULL);
    assert_int_equal(view_map_json(&v, f.bond, NULL, -1, &t, NULL), ERR_DOMAIN);
    assert_int_equal(view_map_json(&v, f.bond, NULL, 1e6, &t, NULL), ERR_DOMAIN);
    assert_string_equal(t.data, "before"); /* nothing was appended on the way */
    assert_int_equal(t.err, ERR_OK);
    text_clear(&t);
    fault_set(&fault, ERR_FORMAT, 3, 9, "a \"quote\"", NULL);
    assert_int_equal(view_problem_json(&fault, &t), ERR_OK);
    const struct json *problem = json_get(parsed(&t), "problem");
    HAS(problem, "code", "what", "line", "column");
    assert_string_equal(string_of(problem, "what"), "a \"quote\"");
    family_end(&f);
}

static void ages_and_dates_in_words(void **unused)
{
    (void)unused;
    static const struct {
        int months;
        const char *words;
    } table[] = {
        {0, "newborn"},
        {1, "1 month"},
        {4, "4 months"},
        {23, "23 months"},
        {24, "2 years"},
        {25, "2 years and 1 month"},
        {27, "2 years and 3 months"},
        {36, "3 years"},
        {47, "3 years"},
        {226, "18 years"},
        {227, "18 years or more"},
    };
    struct content *c = sitting_content();
    struct text t;
    text_init(&t);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        view_age(&t, c, table[i].months);
        assert_string_equal(t.data, table[i].words);
        text_clear(&t);
    }
    view_date(&t, c, 0, 0);
    assert_string_equal(t.data, "Thursday 1 January 1970");
    text_clear(&t);
    view_date(&t, c, 0, -60);
    assert_string_equal(t.data, "Wednesday 31 December 1969");
    text_clear(&t);
    view_date(&t, c, INT64_C(1709164800000), 14 * 60); /* 29 February 2024, where it is later */
    assert_string_equal(t.data, "Thursday 29 February 2024");
    text_finish(&t);
    content_destroy(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(maps_of_all_kinds, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(asking, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(people, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(odd_names, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(change_and_history, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(what_is_not_there, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(ages_and_dates_in_words, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
