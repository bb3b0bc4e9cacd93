/* A bank: what it keeps, what it refuses and where it says the fault lies, and no memory.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "irt/bank.h"
#include "tests/support/alloc.h"

/* Two dimensions, three items; line numbers matter to the table below. */
static const char good[] =
    "{\"dimensions\": [\"w\", \"f\"],\n"
    " \"prior\": {\"mean\": [0, 0.5],\n"
    "  \"covariance\": [[1, 0.4],\n"
    "                 [0.4, 2]]},\n"
    " \"items\": [\n"
    "  {\"id\": \"i1\", \"slopes\": {\"w\": 1.5}, \"intercepts\": [2, 1, -1]},\n"
    "  {\"id\": \"i2\", \"slopes\": {\"f\": -1.25}, \"intercepts\": [0]},\n"
    "  {\"id\": \"i3\", \"slopes\": {\"w\": 1, \"f\": 0.5}, \"intercepts\": [1, -1]}]}\n";

static void what_a_bank_keeps(void **state)
{
    (void)state;
    struct irt_bank *bank;
    struct fault fault = {0};
    assert_int_equal(irt_bank_parse(good, sizeof good - 1, &bank, &fault), ERR_OK);
    assert_int_equal(irt_bank_ndim(bank), 2);
    assert_int_equal(irt_bank_nitem(bank), 3);
    assert_string_equal(irt_bank_dim_name(bank, 1), "f");
    assert_string_equal(irt_bank_item_id(bank, 2), "i3");
    const struct irt_grm *item = irt_bank_item(bank, 0);
    assert_int_equal(item->ncat, 4);
    assert_true(item->a[0] == 1.5 && item->a[1] == 0.0 && item->d[2] == -1.0);
    item = irt_bank_item(bank, 1);
    assert_true(item->a[0] == 0.0 && item->a[1] == -1.25 && item->ncat == 2);
    assert_true(irt_bank_mean(bank)[1] == 0.5 && irt_bank_covariance(bank)[3] == 2.0);
    /* the precision by hand: 1 / 1.84 * [[2 -0.4] [-0.4 1]] */
    const double *p = irt_bank_precision(bank);
    assert_true(fabs(p[0] - 2.0 / 1.84) < 1e-15 && fabs(p[3] - 1.0 / 1.84) < 1e-15);
    assert_true(fabs(p[1] + 0.4 / 1.84) < 1e-15 && p[1] == p[2]);
    irt_bank_destroy(bank);
    irt_bank_destroy(NULL);
}

static void a_bank_may_hold_notes(void **state)
{
    (void)state;
    const char text[] = "{\"note\":\"x\",\"dimensions\":[\"w\"],\"prior\":{\"mean\":[0],"
                        "\"note\":[],\"covariance\":[[1]]},\"items\":[{\"id\":\"a\","
                        "\"text\":\"…\",\"note\":{\"by\":\"x\"},"
                        "\"slopes\":{\"w\":1},\"intercepts\":[0]}]}";
    struct irt_bank *bank;
    assert_int_equal(irt_bank_parse(text, sizeof text - 1, &bank, NULL), ERR_OK);
    irt_bank_destroy(bank);
}

/* One thing changed in the good bank, and where the fault must be found. */
static void each_fault_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *says;
        size_t line, column;
    } rows[] = {
        {"[\"w\", \"f\"]", "[]", "1 to 8 names", 1, 16},
        {"[\"w\", \"f\"]", "[\"w\", \"w\"]", "twice", 1, 22},
        {"[\"w\", \"f\"]", "[\"w\", 7]", "a name", 1, 22},
        {"[\"w\", \"f\"]", "[\"w\", \"\"]", "a name", 1, 22},
        {"[\"w\", \"f\"]", "\"w\"", "dimensions", 1, 16},
        {"[0, 0.5]", "[0]", "one number per dimension", 2, 20},
        {"[0, 0.5]", "[0, \"x\"]", "a number", 2, 24},
        {"[0, 0.5]", "[0, 1e999]", "", 2, 24},
        {"[[1, 0.4],", "[[1, 0.4], [0, 1],", "one row per dimension", 3, 17},
        {"[[1, 0.4],", "[[1, 0.4, 0],", "a row", 3, 18},
        {"[0, 0.5]", "[0, 1e308]", "mean: expected a number from -1e6 to 1e6", 2, 24},
        {"[0, 0.5]", "[-1000001, 0.5]", "mean: expected a number from -1e6 to 1e6", 2, 21},
        {"[[1, 0.4],", "[[0, 0.4],", "covariance: expected a variance from 1e-12 to 1e12", 3, 19},
        {"[[1, 0.4],", "[[1e300, 0.4],", "a variance from 1e-12 to 1e12", 3, 19},
        {"[0.4, 2]", "[0.4, 1e13]", "a variance from 1e-12 to 1e12", 4, 24},
        {"[0.4, 2]", "[0.4, 1e-13]", "a variance from 1e-12 to 1e12", 4, 24},
        {"[0.4, 2]", "[0.3, 2]", "symmetric", 4, 19},
        {"[0.4, 2]", "[0.4, 0.1]", "positive definite", 3, 17},
        {"\"i1\"", "\"i2\"", "twice", 7, 10},
        {"\"i1\"", "\"\"", "a name", 6, 10},
        {"\"i1\"", "1", "a text", 6, 10},
        {"{\"w\": 1.5}", "{\"x\": 1.5}", "\"x\" is no dimension", 6, 32},
        {"{\"w\": 1.5}", "{\"w\": null}", "a number", 6, 32},
        {"{\"w\": 1.5}", "{\"w\": 1e5}", "a slope within", 6, 32},
        {"{\"w\": 1.5}", "{\"w\": 0}", "not 0", 6, 26},
        {"{\"w\": 1.5}", "{}", "not 0", 6, 26},
        {"{\"w\": 1.5}", "[1.5]", "an object", 6, 26},
        {"[2, 1, -1]", "[]", "1 to 9 intercepts", 6, 52},
        {"[2, 1, -1]", "[9,8,7,6,5,4,3,2,1,0]", "1 to 9 intercepts", 6, 52},
        {"[2, 1, -1]", "[2, 2, -1]", "below the one before", 6, 56},
        {"[2, 1, -1]", "[2, 1, 3]", "below the one before", 6, 59},
        {"[2, 1, -1]", "[2, true, 3]", "a number", 6, 56},
        {"[2, 1, -1]", "[2, 1, NaN]", "", 6, 59},
        {"\"intercepts\": [0]", "\"intercept\": [0]",
         "\"intercept\" is not a name that belongs here; expected id, slopes and intercepts", 7,
         53},
        {"\"intercepts\": [0]", "\"intercepts\": [0], \"intercept\": [0]", "\"intercept\" is", 7,
         72},
        {"\"intercepts\": [0]", "\"note\": [0]", "intercepts", 7, 3},
        {"\"items\"", "\"item\"", "\"item\" is not a name that belongs here", 5, 10},
        {"\"items\"", "\"note\"", "items", 1, 1},
        {"\"mean\"", "\"temper\": 1, \"mean\"", "\"temper\" is not a name that belongs here", 2,
         22},
        {"{\"id\": \"i2\", \"slopes\": {\"f\": -1.25}, \"intercepts\": [0]}", "5", "an object", 7,
         3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        const char *at = strstr(good, rows[i].from);
        assert_non_null(at);
        int n = snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, rows[i].to,
                         at + strlen(rows[i].from));
        struct irt_bank *bank = (struct irt_bank *)&n;
        struct fault fault = {0};
        enum err err = irt_bank_parse(text, (size_t)n, &bank, &fault);
        assert_int_not_equal(err, ERR_OK);
        assert_int_equal(err, fault.code); /* once they differed for a list of the wrong length */
        assert_null(bank);
        if (fault.line != rows[i].line || fault.column != rows[i].column ||
            strstr(fault.what, rows[i].says) == NULL)
            fail_msg("row %zu: %zu:%zu: %s", i, fault.line, fault.column, fault.what);
    }
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof good - 3; n++) { /* the last two bytes are "}\n" */
        struct irt_bank *bank;
        struct fault fault = {0};
        assert_int_not_equal(irt_bank_parse(good, n, &bank, &fault), ERR_OK);
        assert_null(bank);
        assert_true(fault.what[0] != '\0' && fault.line > 0);
    }
}

static void create_says_what_is_wrong(void **state)
{
    (void)state;
    const double mean[] = {0}, one[] = {1}, minus[] = {-1}, nan[] = {NAN}, d[] = {1, 0};
    const double rises[] = {0, 1}, far[] = {1e300}, tiny[] = {1e-300};
    const struct irt_grm item = {1, 3, one, d}, bad = {1, 3, one, rises};
    const struct irt_grm second_bad[] = {item, bad};
    struct irt_bank *bank;
    struct fault fault = {0};
    assert_int_equal(irt_bank_create(1, mean, one, 1, &item, &bank, &fault), ERR_OK);
    assert_string_equal(irt_bank_item_id(bank, 0), "");
    assert_string_equal(irt_bank_dim_name(bank, 0), "");
    irt_bank_destroy(bank);
    assert_int_equal(irt_bank_create(0, mean, one, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(9, mean, one, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, nan, one, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, mean, minus, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, mean, nan, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, far, one, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, mean, far, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, mean, tiny, 1, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, mean, one, 0, &item, &bank, &fault), ERR_DOMAIN);
    assert_int_equal(irt_bank_create(1, mean, one, 2, second_bad, &bank, &fault), ERR_DOMAIN);
    assert_non_null(strstr(fault.what, "item 2"));
    assert_null(bank);
}

static void too_many_items(void **state)
{
    (void)state;
    const double mean[] = {0}, one[] = {1}, d[] = {0};
    struct irt_grm *items = calloc(IRT_ITEM_MAX + 1, sizeof *items);
    assert_non_null(items);
    for (size_t i = 0; i <= IRT_ITEM_MAX; i++)
        items[i] = (struct irt_grm){1, 2, one, d};
    struct irt_bank *bank;
    assert_int_equal(irt_bank_create(1, mean, one, IRT_ITEM_MAX + 1, items, &bank, NULL),
                     ERR_LIMIT);
    assert_int_equal(irt_bank_create(1, mean, one, IRT_ITEM_MAX, items, &bank, NULL), ERR_OK);
    irt_bank_destroy(bank);
    free(items);
}

static enum err parse_good(void *context)
{
    (void)context;
    struct irt_bank *bank;
    struct fault fault = {0};
    enum err err = irt_bank_parse(good, sizeof good - 1, &bank, &fault);
    assert_true(err == ERR_OK || (bank == NULL && fault.code == ERR_NOMEM));
    irt_bank_destroy(bank);
    return err;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(alloc_sweep(parse_good, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_bank_keeps),
        cmocka_unit_test(a_bank_may_hold_notes),
        cmocka_unit_test(each_fault_at_its_place),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(create_says_what_is_wrong),
        cmocka_unit_test(too_many_items),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
