/* Joining the files, small or with their lines; the bundle in the program; allocations that fail.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samples.h"
#include "tests/support/alloc.h"

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

static enum err join(const struct samples *s, bool compact, struct text *out, struct fault *fault)
{
    struct content_file files[CONTENT_FILES];
    for (size_t i = 0; i < CONTENT_FILES; i++)
        files[i] = (struct content_file){s->text[i], strlen(s->text[i])};
    return content_join(files, compact, out, fault);
}

/* The compact form says the same: every sentence, and the same bank at every age. */
static void test_compact(void **state)
{
    (void)state;
    struct samples s;
    samples_load(&s, "content/en");
    samples_replace(&s, "page", "\"attune\"", "\"a  tab\\\\\\\" and \\\\\"  ");
    struct text whole, small;
    text_init(&whole);
    text_init(&small);
    assert_int_equal(join(&s, false, &whole, NULL), ERR_OK);
    assert_int_equal(join(&s, true, &small, NULL), ERR_OK);
    samples_finish(&s);
    assert_true(small.len < whole.len);
    assert_null(memchr(small.data, '\n', small.len - 1));
    struct content *a = NULL, *b = NULL;
    assert_int_equal(content_create(whole.data, whole.len, &a, NULL), ERR_OK);
    assert_int_equal(content_create(small.data, small.len, &b, NULL), ERR_OK);
    text_finish(&whole);
    text_finish(&small);
    assert_string_equal(content_words(b, "page", "app.name"), "a  tab\\\" and \\");
    static const char *const files[] = {"words", "page", "terminal"};
    for (size_t f = 0; f < 3; f++) {
        for (size_t i = 0; i < content_words_count(a, files[f]); i++) {
            const char *key = NULL, *same = NULL;
            const char *text = content_words_at(a, files[f], i, &key);
            assert_string_equal(text, content_words_at(b, files[f], i, &same));
            assert_string_equal(key, same);
        }
    }
    for (int m = 0; m <= CONTENT_MONTHS_MAX; m++)
        assert_true(content_bank_hash(a, m) == content_bank_hash(b, m));
    content_destroy(a);
    content_destroy(b);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *file, *find, *with, *says;
        size_t line, column;
    } bad[] = {
        {"steps", "\"format\": 1,", "\"format\": 1", "steps: expected ',' or '}'", 3, 3},
        {"items", "{\n", "\n{\n", "items: expected a file that begins with '{'", 1, 1},
        {"help", "{\n", " {\n", "help: expected a file that begins with '{'", 1, 1},
        {"words", "{\n  \"format\"", "[{\n  \"format\"", "words: expected", 9, 1},
        {"page", "\"app.name\"", "\"skip_to_content\"", "page: the name \"skip_to_content\"", 6,
         24},
        {"evidence", "A study", "A \xFF study", "evidence: expected a character", 4, 31},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct samples s;
        struct fault fault = {0};
        struct text out;
        text_init(&out);
        samples_load(&s, "tests/content/fixture");
        samples_replace(&s, bad[i].file, bad[i].find, bad[i].with);
        enum err e = join(&s, false, &out, &fault);
        if (e != ERR_FORMAT || fault.line != bad[i].line || fault.column != bad[i].column)
            print_error("%zu:%zu: %s\n", fault.line, fault.column, fault.what);
        assert_int_equal(e, ERR_FORMAT);
        assert_non_null(strstr(fault.what, bad[i].says));
        assert_int_equal(fault.line, bad[i].line);
        assert_int_equal(fault.column, bad[i].column);
        assert_int_equal(out.len, 0);
        text_finish(&out);
        samples_finish(&s);
    }
}

/* What the program carries is what stands in content/en. */
static void test_built_in(void **state)
{
    (void)state;
    struct samples s;
    struct text small;
    text_init(&small);
    samples_load(&s, "content/en");
    assert_int_equal(join(&s, true, &small, NULL), ERR_OK);
    samples_finish(&s);
    assert_int_equal(small.len, attune_bundle_len);
    assert_memory_equal(small.data, attune_bundle, small.len);
    text_finish(&small);
}

static enum err create(void *bundle)
{
    const struct text *b = bundle;
    struct content *c = NULL;
    struct fault fault;
    enum err e = content_create(b->data, b->len, &c, &fault);
    assert_true((e == ERR_OK) == (c != NULL));
    content_destroy(c);
    return e;
}

static enum err join_files(void *samples)
{
    struct text out;
    text_init(&out);
    enum err e = join(samples, true, &out, NULL);
    text_finish(&out);
    return e;
}

static enum err look_at_all(void *content)
{
    enum err e = ERR_OK;
    (void)content_rules_all(content, NULL, NULL, &e);
    return e;
}

static void test_no_memory(void **state)
{
    (void)state;
    struct samples s;
    samples_load(&s, "tests/content/fixture");
    struct text bundle = samples_join(&s);
    assert_true(alloc_sweep(create, &bundle) > 2);
    assert_true(alloc_sweep(join_files, &s) > CONTENT_FILES);
    struct content *c = NULL;
    assert_int_equal(content_create(bundle.data, bundle.len, &c, NULL), ERR_OK);
    assert_true(alloc_sweep(look_at_all, c) > 0);
    content_destroy(c);
    text_finish(&bundle);
    samples_finish(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compact),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_built_in),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests_name("content-bundle", tests, NULL, NULL);
}
