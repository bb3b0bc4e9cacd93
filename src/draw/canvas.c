/* draw/canvas.c: a sheet of terminal cells. A cell is two dots wide and four high, and dots are
 * about square.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/canvas.h"

#include <math.h>

#include "draw/noise.h"

#define DOT_CELL 1.4 /* dots between two nodes of the grid */
#define STEP 0.35    /* dots from sample to sample along a line */
#define GAP 2.2      /* dots from dot to dot along a line that is a guess */

static struct draw_cell *at(const struct draw_canvas *c, long column, long row)
{
    if (column < 0 || row < 0 || column >= (long)c->columns || row >= (long)c->rows)
        return NULL;
    return &c->cell[(size_t)row * c->columns + (size_t)column];
}

static void lay_ground(struct draw_canvas *c, const struct draw_grid *g)
{
    struct draw_cell *cell = c->cell;
    for (size_t row = 0; row < c->rows; row++) {
        for (size_t k = 0; k < c->columns; k++, cell++) {
            double x = 2 * (double)k + 1, y = 4 * (double)row;
            struct draw_ground up = draw_grid_at(g, x, y + 1), low = draw_grid_at(g, x, y + 3);
            cell->upper = up.height;
            cell->lower = low.height;
            cell->guess = up.sure < 0.5;
        }
    }
}

/* One line of words, centred; keeps a cell free on either side. */
static void set_line(struct draw_canvas *c, const struct draw_line *l, double x, long row,
                     enum draw_ink ink, bool on_map)
{
    long column = (long)floor(x - l->width / 2 + 0.5);
    for (long k = column - 1; k <= column + (long)l->width; k++) {
        struct draw_cell *cell = at(c, k, row);
        if (cell != NULL)
            cell->quiet = true;
    }
    struct draw_cell *last = NULL;
    for (size_t i = 0, len; i < l->len; i += len) {
        (void)text_utf8_next(l->at + i, l->len - i, &len);
        size_t wide = text_columns(l->at + i, len);
        if (wide == 0) { /* a mark upon the letter before */
            if (last != NULL && last->len + len < 64)
                last->len = (uint8_t)(last->len + len);
            continue;
        }
        struct draw_cell *cell = at(c, column, row), *rest = at(c, column + 1, row);
        if (cell == NULL || (wide == 2 && rest == NULL))
            return;
        cell->ink = ink;
        cell->on_map = on_map;
        cell->s = l->at + i;
        cell->len = (uint8_t)len;
        if (wide == 2)
            rest->ink = DRAW_REST;
        last = cell;
        column += (long)wide;
    }
}

static void set_words(struct draw_canvas *c, const struct draw_layout *l,
                      const struct draw_place *place)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct draw_label *b = &l->label[i];
        long row = (long)floor(b->y);
        struct draw_cell *spot = at(c, (long)floor(b->x), row);
        if (spot != NULL && place[i].on_map) {
            spot->ink = DRAW_SPOT;
            for (long k = -1; k <= 1; k++) {
                struct draw_cell *beside = at(c, (long)floor(b->x) + k, row);
                if (beside != NULL)
                    beside->quiet = true;
            }
        }
        for (size_t k = 0; k < b->nname; k++)
            set_line(c, &b->name[k], b->x, ++row, DRAW_NAME, place[i].on_map);
        for (size_t k = 0; k < b->nword; k++)
            set_line(c, &b->word[k], b->x, ++row, DRAW_WORD, place[i].on_map);
    }
}

static void set_dot(struct draw_canvas *c, double x, double y, bool coast)
{
    /* Bits of U+2800 by row and column of dots. */
    static const uint8_t bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    long dx = (long)floor(x), dy = (long)floor(y);
    struct draw_cell *cell = dx < 0 || dy < 0 ? NULL : at(c, dx / 2, dy / 4);
    if (cell == NULL || cell->quiet || (cell->ink != DRAW_BLANK && cell->ink != DRAW_DOTS))
        return;
    cell->ink = DRAW_DOTS;
    cell->dots |= bit[dy % 4][dx % 2];
    cell->coast = cell->coast || coast;
}

static void set_ring(struct draw_canvas *c, const struct draw_grid *g, const struct draw_ring *r,
                     bool coast)
{
    double run = 0; /* along the ring so far */
    for (size_t i = 0; i < r->n; i++) {
        const struct draw_vertex *p = &r->at[i], *q = &r->at[(i + 1) % r->n];
        double dx = q->x - p->x, dy = q->y - p->y, len = sqrt(dx * dx + dy * dy);
        int steps = (int)ceil(len / STEP);
        for (int k = 0; k < steps; k++) {
            double t = (double)k / steps, x = p->x + t * dx, y = p->y + t * dy;
            double beat = run + t * len;
            bool between = beat - GAP * floor(beat / GAP) >= STEP;
            if (!between || draw_grid_at(g, x, y).sure >= 0.5)
                set_dot(c, x, y, coast);
        }
        run += len;
    }
}

/* Strokes on rough ground, denser the more it rubs. */
static void set_strokes(struct draw_canvas *c, const struct draw_grid *g)
{
    for (long row = 0; row < (long)c->rows; row++) {
        for (long k = 0; k < (long)c->columns; k++) {
            struct draw_cell *cell = at(c, k, row), *before = at(c, k - 1, row);
            struct draw_ground d = draw_grid_at(g, 2 * (double)k + 1, 4 * (double)row + 2);
            bool beside = before != NULL && before->ink == DRAW_STROKE;
            if (cell->quiet || beside || d.rough < 0.05 || d.height < 0.01 ||
                (cell->ink != DRAW_BLANK && cell->ink != DRAW_DOTS) ||
                draw_unit(draw_hash((int32_t)k, (int32_t)row, 21)) > 1.2 * d.rough)
                continue;
            cell->ink = DRAW_STROKE;
        }
    }
}

enum err draw_canvas_init(struct draw_canvas *c, struct arena *a, const struct draw_place *place,
                          size_t nplace, size_t columns)
{
    struct draw_layout l;
    struct draw_field f;
    struct draw_grid g;
    enum err e = draw_layout(&l, place, nplace, (double)columns, floor(14 + 0.15 * (double)columns),
                             &draw_type_cells);
    if (e != ERR_OK)
        return e;
    *c = (struct draw_canvas){.columns = columns, .rows = (size_t)ceil(l.height)};
    c->cell = arena_array(a, c->columns * c->rows, sizeof *c->cell);
    if (c->cell == NULL)
        return ERR_NOMEM;
    draw_field_init(&f, place, l.at, nplace);
    e = draw_grid_init(&g, a, 2 * l.width, 4 * l.height, DOT_CELL);
    if (e == ERR_OK)
        e = draw_grid_fill(&g, a, &f);
    if (e != ERR_OK)
        return e;
    lay_ground(c, &g);
    set_words(c, &l, place);
    int levels = columns < 64 ? 6 : 8;
    for (int k = 0; k < levels; k++) {
        struct draw_ring *ring;
        size_t n;
        e = draw_contour(&g, (double)k / levels, a, &ring, &n);
        if (e != ERR_OK)
            return e;
        for (size_t i = 0; i < n; i++)
            set_ring(c, &g, &ring[i], k == 0);
    }
    set_strokes(c, &g);
    return ERR_OK;
}

size_t draw_canvas_used(const struct draw_canvas *c, size_t row)
{
    size_t used = c->columns;
    for (; used > 0; used--) {
        const struct draw_cell *last = &c->cell[row * c->columns + used - 1];
        if (last->ink != DRAW_BLANK || last->upper >= 0 || last->lower >= 0)
            break;
    }
    return used;
}

void draw_canvas_rows(const struct draw_canvas *c, size_t *first, size_t *end)
{
    *end = c->rows;
    while (*end > 0 && draw_canvas_used(c, *end - 1) == 0)
        --*end;
    *first = 0;
    while (*first < *end && draw_canvas_used(c, *first) == 0)
        ++*first;
}
