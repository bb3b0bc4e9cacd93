/* Growing text, UTF-8, terminal columns, hexadecimal digits; arena, byte cursors, faults.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "base/text.h"
#include "tests/support/alloc.h"

static void text_grows_and_errors_stick(void **unused)
{
    (void)unused;
    struct text t;
    text_init(&t);
    t.limit = 100;
    text_repeat(&t, "ab", 50);
    assert_int_equal(t.err, ERR_OK);
    assert_int_equal(t.len, 100);
    assert_int_equal(strlen(t.data), 100);
    text_char(&t, 'x');
    assert_int_equal(t.err, ERR_LIMIT);
    assert_int_equal(t.len, 100);
    text_bytes(&t, "", 0);
    assert_int_equal(t.err, ERR_LIMIT);
    text_clear(&t);
    text_add(&t, "again");
    assert_int_equal(t.err, ERR_OK);
    assert_string_equal(t.data, "again");
    text_bytes(&t, "x", SIZE_MAX);
    assert_int_equal(t.err, ERR_LIMIT);
    text_finish(&t);
    assert_null(t.data);
    text_finish(NULL);
}

static void hexadecimal(void **unused)
{
    (void)unused;
    uint8_t b[3] = {9, 9, 9};
    assert_int_equal(text_read_hex("00fFa7", 6, b, 3), ERR_OK);
    assert_memory_equal(b, "\x00\xFF\xA7", 3);
    static const char *const bad[] = {"00fFa", "00fFa7a", "00fFag", "", "00 Fa7", "0xffff"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(text_read_hex(bad[i], strlen(bad[i]), b, 3), ERR_FORMAT);
    assert_memory_equal(b, "\x00\xFF\xA7", 3);
    struct text t;
    text_init(&t);
    text_hex(&t, b, 3);
    assert_string_equal(t.data, "00ffa7");
    text_finish(&t);
}

#define BYTES(s) s, sizeof s - 1

static void utf8_table(void **unused)
{
    (void)unused;
    static const struct {
        const char *s;
        size_t n, valid;
    } table[] = {
        {BYTES(""), 0},
        {BYTES("plain"), 5},
        {BYTES("a\0b"), 3},
        {BYTES("\x7F"), 1},
        {BYTES("\xC2\x80"), 2},         /* U+0080, the first of two bytes */
        {BYTES("\xDF\xBF"), 2},         /* U+07FF */
        {BYTES("\xE0\xA0\x80"), 3},     /* U+0800 */
        {BYTES("\xED\x9F\xBF"), 3},     /* U+D7FF, the last before the surrogates */
        {BYTES("\xEE\x80\x80"), 3},     /* U+E000, the first after them */
        {BYTES("\xEF\xBF\xBF"), 3},     /* U+FFFF */
        {BYTES("\xF0\x90\x80\x80"), 4}, /* U+10000 */
        {BYTES("\xF4\x8F\xBF\xBF"), 4}, /* U+10FFFF, the last of all */
        {BYTES("ok\x80"), 2},           /* a continuation alone */
        {BYTES("ok\xBF"), 2},
        {BYTES("\xC0\x80"), 0}, /* overlong */
        {BYTES("\xC1\xBF"), 0},
        {BYTES("\xE0\x9F\xBF"), 0},
        {BYTES("\xF0\x8F\xBF\xBF"), 0},
        {BYTES("\xED\xA0\x80"), 0}, /* surrogates */
        {BYTES("\xED\xBF\xBF"), 0},
        {BYTES("\xF4\x90\x80\x80"), 0}, /* past the last */
        {BYTES("\xF5\x80\x80\x80"), 0},
        {BYTES("\xFF"), 0},
        {BYTES("\xFE"), 0},
        {BYTES("a\xC3"), 1}, /* cut short */
        {BYTES("a\xE2\x82"), 1},
        {BYTES("a\xF0\x9F\x98"), 1},
        {BYTES("a\xC3(z"), 1}, /* no continuation */
        {BYTES("a\xE2\x82(z"), 1},
        {BYTES("a\xF0\x9F\x98(z"), 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(text_utf8_valid(table[i].s, table[i].n), table[i].valid);
}

static size_t encode(uint32_t c, char *s)
{
    if (c < 0x80) {
        s[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        s[i] = (char)(0x80 | (c & 0x3F));
    s[0] = (char)((0xF0 << (4 - n) & 0xFF) | c);
    return n;
}

static void every_code_point(void **unused)
{
    (void)unused;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char s[4];
        size_t n = encode(c, s), len;
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        assert_int_equal(text_utf8_valid(s, n), surrogate ? 0 : n);
        if (!surrogate) {
            assert_int_equal(text_utf8_next(s, n, &len), c);
            assert_int_equal(len, n);
        }
    }
}

static void columns(void **unused)
{
    (void)unused;
    static const struct {
        const char *s;
        size_t columns;
    } table[] = {
        {"", 0},          {"Leo", 3},         {"Zoë", 3},
        {"Zoe\u0308", 3}, {"\u0141ukasz", 6}, {"李", 2},
        {"さくら", 6},    {"한", 2},          {"\u1112\u1161\u11AB", 2},
        {"שרה", 3},       {"प्रिया", 5},       {"🙂", 2},
        {"a\u200Bb", 2},  {"\u2026", 1},      {"\u2588\u2591", 2},
        {"a\tb\x7F", 2},  {"\uFF21", 2},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(text_columns(table[i].s, strlen(table[i].s)), table[i].columns);
}

static void arena_limits(void **unused)
{
    (void)unused;
    struct arena a;
    arena_init(&a, 1000);
    assert_non_null(arena_alloc(&a, 0));
    size_t used = a.used;
    assert_null(arena_alloc(&a, 1001 - used));
    assert_int_equal(a.used, used);
    assert_non_null(arena_alloc(&a, 900));
    assert_null(arena_alloc(&a, 900));
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_array(&a, SIZE_MAX / 8, 16));
    assert_null(arena_text(&a, "x", SIZE_MAX));
    arena_finish(&a);
    assert_int_equal(a.used, 0);
    assert_non_null(arena_alloc(&a, 900));
    arena_finish(&a);
    arena_finish(NULL);
}

static void arena_memory_is_zeroed_aligned_and_apart(void **unused)
{
    (void)unused;
    struct arena a;
    arena_init(&a, 0);
    unsigned char *p[2000];
    size_t size[2000];
    for (size_t i = 0; i < 2000; i++) {
        size[i] = i == 700 ? 3000000 : (i * 7919) % 3000; /* one is larger than any block */
        p[i] = arena_alloc(&a, size[i]);
        assert_non_null(p[i]);
        assert_int_equal((uintptr_t)p[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < size[i]; k++)
            assert_true(p[i][k] == 0);
        memset(p[i], (int)(i % 255 + 1), size[i]);
    }
    for (size_t i = 0; i < 2000; i++)
        for (size_t k = 0; k < size[i]; k++)
            assert_true(p[i][k] == i % 255 + 1);
    char *s = arena_text(&a, "abcdef", 3);
    assert_string_equal(s, "abc");
    arena_finish(&a);
}

static void byte_cursors(void **unused)
{
    (void)unused;
    uint8_t b[64];
    struct bytes_out out;
    bytes_out_init(&out, b, sizeof b);
    bytes_put_u8(&out, 0xAB);
    bytes_put_u16(&out, 0x1234);
    bytes_put_u32(&out, 0xDEADBEEF);
    bytes_put_u64(&out, 0x0102030405060708);
    bytes_put_i16(&out, -2);
    bytes_put_i64(&out, INT64_MIN);
    bytes_put_f64(&out, -1.5);
    bytes_put(&out, "xyz", 3);
    assert_false(out.bad);
    static const uint8_t want[] = {
        0xAB, 0x34, 0x12, 0xEF, 0xBE, 0xAD, 0xDE, 8, 7, 6, 5, 4, 3, 2,    1,    0xFE, 0xFF, 0,
        0,    0,    0,    0,    0,    0,    0x80, 0, 0, 0, 0, 0, 0, 0xF8, 0xBF, 'x',  'y',  'z'};
    assert_int_equal(out.len, sizeof want);
    assert_memory_equal(b, want, sizeof want);

    struct bytes_in in;
    bytes_in_init(&in, b, out.len);
    assert_int_equal(bytes_get_u8(&in), 0xAB);
    assert_int_equal(bytes_get_u16(&in), 0x1234);
    assert_int_equal(bytes_get_u32(&in), 0xDEADBEEF);
    assert_true(bytes_get_u64(&in) == 0x0102030405060708);
    assert_int_equal(bytes_get_i16(&in), -2);
    assert_true(bytes_get_i64(&in) == INT64_MIN);
    assert_true(bytes_get_f64(&in) == -1.5);
    assert_int_equal(bytes_left(&in), 3);
    assert_int_equal(bytes_get_u32(&in), 0); /* three bytes are no u32 */
    assert_true(in.bad);
    assert_int_equal(bytes_left(&in), 0);
    assert_int_equal(bytes_get_u8(&in), 0); /* and it sticks */
    assert_null(bytes_take(&in, 0));
    bytes_in_init(&in, b, 3);
    assert_null(bytes_take(&in, 4));
    bytes_in_init(&in, NULL, 0);
    assert_non_null(bytes_take(&in, 0));
    assert_null(bytes_take(&in, 1));

    bytes_out_init(&out, b, 3);
    bytes_put_u16(&out, 1);
    bytes_put_u16(&out, 2);
    assert_true(out.bad);
    assert_int_equal(out.len, 2);
    bytes_put_u8(&out, 3);
    assert_int_equal(out.len, 2);
}

static void faults(void **unused)
{
    (void)unused;
    struct fault f;
    assert_int_equal(fault_set(&f, ERR_FORMAT, 3, 4, "expected ", "this", NULL), ERR_FORMAT);
    assert_int_equal(f.code, ERR_FORMAT);
    assert_int_equal(f.line, 3);
    assert_int_equal(f.column, 4);
    assert_string_equal(f.what, "expected this");
    assert_int_equal(fault_set(&f, ERR_LIMIT, 0, 0, "in x: ", f.what, NULL), ERR_LIMIT);
    assert_string_equal(f.what, "in x: expected this");
    assert_int_equal(fault_set(NULL, ERR_IO, 0, 0, "nobody listens", NULL), ERR_IO);

    /* Cut at every place inside two-, three- and four-byte characters: always valid UTF-8. */
    static const char *const tail[] = {"éééé", "€€€€", "🙂🙂🙂🙂", "xyzw"};
    for (size_t k = 0; k < 4; k++) {
        for (size_t pad = 180; pad < 210; pad++) {
            char long_text[300];
            memset(long_text, 'a', pad);
            strncpy(long_text + pad, tail[k], sizeof long_text - pad);
            fault_set(&f, ERR_FORMAT, 0, 0, long_text, NULL);
            size_t n = strlen(f.what), full = pad + strlen(tail[k]);
            assert_true(n < sizeof f.what);
            assert_int_equal(text_utf8_valid(f.what, n), n);
            assert_true(n == full || n + 4 >= sizeof f.what);
        }
    }
    for (int code = -10; code <= 0; code++)
        assert_string_not_equal(err_name((enum err)code), "unknown error");
    assert_string_equal(err_name((enum err)7), "unknown error");
}

static enum err use_text(void *context)
{
    (void)context;
    struct text t;
    text_init(&t);
    text_repeat(&t, "0123456789", 100);
    text_double(&t, 0.1);
    enum err e = t.err;
    text_clear(&t);
    assert_int_equal(t.err, ERR_OK);
    text_finish(&t);
    return e;
}

static enum err use_arena(void *context)
{
    (void)context;
    struct arena a;
    arena_init(&a, 0);
    enum err e = ERR_OK;
    for (int i = 0; i < 100 && e == ERR_OK; i++) {
        size_t used = a.used;
        if (arena_array(&a, 10, 1000) == NULL) {
            assert_int_equal(a.used, used);
            e = ERR_NOMEM;
        }
    }
    arena_finish(&a);
    return e;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    assert_true(alloc_sweep(use_text, NULL) >= 5);
    assert_true(alloc_sweep(use_arena, NULL) >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows_and_errors_stick),
        cmocka_unit_test(hexadecimal),
        cmocka_unit_test(utf8_table),
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(columns),
        cmocka_unit_test(arena_limits),
        cmocka_unit_test(arena_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(byte_cursors),
        cmocka_unit_test(faults),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
