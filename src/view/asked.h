/* view/asked.h: where a bond's questions stand, for whoever asks them in words of its own.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_ASKED_H
#define ATTUNE_VIEW_ASKED_H

#include "bond/run.h"
#include "view/people.h"

struct view_asked {
    struct view_pair pair;
    struct bond_run run;
    struct bond_next next;
    size_t asked;    /* answers and skips of the run */
    size_t answered; /* answers alone: without one there is nothing to draw */
    size_t back;     /* steps back from the newest */
    bool has_question;
    size_t item; /* of the question shown */
    bool was_given;
    int given; /* what was answered to it before, or BOND_SKIP */
};

/* ERR_NOTFOUND: no such bond, or fewer answers than steps back. */
MUST_CHECK enum err view_find_asked(const struct view *v, const uint8_t bond[16], unsigned back,
                                    struct view_asked *out, struct fault *fault);
/* Answers were given that no map has been drawn from. NULL is not open. */
bool view_run_open(const struct journal_run *run);

#endif
