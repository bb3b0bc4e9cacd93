/* tests/bond/sitting.h: parents who answer oddly, for the tests of bond and view.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_BOND_SITTING_H
#define ATTUNE_TESTS_BOND_SITTING_H

#include "bond/map.h"

enum sitting_kind {
    SITTING_BEST,     /* the good end of every question */
    SITTING_WORST,    /* the other end */
    SITTING_SKIPPED,  /* skips everything */
    SITTING_CONTRARY, /* one end and the other by turns within each place */
    SITTING_RANDOM,   /* any answer, by the seed */
    SITTING_MIDDLE,   /* always "sometimes" */
    SITTING_USUAL,    /* mostly good, one tender place: repair */
    SITTING_SAME,     /* always the same button: "very often", whatever is asked */
    SITTING_KINDS
};

extern const char *const sitting_names[SITTING_KINDS];

/* The content that is built into the program. Fails the test if it does not parse. */
struct content *sitting_content(void);
/* The content with every slope multiplied; the thresholds stay, or with keep_intercepts move so
 * that intercepts stay. */
struct content *sitting_content_scaled(double slopes, bool keep_intercepts);

/* Answers what attune asks until it is ready. */
size_t sitting(const struct content *c, int months, enum sitting_kind kind, unsigned long seed,
               struct bond_answer answers[BOND_ASK_MAX]);
/* One such answer: the nth of its place. */
int sitting_answer(const struct content *c, const struct content_item *item, enum sitting_kind kind,
                   size_t nth, unsigned long *seed);

#endif
