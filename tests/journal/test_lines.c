/* Journals as files: what comes back, what is refused and how, and the example in the docs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "journal/event_json.h"
#include "tests/journal/make.h"
#include "tests/support/alloc.h"

#define HEADER_LINE "{\"attune\":\"journal\",\"format\":1}\n"

static void files_come_back_without_devices(void **unused)
{
    (void)unused;
    struct text all, file, again;
    size_t at[64], n;
    text_init(&all);
    text_init(&file);
    text_init(&again);
    make_all_kinds(&all, at, &n);
    assert_int_equal(journal_lines_begin(&file), ERR_OK);
    for (size_t i = 0; i < n; i++) {
        struct journal_event e;
        uint8_t *record = (uint8_t *)all.data + at[i];
        assert_int_equal(journal_event_read(record, all.len - at[i], &e, NULL), ERR_OK);
        assert_int_equal(journal_lines_add(&e, &file), ERR_OK);
        memset(record + 24, 0, JOURNAL_ID);
    }
    assert_null(strstr(file.data, "device"));
    assert_int_equal(journal_lines_read(file.data, file.len, &again, NULL), ERR_OK);
    assert_int_equal(again.len, all.len);
    assert_memory_equal(again.data, all.data, all.len);
    /* Windows line ends, blank lines, and no newline at the end. */
    struct text other;
    text_init(&other);
    for (size_t i = 0; i + 1 < file.len; i++)
        text_add(&other, file.data[i] == '\n' ? "\r\n \r\n" : (char[]){file.data[i], '\0'});
    text_clear(&again);
    assert_int_equal(journal_lines_read(other.data, other.len, &again, NULL), ERR_OK);
    assert_int_equal(again.len, all.len);
    text_finish(&all);
    text_finish(&file);
    text_finish(&again);
    text_finish(&other);
}

#define ID1 "\"01000000000000000000000000000001\""
#define HEAD "{\"kind\":\"retract\",\"id\":" ID1 ",\"counter\":1,\"observed\":0,\"offset\":0,"
#define GOOD HEAD "\"body\":{\"target\":" ID1 "}}\n"

static void files_that_are_refused(void **unused)
{
    (void)unused;
    static const struct {
        const char *file;
        enum err e;
        size_t line;
        const char *says;
    } table[] = {
        {"", ERR_FORMAT, 1, "empty"},
        {"\n\n  \n", ERR_FORMAT, 1, "empty"},
        {"[]\n", ERR_FORMAT, 1, "not an attune journal"},
        {GOOD, ERR_FORMAT, 1, "not an attune journal"},
        {"{\"attune\":\"vault\",\"format\":1}\n", ERR_FORMAT, 1, "not an attune journal"},
        {"{\"attune\":\"journal\"}\n", ERR_FORMAT, 1, "format"},
        {"{\"attune\":\"journal\",\"format\":2}\n", ERR_VERSION, 1, "newer"},
        {"{\"attune\":\"journal\",\"format\":2,\"new\":1}\n", ERR_VERSION, 1, "newer"},
        {"{\"attune\":\"journal\",\"format\":1,\"new\":1}\n", ERR_FORMAT, 1, "new"},
        {HEADER_LINE GOOD "\n{\"kind\":\n", ERR_FORMAT, 4, "expected a value"},
        {HEADER_LINE GOOD GOOD "null\n", ERR_FORMAT, 4, "object"},
        {HEADER_LINE "{\"kind\":\"dream\"}\n", ERR_VERSION, 2, "dream"},
        {HEADER_LINE "{\"kind\":0}\n", ERR_FORMAT, 2, "from 1 to 255"},
        {HEADER_LINE "{\"kind\":256}\n", ERR_FORMAT, 2, "from 1 to 255"},
        {HEADER_LINE "{\"kind\":true}\n", ERR_FORMAT, 2, "kind"},
        {HEADER_LINE "{\"kind\":\"answer\",\"mood\":1}\n", ERR_FORMAT, 2, "mood"},
        {HEADER_LINE "{\"kind\":\"answer\",\"id\":\"0\"}\n", ERR_FORMAT, 2, "32 hex"},
        {HEADER_LINE HEAD "\"body\":{}}\n", ERR_FORMAT, 2, "target"},
        {HEADER_LINE HEAD "\"body\":{\"target\":1}}\n", ERR_FORMAT, 2, "32 hex"},
        {HEADER_LINE HEAD "\"body\":{\"target\":" ID1 ",\"why\":1}}\n", ERR_FORMAT, 2, "why"},
        {HEADER_LINE HEAD "\"body\":{\"target\":" ID1 "},\"body_hex\":\"\"}\n", ERR_FORMAT, 2,
         "both"},
        {HEADER_LINE HEAD "\"body_hex\":\"00\"}\n", ERR_FORMAT, 2, "does not go with"},
        {HEADER_LINE HEAD "\"body\":{\"target\":" ID1 ",\"extra_hex\":\"010000\"}}\n", ERR_FORMAT,
         2, "does not go with"},
        {HEADER_LINE "{\"kind\":99,\"id\":" ID1 ",\"counter\":1,\"observed\":0,\"offset\":0}\n",
         ERR_FORMAT, 2, "body_hex"},
        {HEADER_LINE "{\"kind\":99,\"id\":" ID1 ",\"counter\":1,\"observed\":1,\"offset\":0,"
                     "\"body_hex\":\"\"}\n",
         ERR_FORMAT, 2, "five minutes"},
        {HEADER_LINE "{\"kind\":\"answer\",\"id\":" ID1 ",\"counter\":1,\"observed\":0,"
                     "\"offset\":0,\"body\":{\"run\":" ID1 ",\"item\":\"i\",\"value\":1,"
                     "\"skip\":true}}\n",
         ERR_FORMAT, 2, "do not go together"},
    };
    struct text records;
    text_init(&records);
    text_add(&records, "before");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault f = {0};
        enum err e = journal_lines_read(table[i].file, strlen(table[i].file), &records, &f);
        if (e != table[i].e || f.line != table[i].line || strstr(f.what, table[i].says) == NULL)
            print_error("row %zu: %s, line %zu: %s\n", i, err_name(e), f.line, f.what);
        assert_int_equal(e, table[i].e);
        assert_int_equal(f.line, table[i].line);
        assert_non_null(strstr(f.what, table[i].says));
        assert_string_equal(records.data, "before");
        assert_int_equal(journal_lines_read(table[i].file, strlen(table[i].file), &records, NULL),
                         table[i].e);
    }
    text_finish(&records);
}

static void long_lines_and_deep_ones_are_refused(void **unused)
{
    (void)unused;
    struct text file, records;
    struct fault f;
    text_init(&file);
    text_init(&records);
    text_add(&file, HEADER_LINE);
    text_repeat(&file, " ", JOURNAL_LINE_MAX);
    text_add(&file, "1");
    assert_int_equal(journal_lines_read(file.data, file.len, &records, &f), ERR_LIMIT);
    assert_int_equal(f.line, 2);
    text_clear(&file);
    text_add(&file, HEADER_LINE);
    text_repeat(&file, "[", JOURNAL_LINE_MAX);
    assert_int_equal(journal_lines_read(file.data, file.len, &records, &f), ERR_LIMIT);
    assert_int_equal(f.line, 2);
    text_finish(&file);
    text_finish(&records);
}

/* The example in docs/journal.md has every kind, is read, and is what attune itself would write. */
static void the_documented_file_is_true(void **unused)
{
    (void)unused;
    const char *source = getenv("ATTUNE_SOURCE");
    char path[1024], line[JOURNAL_LINE_MAX / 64];
    snprintf(path, sizeof path, "%s/docs/journal.md", source != NULL ? source : ".");
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    struct text file, records, again;
    text_init(&file);
    text_init(&records);
    text_init(&again);
    while (fgets(line, sizeof line, f) != NULL)
        if (line[0] == '{')
            text_add(&file, line);
    fclose(f);
    struct fault fault = {0};
    if (journal_lines_read(file.data, file.len, &records, &fault) != ERR_OK)
        fail_msg("example line %zu: %s", fault.line, fault.what);
    unsigned kinds = 0;
    assert_int_equal(journal_lines_begin(&again), ERR_OK);
    size_t used;
    for (size_t at = 0; at < records.len; at += used) {
        struct journal_event e;
        assert_int_equal(
            journal_event_read((uint8_t *)records.data + at, records.len - at, &e, &used), ERR_OK);
        assert_int_equal(journal_lines_add(&e, &again), ERR_OK);
        kinds |= e.kind < 32 ? 1u << e.kind : 1u;
    }
    assert_string_equal(again.data, file.data);
    assert_int_equal(kinds, 1u | 0x7E | 7u << JOURNAL_AMEND);
    text_finish(&file);
    text_finish(&records);
    text_finish(&again);
}

static enum err there_and_back(void *context)
{
    const struct text *all = context;
    struct text file, again;
    text_init(&file);
    text_init(&again);
    enum err e = journal_lines_begin(&file);
    size_t used;
    for (size_t at = 0; at < all->len && e == ERR_OK; at += used) {
        struct journal_event event;
        e = journal_event_read((const uint8_t *)all->data + at, all->len - at, &event, &used);
        if (e == ERR_OK)
            e = journal_lines_add(&event, &file);
    }
    struct fault f = {0};
    if (e == ERR_OK) {
        e = journal_lines_read(file.data, file.len, &again, &f);
        assert_int_equal(f.code, e);
        assert_int_equal(again.len, e == ERR_OK ? all->len : 0);
    }
    text_finish(&file);
    text_finish(&again);
    return e;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    struct text all;
    size_t at[64], n;
    text_init(&all);
    make_all_kinds(&all, at, &n);
    assert_true(alloc_sweep(there_and_back, &all) > 50);
    text_finish(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_back_without_devices),
        cmocka_unit_test(files_that_are_refused),
        cmocka_unit_test(long_lines_and_deep_ones_are_refused),
        cmocka_unit_test(the_documented_file_is_true),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
