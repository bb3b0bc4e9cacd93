/* journal/people.h: for the journal's own files: who there is, and what is erased.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_PEOPLE_H
#define ATTUNE_JOURNAL_PEOPLE_H

#include "base/arena.h"
#include "journal/fold.h"
#include "journal/record.h"

struct journal_people {
    struct arena arena;
    struct journal_child *children;
    struct journal_caregiver *caregivers;
    struct journal_bond *bonds;
    size_t nchildren, ncaregivers, nbonds;
    uint8_t (*gone)[JOURNAL_ID]; /* sorted: erased ids, and the bonds that go with them */
    size_t ngone;
};

void journal_people_init(struct journal_people *p);
void journal_people_finish(struct journal_people *p);

/* Works out everything from the live records of no bond, in order; shown[i] says whether rec[i]
 * counts. p must be fresh. ERR_LIMIT, ERR_NOMEM. */
MUST_CHECK enum err journal_people_tell(struct journal_people *p, struct journal_record *const *rec,
                                        const bool *shown, size_t n);

/* Whether a bond's records are to go. */
bool journal_people_gone(const struct journal_people *p, const uint8_t *bond);

#endif
