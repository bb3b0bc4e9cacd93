/* draw/field.h: the ground under the places, as smooth functions over the unit square.
 *
 *   height = base + peaks, at a point that is first moved a little by smooth noise
 *   base   = skirts of all places added up, held down near the sheet's edge: where it is land
 *   peaks  = (sum over places of (top * kernel)^4)^(1/4): summits that stay apart, so that the
 *            land between two places falls back to low ground
 *
 * Kernels are of the form (1 + r^2/m)^-m: no exp, so the same bits natively and in WebAssembly.
 * Height 0 is the coast, 1 about the highest summit that can be. A place never lowers the ground.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_FIELD_H
#define ATTUNE_DRAW_FIELD_H

#include "draw/landscape.h"

struct draw_point {
    double x, y;
};

struct draw_mound {
    double x, y;          /* where it lies, after the warp */
    double ax, ay;        /* unit vector along which it is drawn out */
    double along, across; /* 1 / radius^2 of the summit, either way */
    double top;           /* 0 … 1 */
    double sure, rough;
    bool level; /* flat on top: ground that is told by hatching, not by height */
};

struct draw_field {
    size_t n; /* only the places that are on the map */
    struct draw_mound mound[DRAW_PLACE_MAX];
    size_t naway;
    struct draw_point away[DRAW_PLACE_MAX]; /* places that are not: no land there */
    struct draw_point
        middle;   /* of all mounds: plain land, so that the ring of places has no hole */
    double plain; /* how much of it */
};

/* What the ground is like at one point. */
struct draw_ground {
    double height; /* below 0: off the land */
    double sure;   /* of the places near by, 0 … 1 */
    double rough;  /* 0 … 1 */
};

/* at[nplace]: where each place lies, as fractions of the sheet. The places must be checked. */
void draw_field_init(struct draw_field *f, const struct draw_place *place,
                     const struct draw_point *at, size_t nplace);
/* Where the warp moves the point (u, v), fractions of the sheet. The same for every field. */
struct draw_point draw_field_warp(double u, double v);
/* The ground at fractions (u, v) of the sheet, which the warp moves to w. */
struct draw_ground draw_field_at(const struct draw_field *f, double u, double v,
                                 struct draw_point w);

#endif
