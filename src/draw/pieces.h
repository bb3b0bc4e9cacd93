/* draw/pieces.h: lines cut where they become unsure or run beneath words.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_PIECES_H
#define ATTUNE_DRAW_PIECES_H

#include "base/text.h"
#include "draw/contour.h"
#include "draw/layout.h"

enum { DRAW_SURE = 1, DRAW_QUIET = 2 };

/* What a line is at one vertex. */
struct draw_trait {
    double quiet; /* below 0: beneath words; else the distance from them */
    double sure;  /* 0 or more: fairly sure */
    unsigned
        cut; /* DRAW_SURE, DRAW_QUIET or both; a caller may clear what it does not tell apart */
};

/* Distance from (x, y) to the nearest line of a label's words, about; below 0 inside. */
double draw_label_distance(const struct draw_label *b, const struct draw_type *type, double x,
                           double y);
struct draw_trait draw_trait_at(const struct draw_layout *l, const struct draw_type *type,
                                const struct draw_grid *g, double x, double y);
/* Adds path data for the pieces of a ring whose cut is `want`; t has one trait for each vertex.
 * ERR_NOMEM. */
MUST_CHECK enum err draw_pieces(struct text *out, const struct draw_ring *r,
                                const struct draw_trait *t, unsigned want, double width,
                                double height, struct arena *a);

#endif
