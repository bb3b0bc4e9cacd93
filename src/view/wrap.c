/* Text for a terminal: wrapped by columns, in ASCII where that is asked, and without anything that
 * would steer the terminal or turn the reading direction.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "view/map_text.h"

/* Typographic marks and what they become in ASCII. */
static const struct {
    uint32_t mark;
    const char *plain;
} marks[] = {
    {0x2018, "'"}, {0x2019, "'"},   {0x201C, "\""}, {0x201D, "\""}, {0x2013, "-"},
    {0x2014, "-"}, {0x2026, "..."}, {0x00D7, "x"},  {0x00A0, " "},
};

static bool steers(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* The text as the terminal may have it. */
static void clean(const char *s, enum draw_charset charset, struct text *out)
{
    size_t n = strlen(s);
    while (n > 0) {
        size_t len;
        uint32_t c = text_utf8_next(s, n, &len);
        const char *plain = NULL;
        for (size_t i = 0; charset == DRAW_ASCII && i < sizeof marks / sizeof *marks; i++)
            if (marks[i].mark == c)
                plain = marks[i].plain;
        if (plain)
            text_add(out, plain);
        else if (c == '\n')
            text_char(out, '\n');
        else if (!steers(c))
            text_bytes(out, s, len);
        else if (c < 0x20)
            text_char(out, ' ');
        s += len;
        n -= len;
    }
}

/* How many bytes of s[0..n) fit in `columns`, at least one character. */
static size_t fit(const char *s, size_t n, size_t columns)
{
    size_t used = 0;
    while (used < n) {
        size_t len;
        text_utf8_next(s + used, n - used, &len);
        if (used > 0 && text_columns(s, used + len) > columns)
            break;
        used += len;
    }
    return used;
}

static void wrap_paragraph(const char *s, size_t n, size_t indent, size_t columns, struct text *out)
{
    size_t room = columns > indent + 8 ? columns - indent : 8, at = 0;
    for (size_t i = 0; i < n;) {
        if (s[i] == ' ') {
            i++;
            continue;
        }
        size_t len = 0;
        while (i + len < n && s[i + len] != ' ')
            len++;
        size_t wide = text_columns(s + i, len);
        if (at > 0 && at + 1 + wide > room) {
            text_char(out, '\n');
            at = 0;
        }
        if (at == 0)
            text_repeat(out, " ", indent);
        else
            text_char(out, ' ');
        at += at > 0;
        if (wide > room) { /* a word wider than the line is cut where it must be */
            len = fit(s + i, len, room);
            wide = text_columns(s + i, len);
        }
        text_bytes(out, s + i, len);
        at += wide;
        i += len;
    }
    text_char(out, '\n');
}

void view_wrap(const char *text, size_t indent, size_t columns, enum draw_charset charset,
               struct text *out)
{
    struct text clear;
    text_init(&clear);
    clean(text, charset, &clear);
    if (clear.err && !out->err)
        out->err = clear.err;
    const char *s = clear.data ? clear.data : "";
    for (;;) {
        const char *end = strchr(s, '\n');
        wrap_paragraph(s, end ? (size_t)(end - s) : strlen(s), indent, columns, out);
        if (!end)
            break;
        s = end + 1;
    }
    text_finish(&clear);
}
