/* draw/terminal.c: the landscape as lines of text.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/landscape.h"

#include <string.h>

#include "draw/canvas.h"
#include "draw/palette.h"
#include "draw/plain.h"
#include "draw/sheet.h"
#include "draw/strip.h"

#define NARROW 40 /* columns: fewer have no room for a map */

static void add_braille(struct text *t, uint8_t dots)
{
    text_char(t, (char)0xE2);
    text_char(t, (char)(0xA0 | dots >> 6));
    text_char(t, (char)(0x80 | (dots & 0x3F)));
}

/* What stands in a cell where no colour is to be had. */
static void plain_cell(struct text *t, const struct draw_cell *c)
{
    switch (c->ink) {
    case DRAW_DOTS:
        add_braille(t, c->dots);
        break;
    case DRAW_STROKE:
        text_add(t, c->guess ? "\u280c" : "\u2571");
        break;
    case DRAW_SPOT:
        text_add(t, "\u2022");
        break;
    case DRAW_NAME:
    case DRAW_WORD:
        text_bytes(t, c->s, c->len);
        break;
    case DRAW_REST:
        break;
    case DRAW_BLANK:
        text_char(t, ' ');
        break;
    }
}

/* Height as a letter; where it is a guess, every other one. */
static void ascii_cell(struct text *t, const struct draw_cell *c, size_t column, size_t row)
{
    static const char shade[] = ".:-=+*#";
    double h = (c->upper + c->lower) / 2;
    switch (c->ink) {
    case DRAW_NAME:
    case DRAW_WORD:
        text_bytes(t, c->s, c->len);
        return;
    case DRAW_SPOT:
        text_char(t, 'o');
        return;
    case DRAW_STROKE:
        text_char(t, c->guess ? '\'' : '/');
        return;
    default:
        break;
    }
    size_t k = h < 0 ? 0 : (size_t)(h * 7.4);
    bool skip = c->quiet || h < 0 || (c->guess && (column + row) % 2 != 0);
    text_char(t, skip ? ' ' : shade[k < 6 ? k : 6]);
}

static void trim(struct text *t, size_t from)
{
    while (t->err == ERR_OK && t->len > from && t->data[t->len - 1] == ' ')
        t->data[--t->len] = '\0';
}

static void plain_rows(struct text *t, const struct draw_canvas *c, bool ascii)
{
    size_t first, end;
    draw_canvas_rows(c, &first, &end);
    for (size_t row = first; row < end; row++) {
        size_t from = t->len;
        for (size_t k = 0; k < c->columns; k++) {
            const struct draw_cell *cell = &c->cell[row * c->columns + k];
            if (ascii)
                ascii_cell(t, cell, k, row);
            else
                plain_cell(t, cell);
        }
        trim(t, from);
        text_char(t, '\n');
    }
}

/* Colours of one cell; a colour is 0xRRGGBB, or -1 for the terminal's own. */
struct look {
    int32_t front, back;
    bool bold;
};

static int32_t packed(struct draw_rgb c)
{
    return (int32_t)c.r << 16 | (int32_t)c.g << 8 | c.b;
}

static int32_t ground(const struct draw_palette *p, double height)
{
    /* In steps, as bands of a map, and so that neighbours share one colour. */
    return height < 0 ? -1 : packed(draw_tint(p, (double)(int)(height * 8) / 8));
}

static void colour(struct text *t, int front_or_back, int32_t c)
{
    text_uint(t, (uint64_t)front_or_back);
    if (c < 0) {
        text_char(t, '9');
        return;
    }
    text_add(t, "8;2;");
    text_int(t, c >> 16);
    text_char(t, ';');
    text_int(t, c >> 8 & 255);
    text_char(t, ';');
    text_int(t, c & 255);
}

/* Changes from one look to the next with as few bytes as can be. */
static void change(struct text *t, struct look *now, struct look want)
{
    bool some = false;
    if (now->front == want.front && now->back == want.back && now->bold == want.bold)
        return;
    text_add(t, "\033[");
    if (now->bold != want.bold) {
        text_add(t, want.bold ? "1" : "22");
        some = true;
    }
    if (now->front != want.front) {
        text_add(t, some ? ";" : "");
        colour(t, 3, want.front);
        some = true;
    }
    if (now->back != want.back) {
        text_add(t, some ? ";" : "");
        colour(t, 4, want.back);
    }
    text_char(t, 'm');
    *now = want;
}

static void colour_cell(struct text *t, const struct draw_palette *p, const struct draw_cell *c,
                        struct look *now)
{
    int32_t up = ground(p, c->upper), low = ground(p, c->lower);
    int32_t middle = ground(p, (c->upper + c->lower) / 2);
    struct look want = {.front = now->front, .back = middle};
    bool blank = c->ink == DRAW_BLANK;
    if (c->ink == DRAW_DOTS)
        want.front = packed(c->coast ? draw_mix(p->line, p->ink, 0.5) : p->line);
    else if (c->ink == DRAW_STROKE)
        want.front = packed(p->rust);
    else if (!blank && c->ink != DRAW_REST)
        want.front = middle < 0 ? -1 : packed(p->ink);
    want.bold = c->ink == DRAW_NAME;
    if (blank && up != low) {
        /* Half a block has room for both halves' colours; the terminal's own can only be behind. */
        bool top = up >= 0;
        want.front = top ? up : low;
        want.back = top ? low : up;
        change(t, now, want);
        text_add(t, top ? "\u2580" : "\u2584");
        return;
    }
    change(t, now, want);
    plain_cell(t, c);
}

static void colour_rows(struct text *t, const struct draw_canvas *c)
{
    const struct draw_palette *p = draw_palette_terminal();
    const struct look none = {-1, -1, false};
    size_t first, end;
    draw_canvas_rows(c, &first, &end);
    for (size_t row = first; row < end; row++) {
        struct look now = none;
        size_t from = t->len;
        size_t used = draw_canvas_used(c, row);
        for (size_t k = 0; k < used; k++)
            colour_cell(t, p, &c->cell[row * c->columns + k], &now);
        if (t->len > from && memchr(t->data + from, '\033', t->len - from) != NULL)
            text_add(t, "\033[0m");
        text_char(t, '\n');
    }
}

#define ENTRIES 3

/* Sure, a guess, rough ground. */
static const char *const signs[2][2][ENTRIES] = {
    /* the map */
    {{".:-=+*#", ". - + #", "//"}, {"\u2812\u2812\u2812", "\u2802\u2802\u2802", "\u2571\u2571"}},
    /* the list of hills */
    {{".-=-.", ". = .", "//"},
     {"\u2582\u2584\u2586\u2584\u2582", "\u2582 \u2586 \u2582", "\u2571\u2571"}},
};

static void add_legend(struct text *t, const struct draw_legend *legend, size_t columns,
                       enum draw_charset charset)
{
    bool hills = columns < NARROW, ascii = charset == DRAW_ASCII;
    const char *const *sign = signs[hills][!ascii];
    const char *const words[ENTRIES] = {ascii && !hills ? legend->height : legend->sure,
                                        legend->guess, legend->rough};
    size_t used = 0;
    text_add(t, hills ? "" : "\n");
    for (size_t i = 0; i < ENTRIES; i++) {
        size_t need =
            text_columns(sign[i], strlen(sign[i])) + 1 + text_columns(words[i], strlen(words[i]));
        if (used > 0 && used + 3 + need > columns) {
            text_char(t, '\n');
            used = 0;
        }
        text_add(t, used > 0 ? "   " : "");
        used += used > 0 ? 3 : 0;
        text_add(t, sign[i]);
        text_char(t, ' ');
        text_add(t, words[i]);
        used += need;
    }
    text_char(t, '\n');
}

enum err draw_landscape_terminal(const struct draw_sheet *sheet, const struct draw_legend *legend,
                                 size_t columns, enum draw_charset charset, struct text *out)
{
    enum err e = draw_sheet_check(sheet);
    if (e == ERR_OK)
        e = draw_legend_check(legend);
    if (e != ERR_OK)
        return e;
    if (columns < 24 || columns > 200)
        return ERR_DOMAIN;
    size_t before = out->len;
    struct arena arena;
    struct draw_canvas canvas;
    struct draw_place place[DRAW_PLACE_MAX];
    struct draw_legend words = *legend;
    arena_init(&arena, 0);
    memcpy(place, sheet->place, sheet->nplace * sizeof *place);
    if (charset == DRAW_ASCII)
        e = draw_plain_places(place, sheet->nplace, &arena);
    if (e == ERR_OK && charset == DRAW_ASCII)
        e = draw_plain_legend(&words, &arena);
    if (e == ERR_OK && columns < NARROW) {
        e = draw_strip(place, sheet->nplace, columns, charset, out);
    } else if (e == ERR_OK) {
        e = draw_canvas_init(&canvas, &arena, place, sheet->nplace, columns);
        if (e == ERR_OK && charset == DRAW_UNICODE_COLOUR)
            colour_rows(out, &canvas);
        else if (e == ERR_OK)
            plain_rows(out, &canvas, charset == DRAW_ASCII);
    }
    if (e == ERR_OK)
        add_legend(out, &words, columns, charset);
    arena_finish(&arena);
    if (e != ERR_OK && out->data != NULL) { /* half a map helps nobody */
        out->len = before;
        out->data[before] = '\0';
    }
    return e != ERR_OK ? e : out->err;
}
