/* Numbers as text, against the C library's printf and strtod.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static uint64_t state = 20261122;

static uint64_t next_bits(void) /* splitmix64 (Steele, Lea, Flood 2014) */
{
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static double of_bits(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static uint64_t bits_of(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return bits;
}

/* Any finite double; three of four near the sizes that people meet. */
static double next_double(void)
{
    for (;;) {
        uint64_t r = next_bits();
        if (r % 4 != 0)
            r = (r & ~((uint64_t)0x7FF << 52)) | (1023 - 40 + (r >> 52 & 0x7FF) % 80) << 52;
        if (isfinite(of_bits(r)))
            return of_bits(r);
    }
}

static void check_shortest(struct text *t, double v)
{
    char s[40];
    text_clear(t);
    text_double(t, v);
    assert_int_equal(t->err, ERR_OK);
    double back = strtod(t->data, NULL), own;
    assert_int_equal(text_read_double(t->data, t->len, &own), ERR_OK);
    if (v == 0) {
        assert_string_equal(t->data, "0");
        return;
    }
    assert_true(bits_of(back) == bits_of(v));
    assert_true(bits_of(own) == bits_of(v));
    /* The digits must be those of the shortest %e that reads back. */
    int keep = fabs(v) < DBL_MIN ? 1 : 15;
    for (;; keep++) {
        snprintf(s, sizeof s, "%.*e", keep - 1, v);
        if (keep == 17 || strtod(s, NULL) == v)
            break;
    }
    char digits[2][24] = {"", ""};
    const char *from[2] = {t->data, s};
    for (int k = 0; k < 2; k++) {
        size_t n = 0;
        for (const char *p = from[k]; *p != '\0' && *p != 'e'; p++)
            if (*p >= '0' && *p <= '9' && (n > 0 || *p != '0') && n < 23)
                digits[k][n++] = *p;
        while (n > 0 && digits[k][n - 1] == '0')
            n--;
        digits[k][n] = '\0';
    }
    assert_string_equal(digits[0], digits[1]);
}

static void a_million_doubles_come_back(void **unused)
{
    (void)unused;
    struct text t;
    text_init(&t);
    for (int i = 0; i < 1000000; i++) {
        double v = next_double();
        text_clear(&t);
        text_double(&t, v);
        double back;
        assert_int_equal(text_read_double(t.data, t.len, &back), ERR_OK);
        assert_true(bits_of(back) == bits_of(v));
    }
    text_finish(&t);
}

static void doubles_are_the_shortest(void **unused)
{
    (void)unused;
    static const double edge[] = {0.0,
                                  -0.0,
                                  1,
                                  -1,
                                  0.1,
                                  0.3,
                                  1e15,
                                  1e16,
                                  1e17,
                                  123456789012345678.0,
                                  1e20,
                                  1e21,
                                  1e22,
                                  1e23,
                                  1e-5,
                                  1e-6,
                                  1e-7,
                                  5e-324,
                                  1e-323,
                                  DBL_MIN,
                                  DBL_MAX,
                                  DBL_EPSILON,
                                  2.2250738585072011e-308,
                                  9007199254740993.0,
                                  0x1p-1074,
                                  0x1p1023,
                                  4.35,
                                  2.675};
    struct text t;
    text_init(&t);
    for (size_t i = 0; i < sizeof edge / sizeof *edge; i++)
        check_shortest(&t, edge[i]);
    for (int e = -1074; e < 1024; e++) { /* at powers of two the gaps change size */
        check_shortest(&t, ldexp(1, e));
        check_shortest(&t, nextafter(ldexp(1, e), 0));
    }
    for (int i = 0; i < 100000; i++)
        check_shortest(&t, next_double());
    text_finish(&t);
}

static void doubles_look_like_this(void **unused)
{
    (void)unused;
    static const struct {
        double v;
        const char *text;
    } table[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-2.5, "-2.5"},
        {0.1, "0.1"},
        {100, "100"},
        {1e20, "100000000000000000000"},
        {1e21, "1e21"},
        {1.5e300, "1.5e300"},
        {0.00001, "0.00001"},
        {0.000001, "1e-6"},
        {-1.25e-9, "-1.25e-9"},
        {5e-324, "5e-324"},
        {1.0 / 3, "0.3333333333333333"},
        {123456.789, "123456.789"},
    };
    struct text t;
    text_init(&t);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        text_clear(&t);
        text_double(&t, table[i].v);
        assert_string_equal(t.data, table[i].text);
    }
    text_clear(&t);
    text_double(&t, NAN);
    text_double(&t, INFINITY);
    text_double(&t, -INFINITY);
    assert_string_equal(t.data, "naninf-inf");
    text_finish(&t);
}

static void check_fixed(struct text *t, double v, int places)
{
    char s[400];
    snprintf(s, sizeof s, "%.*f", places, v);
    const char *want = s;
    if (s[0] == '-' && strspn(s + 1, "0.") == strlen(s + 1))
        want = s + 1; /* never "-0.00" */
    text_clear(t);
    text_fixed(t, v, places);
    assert_string_equal(t->data, want);
}

static void fixed_is_printf(void **unused)
{
    (void)unused;
    static const double edge[] = {0.5,       1.5,     2.5,     0.125,  0.375,   -0.5, -0.4,
                                  0.05,      0.15,    0.25,    2.675,  999.995, 9.5,  99.5,
                                  0.9999999, DBL_MAX, DBL_MIN, 5e-324, 0,       -0.0};
    struct text t;
    text_init(&t);
    for (size_t i = 0; i < sizeof edge / sizeof *edge; i++)
        for (int places = 0; places <= 17; places++)
            check_fixed(&t, edge[i], places);
    for (int i = 0; i < 100000; i++)
        check_fixed(&t, next_double(), (int)(next_bits() % 18));
    for (int i = 0; i < 100000; i++) /* eighths: many exact ties */
        check_fixed(&t, (double)(int64_t)(next_bits() % 20001 - 10000) / 8, (int)(next_bits() % 4));
    text_clear(&t);
    text_fixed(&t, 1, 18);
    assert_int_equal(t.err, ERR_DOMAIN);
    text_finish(&t);
}

static void check_read(const char *s, size_t n)
{
    double v = -1;
    assert_int_equal(text_read_double(s, n, &v), ERR_OK);
    assert_true(bits_of(v) == bits_of(strtod(s, NULL)));
}

static void reading_is_strtod(void **unused)
{
    (void)unused;
    char s[1600];
    for (int i = 0; i < 200000; i++) {
        double v = next_double();
        if (fabs(v) > 1e308) /* few digits may round past the largest double */
            continue;
        int n = snprintf(s, sizeof s, "%.*g", (int)(1 + next_bits() % 25), v);
        char *plus = strchr(s, '+'); /* both spellings of the exponent are read */
        if (plus != NULL && i % 2 == 0) {
            memmove(plus, plus + 1, strlen(plus));
            n--;
        }
        check_read(s, (size_t)n);
    }
    /* Exactly between two doubles, and a hair above and below, with all digits and more. */
    for (int i = 0; i < 2000; i++) {
        double v = fabs(next_double());
        if (v < 1e-300 || v > 1e300)
            continue;
        long double mid = ((long double)v + (long double)nextafter(v, INFINITY)) / 2;
        int n = snprintf(s, sizeof s, "%.1100Lf", mid);
        check_read(s, (size_t)n);
        s[n] = '1';
        s[n + 1] = '\0';
        check_read(s, (size_t)n + 1);
    }
}

static void one_past_eight_hundred_digits_still_counts(void **unused)
{
    (void)unused;
    /* 1 + 2^-53 lies between 1 and the next double: the tie goes to 1, anything more goes up. */
    char s[1200];
    int n = snprintf(s, sizeof s, "%.53Lf", 1 + 0x1p-53L);
    double v;
    assert_int_equal(text_read_double(s, (size_t)n, &v), ERR_OK);
    assert_true(v == 1);
    memset(s + n, '0', 1000);
    s[n + 1000] = '1';
    assert_int_equal(text_read_double(s, (size_t)n + 1001, &v), ERR_OK);
    assert_true(v == 1 + DBL_EPSILON);
}

static void numbers_that_are_none(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        enum err e;
    } table[] = {
        {"", ERR_FORMAT},
        {"-", ERR_FORMAT},
        {"+1", ERR_FORMAT},
        {"01", ERR_FORMAT},
        {"-01", ERR_FORMAT},
        {".5", ERR_FORMAT},
        {"5.", ERR_FORMAT},
        {"1.e3", ERR_FORMAT},
        {"1e", ERR_FORMAT},
        {"1e+", ERR_FORMAT},
        {"1e-", ERR_FORMAT},
        {"e1", ERR_FORMAT},
        {"0x1", ERR_FORMAT},
        {"nan", ERR_FORMAT},
        {"inf", ERR_FORMAT},
        {"Infinity", ERR_FORMAT},
        {"1 ", ERR_FORMAT},
        {" 1", ERR_FORMAT},
        {"1,5", ERR_FORMAT},
        {"--1", ERR_FORMAT},
        {"1e5.5", ERR_FORMAT},
        {"1e1e1", ERR_FORMAT},
        {"1.2.3", ERR_FORMAT},
        {"00", ERR_FORMAT},
        {"1e309", ERR_LIMIT},
        {"-1e309", ERR_LIMIT},
        {"1e99999999999999999999", ERR_LIMIT},
        {"1.7976931348623159e308", ERR_LIMIT},
        {"1e400000000", ERR_LIMIT},
        {"0e99999999999999999999", ERR_OK},
        {"1e-99999999999999999999", ERR_OK},
        {"1e-400", ERR_OK},
        {"1.7976931348623157e308", ERR_OK},
        {"0", ERR_OK},
        {"-0", ERR_OK},
        {"0.0e+00", ERR_OK},
        {"1E5", ERR_OK},
        {"10", ERR_OK},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double v = 77;
        enum err e = text_read_double(table[i].text, strlen(table[i].text), &v);
        if (e != table[i].e)
            print_error("\"%s\" gave %s\n", table[i].text, err_name(e));
        assert_int_equal(e, table[i].e);
        assert_true(e == ERR_OK ? v == strtod(table[i].text, NULL) : v == 77);
    }
}

static void integers(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        enum err e;
        int64_t v;
    } table[] = {
        {"0", ERR_OK, 0},
        {"-0", ERR_OK, 0},
        {"12", ERR_OK, 12},
        {"-12", ERR_OK, -12},
        {"007", ERR_OK, 7},
        {"9223372036854775807", ERR_OK, INT64_MAX},
        {"-9223372036854775808", ERR_OK, INT64_MIN},
        {"9223372036854775808", ERR_LIMIT, 0},
        {"-9223372036854775809", ERR_LIMIT, 0},
        {"99999999999999999999999", ERR_LIMIT, 0},
        {"", ERR_FORMAT, 0},
        {"-", ERR_FORMAT, 0},
        {"+1", ERR_FORMAT, 0},
        {"1.0", ERR_FORMAT, 0},
        {"99999999999999999999999x", ERR_FORMAT, 0},
        {"1 ", ERR_FORMAT, 0},
    };
    struct text t;
    text_init(&t);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int64_t v = 77;
        assert_int_equal(text_read_int(table[i].text, strlen(table[i].text), &v), table[i].e);
        assert_true(v == (table[i].e == ERR_OK ? table[i].v : 77));
    }
    text_int(&t, INT64_MIN);
    text_char(&t, ' ');
    text_int(&t, -1);
    text_char(&t, ' ');
    text_uint(&t, UINT64_MAX);
    assert_string_equal(t.data, "-9223372036854775808 -1 18446744073709551615");
    text_finish(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_doubles_come_back),
        cmocka_unit_test(doubles_are_the_shortest),
        cmocka_unit_test(doubles_look_like_this),
        cmocka_unit_test(fixed_is_printf),
        cmocka_unit_test(reading_is_strtod),
        cmocka_unit_test(one_past_eight_hundred_digits_still_counts),
        cmocka_unit_test(numbers_that_are_none),
        cmocka_unit_test(integers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
