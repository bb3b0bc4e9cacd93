/* Months, stages and bands at their edges, and the calendar against the C library's.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define _GNU_SOURCE /* timegm */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "content/age.h"

static int64_t at(int year, int month, int day, int hour, int minute)
{
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_min = minute};
    return (int64_t)timegm(&tm) * 1000;
}

/* Every day of three centuries, at its first and last millisecond. */
static void test_calendar(void **state)
{
    (void)state;
    const int64_t day_ms = 86400000;
    int days = 0;
    for (int64_t ms = at(1900, 1, 1, 0, 0); ms < at(2200, 1, 1, 0, 0); ms += day_ms, days++) {
        time_t seconds = (time_t)(ms / 1000);
        struct tm tm;
        gmtime_r(&seconds, &tm);
        for (int64_t moment = ms; moment < ms + day_ms; moment += day_ms - 1) {
            int year = 0, month = 0, day = 0, weekday = 0;
            content_civil(moment, 0, &year, &month, &day, &weekday);
            assert_int_equal(year, tm.tm_year + 1900);
            assert_int_equal(month, tm.tm_mon + 1);
            assert_int_equal(day, tm.tm_mday);
            assert_int_equal(weekday, tm.tm_wday);
        }
    }
    assert_int_equal(days, 109573);
}

static void test_calendar_extremes(void **state)
{
    (void)state;
    int year = 0, month = 0, day = 0, weekday = 0;
    content_civil(INT64_MIN, INT32_MIN, &year, &month, &day, &weekday);
    assert_true(year < -200000000 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
    content_civil(INT64_MAX, INT32_MAX, &year, &month, &day, &weekday);
    assert_true(year > 200000000 && weekday >= 0 && weekday <= 6);
    content_civil(-1, 0, &year, &month, &day, &weekday); /* one millisecond before it all */
    assert_int_equal(year, 1969);
    assert_int_equal(month, 12);
    assert_int_equal(day, 31);
    assert_int_equal(weekday, 3);
}

static void test_birth(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int month;
    } good[] = {{"1900-01", 1900 * 12}, {"2024-02", 2024 * 12 + 1}, {"2199-12", 2199 * 12 + 11}};
    static const char *const bad[] = {"",        "2024",     "2024-",     "2024-00",  "2024-13",
                                      "1899-12", "2200-01",  "2024-1",    "2024-001", "02024-01",
                                      "2024/01", " 2024-01", "2024-01 ",  "2O24-01",  "2024-0x",
                                      "-024-01", "20-2401",  "2024-01-01"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        int month = 0;
        assert_int_equal(content_birth_parse(good[i].text, &month, NULL), ERR_OK);
        assert_int_equal(month, good[i].month);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int month = 7;
        struct fault fault = {0};
        assert_int_equal(content_birth_parse(bad[i], &month, &fault), ERR_FORMAT);
        assert_int_equal(month, 7);
        assert_non_null(strstr(fault.what, "YYYY-MM"));
    }
}

static int months(const char *birth, int64_t ms, int offset)
{
    int b = 0, out = -1;
    assert_int_equal(content_birth_parse(birth, &b, NULL), ERR_OK);
    assert_int_equal(content_months(b, ms, offset, &out, NULL), ERR_OK);
    return out;
}

static void test_months(void **state)
{
    (void)state;
    /* Leap day and the moment after it. */
    assert_int_equal(months("2024-02", at(2024, 3, 1, 0, 0) - 1, 0), 0);
    assert_int_equal(months("2024-02", at(2024, 3, 1, 0, 0), 0), 1);
    /* No leap day in 2100, so the first of March comes a day sooner. */
    assert_int_equal(months("2100-02", at(2100, 2, 28, 23, 59), 0), 0);
    assert_int_equal(months("2100-02", at(2100, 2, 28, 23, 59), 1), 1);
    /* The local month counts, whatever month it is in Greenwich. */
    assert_int_equal(months("2026-10", at(2026, 10, 31, 23, 0), 59), 0);
    assert_int_equal(months("2026-10", at(2026, 10, 31, 23, 0), 60), 1);
    assert_int_equal(months("2026-10", at(2026, 11, 1, 0, 0), 0), 1);
    assert_int_equal(months("2026-10", at(2026, 11, 1, 0, 0), -1), 0);
    assert_int_equal(months("2026-10", at(2026, 11, 1, 14, 0), -1080), 0);
    assert_int_equal(months("2026-10", at(2026, 10, 31, 6, 0), 1080), 1);
    /* Across the year. */
    assert_int_equal(months("2025-12", at(2026, 1, 1, 0, 0), 0), 1);
    assert_int_equal(months("2024-11", at(2026, 11, 22, 12, 0), 60), 24);
    /* Long past childhood it stays 227. */
    assert_int_equal(months("2007-12", at(2026, 11, 1, 0, 0), 0), 227);
    assert_int_equal(months("2007-11", at(2026, 11, 1, 0, 0), 0), 227);
    assert_int_equal(months("1900-01", at(2199, 12, 31, 0, 0), 0), 227);
    /* Before 1970 too. */
    assert_int_equal(months("1960-01", at(1961, 3, 1, 0, 0), 0), 14);
}

static void test_future(void **state)
{
    (void)state;
    int birth = 0, out = 5;
    struct fault fault = {0};
    assert_int_equal(content_birth_parse("2026-12", &birth, NULL), ERR_OK);
    assert_int_equal(content_months(birth, at(2026, 11, 30, 23, 59), 0, &out, &fault), ERR_DOMAIN);
    assert_int_equal(out, 5);
    assert_int_equal(fault.code, ERR_DOMAIN);
    assert_non_null(strstr(fault.what, "still to come"));
    /* East of Greenwich it is December already. */
    assert_int_equal(content_months(birth, at(2026, 11, 30, 23, 59), 1, &out, &fault), ERR_OK);
    assert_int_equal(out, 0);
    assert_int_equal(content_months(birth, INT64_MIN, 0, &out, NULL), ERR_DOMAIN);
    assert_int_equal(content_months(birth, INT64_MAX, 0, &out, NULL), ERR_OK);
    assert_int_equal(out, 227);
}

static void test_parts(void **state)
{
    (void)state;
    static const struct {
        int months, stage, band;
    } edges[] = {{-1, CONTENT_INFANT, CONTENT_B0},    {0, CONTENT_INFANT, CONTENT_B0},
                 {2, CONTENT_INFANT, CONTENT_B0},     {3, CONTENT_INFANT, CONTENT_B3},
                 {11, CONTENT_INFANT, CONTENT_B3},    {12, CONTENT_EARLY, CONTENT_B12},
                 {35, CONTENT_EARLY, CONTENT_B12},    {36, CONTENT_EARLY, CONTENT_B36},
                 {59, CONTENT_EARLY, CONTENT_B36},    {60, CONTENT_SCHOOL, CONTENT_B36},
                 {71, CONTENT_SCHOOL, CONTENT_B36},   {72, CONTENT_SCHOOL, CONTENT_B72},
                 {107, CONTENT_SCHOOL, CONTENT_B72},  {108, CONTENT_SCHOOL, CONTENT_B108},
                 {143, CONTENT_SCHOOL, CONTENT_B108}, {144, CONTENT_TEEN, CONTENT_B108},
                 {155, CONTENT_TEEN, CONTENT_B108},   {156, CONTENT_TEEN, CONTENT_B156},
                 {227, CONTENT_TEEN, CONTENT_B156},   {228, CONTENT_TEEN, CONTENT_B156}};
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        assert_int_equal(content_stage_at(edges[i].months), edges[i].stage);
        assert_int_equal(content_band_at(edges[i].months), edges[i].band);
    }
    for (int m = 0; m <= CONTENT_MONTHS_MAX; m++) {
        enum content_stage stage = content_stage_at(m);
        enum content_band band = content_band_at(m);
        assert_true(content_stage_from(stage) <= m && m < content_stage_to(stage));
        assert_true(content_band_from(band) <= m && m < content_band_to(band));
    }
    assert_int_equal(content_stage_to(CONTENT_TEEN), 228);
    assert_int_equal(content_band_to(CONTENT_B156), 228);
}

static void test_effective(void **state)
{
    (void)state;
    assert_int_equal(content_effective(26, CONTENT_STAGE_AUTO), 26);
    assert_int_equal(content_effective(-3, CONTENT_STAGE_AUTO), 0);
    assert_int_equal(content_effective(400, CONTENT_STAGE_AUTO), 227);
    assert_int_equal(content_effective(26, CONTENT_INFANT), 11);
    assert_int_equal(content_effective(26, CONTENT_EARLY), 26);
    assert_int_equal(content_effective(26, CONTENT_SCHOOL), 60);
    assert_int_equal(content_effective(26, CONTENT_TEEN), 144);
    assert_int_equal(content_effective(227, CONTENT_SCHOOL), 143);
}

static void test_names(void **state)
{
    (void)state;
    for (int s = 0; s < CONTENT_STAGES; s++) {
        enum content_stage out = CONTENT_STAGE_AUTO;
        const char *id = content_stage_id((enum content_stage)s);
        assert_int_equal(content_stage_parse(id, &out), ERR_OK);
        assert_int_equal(out, s);
    }
    enum content_stage out = CONTENT_TEEN;
    assert_int_equal(content_stage_parse("Infant", &out), ERR_NOTFOUND);
    assert_int_equal(content_stage_parse("", &out), ERR_NOTFOUND);
    assert_int_equal(out, CONTENT_TEEN);
    assert_string_equal(content_band_id(CONTENT_B0), "b0");
    assert_string_equal(content_band_id(CONTENT_B156), "b156");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar),  cmocka_unit_test(test_calendar_extremes),
        cmocka_unit_test(test_birth),     cmocka_unit_test(test_months),
        cmocka_unit_test(test_future),    cmocka_unit_test(test_parts),
        cmocka_unit_test(test_effective), cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("content-age", tests, NULL, NULL);
}
