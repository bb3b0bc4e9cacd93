/* draw/scene.h: a sheet turned into shapes, before anybody says in which format.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_SCENE_H
#define ATTUNE_DRAW_SCENE_H

#include "draw/layout.h"

/* In the order in which they are painted. */
enum draw_kind { DRAW_WATER, DRAW_LAND, DRAW_EARLIER, DRAW_CONTOUR, DRAW_HATCH };

struct draw_shape {
    enum draw_kind kind;
    double level; /* height: 0 is the coast */
    bool major, sure;
    bool quiet;        /* a contour beneath words: to be drawn faintly */
    size_t begin, len; /* its path data, in scene->path */
};

/* Levels 0 … DRAW_LEVELS - 1; every DRAW_MAJOR-th line is a heavier one, and the coast. */
#define DRAW_LEVELS 13
#define DRAW_MAJOR 4
#define DRAW_SHAPE_MAX (6 * DRAW_LEVELS + 8)

struct draw_scene {
    struct draw_layout layout;
    struct draw_shape shape[DRAW_SHAPE_MAX]; /* grouped by kind, lowest level first */
    size_t nshape;
    struct text path;
};

/* ERR_DOMAIN: see draw_landscape_json. On failure nothing needs finishing. */
MUST_CHECK enum err draw_scene_init(struct draw_scene *s, const struct draw_sheet *sheet,
                                    const struct draw_type *type);
void draw_scene_finish(struct draw_scene *s);

#endif
