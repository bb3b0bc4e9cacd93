/* view/map_text.h: the same as view/view.h, as lines of text for a terminal.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_MAP_TEXT_H
#define ATTUNE_VIEW_MAP_TEXT_H

#include "draw/landscape.h"
#include "view/view.h"

/* Lines end with '\n', are wrapped at `columns` (24 … 200; ERR_DOMAIN outside), and are plain
 * ASCII under DRAW_ASCII (typographic marks are replaced; names are kept as they are). Errors as in
 * view/view.h; nothing is appended on failure. */

/* A drawn map: title, landscape, places in words, strength, steps with why and where they come
 * from, change, notes. event NULL: the newest. */
MUST_CHECK enum err view_map_text(const struct view *v, const uint8_t bond[16],
                                  const uint8_t *event, size_t columns, enum draw_charset charset,
                                  struct text *out, struct fault *fault);
/* One question: how far along, the words, the numbered answers (1 … 5), what was given before. */
MUST_CHECK enum err view_question_text(const struct view *v, const uint8_t bond[16], unsigned back,
                                       size_t columns, enum draw_charset charset, struct text *out,
                                       struct fault *fault);
/* The maps of a bond, newest first, each with its number: 1 is the oldest. */
MUST_CHECK enum err view_history_text(const struct view *v, const uint8_t bond[16], size_t columns,
                                      enum draw_charset charset, struct text *out,
                                      struct fault *fault);
/* Any text, wrapped at columns with this indent; used by the commands for their own sentences. */
void view_wrap(const char *text, size_t indent, size_t columns, enum draw_charset charset,
               struct text *out);

#endif
