/* draw/plain.h: words in letters that any terminal has.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_PLAIN_H
#define ATTUNE_DRAW_PLAIN_H

#include "base/arena.h"
#include "draw/landscape.h"

/* Replaces names and words by ASCII copies in the arena: letters lose their accents, curled quotes
 * and dashes become straight, what is left becomes '?'. ERR_NOMEM. */
MUST_CHECK enum err draw_plain_places(struct draw_place *place, size_t nplace, struct arena *a);
/* The same of a legend's words. */
MUST_CHECK enum err draw_plain_legend(struct draw_legend *legend, struct arena *a);

#endif
