/* view/people.h: who a bond is between.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_PEOPLE_H
#define ATTUNE_VIEW_PEOPLE_H

#include "journal/fold.h"
#include "view/view.h"

struct view_pair { /* both named */
    const struct journal_child *child;
    const struct journal_caregiver *caregiver;
};

/* ERR_NOTFOUND: no such bond, or a name of it has not arrived yet. */
MUST_CHECK enum err view_find_pair(const struct view *v, const uint8_t bond[16],
                                   struct view_pair *out, struct fault *fault);

#endif
