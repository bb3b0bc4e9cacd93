/* The JSON reader's strictness as a table, its tree, and the writer.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "tests/support/alloc.h"

#define T(s) s, sizeof s - 1

static const struct {
    const char *text;
    size_t n;
} accepted[] = {
    {T("null")},
    {T("true")},
    {T("false")},
    {T("0")},
    {T("-0")},
    {T("1.5e-3")},
    {T("1E+2")},
    {T("\"\"")},
    {T("[]")},
    {T("{}")},
    {T(" \t\r\n1 \t\r\n")},
    {T("[1,2,3]")},
    {T("[[[]],{}]")},
    {T("{\"\":1}")},
    {T("{\"a\":1,\"A\":2}")},
    {T("{\"a\":{\"a\":{\"a\":1}}}")},
    {T("[{\"a\":1},{\"a\":1}]")},
    {T("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")},
    {T("\"\\u0000\"")},
    {T("\"\\u00e9\\u20AC\\ud83d\\ude00\"")},
    {T("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"")},
    {T("\"\x7F\"")},
    {T("\"\xE2\x80\xA8\"")},
    {T("{\"a\":[{\"b\":[]}],\"c\":null}")},
    {T("{\"ab\":1,\"a\":1,\"b\":1,\"abc\":1,\"\":1}")},
    {T("\"\\\\\"")},
    {T("\"/\"")},
    {T("{\"a\\u0000b\":1,\"a\\u0000c\":1,\"a\":1}")},
};

static const struct {
    const char *text;
    size_t n;
    enum err e;
    size_t line, column;
} refused[] = {
    {T(""), ERR_FORMAT, 1, 1},
    {T(" "), ERR_FORMAT, 1, 2},
    {T("\n\n"), ERR_FORMAT, 3, 1},
    {T("\xEF\xBB\xBF[]"), ERR_FORMAT, 1, 1},
    {T("nul"), ERR_FORMAT, 1, 1},
    {T("nulL"), ERR_FORMAT, 1, 1},
    {T("True"), ERR_FORMAT, 1, 1},
    {T("nullx"), ERR_FORMAT, 1, 5},
    {T("truefalse"), ERR_FORMAT, 1, 5},
    {T("NaN"), ERR_FORMAT, 1, 1},
    {T("Infinity"), ERR_FORMAT, 1, 1},
    {T("-Infinity"), ERR_FORMAT, 1, 1},
    {T("01"), ERR_FORMAT, 1, 1},
    {T("-"), ERR_FORMAT, 1, 1},
    {T("+1"), ERR_FORMAT, 1, 1},
    {T(".5"), ERR_FORMAT, 1, 1},
    {T("1."), ERR_FORMAT, 1, 1},
    {T("1.e1"), ERR_FORMAT, 1, 1},
    {T("1e"), ERR_FORMAT, 1, 1},
    {T("0x10"), ERR_FORMAT, 1, 2},
    {T("1-2"), ERR_FORMAT, 1, 1},
    {T("[1e999]"), ERR_LIMIT, 1, 2},
    {T("1 2"), ERR_FORMAT, 1, 3},
    {T("[] []"), ERR_FORMAT, 1, 4},
    {T("{}}"), ERR_FORMAT, 1, 3},
    {T("1,"), ERR_FORMAT, 1, 2},
    {T("["), ERR_FORMAT, 1, 2},
    {T("[1"), ERR_FORMAT, 1, 3},
    {T("[1,"), ERR_FORMAT, 1, 4},
    {T("[1,]"), ERR_FORMAT, 1, 4},
    {T("[,1]"), ERR_FORMAT, 1, 2},
    {T("[,]"), ERR_FORMAT, 1, 2},
    {T("[1,,2]"), ERR_FORMAT, 1, 4},
    {T("[1 2]"), ERR_FORMAT, 1, 4},
    {T("[1}"), ERR_FORMAT, 1, 3},
    {T("[1:2]"), ERR_FORMAT, 1, 3},
    {T("]"), ERR_FORMAT, 1, 1},
    {T("{"), ERR_FORMAT, 1, 2},
    {T("{]"), ERR_FORMAT, 1, 2},
    {T("{\"a\""), ERR_FORMAT, 1, 5},
    {T("{\"a\":"), ERR_FORMAT, 1, 6},
    {T("{\"a\":}"), ERR_FORMAT, 1, 6},
    {T("{\"a\":1"), ERR_FORMAT, 1, 7},
    {T("{\"a\":1,"), ERR_FORMAT, 1, 8},
    {T("{\"a\":1,}"), ERR_FORMAT, 1, 8},
    {T("{,}"), ERR_FORMAT, 1, 2},
    {T("{\"a\" 1}"), ERR_FORMAT, 1, 6},
    {T("{\"a\"::1}"), ERR_FORMAT, 1, 6},
    {T("{\"a\":1 \"b\":2}"), ERR_FORMAT, 1, 8},
    {T("{a:1}"), ERR_FORMAT, 1, 2},
    {T("{1:1}"), ERR_FORMAT, 1, 2},
    {T("{null:1}"), ERR_FORMAT, 1, 2},
    {T("{'a':1}"), ERR_FORMAT, 1, 2},
    {T("'a'"), ERR_FORMAT, 1, 1},
    {T("{\"a\":1]"), ERR_FORMAT, 1, 7},
    {T("{\"a\":1,\"a\":2}"), ERR_FORMAT, 1, 12},
    {T("{\"a\":1,\"b\":2,\"\\u0061\":2}"), ERR_FORMAT, 1, 23},
    {T("{\"b\":1,\"a\":1,\n\"b\":2,\"a\":3}"), ERR_FORMAT, 2, 5},
    {T("{\"\":1,\"\":2}"), ERR_FORMAT, 1, 10},
    {T("{\"a\\u0000b\":1,\"a\\u0000b\":1}"), ERR_FORMAT, 1, 26},
    {T("[{\"x\":{\"a\":1,\"a\":1}}]"), ERR_FORMAT, 1, 18},
    {T("\""), ERR_FORMAT, 1, 2},
    {T("\"a"), ERR_FORMAT, 1, 3},
    {T("\"a\\"), ERR_FORMAT, 1, 4},
    {T("\"a\\\""), ERR_FORMAT, 1, 5},
    {T("\"\\a\""), ERR_FORMAT, 1, 3},
    {T("\"\\\0\""), ERR_FORMAT, 1, 3},
    {T("\"\\x41\""), ERR_FORMAT, 1, 3},
    {T("\"\\U0041\""), ERR_FORMAT, 1, 3},
    {T("\"\\u004\""), ERR_FORMAT, 1, 3},
    {T("\"\\u00g1\""), ERR_FORMAT, 1, 3},
    {T("\"\\u\""), ERR_FORMAT, 1, 3},
    {T("\"\\ud800\""), ERR_FORMAT, 1, 3},
    {T("\"\\udc00\""), ERR_FORMAT, 1, 3},
    {T("\"\\ud800\\u0041\""), ERR_FORMAT, 1, 3},
    {T("\"\\ud800\\ud800\""), ERR_FORMAT, 1, 3},
    {T("\"\\ud800xudc00\""), ERR_FORMAT, 1, 3},
    {T("\"\\ud83d\\ude0"), ERR_FORMAT, 1, 3},
    {T("\"a\nb\""), ERR_FORMAT, 1, 3},
    {T("\"a\tb\""), ERR_FORMAT, 1, 3},
    {T("\"a\0b\""), ERR_FORMAT, 1, 3},
    {T("\"\x1F\""), ERR_FORMAT, 1, 2},
    {T("\"\xC3\""), ERR_FORMAT, 1, 2},
    {T("\"\xC0\xAF\""), ERR_FORMAT, 1, 2},
    {T("\"ok\xED\xA0\x80\""), ERR_FORMAT, 1, 4},
    {T("\"\xF4\x90\x80\x80\""), ERR_FORMAT, 1, 2},
    {T("\xFF"), ERR_FORMAT, 1, 1},
    {T("[\xC2\xA0"
       "1]"),
     ERR_FORMAT, 1, 2},
    {T("[1]\0"), ERR_FORMAT, 1, 4},
    {T("\0"), ERR_FORMAT, 1, 1},
    {T("[\0]"), ERR_FORMAT, 1, 2},
    {T("[1\0]"), ERR_FORMAT, 1, 3},
    {T("[1\v]"), ERR_FORMAT, 1, 3},
    {T("[1\f]"), ERR_FORMAT, 1, 3},
    {T("[1] // note"), ERR_FORMAT, 1, 5},
    {T("/* */ 1"), ERR_FORMAT, 1, 1},
    {T("[\n1,\n  2,\n  x]"), ERR_FORMAT, 4, 3},
    {T("[\r\n\"\xC3\xA9\", x]"), ERR_FORMAT, 2, 7},
};

static void strictness(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        struct arena a;
        arena_init(&a, 0);
        const struct json *j;
        struct fault f = {0};
        enum err e = json_parse(&a, accepted[i].text, accepted[i].n, &j, &f);
        if (e != ERR_OK)
            print_error("%s: %s\n", accepted[i].text, f.what);
        assert_int_equal(e, ERR_OK);
        assert_non_null(j);
        arena_finish(&a);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct arena a;
        arena_init(&a, 0);
        const struct json *j = (const struct json *)&a;
        struct fault f = {0};
        enum err e = json_parse(&a, refused[i].text, refused[i].n, &j, &f);
        if (e != refused[i].e || f.line != refused[i].line || f.column != refused[i].column) {
            print_error("%s: gave %s at %zu:%zu, %s\n", refused[i].text, err_name(e), f.line,
                        f.column, f.what);
        }
        assert_int_equal(e, refused[i].e);
        assert_int_equal(f.code, e);
        assert_int_equal(f.line, refused[i].line);
        assert_int_equal(f.column, refused[i].column);
        assert_true(strlen(f.what) > 0);
        assert_null(j);
        assert_int_equal(json_parse(&a, refused[i].text, refused[i].n, &j, NULL), e);
        arena_finish(&a);
    }
}

/* What is cut off anywhere is refused (but for numbers, whose beginning is a number too). */
static void every_truncation_is_refused(void **unused)
{
    (void)unused;
    static const char whole[] =
        "{\"a\":[1,2,{\"b\":null,\"c\":\"x\\u00e9\\ud83d\\ude00\xC3\xA9\"}],"
        "\"d\":{\"e\":true,\"f\":false,\"g\":-1.5e+10}}";
    struct arena a;
    arena_init(&a, 0);
    const struct json *j;
    for (size_t n = 0; n < sizeof whole - 1; n++) {
        /* An exact copy, so that the address sanitizer sees a read past the end. */
        char *part = malloc(n == 0 ? 1 : n);
        memcpy(part, whole, n);
        assert_int_equal(json_parse(&a, part, n, &j, NULL), ERR_FORMAT);
        free(part);
    }
    assert_int_equal(json_parse(&a, whole, sizeof whole - 1, &j, NULL), ERR_OK);
    arena_finish(&a);
}

static void the_tree(void **unused)
{
    (void)unused;
    static const char text[] = "{\"name\": \"L\\u00e9o\\n\",\n \"n\": [1, -2.5, true],\n"
                               " \"big\": 9007199254740993, \"half\": 0.5, \"yes\": true,"
                               " \"nul\": \"a\\u0000b\", \"none\": null}";
    struct arena a;
    arena_init(&a, 0);
    const struct json *j;
    struct fault f;
    assert_int_equal(json_parse(&a, text, sizeof text - 1, &j, &f), ERR_OK);
    assert_int_equal(j->type, JSON_OBJECT);
    assert_int_equal(j->count, 7);
    const char *s;
    assert_int_equal(json_need_text(j, "name", &s, &f), ERR_OK);
    assert_string_equal(s, "L\xC3\xA9o\n");
    const struct json *n = json_need(j, "n", JSON_ARRAY, &f);
    assert_int_equal(n->count, 3);
    assert_int_equal(n->line, 2);
    assert_int_equal(n->column, 7);
    assert_null(n->child->key);
    assert_true(n->child->number == 1);
    assert_true(n->child->next->number == -2.5);
    assert_true(n->child->next->next->boolean);
    assert_null(n->child->next->next->next);

    int64_t i = 5;
    double d;
    bool b;
    assert_int_equal(json_need_int(n, "x", 0, 9, &i, &f), ERR_FORMAT);
    assert_int_equal(json_need_int(j, "half", 0, 9, &i, &f), ERR_FORMAT);
    assert_int_equal(json_need_int(j, "big", 0, INT64_MAX, &i, &f), ERR_OK);
    assert_true(i == 9007199254740992); /* 2^53: 2^53 + 1 is no double */
    assert_int_equal(json_need_int(j, "big", 0, 9, &i, &f), ERR_FORMAT);
    assert_string_equal(f.what, "\"big\": expected a whole number from 0 to 9");
    assert_int_equal(json_need_number(j, "half", &d, &f), ERR_OK);
    assert_true(d == 0.5);
    assert_int_equal(json_need_bool(j, "yes", &b, &f), ERR_OK);
    assert_true(b);
    assert_int_equal(json_need_bool(j, "half", &b, &f), ERR_FORMAT);
    assert_string_equal(f.what, "\"half\": expected true or false, found a number");
    assert_int_equal(f.line, 3);
    assert_int_equal(json_need_text(j, "nul", &s, &f), ERR_FORMAT);
    assert_int_equal(json_need_text(j, "gone", &s, &f), ERR_FORMAT);
    assert_string_equal(f.what, "\"gone\" is missing here; expected a text");
    assert_non_null(json_get(j, "none"));
    assert_null(json_get(j, "nam"));
    assert_null(json_get(n, "name"));
    assert_null(json_get(NULL, "name"));
    assert_null(json_need(NULL, "name", JSON_NULL, &f));
    const char *const some[] = {"name", "n", "big", "half", "yes", "nul", NULL};
    assert_int_equal(json_only(j, some, &f), ERR_FORMAT);
    assert_string_equal(f.what, "\"none\" is not a name that belongs here");
    const char *const all[] = {"name", "n", "big", "half", "yes", "none", "nul", NULL};
    assert_int_equal(json_only(j, all, &f), ERR_OK);
    assert_int_equal(json_only(n, all, &f), ERR_FORMAT);
    arena_finish(&a);
}

static void whole_numbers_at_the_edges(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        bool whole;
    } table[] = {{"{\"v\":9007199254740992}", true},
                 {"{\"v\":-9007199254740992}", true},
                 {"{\"v\":9007199254740994}", false},
                 {"{\"v\":1e300}", false},
                 {"{\"v\":-1e300}", false},
                 {"{\"v\":1e2}", true},
                 {"{\"v\":-0}", true},
                 {"{\"v\":0.1}", false},
                 {"{\"v\":\"1\"}", false},
                 {"{\"v\":null}", false}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena a;
        arena_init(&a, 0);
        const struct json *j;
        int64_t v;
        assert_int_equal(json_parse(&a, table[i].text, strlen(table[i].text), &j, NULL), ERR_OK);
        assert_int_equal(json_need_int(j, "v", INT64_MIN, INT64_MAX, &v, NULL),
                         table[i].whole ? ERR_OK : ERR_FORMAT);
        arena_finish(&a);
    }
}

static void depth(void **unused)
{
    (void)unused;
    struct arena a;
    arena_init(&a, 0);
    const struct json *j;
    for (size_t n = 63; n <= 66; n++) {
        char s[200];
        memset(s, '[', n);
        memset(s + n, ']', n);
        assert_int_equal(json_parse(&a, s, 2 * n, &j, NULL), n <= 64 ? ERR_OK : ERR_LIMIT);
    }
    size_t n = (size_t)8 << 20;
    char *bomb = malloc(n);
    memset(bomb, '[', n);
    struct fault f;
    assert_int_equal(json_parse(&a, bomb, n, &j, &f), ERR_LIMIT);
    assert_int_equal(f.column, 65);
    for (size_t i = 0; i + 5 <= n; i += 5)
        memcpy(bomb + i, "{\"\":{", 5);
    assert_int_equal(json_parse(&a, bomb, n, &j, &f), ERR_FORMAT);
    free(bomb);
    arena_finish(&a);
}

/* A large object must not cost the square of its members, in any order of names. */
static void huge_objects(void **unused)
{
    (void)unused;
    for (int order = 0; order < 3; order++) {
        struct text t;
        struct json_out w;
        text_init(&t);
        json_out_init(&w, &t);
        json_begin(&w, NULL);
        uint64_t n = 300000;
        for (uint64_t i = 0; i < n; i++) {
            struct text key;
            text_init(&key);
            text_uint(&key, order == 0 ? i : order == 1 ? n - i : i * 2654435761u % 4294967296u);
            json_bool(&w, key.data, true);
            text_finish(&key);
        }
        json_end(&w);
        assert_int_equal(t.err, ERR_OK);
        struct arena a;
        arena_init(&a, 0);
        const struct json *j;
        assert_int_equal(json_parse(&a, t.data, t.len, &j, NULL), ERR_OK);
        assert_int_equal(j->count, n);
        /* The first name once more, at the very end. */
        t.len--;
        text_add(&t, order == 1 ? ",\"300000\":1}" : ",\"0\":1}");
        struct fault f;
        assert_int_equal(json_parse(&a, t.data, t.len, &j, &f), ERR_FORMAT);
        assert_int_equal(f.column, t.len - 1);
        arena_finish(&a);
        text_finish(&t);
    }
}

static void limits(void **unused)
{
    (void)unused;
    struct arena a;
    arena_init(&a, 0);
    const struct json *j;
    struct fault f;
    size_t n = JSON_BYTES_MAX + 1;
    char *s = malloc(n);
    memset(s, ' ', n);
    s[0] = '1';
    assert_int_equal(json_parse(&a, s, n, &j, &f), ERR_LIMIT);
    assert_int_equal(json_parse(&a, s, n - 1, &j, &f), ERR_OK);
    for (size_t i = 0; i < n; i++)
        s[i] = i % 2 == 0 ? '0' : ',';
    s[0] = '[';
    assert_int_equal(json_parse(&a, s, n - 1, &j, &f), ERR_FORMAT); /* "[,0," */
    s[1] = ' ';
    assert_int_equal(json_parse(&a, s, n - 1, &j, &f), ERR_LIMIT);
    assert_true(a.used < (size_t)256 << 20);
    arena_finish(&a);
    free(s);
    arena_init(&a, 1000);
    assert_int_equal(json_parse(&a, "[1,2,3,4,5,6,7,8,9,10,11,12,13]", 31, &j, &f), ERR_NOMEM);
    arena_finish(&a);
}

static void writing(void **unused)
{
    (void)unused;
    struct text t;
    struct json_out w;
    text_init(&t);
    json_out_init(&w, &t);
    json_begin(&w, NULL);
    json_text(&w, "t", "q\"b\\s/\n\x01\x7F\xC3\xA9");
    json_text_n(&w, "n", "a\0b", 3);
    json_text(&w, "null", NULL);
    json_begin_array(&w, "a");
    json_int(&w, NULL, -3);
    json_uint(&w, NULL, UINT64_MAX);
    json_begin(&w, NULL);
    json_end(&w);
    json_begin_array(&w, NULL);
    json_end_array(&w);
    json_end_array(&w);
    json_bool(&w, "yes", true);
    json_bool(&w, "no", false);
    json_null(&w, "nothing");
    json_double(&w, "d", 0.1);
    json_double(&w, "nan", 0.0 / strlen(""));
    json_fixed(&w, "f", 2.0 / 3, 3);
    json_hex(&w, "h", (const uint8_t *)"\x0F\xA0", 2);
    json_raw(&w, "r", "[1]", 3);
    json_end(&w);
    assert_int_equal(t.err, ERR_OK);
    assert_string_equal(t.data, "{\"t\":\"q\\\"b\\\\s/\\n\\u0001\x7F\xC3\xA9\",\"n\":\"a\\u0000b\","
                                "\"null\":null,\"a\":[-3,18446744073709551615,{},[]],\"yes\":true,"
                                "\"no\":false,\"nothing\":null,\"d\":0.1,\"nan\":null,\"f\":0.667,"
                                "\"h\":\"0fa0\",\"r\":[1]}");
    struct arena a;
    arena_init(&a, 0);
    const struct json *j;
    assert_int_equal(json_parse(&a, t.data, t.len, &j, NULL), ERR_OK);
    assert_string_equal(json_get(j, "t")->text, "q\"b\\s/\n\x01\x7F\xC3\xA9");
    arena_finish(&a);
    text_finish(&t);
}

static void bad_text(struct json_out *w)
{
    json_text(w, NULL, "\xFF");
}

static void key_in_array(struct json_out *w)
{
    json_begin_array(w, NULL);
    json_int(w, "a", 1);
}

static void no_key_in_object(struct json_out *w)
{
    json_begin(w, NULL);
    json_int(w, NULL, 1);
}

static void key_at_the_top(struct json_out *w)
{
    json_int(w, "a", 1);
}

static void end_of_nothing(struct json_out *w)
{
    json_end(w);
}

static void wrong_end(struct json_out *w)
{
    json_begin(w, NULL);
    json_end_array(w);
}

static void too_deep(struct json_out *w)
{
    for (int i = 0; i < 65; i++)
        json_begin_array(w, NULL);
}

static void writing_wrongly(void **unused)
{
    (void)unused;
    static const struct {
        void (*write)(struct json_out *w);
        enum err e;
    } table[] = {{bad_text, ERR_FORMAT},         {key_in_array, ERR_DOMAIN},
                 {no_key_in_object, ERR_DOMAIN}, {key_at_the_top, ERR_DOMAIN},
                 {end_of_nothing, ERR_DOMAIN},   {wrong_end, ERR_DOMAIN},
                 {too_deep, ERR_LIMIT}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct text t;
        struct json_out w;
        text_init(&t);
        json_out_init(&w, &t);
        table[i].write(&w);
        assert_int_equal(t.err, table[i].e);
        text_finish(&t);
    }
}

static enum err parse_and_write(void *context)
{
    (void)context;
    static const char text[] = "{\"a\":[1,2,{\"b\":\"some text\"}],\"c\":{\"d\":null,\"e\":true}}";
    struct arena a;
    struct text t;
    struct json_out w;
    arena_init(&a, 0);
    text_init(&t);
    json_out_init(&w, &t);
    const struct json *j;
    enum err e = ERR_OK;
    for (int i = 0; i < 20 && e == ERR_OK; i++) {
        e = json_parse(&a, text, sizeof text - 1, &j, NULL);
        assert_true((j != NULL) == (e == ERR_OK));
    }
    json_begin_array(&w, NULL);
    for (int i = 0; i < 100; i++)
        json_text(&w, NULL, "word");
    json_end_array(&w);
    if (e == ERR_OK)
        e = t.err;
    arena_finish(&a);
    text_finish(&t);
    return e;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    assert_true(alloc_sweep(parse_and_write, NULL) >= 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strictness),      cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(the_tree),        cmocka_unit_test(whole_numbers_at_the_edges),
        cmocka_unit_test(depth),           cmocka_unit_test(huge_objects),
        cmocka_unit_test(limits),          cmocka_unit_test(writing),
        cmocka_unit_test(writing_wrongly), cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
