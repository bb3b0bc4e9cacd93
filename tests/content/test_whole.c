/* The real content under all rules, and one thing spoilt at a time: each rule over the whole bites.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samples.h"

static struct samples real;

static int load(void **state)
{
    (void)state;
    samples_load(&real, "content/en");
    return 0;
}

static int unload(void **state)
{
    (void)state;
    samples_finish(&real);
    return 0;
}

static struct samples copy(void)
{
    struct samples s;
    for (size_t i = 0; i < CONTENT_FILES; i++) {
        size_t n = strlen(real.text[i]) + 1;
        s.text[i] = malloc(n);
        assert_non_null(s.text[i]);
        memcpy(s.text[i], real.text[i], n);
    }
    return s;
}

static size_t look_at(const struct samples *s, struct findings *f)
{
    struct content *c = NULL;
    struct fault fault = {0};
    enum err e = samples_create(s, &c, &fault);
    if (e != ERR_OK)
        print_error("%zu:%zu: %s\n", fault.line, fault.column, fault.what);
    assert_int_equal(e, ERR_OK);
    size_t n = content_rules_all(c, findings_take, f, &e);
    assert_int_equal(e, ERR_OK);
    assert_int_equal(n, f->n);
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

#define ROUNDS 5

/* Where it is spoilt, how, and which rule says so, where. Rows of one round are spoilt together:
 * they lie in different texts. */
static const struct {
    int round;
    const char *file, *find, *with, *rule, *where;
} spoilt[] = {
    {0, "dimensions", "\"a strong place\"", "\"a place that is remarkably strong\"", "length",
     "dimensions: warmth, words"},
    {0, "dimensions", "\"worth some care\"", "\"below the norm\"", "norm",
     "dimensions: warmth, words"},
    {0, "dimensions", "\"short\": \"Warmth\"", "\"short\": \"Warmth between us\"", "length",
     "dimensions: warmth, short"},
    {0, "dimensions", "\"Sometimes\"", "\"As often as most parents\"", "comparison",
     "dimensions: answers"},
    {0, "items", "\"text\": \"We laughed together.\"", "\"text\": \"We laughed and we sang.\"",
     "barrel", ", text"},
    {0, "items", "\"often\": \"", "\"often\": \"that he ", "family", ", often"},
    {0, "items", "\"tells\": \"", "\"tells\": \"An attachment style. ", "label", ", tells"},
    {0, "steps", "\"text\": \"Rest a hand", "\"text\": \"You must rest a hand", "prescription",
     "steps: warm.resting-hand, text"},
    {0, "steps", "A still hand asks for nothing, and it may slow you down too.",
     "A still hand settles a small baby.", "hedge", "steps: warm.resting-hand, why"},
    {0, "words", "\"too early to tell\"", "\"too late to tell\"", "certainty", "words: early"},
    {0, "words", "\"R06\"", "\"R99\"", "reference", "words: note.open.evidence"},
    {0, "page", "\"Skip this one\"", "\"Skip this test\"", "grade", "page: ask.skip"},
    {0, "terminal", "\"Skipped.\"", "\"Well done.\"", "praise", "terminal: ask.skipped"},
    {0, "help", "\"title\": \"Help\"", "\"title\": \"Help for guilty parents\"", "guilt",
     "help: title"},
    {0, "help", "no numbers here", "no normal numbers here", "norm", ", text"},
    {0, "evidence", "\"plain\": \"", "\"plain\": \"It is proven. ", "certainty", ", plain"},
    {0, "evidence", "\"doi\": \"10.", "\"doi\": \"doi:10.", "doi", ", doi"},
    {1, "evidence", "10.1037/bul0000433", "10.1037/bul0000433 (doi from memory)", "doi",
     "evidence: R01, doi"},
    {2, "evidence", "10.1037/bul0000433", "10.103/bul0000433", "doi", "evidence: R01, doi"},
    {3, "evidence", "10.1037/bul0000433", "10.1037/", "doi", "evidence: R01, doi"},
    {4, "evidence", "10.1037/bul0000433", "10.1037/bul0000433.", "doi", "evidence: R01, doi"},
    {0, "steps", "\"basis\": \"experience\", \"evidence\": []",
     "\"basis\": \"experience\", \"evidence\": [\"R01\"]", "basis", ", basis"},
    {1, "steps", "\"basis\": \"experience\", \"evidence\": []",
     "\"basis\": \"principle\", \"evidence\": []", "basis", ", basis"},
    {2, "steps", "\"basis\": \"experience\", \"evidence\": []",
     "\"basis\": \"tested\", \"evidence\": []", "basis", ", basis"},
};

static bool found(const struct findings *f, const char *rule, const char *where)
{
    for (size_t k = 0; k < f->kept; k++)
        if (strcmp(f->all[k].rule, rule) == 0 && strstr(f->all[k].where, where) != NULL)
            return true;
    return false;
}

static size_t spoil_round(int round)
{
    struct samples s = copy();
    struct findings f = {0};
    size_t wrong = 0, rows = sizeof spoilt / sizeof spoilt[0];
    for (size_t i = 0; i < rows; i++)
        if (spoilt[i].round == round)
            samples_replace(&s, spoilt[i].file, spoilt[i].find, spoilt[i].with);
    (void)look_at(&s, &f);
    samples_finish(&s);
    for (size_t i = 0; i < rows; i++) {
        if (spoilt[i].round != round || found(&f, spoilt[i].rule, spoilt[i].where))
            continue;
        print_error("%s: %s: not found after %s\n", spoilt[i].where, spoilt[i].rule,
                    spoilt[i].with);
        wrong++;
    }
    return wrong;
}

static void test_spoilt(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof spoilt / sizeof spoilt[0]; i++)
        assert_true(spoilt[i].round < ROUNDS);
    for (int round = 0; round < ROUNDS; round++)
        wrong += spoil_round(round);
    assert_int_equal(wrong, 0);
}

/* A second record beside the first, so that counts and neighbours can be spoilt. */
static void add_item(struct samples *s, const char *id, const char *dimension, int from, int to,
                     const char *text)
{
    char record[1024];
    snprintf(record, sizeof record,
             "\"items\": [{\"id\": \"%s\", \"dimension\": \"%s\", \"facet\": \"x\", \"from\": %d, "
             "\"to\": %d, \"text\": \"%s\", \"reverse\": false, \"design\": \"even\", \"tells\": "
             "\"x\", \"high\": \"x\", \"low\": \"x\", \"often\": \"x\", \"seldom\": \"x\"},",
             id, dimension, from, to, text);
    samples_replace(s, "items", "\"items\": [", record);
}

static void test_duplicates(void **state)
{
    (void)state;
    struct samples s = copy();
    struct findings f = {0};
    add_item(&s, "x.same", "warmth", 12, 60, "{child} got to choose between two nice things.");
    (void)look_at(&s, &f);
    samples_finish(&s);
    assert_int_equal(findings_of(&f, "duplicate"), 1);
    for (size_t i = 0; i < f.kept; i++)
        if (strcmp(f.all[i].rule, "duplicate") == 0)
            assert_non_null(strstr(f.all[i].what, "x.same"));
}

static void test_reach(void **state)
{
    (void)state;
    struct samples s = copy();
    struct findings f = {0};
    add_item(&s, "x.early", "friction", 0, 12, "Our mornings were full of small storms.");
    (void)look_at(&s, &f);
    assert_int_equal(findings_of(&f, "reach"), 1);
    samples_finish(&s);

    s = copy();
    f = (struct findings){0};
    add_item(&s, "x.teen", "warmth", 144, 228, "Our mornings were full of small songs.");
    add_item(&s, "x.other", "communication", 0, 12, "Our noons were full of quick drums.");
    samples_replace(&s, "steps", "\"items\": [", "\"items\": [\"x.teen\", \"x.other\", ");
    (void)look_at(&s, &f);
    assert_int_equal(findings_of(&f, "reach"), 2); /* not at that age; of another place */
    samples_finish(&s);

    s = copy();
    f = (struct findings){0};
    samples_replace(&s, "steps", "\"dimension\": \"friction\", \"bands\": [",
                    "\"dimension\": \"friction\", \"bands\": [\"b0\", ");
    (void)look_at(&s, &f);
    assert_true(findings_of(&f, "reach") >= 1);
    samples_finish(&s);
}

/* The fixture has three questions and two steps: too few everywhere. */
static void test_coverage(void **state)
{
    (void)state;
    struct samples s;
    struct content *c = NULL;
    struct findings f = {0};
    enum err e = ERR_NOMEM;
    samples_load(&s, "tests/content/fixture");
    assert_int_equal(samples_create(&s, &c, NULL), ERR_OK);
    samples_finish(&s);
    (void)content_rules_all(c, findings_take, &f, &e);
    content_destroy(c);
    assert_int_equal(e, ERR_OK);
    size_t items = 0, steps = 0, ranges = 0;
    for (size_t i = 0; i < f.kept; i++) {
        if (strcmp(f.all[i].rule, "coverage") != 0)
            continue;
        items += strcmp(f.all[i].where, "items") == 0;
        steps += strcmp(f.all[i].where, "steps") == 0;
        ranges += strstr(f.all[i].what, "friction, months 6 to 11: 0 of the 8") != NULL;
        ranges += strstr(f.all[i].what, "friction, months 12 to 143: 1 of the 8") != NULL;
        ranges += strstr(f.all[i].what, "play, b0") != NULL; /* is not on the map then */
    }
    assert_int_equal(ranges, 2);
    assert_int_equal(items, 1 + 3 + 2 + 1 + 1 + 1); /* warmth, friction, communication, … */
    assert_int_equal(steps, 7 + 6 + 7 + 6 + 6 + 6);
    assert_true(findings_of(&f, "reversed") > 0);
}

/* The rule's own claim about the real content, counted once more without the rule. */
static void test_enough_to_ask(void **state)
{
    (void)state;
    struct content *c = NULL;
    assert_int_equal(samples_create(&real, &c, NULL), ERR_OK);
    size_t least = SIZE_MAX;
    for (int m = 0; m <= CONTENT_MONTHS_MAX; m++) {
        for (size_t d = 0; d < CONTENT_DIM; d++) {
            size_t n = 0;
            for (size_t i = 0; i < content_item_count(c); i++)
                n += content_item(c, i)->dimension == d && content_item_at(c, i, m);
            if (content_dimension_at(c, d, m) && n < least)
                least = n;
        }
    }
    content_destroy(c);
    assert_true(least >= 6);
}

static void test_reversed_and_shared(void **state)
{
    (void)state;
    struct samples s = copy();
    struct findings f = {0};
    while (strstr(s.text[2], "\"reverse\": true") != NULL)
        samples_replace(&s, "items", "\"reverse\": true", "\"reverse\": false");
    (void)look_at(&s, &f);
    samples_finish(&s);
    /* four stages as a whole, and each place in each stage in which it is asked */
    assert_int_equal(findings_of(&f, "reversed"), 4 + 4 * CONTENT_DIM);

    s = copy();
    f = (struct findings){0};
    char id[16];
    for (int i = 0; i < 240; i++) { /* many questions for one stage alone */
        snprintf(id, sizeof id, "x.%d", i);
        add_item(&s, id, "play", 60, 144, id);
    }
    (void)look_at(&s, &f);
    samples_finish(&s);
    assert_int_equal(findings_of(&f, "shared"), 1);
}

/* In another language the words are not looked at, all else is. */
static void test_language(void **state)
{
    (void)state;
    struct samples s = copy();
    struct findings f = {0};
    samples_replace(&s, "dimensions", "\"language\": \"en\"", "\"language\": \"de\"");
    samples_replace(&s, "words", "\"too early to tell\"", "\"normal, must, score\"");
    (void)look_at(&s, &f);
    assert_int_equal(f.n, 0);
    samples_replace(&s, "evidence", "10.1037/bul0000433", "bul0000433");
    samples_replace(&s, "dimensions", "\"short\": \"Warmth\"",
                    "\"short\": \"Waerme zwischen uns\"");
    (void)look_at(&s, &f);
    assert_int_equal(findings_of(&f, "doi"), 1);
    assert_int_equal(findings_of(&f, "length"), 1);
    assert_int_equal(f.n, 2);
    samples_finish(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_real),
        cmocka_unit_test(test_spoilt),
        cmocka_unit_test(test_duplicates),
        cmocka_unit_test(test_reach),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_enough_to_ask),
        cmocka_unit_test(test_reversed_and_shared),
        cmocka_unit_test(test_language),
    };
    return cmocka_run_group_tests_name("content-whole", tests, load, unload);
}
