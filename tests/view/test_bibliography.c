/* The bibliography, read back by small readers of its two formats: what went in comes out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "content/content.h"
#include "view/bibliography.h"

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

/* --- a reader of BibTeX, as far as a correct file goes ---------------------------------------- */

#define FIELDS_MAX 16

struct entry {
    char type[16], key[80];
    size_t n;
    struct {
        char name[16], value[1200]; /* between the outer braces */
    } fields[FIELDS_MAX];
};

static const char *blanks(const char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

static const char *take(const char *s, const char *stops, char *to, size_t size)
{
    size_t n = strcspn(s, stops);
    assert_true(n > 0 && n < size);
    memcpy(to, s, n);
    to[n] = '\0';
    return s + n;
}

/* {…} with its braces in balance; an escaped brace counts for nothing. */
static const char *take_braced(const char *s, char *to, size_t size)
{
    size_t n = 0, depth = 0;
    assert_int_equal(*s, '{');
    do {
        if (s[n] == '\\' && s[n + 1] != '\0')
            n++;
        else if (s[n] == '{')
            depth++;
        else if (s[n] == '}')
            depth--;
        assert_true(s[n] != '\0');
        n++;
    } while (depth > 0);
    assert_true(n - 2 < size);
    memcpy(to, s + 1, n - 2);
    to[n - 2] = '\0';
    return s + n;
}

/* The entry that begins at s; after it. */
static const char *read_entry(const char *s, struct entry *e)
{
    memset(e, 0, sizeof *e);
    assert_int_equal(*s, '@');
    s = take(s + 1, "{ \n", e->type, sizeof e->type);
    assert_int_equal(*s, '{');
    s = take(s + 1, ", \n}", e->key, sizeof e->key);
    for (s = blanks(s); *s == ','; s = blanks(s)) {
        assert_true(e->n < FIELDS_MAX);
        s = take(blanks(s + 1), " =", e->fields[e->n].name, sizeof e->fields[0].name);
        s = blanks(s);
        assert_int_equal(*s, '=');
        s = take_braced(blanks(s + 1), e->fields[e->n].value, sizeof e->fields[0].value);
        e->n++;
    }
    assert_int_equal(*s, '}');
    return blanks(s + 1);
}

static const char *field(const struct entry *e, const char *name)
{
    for (size_t i = 0; i < e->n; i++)
        if (strcmp(e->fields[i].name, name) == 0)
            return e->fields[i].value;
    return NULL;
}

/* TeX back to the text that it stands for. */
static void untex(const char *s, char *to, size_t size)
{
    static const struct {
        const char *tex, *utf8;
    } marks[] = {
        {"\\textbackslash{}", "\\"},
        {"\\textasciitilde{}", "~"},
        {"\\textasciicircum{}", "^"},
        {"\\&", "&"},
        {"\\%", "%"},
        {"\\$", "$"},
        {"\\#", "#"},
        {"\\_", "_"},
        {"\\{", "{"},
        {"\\}", "}"},
        {"{\"}", "\""},
        {"---", "—"},
        {"--", "–"},
        {"``", "“"},
        {"''", "”"},
        {"{", ""},
        {"}", ""},
    };
    size_t n = 0;
    while (*s != '\0') {
        size_t i = 0, count = sizeof marks / sizeof marks[0];
        while (i < count && strncmp(s, marks[i].tex, strlen(marks[i].tex)) != 0)
            i++;
        assert_true(i < count || *s != '\\');
        n += (size_t)snprintf(to + n, size - n, "%.*s", i < count ? 8 : 1,
                              i < count ? marks[i].utf8 : s);
        s += i < count ? strlen(marks[i].tex) : 1;
        assert_true(n < size);
    }
    to[n] = '\0';
}

static void assert_field(const struct entry *e, const char *name, const char *want)
{
    char plain[1200];
    const char *value = field(e, name);
    if (want == NULL || value == NULL) {
        if (want != value)
            print_error("%s: %s is %s\n", e->key, name, value == NULL ? "missing" : value);
        assert_true(want == value);
        return;
    }
    untex(value, plain, sizeof plain);
    if (strcmp(plain, want) != 0)
        print_error("%s, %s: %s, not %s\n", e->key, name, plain, want);
    assert_string_equal(plain, want);
}

/* --- the studies ------------------------------------------------------------------------------ */

static struct content *open_content(const char *find, const char *with)
{
    struct text bundle;
    struct content *c = NULL;
    struct fault fault = {0};
    const char *all = (const char *)attune_bundle, *at = strstr(all, find);
    assert_non_null(at);
    text_init(&bundle);
    text_bytes(&bundle, all, (size_t)(at - all));
    text_add(&bundle, with);
    text_add(&bundle, at + strlen(find));
    enum err e = content_create(bundle.data, bundle.len, &c, &fault);
    text_finish(&bundle);
    if (e != ERR_OK)
        print_error("%s\n", fault.what);
    assert_int_equal(e, ERR_OK);
    return c;
}

static struct entry find_entry(const struct text *t, const char *key)
{
    static struct entry e;
    for (const char *s = t->data; *s != '\0';) {
        s = read_entry(s, &e);
        if (strcmp(e.key, key) == 0)
            return e;
    }
    fail_msg("no %s", key);
    return e;
}

static void test_bibtex(void **state)
{
    (void)state;
    struct content *c = open_content("R01", "R01");
    struct text t;
    text_init(&t);
    view_bibtex(c, &t);
    assert_int_equal(t.err, ERR_OK);
    const char *s = t.data;
    size_t i = 0;
    for (; *s != '\0'; i++) {
        static struct entry e;
        char year[8];
        const struct content_evidence *study = content_evidence(c, i);
        s = read_entry(s, &e);
        assert_string_equal(e.key, study->id);
        assert_field(&e, "title", study->title);
        assert_field(&e, "doi", study->doi[0] == '\0' ? NULL : study->doi);
        snprintf(year, sizeof year, "%d", study->year);
        assert_field(&e, "year", year);
        assert_true((field(&e, "author") == NULL) == (study->authors[0] == '\0'));
        bool article = strcmp(e.type, "article") == 0;
        assert_true(article || strcmp(e.type, "misc") == 0);
        assert_true((field(&e, "journal") != NULL) == article);
        assert_true((field(&e, "volume") == NULL && field(&e, "pages") == NULL) == !article);
    }
    assert_int_equal(i, content_evidence_count(c));

    struct entry e = find_entry(&t, "R01");
    assert_string_equal(e.type, "article");
    assert_string_equal(field(&e, "author"),
                        "Madigan and Deneault and Duschinsky and Bakermans-Kranenburg and "
                        "Schuengel and {van IJzendoorn} and Ly and Fearon and Eirich and Verhage");
    assert_string_equal(field(&e, "journal"), "Psychological Bulletin");
    assert_string_equal(field(&e, "volume"), "150");
    assert_string_equal(field(&e, "number"), "7");
    assert_string_equal(field(&e, "pages"), "839--872");
    e = find_entry(&t, "R06");
    assert_string_equal(field(&e, "author"), "Opie and others");
    assert_string_equal(field(&e, "journal"), "Attachment \\& Human Development");
    e = find_entry(&t, "R08"); /* an article number, no volume */
    assert_null(field(&e, "volume"));
    assert_string_equal(field(&e, "pages"), "102252");
    e = find_entry(&t, "S03");
    assert_string_equal(e.type, "misc");
    assert_string_equal(field(&e, "author"), "{Center on the Developing Child, Harvard}");
    e = find_entry(&t, "S16");
    assert_string_equal(field(&e, "pages"), "e249--e265");
    e = find_entry(&t, "S05"); /* the DOI was never checked */
    assert_null(field(&e, "doi"));
    e = find_entry(&t, "S17"); /* nor were the authors read */
    assert_null(field(&e, "author"));
    text_finish(&t);
    content_destroy(c);
}

#define ODD "50 % & #1: “a – b” \\\"c\\\" $ _ ~ ^ \\\\ — d"
#define ODD_PLAIN "50 % & #1: “a – b” \"c\" $ _ ~ ^ \\ — d"

static const struct {
    const char *authors, *bibtex, *csl;
} names[] = {
    {"Roe", "Roe", "[{\"family\":\"Roe\"}]"},
    {"Roe & Doe", "Roe and Doe", "[{\"family\":\"Roe\"},{\"family\":\"Doe\"}]"},
    {"De Roe, Doe & Poe", "{De Roe} and Doe and Poe",
     "[{\"family\":\"De Roe\"},{\"family\":\"Doe\"},{\"family\":\"Poe\"}]"},
    {"Roe, Doe et al.", "Roe and Doe and others",
     "[{\"family\":\"Roe\"},{\"family\":\"Doe\"},{\"literal\":\"et al.\"}]"},
    {"House of Roe, Doeton", "{House of Roe, Doeton}", "[{\"literal\":\"House of Roe, Doeton\"}]"},
    {"Roe & Doe 2021; Poe et al. 2021", "{Roe \\& Doe 2021; Poe et al. 2021}",
     "[{\"literal\":\"Roe & Doe 2021; Poe et al. 2021\"}]"},
    {"Roe et al. via Doe", "{Roe et al. via Doe}", "[{\"literal\":\"Roe et al. via Doe\"}]"},
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char with[200];
        struct text t;
        snprintf(with, sizeof with, "\"authors\":\"%s\"", names[i].authors);
        struct content *c = open_content("\"authors\":\"Pinquart\"", with);
        text_init(&t);
        view_bibtex(c, &t);
        struct entry e = find_entry(&t, "A13");
        assert_string_equal(field(&e, "author"), names[i].bibtex);
        text_clear(&t);
        view_csl(c, &t);
        snprintf(with, sizeof with, "\"author\":%s,", names[i].csl);
        assert_non_null(strstr(strstr(t.data, "\"A13\""), with));
        text_finish(&t);
        content_destroy(c);
    }
}

static void test_odd_characters(void **state)
{
    (void)state;
    struct text t;
    struct content *c =
        open_content("\"title\":\"Associations of parenting dimensions and styles with "
                     "externalizing problems\"",
                     "\"title\":\"" ODD "\"");
    text_init(&t);
    view_bibtex(c, &t);
    struct entry e = find_entry(&t, "A13");
    assert_field(&e, "title", ODD_PLAIN);
    text_clear(&t);
    view_csl(c, &t);
    assert_non_null(strstr(t.data, "\"title\":\"" ODD "\""));
    text_finish(&t);
    content_destroy(c);
}

static const struct {
    const char *venue, *name, *volume, *number, *pages;
} venues[] = {
    {"A Journal 12", "A Journal", "12", NULL, NULL},
    {"A Journal 12(1-2):3-14", "A Journal", "12", "1-2", "3--14"},
    {"A Journal 43(3/4)", "A Journal", "43", "3/4", NULL},
    {"A Journal 21:e126", "A Journal", "21", NULL, "e126"},
    {"A Journal 102252", "A Journal", NULL, NULL, "102252"},
    {"A Journal 12(1", NULL, NULL, NULL, NULL},
    {"A Journal 12:1; Another 3", "A Journal 12:1; Another", "3", NULL, NULL},
    {"A Journal", NULL, NULL, NULL, NULL},
    {"12", NULL, NULL, NULL, NULL},
};

static void test_venues(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof venues / sizeof venues[0]; i++) {
        char with[200];
        struct text t;
        snprintf(with, sizeof with, "\"venue\":\"%s\"", venues[i].venue);
        struct content *c =
            open_content("\"venue\":\"Developmental Psychology 53(5):873-932\"", with);
        text_init(&t);
        view_bibtex(c, &t);
        struct entry e = find_entry(&t, "A13");
        if (venues[i].name == NULL) {
            assert_string_equal(field(&e, "howpublished"), venues[i].venue);
        } else {
            assert_string_equal(field(&e, "journal"), venues[i].name);
            assert_field(&e, "volume", venues[i].volume);
            assert_field(&e, "number", venues[i].number);
            if (venues[i].pages == NULL)
                assert_null(field(&e, "pages"));
            else
                assert_string_equal(field(&e, "pages"), venues[i].pages);
        }
        text_finish(&t);
        content_destroy(c);
    }
}

static void test_csl(void **state)
{
    (void)state;
    struct content *c = open_content("R01", "R01");
    struct text t;
    struct arena arena;
    const struct json *list = NULL;
    text_init(&t);
    arena_init(&arena, 0);
    view_csl(c, &t);
    assert_int_equal(json_parse(&arena, t.data, t.len, &list, NULL), ERR_OK);
    assert_int_equal(list->type, JSON_ARRAY);
    assert_int_equal(list->count, content_evidence_count(c));
    size_t i = 0;
    for (const struct json *o = list->child; o != NULL; o = o->next, i++) {
        const struct content_evidence *study = content_evidence(c, i);
        const char *id, *title, *type, *doi;
        assert_int_equal(json_need_text(o, "id", &id, NULL), ERR_OK);
        assert_int_equal(json_need_text(o, "title", &title, NULL), ERR_OK);
        assert_int_equal(json_need_text(o, "type", &type, NULL), ERR_OK);
        assert_string_equal(id, study->id);
        assert_string_equal(title, study->title);
        assert_true((json_get(o, "author") == NULL) == (study->authors[0] == '\0'));
        const struct json *date = json_get(json_get(o, "issued"), "date-parts");
        assert_true(date->child->child->number == study->year);
        assert_true((json_get(o, "DOI") == NULL) == (study->doi[0] == '\0'));
        if (study->doi[0] != '\0') {
            assert_int_equal(json_need_text(o, "DOI", &doi, NULL), ERR_OK);
            assert_string_equal(doi, study->doi);
        }
        bool article = strcmp(type, "article-journal") == 0;
        assert_true((json_get(o, "container-title") != NULL) == article);
        if (strcmp(id, "R01") == 0) {
            const char *page;
            assert_int_equal(json_need_text(o, "page", &page, NULL), ERR_OK);
            assert_string_equal(page, "839-872");
            assert_int_equal(json_get(o, "author")->count, 10);
        }
    }
    arena_finish(&arena);
    text_finish(&t);
    content_destroy(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bibtex),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_odd_characters),
        cmocka_unit_test(test_venues),
        cmocka_unit_test(test_csl),
    };
    return cmocka_run_group_tests_name("view-bibliography", tests, NULL, NULL);
}
