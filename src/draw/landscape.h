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
    const char *id;     /* "warmth" … fixes where it lies; NUL-terminated */
    const char *name;   /* "Warmth and fit" */
    const char *word;   /* "a strong place" */
    bool on_map;        /* false: named at its spot, no ground drawn */
    double height;      /* 0 (low ground) … 1 (a summit); ignored for rough places */
    double rough;       /* 0 … 1: how much it rubs; > 0 draws hatching on level ground */
    double sure;        /* 0 (a guess) … 1 (sure): below .5 its lines are dotted */
};

struct draw_sheet {
    double width, height;      /* SVG units, for example 390 x 400 */
    const struct draw_place *place;
    size_t nplace;             /* 1 … DRAW_PLACE_MAX */
    const struct draw_place *earlier; /* the same places of an earlier map, or NULL */
};

/* Writes one JSON object under `key`:
 * {"width","height",
 *  "land":[{"level":0.1,"d":"M…Z"}…]        filled bands, lowest first,
 *  "lines":[{"level","major":bool,"sure":bool,"d"}…],
 *  "earlier":[{"level","d"}…],
 *  "hatch":[{"d"}…]                          short strokes of rough ground,
 *  "labels":[{"id","x","y","anchor":"middle","lines":["Warmth and fit"],"word":"…","on_map"}…]}
 * ERR_DOMAIN: no place, a non-finite or out-of-range number. ERR_NOMEM. */
MUST_CHECK enum err draw_landscape_json(const struct draw_sheet *sheet, struct json_out *w,
                                        const char *key);

/* A whole SVG document with light and dark colours inside, for files and the README. */
MUST_CHECK enum err draw_landscape_svg(const struct draw_sheet *sheet, const char *title,
                                       bool dark, struct text *out);

enum draw_charset { DRAW_ASCII, DRAW_UNICODE, DRAW_UNICODE_COLOUR };

/* The same for a terminal, `columns` wide (24 … 200), lines ended by '\n', with a legend. Names and
 * words never overlap and are never cut; where the width is too small for the picture (< 40) it
 * becomes a list of places with a bar of ground each. */
MUST_CHECK enum err draw_landscape_terminal(const struct draw_sheet *sheet, size_t columns,
                                            enum draw_charset charset, struct text *out);

#endif
