/* tests/bond/family.h: a journal with one bond in it, for the tests of bond and view.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_BOND_FAMILY_H
#define ATTUNE_TESTS_BOND_FAMILY_H

#include "bond/run.h"
#include "journal/fold.h"
#include "sitting.h"
#include "view/view.h"

/* Sunday 22 November 2026, 20:15 UTC. */
#define FAMILY_NOW INT64_C(1795378500000)
#define FAMILY_DAY INT64_C(86400000)

struct family {
    struct content *content;
    struct journal *journal;
    uint8_t child[JOURNAL_ID], caregiver[JOURNAL_ID], bond[JOURNAL_ID];
    unsigned made; /* numbers for ids */
};

/* Every id is a small number, so that what is shown does not change from run to run. Failures end
 * the test. */
void family_begin(struct family *f, const char *child, const char *birth, uint8_t stage,
                  const char *caregiver);
void family_end(struct family *f);
struct view family_view(const struct family *f, int64_t now);

/* One answer (or BOND_SKIP) to a run that is numbered from 1. */
void family_answer(struct family *f, unsigned run, size_t item, int value, int64_t at_ms);
/* Answers what is asked until it is ready; returns how many. */
size_t family_sit(struct family *f, unsigned run, int months, enum sitting_kind kind,
                  unsigned long seed, int64_t at_ms);
/* Draws the run's map; its event id goes to `event` (or NULL). */
void family_draw(struct family *f, unsigned run, int64_t at_ms, uint8_t event[JOURNAL_ID]);
void family_step(struct family *f, const uint8_t map[JOURNAL_ID], const char *step,
                 enum journal_step_state state);
/* "YYYY-MM" so that the child is so many months old at FAMILY_NOW. */
void family_birth(int months, char birth[8]);

#endif
