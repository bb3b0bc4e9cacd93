/* tests/draw/path_read.h: SVG path data read back as points, by the grammar of SVG 1.1, 8.3.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_DRAW_PATH_READ_H
#define ATTUNE_TESTS_DRAW_PATH_READ_H

#include <stdbool.h>
#include <stddef.h>

#define PATH_POINTS 60000
#define PATH_PIECES 8000

struct path_piece {
    size_t begin, n; /* points along the curve, several for each cubic */
    bool closed;
};

struct path_read {
    size_t npoint, npiece;
    double x[PATH_POINTS], y[PATH_POINTS];
    struct path_piece piece[PATH_PIECES];
    double left, top, right, bottom; /* of all points and control points */
};

/* Reads M, c, q and Z as attune writes them; false on anything else. Adds to what is there. */
bool path_read(struct path_read *p, const char *d, size_t len);
void path_read_clear(struct path_read *p);
/* Twice the signed area of a piece: positive when it runs clockwise on a screen. */
double path_area(const struct path_read *p, size_t piece);
/* Whether a point lies inside an odd number of closed pieces. */
bool path_holds(const struct path_read *p, double x, double y);
double path_length(const struct path_read *p, size_t piece);

#endif
