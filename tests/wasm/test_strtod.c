/* The page's small strtod against the C library's.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wasm/strtod.h"

static uint64_t state = 88172645463325252u;

static uint64_t draw(void) /* xorshift64 (Marsaglia 2003) */
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void check(const char *s)
{
    double expected = strtod(s, NULL), got = wasm_strtod(s);
    if (memcmp(&expected, &got, sizeof got) != 0)
        print_error("%s: %.17g, expected %.17g\n", s, got, expected);
    assert_memory_equal(&expected, &got, sizeof got);
}

/* "1.5e+3" as the digits, "e" and exponent that base/decimal.c writes. */
static void check_printed(const char *printed)
{
    char s[1200];
    size_t n = 0;
    long places = 0;
    const char *e = strchr(printed, 'e');
    bool point = false;
    for (const char *at = printed; at < e; at++) {
        if (*at == '.')
            point = true;
        else
            s[n++] = *at;
        places += point && *at != '.';
    }
    snprintf(s + n, sizeof s - n, "e%ld", strtol(e + 1, NULL, 10) - places);
    check(s);
}

static void any_double(void **unused)
{
    (void)unused;
    char s[1200];
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = draw() & ~(UINT64_C(1) << 63);
        double v;
        memcpy(&v, &bits, sizeof v);
        if (bits >> 52 == 0x7FF)
            continue;
        snprintf(s, sizeof s, "%.*e", (int)(draw() % 20), v);
        check_printed(s);
    }
}

/* Exactly between two doubles: the even one. A last digit more or less decides otherwise. */
static void ties(void **unused)
{
    (void)unused;
    char s[1200];
    for (int i = 0; i < 2000; i++) {
        uint64_t bits = draw() % (UINT64_C(0x7FE) << 52);
        double low, high;
        memcpy(&low, &bits, sizeof low);
        bits++;
        memcpy(&high, &bits, sizeof high);
        long double middle = ((long double)low + high) / 2;
        snprintf(s, sizeof s, "%.770Le", middle);
        check_printed(s);
    }
}

static void edges(void **unused)
{
    (void)unused;
    static const char *const table[] = {
        "0e0",
        "0e-9999",
        "1e0",
        "5e-324",
        "2e-324",
        "3e-324",
        "17976931348623157e292",
        "17976931348623159e292",
        "1e308",
        "1e309",
        "1e9999",
        "1e-9999",
        "9007199254740993e0",
        "22250738585072011e-324",
        "22250738585072014e-324",
        "4940656458412465e-339",
        "000001e3",
        "100000000000000000000000e-23",
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        check(table[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_double),
        cmocka_unit_test(ties),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
