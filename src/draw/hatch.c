/* draw/hatch.c: strokes by a jittered grid; each cell's hash says whether, where and how.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/hatch.h"

#include <math.h>

#include "draw/noise.h"
#include "draw/path.h"
#include "draw/pieces.h"

#define CELL 7.5
#define QUIET 3.5

static bool clear_of_words(const struct draw_layout *l, const struct draw_type *type,
                           struct draw_point p)
{
    if (p.x < 2 || p.y < 2 || p.x > l->width - 2 || p.y > l->height - 2)
        return false;
    for (size_t i = 0; i < l->n; i++) {
        const struct draw_label *b = &l->label[i];
        double dx = p.x - b->x, dy = p.y - b->y;
        if (dx * dx + dy * dy < 36 || draw_label_distance(b, type, p.x, p.y) < QUIET)
            return false;
    }
    return true;
}

static double jitter(int32_t i, int32_t j, uint32_t salt)
{
    return 2 * draw_unit(draw_hash(i, j, salt)) - 1;
}

void draw_hatch(struct text *t, const struct draw_grid *g, const struct draw_layout *l,
                const struct draw_type *type, bool sure)
{
    for (int32_t j = 0; j * CELL < l->height; j++) {
        for (int32_t i = 0; i * CELL < l->width; i++) {
            struct draw_point c = {(i + 0.5 + 0.38 * jitter(i, j, 11)) * CELL,
                                   (j + 0.5 + 0.38 * jitter(i, j, 12)) * CELL};
            struct draw_ground d = draw_grid_at(g, c.x, c.y);
            if (d.rough < 0.05 || draw_unit(draw_hash(i, j, 13)) > 1.5 * d.rough ||
                d.height < 0.01 || (d.sure >= 0.5) != sure)
                continue;
            /* Mostly rising to the right, like grass in one wind. */
            double dx = 1, dy = -0.42 + 0.36 * jitter(i, j, 14);
            double half = (3.4 + 1.4 * jitter(i, j, 15)) / sqrt(dx * dx + dy * dy);
            dx *= half;
            dy *= half;
            double bow = 0.13 * jitter(i, j, 16);
            struct draw_point from = {c.x - dx, c.y - dy}, to = {c.x + dx, c.y + dy};
            struct draw_point over = {c.x - 2 * bow * dy, c.y + 2 * bow * dx};
            if (clear_of_words(l, type, from) && clear_of_words(l, type, c) &&
                clear_of_words(l, type, to))
                draw_path_stroke(t, from, over, to);
        }
    }
}
