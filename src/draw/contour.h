/* draw/contour.h: lines of equal height through a grid, by marching squares.
 * Lorensen & Cline 1987 (doi:10.1145/37402.37422) in two dimensions; a cell whose corners
 * alternate is told apart by its mean.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_CONTOUR_H
#define ATTUNE_DRAW_CONTOUR_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "draw/field.h"

/* Heights at nx * ny nodes over a sheet of width x height. The outermost nodes are sunk below any
 * land, so that every contour closes inside the sheet. */
struct draw_grid {
    size_t nx, ny;
    double width, height;    /* sheet units */
    double *z;               /* [ny][nx] heights */
    float *sure, *rough;     /* [ny][nx] */
    struct draw_point *warp; /* [ny][nx] */
};

/* A vertex of a contour: where, and the unit direction in which the line runs there. */
struct draw_vertex {
    double x, y;
    double tx, ty;
};

/* Closed: the last vertex joins the first. Higher ground is on the left when looking along it
 * (y grows downwards). */
struct draw_ring {
    struct draw_vertex *at;
    size_t n;
};

/* An empty grid, a node about every `cell` units. ERR_NOMEM. */
MUST_CHECK enum err draw_grid_init(struct draw_grid *g, struct arena *a, double width,
                                   double height, double cell);
/* Takes the ground from a field, into new memory: a copy of *g made before keeps what it had.
 * ERR_NOMEM. */
MUST_CHECK enum err draw_grid_fill(struct draw_grid *g, struct arena *a,
                                   const struct draw_field *f);
/* The ground by bilinear interpolation; outside the sheet as at its edge. */
struct draw_ground draw_grid_at(const struct draw_grid *g, double x, double y);
/* All rings at `level` > 0 - small: level must lie above the sunk border, -0.3. Rings shorter than
 * a few cells are left out. ERR_NOMEM. */
MUST_CHECK enum err draw_contour(const struct draw_grid *g, double level, struct arena *a,
                                 struct draw_ring **ring, size_t *nring);

#endif
