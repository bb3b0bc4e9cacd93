/* journal/live.h: for the journal's own files: what tombstones leave of a set of records.
 *
 * All that a tombstone touches stands in the tombstone's own group (one bond's records, or those
 * of no bond), so a group can be worked out alone. The result is a function of the set, and it
 * absorbs: leaving out the dead before adding more gives the same as after. That is what makes
 * merging in any order safe, and why each rule below is as it is:
 *  - an amend or retract names its target's kind, bond and subject as well as its id; nothing that
 *    another record could change decides whether it counts;
 *  - of several amends of one thing the last in the journal's order counts, the others go;
 *  - a retract takes its target and all amends of it; nothing retracts a bond or a tombstone;
 *  - an erase takes everything that names its target as subject; a bond of an erased child or
 *    caregiver stays as a link of bare ids, so that a late record of that bond goes too;
 *  - retracts and erases never go;
 *  - a record without a device (from an export) goes when the same with a device is there.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_LIVE_H
#define ATTUNE_JOURNAL_LIVE_H

#include "journal/record.h"

/* Records made or taken in during one call. */
struct journal_born {
    struct journal_record **at;
    size_t n, cap;
};
/* Takes r over; when that fails frees it. r may be NULL (ERR_NOMEM). */
MUST_CHECK enum err journal_born_add(struct journal_born *born, struct journal_record *r);

/* rec[0..*n) <- those that live, amended, in order, without duplicates. Amended records are new
 * and go to `born`. Of equal records an old one is kept, and the others are marked `same`.
 * On ERR_NOMEM rec is in disorder. */
MUST_CHECK enum err journal_live(struct journal_record **rec, size_t *n, struct journal_born *born);

#endif
