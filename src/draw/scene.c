/* draw/scene.c: a sheet turned into shapes.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/scene.h"

#include <math.h>

#include "draw/contour.h"
#include "draw/hatch.h"
#include "draw/path.h"
#include "draw/pieces.h"
#include "draw/sheet.h"

#define CELL 4.5   /* sheet units from node to node, at least */
#define NODES 88.0 /* nodes across, at most, about */

struct work {
    struct arena arena;
    struct draw_scene *scene;
    const struct draw_type *type;
    struct draw_field field;
    struct draw_grid grid;
};

/* Keeps a shape whose path began at shape.begin, unless nothing was drawn. */
static void close_shape(struct draw_scene *s, struct draw_shape shape)
{
    shape.len = s->path.len - shape.begin;
    if (shape.len > 0)
        s->shape[s->nshape++] = shape;
}

/* All rings of one level. */
struct rings {
    struct draw_ring *ring;
    size_t n;
};

static void outline(struct work *w, const struct rings *r, double level)
{
    struct draw_scene *s = w->scene;
    size_t begin = s->path.len;
    for (size_t i = 0; i < r->n; i++)
        draw_path_curve(&s->path, r->ring[i].at, r->ring[i].n, true, s->layout.width,
                        s->layout.height);
    close_shape(
        s, (struct draw_shape){.kind = DRAW_LAND, .level = level, .sure = true, .begin = begin});
}

/* The lines of one level. A contour is told apart by how sure it is and goes on faintly beneath
 * words; other lines stop there. */
static enum err contours(struct work *w, const struct rings *r, struct draw_shape shape)
{
    struct draw_scene *s = w->scene;
    unsigned all = shape.kind == DRAW_CONTOUR ? DRAW_SURE | DRAW_QUIET : DRAW_QUIET;
    struct draw_trait **t = arena_array(&w->arena, r->n, sizeof *t);
    if (t == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < r->n; i++) {
        t[i] = arena_array(&w->arena, r->ring[i].n, sizeof **t);
        if (t[i] == NULL)
            return ERR_NOMEM;
        for (size_t k = 0; k < r->ring[i].n; k++) {
            t[i][k] = draw_trait_at(&s->layout, w->type, &w->grid, r->ring[i].at[k].x,
                                    r->ring[i].at[k].y);
            t[i][k].cut &= all;
        }
    }
    for (unsigned c = 0; c < (shape.kind == DRAW_CONTOUR ? 4 : 1); c++) {
        shape.begin = s->path.len;
        shape.sure = (c & DRAW_SURE) != 0;
        shape.quiet = (c & DRAW_QUIET) != 0;
        for (size_t i = 0; i < r->n; i++) {
            enum err e = draw_pieces(&s->path, &r->ring[i], t[i], c, s->layout.width,
                                     s->layout.height, &w->arena);
            if (e != ERR_OK)
                return e;
        }
        close_shape(s, shape);
    }
    return ERR_OK;
}

static double level_of(int k)
{
    return (double)k / DRAW_LEVELS;
}

/* The heavier lines of the earlier map, on the places of this one, clear of all words. */
static enum err earlier(struct work *w, const struct draw_sheet *sheet)
{
    draw_field_init(&w->field, sheet->earlier, w->scene->layout.at, sheet->nplace);
    enum err e = draw_grid_fill(&w->grid, &w->arena, &w->field);
    for (int k = 0; e == ERR_OK && k < DRAW_LEVELS; k += DRAW_MAJOR) {
        struct rings r;
        e = draw_contour(&w->grid, level_of(k), &w->arena, &r.ring, &r.n);
        if (e == ERR_OK)
            e = contours(w, &r, (struct draw_shape){.kind = DRAW_EARLIER, .level = level_of(k)});
    }
    return e;
}

/* Water and land of this map, and its rings for the lines that come on top. */
static enum err ground(struct work *w, struct rings r[DRAW_LEVELS])
{
    enum err e = ERR_OK;
    for (int k = 3; e == ERR_OK && k > 0; k--) {
        double level = -0.024 * k - 0.004 * k * k;
        struct rings water;
        e = draw_contour(&w->grid, level, &w->arena, &water.ring, &water.n);
        if (e == ERR_OK)
            e = contours(w, &water, (struct draw_shape){.kind = DRAW_WATER, .level = level});
    }
    for (int k = 0; e == ERR_OK && k < DRAW_LEVELS; k++) {
        e = draw_contour(&w->grid, level_of(k), &w->arena, &r[k].ring, &r[k].n);
        if (e == ERR_OK)
            outline(w, &r[k], level_of(k));
    }
    return e;
}

static enum err lines(struct work *w, const struct rings r[DRAW_LEVELS])
{
    enum err e = ERR_OK;
    for (int k = 0; e == ERR_OK && k < DRAW_LEVELS; k++)
        e = contours(w, &r[k],
                     (struct draw_shape){
                         .kind = DRAW_CONTOUR, .level = level_of(k), .major = k % DRAW_MAJOR == 0});
    return e;
}

static void hatches(struct work *w)
{
    struct draw_scene *s = w->scene;
    for (int sure = 1; sure >= 0; sure--) {
        size_t begin = s->path.len;
        draw_hatch(&s->path, &w->grid, &s->layout, w->type, sure == 1);
        close_shape(s, (struct draw_shape){.kind = DRAW_HATCH, .sure = sure == 1, .begin = begin});
    }
}

static enum err build(struct work *w, const struct draw_sheet *sheet)
{
    struct draw_scene *s = w->scene;
    struct rings r[DRAW_LEVELS];
    double cell = sqrt(s->layout.width * s->layout.height) / NODES;
    enum err e = draw_grid_init(&w->grid, &w->arena, s->layout.width, s->layout.height,
                                cell > CELL ? cell : CELL);
    if (e != ERR_OK)
        return e;
    draw_field_init(&w->field, sheet->place, s->layout.at, sheet->nplace);
    e = draw_grid_fill(&w->grid, &w->arena, &w->field);
    if (e == ERR_OK)
        e = ground(w, r);
    if (e == ERR_OK && sheet->earlier != NULL) {
        struct draw_grid now = w->grid;
        e = earlier(w, sheet);
        w->grid = now;
    }
    if (e == ERR_OK)
        e = lines(w, r);
    if (e == ERR_OK)
        hatches(w);
    return e != ERR_OK ? e : s->path.err;
}

enum err draw_scene_init(struct draw_scene *s, const struct draw_sheet *sheet,
                         const struct draw_type *type)
{
    enum err e = draw_sheet_check(sheet);
    if (e != ERR_OK)
        return e;
    double height = sheet->height == 0 ? 190 + 0.55 * sheet->width : sheet->height;
    if (!(sheet->width >= 160 && sheet->width <= 2000 && height >= 120 && height <= 4000))
        return ERR_DOMAIN;
    *s = (struct draw_scene){0};
    text_init(&s->path);
    struct work w = {.scene = s, .type = type};
    arena_init(&w.arena, 0);
    e = draw_layout(&s->layout, sheet->place, sheet->nplace, sheet->width, height, type);
    if (e == ERR_OK)
        e = build(&w, sheet);
    arena_finish(&w.arena);
    if (e != ERR_OK)
        draw_scene_finish(s);
    return e;
}

void draw_scene_finish(struct draw_scene *s)
{
    if (s != NULL)
        text_finish(&s->path);
}
