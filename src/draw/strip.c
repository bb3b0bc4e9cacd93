/* draw/strip.c: each place with a small hill of its own.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/strip.h"

#include "draw/noise.h"
#include "draw/type.h"

#define HILL 9 /* columns, an odd number */

static double cells(const char *s, size_t n)
{
    return (double)text_columns(s, n);
}

static void hill(struct text *t, const struct draw_place *p, enum draw_charset charset)
{
    static const char *const block[8] = {"\u2581", "\u2582", "\u2583", "\u2584",
                                         "\u2585", "\u2586", "\u2587", "\u2588"};
    static const char *const letter[8] = {".", ".", ":", "-", "=", "+", "*", "#"};
    bool level = p->rough > 0;
    for (int i = 0; i < HILL; i++) {
        double r = (i - 0.5 * (HILL - 1)) / 2.2;
        double h = level ? 0.15 : (0.1 + 0.9 * p->height) / (1 + r * r);
        bool stroke = draw_unit(draw_hash(i, 0, 31)) < 0.3 + 0.6 * p->rough;
        if (!p->on_map || (p->sure < 0.5 && i % 2 != 0))
            text_char(t, ' ');
        else if (level && stroke)
            text_add(t, charset == DRAW_ASCII ? "/" : "\u2571");
        else
            text_add(t, (charset == DRAW_ASCII ? letter : block)[(int)(h * 7.99)]);
    }
}

static void add_lines(struct text *t, const struct draw_line *line, size_t n, size_t indent,
                      bool bold)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            text_repeat(t, " ", indent);
        text_add(t, bold ? "\033[1m" : "");
        text_bytes(t, line[i].at, line[i].len);
        text_add(t, bold ? "\033[0m" : "");
        text_char(t, '\n');
    }
}

enum err draw_strip(const struct draw_place *place, size_t nplace, size_t columns,
                    enum draw_charset charset, struct text *out)
{
    for (size_t i = 0; i < nplace; i++) {
        const struct draw_place *p = &place[i];
        struct draw_line name[DRAW_LINES_MAX], word[DRAW_LINES_MAX];
        size_t nname, nword;
        enum err e = draw_wrap(p->name, (double)columns, cells, name, &nname);
        if (e == ERR_OK)
            e = draw_wrap(p->word == NULL ? "" : p->word, (double)(columns - HILL - 1), cells, word,
                          &nword);
        if (e != ERR_OK)
            return e;
        add_lines(out, name, nname, 0, charset == DRAW_UNICODE_COLOUR);
        hill(out, p, charset);
        text_char(out, ' ');
        add_lines(out, word, nword, HILL + 1, false);
        if (nword == 0)
            text_char(out, '\n');
    }
    return ERR_OK;
}
