/* base/json_out.c: JSON text, compact, valid whatever the order of calls allows.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/json.h"

void json_out_init(struct json_out *w, struct text *t)
{
    *w = (struct json_out){.text = t};
}

static void stick(struct json_out *w, enum err e)
{
    if (w->text->err == ERR_OK)
        w->text->err = e;
}

static void put_string(struct json_out *w, const char *s, size_t n)
{
    if (text_utf8_valid(s, n) != n) {
        stick(w, ERR_FORMAT);
        return;
    }
    text_char(w->text, '"');
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        text_bytes(w->text, s + from, i - from);
        from = i + 1;
        static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
        const char *p = c == 0 ? NULL : strchr(plain, c);
        if (p != NULL) {
            text_bytes(w->text, (char[]){'\\', letter[p - plain]}, 2);
        } else {
            text_add(w->text, "\\u00");
            text_hex(w->text, &c, 1);
        }
    }
    text_bytes(w->text, s + from, n - from);
    text_char(w->text, '"');
}

/* The comma before a value and its key. A key where none belongs, or none where one does, is a
 * caller's mistake and sticks as ERR_DOMAIN. */
static void before(struct json_out *w, const char *key)
{
    uint64_t bit = w->depth == 0 ? 0 : (uint64_t)1 << (w->depth - 1);
    bool object = w->depth > 0 && (w->is_array & bit) == 0;
    if (object != (key != NULL)) {
        stick(w, ERR_DOMAIN);
        return;
    }
    if (w->has_member & bit)
        text_char(w->text, ',');
    w->has_member |= bit;
    if (key != NULL) {
        put_string(w, key, strlen(key));
        text_char(w->text, ':');
    }
}

static void begin(struct json_out *w, const char *key, bool array)
{
    before(w, key);
    if (w->depth == JSON_DEPTH_MAX) {
        stick(w, ERR_LIMIT);
        return;
    }
    text_char(w->text, array ? '[' : '{');
    uint64_t bit = (uint64_t)1 << w->depth++;
    w->is_array = array ? w->is_array | bit : w->is_array & ~bit;
    w->has_member &= ~bit;
}

static void end(struct json_out *w, bool array)
{
    if (w->text->err != ERR_OK)
        return;
    if (w->depth == 0 || ((w->is_array >> (w->depth - 1) & 1) != 0) != array) {
        stick(w, ERR_DOMAIN);
        return;
    }
    w->depth--;
    text_char(w->text, array ? ']' : '}');
}

void json_begin(struct json_out *w, const char *key)
{
    begin(w, key, false);
}

void json_end(struct json_out *w)
{
    end(w, false);
}

void json_begin_array(struct json_out *w, const char *key)
{
    begin(w, key, true);
}

void json_end_array(struct json_out *w)
{
    end(w, true);
}

void json_text(struct json_out *w, const char *key, const char *value)
{
    if (value == NULL)
        json_null(w, key);
    else
        json_text_n(w, key, value, strlen(value));
}

void json_text_n(struct json_out *w, const char *key, const char *value, size_t n)
{
    before(w, key);
    put_string(w, value, n);
}

void json_int(struct json_out *w, const char *key, int64_t v)
{
    before(w, key);
    text_int(w->text, v);
}

void json_uint(struct json_out *w, const char *key, uint64_t v)
{
    before(w, key);
    text_uint(w->text, v);
}

void json_bool(struct json_out *w, const char *key, bool v)
{
    before(w, key);
    text_add(w->text, v ? "true" : "false");
}

void json_null(struct json_out *w, const char *key)
{
    before(w, key);
    text_add(w->text, "null");
}

void json_double(struct json_out *w, const char *key, double v)
{
    before(w, key);
    if (isfinite(v))
        text_double(w->text, v);
    else
        text_add(w->text, "null");
}

void json_fixed(struct json_out *w, const char *key, double v, int places)
{
    before(w, key);
    if (isfinite(v))
        text_fixed(w->text, v, places);
    else
        text_add(w->text, "null");
}

void json_hex(struct json_out *w, const char *key, const uint8_t *bytes, size_t n)
{
    before(w, key);
    text_char(w->text, '"');
    text_hex(w->text, bytes, n);
    text_char(w->text, '"');
}

void json_raw(struct json_out *w, const char *key, const char *json, size_t n)
{
    before(w, key);
    text_bytes(w->text, json, n);
}
