/* draw/type.h: how much room words take, and where they break into lines.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_TYPE_H
#define ATTUNE_DRAW_TYPE_H

#include <stddef.h>

#include "base/err.h"

#define DRAW_LINES_MAX 12

/* A piece of somebody else's text; not NUL-terminated. */
struct draw_line {
    const char *at;
    size_t len;
    double width;
};

/* How a kind of output sets type. All lengths are its own units: pixels, or terminal cells. */
struct draw_type {
    const char *what;
    double (*name_width)(const char *s, size_t n);
    double (*word_width)(const char *s, size_t n);
    double name_line, word_line;     /* from one line to the next */
    double above;                    /* from the summit's mark to the top of the name */
    double head;                     /* room above the mark */
    double gap;                      /* between the words of two places */
    double margin;                   /* to the sheet's edge */
    double widest_name, widest_word; /* a line longer than this breaks, if it has a space */
};

/* Pixels, for a 16 px serif of weight 600 and a 13.5 px sans serif. Widths come from an average
 * of common faces, on the wide side. */
extern const struct draw_type draw_type_page;
/* The same with room for the widest fallback faces: a file is opened who knows where. */
extern const struct draw_type draw_type_file;
/* Cells of a terminal. */
extern const struct draw_type draw_type_cells;

#define DRAW_NAME_SIZE 16.0
#define DRAW_WORD_SIZE 13.5

/* The widest piece of s between spaces. */
double draw_longest_word(const char *s, double (*width)(const char *s, size_t n));

/* Breaks s at spaces into the fewest lines that fit `room`, as even as can be; two lines break
 * after a comma where that fits. A word wider than `room` is broken inside. ERR_LIMIT past
 * DRAW_LINES_MAX lines. */
MUST_CHECK enum err draw_wrap(const char *s, double room, double (*width)(const char *s, size_t n),
                              struct draw_line line[DRAW_LINES_MAX], size_t *nline);

#endif
