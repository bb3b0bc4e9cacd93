/* draw/layout.h: where the places lie on a sheet, and their words beneath.
 * A place has a fixed spot by its id. Its name and word stand centred under its mark, always at the
 * same distance. Where two texts would touch, or leave the sheet, the places move apart, mark and
 * words together; where that is not enough the sheet grows taller.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_LAYOUT_H
#define ATTUNE_DRAW_LAYOUT_H

#include "draw/field.h"
#include "draw/type.h"

struct draw_label {
    double x, y;                     /* the mark: the summit */
    double left, top, right, bottom; /* of the words, without the mark */
    struct draw_line name[DRAW_LINES_MAX], word[DRAW_LINES_MAX];
    size_t nname, nword;
};

struct draw_layout {
    double width, height; /* height: at least the one asked for */
    size_t n;
    struct draw_label label[DRAW_PLACE_MAX];
    struct draw_point at[DRAW_PLACE_MAX]; /* the marks as fractions of the sheet */
};

/* The places must be checked; `word` may be NULL or empty. ERR_LIMIT: words that no sheet of this
 * width can hold. */
MUST_CHECK enum err draw_layout(struct draw_layout *l, const struct draw_place *place,
                                size_t nplace, double width, double height,
                                const struct draw_type *type);
/* Baseline of a label's k-th line of its name, or of its word. */
double draw_name_y(const struct draw_label *b, const struct draw_type *type, size_t k);
double draw_word_y(const struct draw_label *b, const struct draw_type *type, size_t k);

#endif
