/* draw/hatch.h: short strokes over rough ground, denser the more it rubs.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_HATCH_H
#define ATTUNE_DRAW_HATCH_H

#include "base/text.h"
#include "draw/contour.h"
#include "draw/layout.h"

/* Adds path data for the strokes on ground that attune is sure of, or on the other. Strokes keep
 * clear of all words and marks. */
void draw_hatch(struct text *t, const struct draw_grid *g, const struct draw_layout *l,
                const struct draw_type *type, bool sure);

#endif
