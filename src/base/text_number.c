/* base/text_number.c: numbers to decimal text and back, without stdio and without a locale.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <float.h>
#include <math.h>

#include "base/decimal.h"
#include "base/text.h"

void text_uint(struct text *t, uint64_t v)
{
    char s[20];
    size_t at = sizeof s;
    do {
        s[--at] = (char)('0' + v % 10);
        v /= 10;
    } while (v != 0);
    text_bytes(t, s + at, sizeof s - at);
}

void text_int(struct text *t, int64_t v)
{
    if (v < 0)
        text_char(t, '-');
    text_uint(t, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

/* Writes "nan", "inf", "-inf"; false for finite values. */
static bool not_finite(struct text *t, double v)
{
    if (isfinite(v))
        return false;
    text_add(t, isnan(v) ? "nan" : v < 0 ? "-inf" : "inf");
    return true;
}

/* Digits [from, to) of 0.d1 d2 …, with zeros where d has none. */
static void put_digits(struct text *t, const struct decimal *d, int from, int to)
{
    for (int i = from; i < to; i++)
        text_char(t, i >= 0 && i < d->count ? (char)('0' + d->digit[i]) : '0');
}

static void put_plain(struct text *t, const struct decimal *d, int places)
{
    if (d->exponent > 0)
        put_digits(t, d, 0, d->exponent);
    else
        text_char(t, '0');
    if (places > 0) {
        text_char(t, '.');
        put_digits(t, d, d->exponent, d->exponent + places);
    }
}

void text_fixed(struct text *t, double v, int places)
{
    if (places < 0 || places > 17) {
        if (t->err == ERR_OK)
            t->err = ERR_DOMAIN;
        return;
    }
    if (not_finite(t, v))
        return;
    struct decimal d;
    decimal_of(fabs(v), &d);
    decimal_round(&d, d.exponent + places);
    if (v < 0 && d.count > 0)
        text_char(t, '-');
    put_plain(t, &d, places);
}

void text_double(struct text *t, double v)
{
    if (not_finite(t, v))
        return;
    struct decimal exact, d;
    double back;
    decimal_of(fabs(v), &exact);
    /* Any decimal of at most DBL_DIG = 15 digits survives the way to a normal double and back, so
     * only the very small ones can need fewer digits than rounding to 15 finds. */
    for (int keep = fabs(v) < DBL_MIN ? 1 : DBL_DIG; keep <= 17; keep++) {
        d = exact;
        decimal_round(&d, keep);
        if (decimal_read(&d, &back) == ERR_OK && back == fabs(v))
            break;
    }
    if (v < 0)
        text_char(t, '-');
    if (d.count == 0 || (d.exponent > -5 && d.exponent <= 21)) {
        put_plain(t, &d, d.count > d.exponent ? d.count - d.exponent : 0);
        return;
    }
    put_digits(t, &d, 0, 1);
    if (d.count > 1) {
        text_char(t, '.');
        put_digits(t, &d, 1, d.count);
    }
    text_char(t, 'e');
    text_int(t, d.exponent - 1);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One more significant digit. Digits past the array matter only as "not exactly in the middle":
 * the last place stands for all of them. */
static void keep_digit(struct decimal *d, char c)
{
    if (d->count < DECIMAL_DIGITS)
        d->digit[d->count++] = (char)(c - '0');
    else if (c != '0')
        d->digit[DECIMAL_DIGITS - 1] = 1;
}

enum err text_read_double(const char *s, size_t n, double *out)
{
    struct decimal d = {.count = 0};
    size_t i = 0;
    int64_t exponent = 0; /* n is a size in memory: far from overflow */
    bool minus = i < n && s[i] == '-';
    i += minus;
    if (i == n || !is_digit(s[i]) || (s[i] == '0' && i + 1 < n && is_digit(s[i + 1])))
        return ERR_FORMAT;
    for (; i < n && is_digit(s[i]); i++) {
        if (s[i] == '0' && d.count == 0)
            continue;
        keep_digit(&d, s[i]);
        exponent++;
    }
    if (i < n && s[i] == '.') {
        if (++i == n || !is_digit(s[i]))
            return ERR_FORMAT;
        for (; i < n && is_digit(s[i]); i++) {
            if (s[i] == '0' && d.count == 0)
                exponent--;
            else
                keep_digit(&d, s[i]);
        }
    }
    if (i < n && (s[i] == 'e' || s[i] == 'E')) {
        i++;
        bool below = i < n && s[i] == '-';
        i += i < n && (s[i] == '-' || s[i] == '+');
        if (i == n)
            return ERR_FORMAT;
        int64_t by = 0;
        for (; i < n && is_digit(s[i]); i++)
            by = by > INT64_MAX / 100 ? by : by * 10 + (s[i] - '0');
        if (!is_digit(s[i - 1]))
            return ERR_FORMAT;
        exponent += below ? -by : by;
    }
    if (i != n)
        return ERR_FORMAT;
    d.exponent = exponent > 9999 ? 9999 : exponent < -9999 ? -9999 : (int)exponent;
    double v;
    enum err e = decimal_read(&d, &v);
    if (e == ERR_OK)
        *out = minus ? -v : v;
    return e;
}

enum err text_read_int(const char *s, size_t n, int64_t *out)
{
    bool minus = n > 0 && s[0] == '-', past = false;
    size_t i = minus;
    if (i == n)
        return ERR_FORMAT;
    uint64_t v = 0, most = (uint64_t)INT64_MAX + minus;
    for (; i < n; i++) {
        if (!is_digit(s[i]))
            return ERR_FORMAT;
        uint64_t digit = (uint64_t)(s[i] - '0');
        past = past || v > (most - digit) / 10;
        v = past ? v : v * 10 + digit;
    }
    if (past)
        return ERR_LIMIT;
    *out = !minus ? (int64_t)v : v > (uint64_t)INT64_MAX ? INT64_MIN : -(int64_t)v;
    return ERR_OK;
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum err text_read_hex(const char *s, size_t len, uint8_t *out, size_t n)
{
    if (len / 2 != n || len % 2 != 0)
        return ERR_FORMAT;
    for (size_t i = 0; i < len; i++)
        if (hex_digit(s[i]) < 0)
            return ERR_FORMAT;
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)((unsigned)hex_digit(s[2 * i]) << 4 | (unsigned)hex_digit(s[2 * i + 1]));
    return ERR_OK;
}
