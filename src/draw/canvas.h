/* draw/canvas.h: a sheet of terminal cells: dots, strokes, marks and words, and the ground beneath.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_CANVAS_H
#define ATTUNE_DRAW_CANVAS_H

#include "draw/contour.h"
#include "draw/layout.h"

enum draw_ink {
    DRAW_BLANK,
    DRAW_DOTS,   /* contour lines, as a braille pattern */
    DRAW_STROKE, /* rough ground */
    DRAW_SPOT,   /* a place's mark */
    DRAW_NAME,
    DRAW_WORD,
    DRAW_REST /* the second half of a wide character */
};

struct draw_cell {
    enum draw_ink ink;
    uint8_t dots; /* of U+2800 */
    bool coast;   /* dots of the shore line among them */
    bool quiet;   /* beside words: nothing may be drawn here */
    bool guess;   /* ground that is still a guess */
    bool on_map;  /* of a name or word */
    uint8_t len;
    const char *s;       /* a letter with its marks, in somebody's string */
    double upper, lower; /* height of the ground in the cell's halves */
};

struct draw_canvas {
    size_t columns, rows;
    struct draw_cell *cell; /* [rows][columns] */
};

/* Draws a sheet. The places must be checked. ERR_NOMEM, ERR_LIMIT (words too long). */
MUST_CHECK enum err draw_canvas_init(struct draw_canvas *c, struct arena *a,
                                     const struct draw_place *place, size_t nplace, size_t columns);
/* Cells of a row up to the last that holds something: ground counts. */
size_t draw_canvas_used(const struct draw_canvas *c, size_t row);
/* The rows that hold something: first … end - 1. */
void draw_canvas_rows(const struct draw_canvas *c, size_t *first, size_t *end);

#endif
