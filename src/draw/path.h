/* draw/path.h: smooth lines as compact SVG path data.
 * Cubic Hermite pieces through as few vertices as keep within a third of a pixel of the line,
 * relative coordinates with one decimal. Rounded absolute positions are subtracted, so rounding
 * does not add up along a path; control points are held inside the sheet.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_PATH_H
#define ATTUNE_DRAW_PATH_H

#include <stdbool.h>

#include "base/text.h"
#include "draw/contour.h"

/* One subpath through at[0..n), n >= 2; closed joins the last to the first and ends in "Z". */
void draw_path_curve(struct text *t, const struct draw_vertex *at, size_t n, bool closed,
                     double width, double height);
/* A stroke from (x, y) by way of a control point, as a quadratic curve. */
void draw_path_stroke(struct text *t, struct draw_point from, struct draw_point over,
                      struct draw_point to);

#endif
