/* draw/landscape.h: a handful of places drawn as one landscape.
 * Height is strength, hatching is rough ground, solid is fairly sure and dotted still a guess.
 * A smooth field over the sheet, contours by marching squares (Lorensen & Cline 1987,
 * doi:10.1145/37402.37422, in two dimensions), out as SVG paths or as lines of text.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_LANDSCAPE_H
#define ATTUNE_DRAW_LANDSCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "base/text.h"

#define DRAW_PLACE_MAX 8

struct draw_place {
    const char *id;   /* "warmth" … fixes where it lies; NUL-terminated */
    const char *name; /* "Warmth and fit" */
    const char *word; /* "a strong place" */
    bool on_map;      /* false: named at its spot, no ground drawn */
    double height;    /* 0 (low ground) … 1 (a summit); ignored for rough places */
    double rough;     /* 0 … 1: how much it rubs; > 0 draws hatching on level ground */
    double sure;      /* 0 (a guess) … 1 (sure): below .5 its lines are dotted */
};

struct draw_sheet {
    double width;  /* SVG units, 160 … 2000, for example 390 */
    double height; /* 120 … 4000, for example 400; 0 lets the sheet choose */
    const struct draw_place *place;
    size_t nplace;                    /* 1 … DRAW_PLACE_MAX */
    const struct draw_place *earlier; /* the same places of an earlier map, or NULL */
};

/* Writes one JSON object under `key`. Paths are in sheet units and in painting order:
 * {"width","height",              the height may be more than was asked: words never overlap
 *  "name_size","name_line","word_size","word_line",   type sizes that the words were measured for
 *  "water":[{"level":-0.028,"d"}…]             lines off the coast, fainter the lower the level
 *  "land":[{"level":0.077,"light":"#dde0ca","dark":"#242a21","d":"M…Z"}…]
 *                                              filled bands, lowest first, and a tint by theme
 *  "earlier":[{"level","d"}…],                 the heavier lines of the earlier map
 *  "lines":[{"level","major":bool,"quiet":bool,"sure":bool,"d"}…],
 *                          quiet: the piece lies beneath words; draw it at .16 opacity (dark .11)
 *                          or not at all, then words reach 7 : 1 on every tint
 *  "hatch":[{"sure":bool,"d"}…],               short strokes of rough ground
 *  "labels":[{"id","x","y","anchor":"middle","lines":["Rupture","and repair"],
 *             "word","word_y","word_lines":["worth care,","perhaps steady"],
 *             "summit_y","on_map"}…]}
 * A label's lines are centred on x, the first baselines at y and word_y, the place's mark at
 * (x, summit_y). Level 0 is the coast.
 * ERR_DOMAIN: no place or too many, a number out of its range or not finite, a name or word that is
 * not UTF-8, has control characters or more than 200 bytes, other ids in `earlier`. ERR_LIMIT:
 * words of more lines than any sheet of that width holds. ERR_NOMEM. */
MUST_CHECK enum err draw_landscape_json(const struct draw_sheet *sheet, struct json_out *w,
                                        const char *key);

/* A whole SVG document in light or dark colours, for files and the README. Errors as above. */
MUST_CHECK enum err draw_landscape_svg(const struct draw_sheet *sheet, const char *title, bool dark,
                                       struct text *out);

enum draw_charset { DRAW_ASCII, DRAW_UNICODE, DRAW_UNICODE_COLOUR };

/* What the signs of a terminal's map mean, each in a few words: "fairly sure". */
struct draw_legend {
    const char *sure, *guess, *rough;
    const char *height; /* where height is told by letters: "fairly sure, low to high" */
};

/* The same for a terminal, `columns` wide (24 … 200), lines ended by '\n', with a legend. Names and
 * words never overlap and are never cut; a line never needs more columns. Contours are braille
 * dots, with colour (24-bit escape sequences) on tinted ground; in ASCII, where they would run
 * together, the height is told by a letter's darkness. Below 40 columns there is no room for a map:
 * it becomes a list of places with a small hill each. The sheet's own size and the earlier map are
 * left out. ERR_DOMAIN also for `columns` and for words of the legend; other errors as above. */
MUST_CHECK enum err draw_landscape_terminal(const struct draw_sheet *sheet,
                                            const struct draw_legend *legend, size_t columns,
                                            enum draw_charset charset, struct text *out);

#endif
