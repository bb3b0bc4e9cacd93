/* view/drawn.h: one drawn map out of the fold, ready to be said.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_DRAWN_H
#define ATTUNE_VIEW_DRAWN_H

#include "journal/event.h"
#include "view/said.h"
#include "view/view.h"

/* The map and the earlier ones that its sentences lean on. `drawn` points into this
 * struct (which must stay where it is) and its names into the journal. */
struct view_found {
    struct view_drawn drawn;
    struct bond_map map, earlier, before;
    uint8_t bond[JOURNAL_ID], event[JOURNAL_ID];
    struct bond_change change[CONTENT_DIM];
    size_t nchange;
};

/* event: the map's id, or NULL for the newest of the bond. ERR_NOTFOUND, ERR_NUMERIC, ERR_NOMEM. */
MUST_CHECK enum err view_find_map(const struct view *v, const uint8_t bond[16],
                                  const uint8_t *event, struct view_found *out,
                                  struct fault *fault);
/* Was this step picked from this map, and not let go since? */
bool view_step_picked(const struct view *v, const struct view_found *found, size_t step);

#endif
