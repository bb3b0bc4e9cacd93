/* The real library under all rules, and one thing spoilt at a time: each rule over it bites.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shelf.h"
#include "tests/support/alloc.h"

extern const unsigned char attune_library[];
extern const size_t attune_library_len;

static struct shelf real;

static int load(void **state)
{
    (void)state;
    shelf_load(&real, SHELF_REAL);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    shelf_finish(&real);
    return 0;
}

static size_t look_at(const struct shelf *s, struct findings *f)
{
    struct content *c;
    struct library *l;
    struct fault fault = {0};
    enum err e = shelf_create(s, &c, &l, &fault);
    if (e != ERR_OK)
        print_error("%zu:%zu: %s\n", fault.line, fault.column, fault.what);
    assert_int_equal(e, ERR_OK);
    size_t n = content_rules_library(c, l, findings_take, f, &e);
    assert_int_equal(e, ERR_OK);
    assert_int_equal(n, f->n);
    library_destroy(l);
    content_destroy(c);
    return n;
}

static void test_real(void **state)
{
    (void)state;
    struct findings f = {0};
    size_t n = look_at(&real, &f);
    findings_print(&f);
    assert_int_equal(n, 0);
}

/* What the program carries is what stands in content/. */
static void test_built_in(void **state)
{
    (void)state;
    struct text small;
    text_init(&small);
    assert_int_equal(shelf_join(&real, true, &small, NULL), ERR_OK);
    assert_int_equal(small.len, attune_library_len);
    assert_memory_equal(small.data, attune_library, small.len);
    text_finish(&small);
}

/* What is put before the first text of this field, which rule says so, and where. */
static const struct {
    const char *file, *field, *more, *rule, *where;
} spoilt[] = {
    {"scripts", "\"bid\": \"", "The attachment style shows. ", "label", ", bid"},
    {"scripts", "\"toward_time\": \"", "You must wait. ", "prescription", ", toward_time"},
    {"scripts", "\"toward_no_time\": \"", "Well done. ", "praise", ", toward_no_time"},
    {"scripts", "\"away\": \"", "You idiot. ", "label", ", away"},
    {"scripts", "\"against\": \"", "You lazy thing. ", "label", ", against"},
    {"scripts", "\"why\": \"", "It heals. ", "hedge", ", why"},
    {"scripts", "\"their_view\": \"", "It is all perfect. ", "grade", ", their_view"},
    {"scripts", "\"back\": \"", "Do it every day and you will always know. ", "prescription",
     ", back"},
    {"under", "\"seen\": \"", "A naughty thing. ", "label", ", seen"},
    {"under", "\"text\": \"", "It makes no odds. ", "hedge", ", guesses"},
    {"under", "\"their_view\": \"", "My mum knows. ", "family", ", their_view"},
    {"under", "\"maybe\": \"", "You should rest. ", "prescription", ", maybe"},
    {"repairs", "\"name\": \"", "And then, as it so often happens here, ", "length", ", name"},
    {"repairs", "\"line\": \"", "But you began. ", "sorry", ", line"},
    {"repairs", "\"if_not_yet\": \"", "It is your fault. ", "guilt", ", if_not_yet"},
    {"feelings", "\"title\": \"", "A normal thing: ", "norm", ", title"},
    {"feelings", "\"like\": \"", "A symptom. ", "diagnosis", ", like"},
    {"feelings", "\"notice\": \"", "Validate it. ", "jargon", ", notice"},
    {"people", "\"line\": \"", "They have proven it. ", "certainty", ", line"},
    {"cards", "\"title\": \"", "The only way: ", "certainty", ", title"},
    {"cards", "\"line\": \"", "It builds trust. ", "hedge", ", line"},
    {"cards", "\"three\": [\n       \"", "More than other parents. ", "comparison", ", three"},
    {"questions", "\"question\": \"", "Is my child a brat? ", "label", ", question"},
    {"questions", "\"answer\": [\n       \"", "Experts agree on it. ", "certainty", ", answer"},
    {"learn", "\"need.rest\": \"", "a score of ", "grade", "need.rest"},
};

static bool found(const struct findings *f, const char *rule, const char *where)
{
    for (size_t k = 0; k < f->kept; k++)
        if (strcmp(f->all[k].rule, rule) == 0 && strstr(f->all[k].where, where) != NULL)
            return true;
    return false;
}

static void test_spoilt(void **state)
{
    (void)state;
    struct shelf s = shelf_copy(&real);
    struct findings f = {0};
    size_t wrong = 0, rows = sizeof spoilt / sizeof spoilt[0];
    for (size_t i = 0; i < rows; i++) {
        char with[160];
        int n = snprintf(with, sizeof with, "%s%s", spoilt[i].field, spoilt[i].more);
        assert_true(n > 0 && (size_t)n < sizeof with);
        shelf_replace(&s, spoilt[i].file, spoilt[i].field, with);
    }
    (void)look_at(&s, &f);
    shelf_finish(&s);
    for (size_t i = 0; i < rows; i++) {
        if (found(&f, spoilt[i].rule, spoilt[i].where))
            continue;
        print_error("%s: %s: not found after %s\n", spoilt[i].where, spoilt[i].rule,
                    spoilt[i].more);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* The fixture has two scripts, one card …: too few everywhere, and what is there is named. */
static void test_coverage(void **state)
{
    (void)state;
    struct shelf s;
    struct findings f = {0};
    shelf_load(&s, SHELF_FIXTURE);
    (void)look_at(&s, &f);
    shelf_finish(&s);
    static const struct {
        const char *where, *what;
    } want[] = {
        {"scripts", "2 of the 40 scripts"},
        {"scripts", "b0: 0 of the 4 scripts"},
        {"scripts", "b72: 1 of the 4 scripts"},
        {"under", "b12: 1 of the 3 entries"},
        {"repairs", "b72: 1 of the 8 things that happened"},
        {"repairs", "phone: 1 of the 3 lines"},
        {"cards", "b156: 0 of the 1 cards on this age"},
        {"feelings", "1 of the 20 feelings with lines"},
        {"questions", "1 of the 40 questions"},
    };
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        bool there = false;
        for (size_t k = 0; k < f.kept; k++)
            there = there || (strcmp(f.all[k].where, want[i].where) == 0 &&
                              strncmp(f.all[k].what, want[i].what, strlen(want[i].what)) == 0);
        if (!there)
            print_error("%s: no \"%s\"\n", want[i].where, want[i].what);
        assert_true(there);
    }
    /* Two counts, seven bands in four files, two things that happened, one of feelings. */
    assert_int_equal(findings_of(&f, "coverage"), 2 + 4 * CONTENT_BANDS + 2 + 1);
    /* Names of six channels, eleven needs and six topics; one is there. */
    assert_int_equal(findings_of(&f, "reference"),
                     LIBRARY_CHANNELS + LIBRARY_NEEDS + LIBRARY_TOPICS - 1);
}

/* A face that no feeling has, a person whom no card names. */
static void test_unused(void **state)
{
    (void)state;
    struct shelf s = shelf_copy(&real);
    struct findings f = {0};
    shelf_replace(&s, "feelings", "\"face\": \"disgusted\"", "\"face\": null");
    shelf_replace(
        &s, "people", "\"people\": [",
        "\"people\": [{\"id\": \"person.new\", \"name\": \"A. New\", \"line\": \"Read.\"},");
    (void)look_at(&s, &f);
    shelf_finish(&s);
    assert_int_equal(findings_of(&f, "reference"), 2);
    assert_true(found(&f, "reference", "faces"));
    assert_true(found(&f, "reference", "people"));
    assert_int_equal(f.n, 2);
}

/* The first record of each file once more, with another id. */
static void test_duplicates(void **state)
{
    (void)state;
    static const char *const files[] = {"scripts", "under", "repairs", "cards", "questions"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct shelf s = shelf_copy(&real);
        struct findings f = {0};
        size_t k = 0;
        while (strcmp(library_file_name(k), files[i]) != 0)
            k++;
        char *list = strstr(s.text[k], strcmp(files[i], "repairs") == 0 ? "\"repairs\": [" : ": [");
        assert_non_null(list);
        char *from = strstr(list, "    {\"id\""), *to = strstr(from + 1, "\n    {\"id\"");
        assert_true(from != NULL && to != NULL);
        struct text more;
        text_init(&more);
        text_bytes(&more, s.text[k], (size_t)(to - s.text[k]) + 1);
        more.data[strstr(more.data + (from - s.text[k]), ": \"") - more.data + 3] = 'x';
        text_add(&more, from);
        assert_int_equal(more.err, ERR_OK);
        free(s.text[k]);
        s.text[k] = more.data;
        (void)look_at(&s, &f);
        shelf_finish(&s);
        if (findings_of(&f, "duplicate") != 1)
            findings_print(&f);
        assert_int_equal(findings_of(&f, "duplicate"), 1);
        assert_true(found(&f, "duplicate", files[i]));
    }
}

/* In another language the words are not looked at, all else is. */
static void test_language(void **state)
{
    (void)state;
    struct shelf s = shelf_copy(&real);
    struct findings f = {0};
    shelf_replace(&s, "dimensions", "\"language\": \"en\"", "\"language\": \"de\"");
    shelf_replace(&s, "cards", "\"line\": \"", "\"line\": \"It must, always. ");
    shelf_replace(&s, "repairs", "\"line\": \"", "\"line\": \"But. ");
    (void)look_at(&s, &f);
    assert_int_equal(findings_of(&f, "length"), f.n);
    shelf_replace(&s, "scripts", "\"id\": \"bid.", "\"id\": \"bid.x");
    shelf_replace(
        &s, "questions", "\"question\": \"",
        "\"question\": \"A question that goes on for longer than there is room for in any "
        "list of questions that somebody reads at night, and then on and on: ");
    f = (struct findings){0};
    (void)look_at(&s, &f);
    assert_true(findings_of(&f, "length") >= 1 && findings_of(&f, "length") == f.n);
    shelf_finish(&s);
}

struct both {
    struct content *c;
    struct library *l;
};

static enum err look_once(void *context)
{
    const struct both *b = context;
    enum err e = ERR_OK;
    (void)content_rules_library(b->c, b->l, NULL, NULL, &e);
    return e;
}

static void test_no_memory(void **state)
{
    (void)state;
    struct shelf s;
    struct both b;
    shelf_load(&s, SHELF_FIXTURE);
    assert_int_equal(shelf_create(&s, &b.c, &b.l, NULL), ERR_OK);
    shelf_finish(&s);
    assert_true(alloc_sweep(look_once, &b) > 0);
    library_destroy(b.l);
    content_destroy(b.c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_real),     cmocka_unit_test(test_built_in),
        cmocka_unit_test(test_spoilt),   cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_unused),   cmocka_unit_test(test_duplicates),
        cmocka_unit_test(test_language), cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests_name("content-shelf", tests, load, unload);
}
