/* draw/palette.h: paper and ink, by day and by night.
 * The land's tints stay near the paper, so that ink on any of them, and on a faint contour over
 * it, reaches 7 : 1 (WCAG 2.2, success criterion 1.4.6).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_PALETTE_H
#define ATTUNE_DRAW_PALETTE_H

#include <stdbool.h>
#include <stdint.h>

struct draw_rgb {
    uint8_t r, g, b;
};

struct draw_palette {
    struct draw_rgb paper;   /* around the sheet */
    struct draw_rgb sheet;   /* the sheet, where there is no land */
    struct draw_rgb land[3]; /* at the coast, half-way up, at a summit */
    struct draw_rgb ink, soft, line, rust;
    double quiet; /* opacity of a contour beneath words */
};

const struct draw_palette *draw_palette(bool dark);
/* For a terminal's own background, whichever it is: the land is dark, with light ink. */
const struct draw_palette *draw_palette_terminal(void);
/* The land's tint at a height, 0 … 1. */
struct draw_rgb draw_tint(const struct draw_palette *p, double height);
/* a with `share` of b laid over it. */
struct draw_rgb draw_mix(struct draw_rgb a, struct draw_rgb b, double share);
/* "#rrggbb" */
void draw_rgb_hex(struct draw_rgb c, char hex[static 8]);

#endif
