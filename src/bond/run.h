/* bond/run.h: from the journal's story of a bond to answers that can be scored, and a drawn map to
 * and from its event.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_RUN_H
#define ATTUNE_BOND_RUN_H

#include "bond/map.h"
#include "journal/fold.h"

#define BOND_RUN_DAYS 28 /* a run whose first answer is younger is continued */

/* Where the next answer goes. A run keeps the age at which it began, so that a birthday in between
 * does not change its questions. */
struct bond_run {
    const struct journal_run *run; /* NULL: a new one would begin */
    int months;                    /* effective age that chooses the questions */
    enum content_stage stage;
    uint64_t bank; /* content_bank_hash at that age */
};

/* Months of the child at a moment: as they are, and clamped into the stage chosen by hand.
 * Either out is NULL if not wanted. ERR_DOMAIN: the birth month is in the future. ERR_FORMAT. */
MUST_CHECK enum err bond_child_months(const struct journal_child *child, int64_t at_ms,
                                      int offset_min, int *months, int *effective,
                                      struct fault *fault);

/* The run that is continued at `now`: the newest whose first answer is less than 28 days old, in
 * the stage of now, and with the bank that the content still has (a run that does not say its bank
 * must consist of questions that are still asked); else a new one. Errors as above. */
MUST_CHECK enum err bond_run_current(const struct content *c, const struct journal_child *child,
                                     const struct journal_story *story, int64_t now_ms,
                                     int offset_min, struct bond_run *out, struct fault *fault);
/* The same for one run, however old it is. */
MUST_CHECK enum err bond_run_of(const struct content *c, const struct journal_child *child,
                                const struct journal_run *run, struct bond_run *out,
                                struct fault *fault);

/* The run's answers in the order of first being asked, without questions that this age does not
 * ask; to be freed by the caller. ERR_NOMEM. */
MUST_CHECK enum err bond_run_answers(const struct content *c, const struct bond_run *run,
                                     struct bond_answer **out, size_t *n);

/* The map of a run of the bond's, at the run's own age. ERR_NOTFOUND: no such run. */
MUST_CHECK enum err bond_run_draw(const struct content *c, const struct journal_child *child,
                                  const struct journal_story *story,
                                  const uint8_t run[static JOURNAL_ID], struct bond_map *out,
                                  struct fault *fault);

/* The map as its event keeps it, and back. Steps and items that the content no longer has are
 * left out, and p_word is not kept. ERR_VERSION: a map of another shape than this one's. */
void bond_map_keep(const struct content *c, const struct bond_map *map,
                   const uint8_t run[static JOURNAL_ID], struct journal_map *out);
MUST_CHECK enum err bond_map_kept(const struct content *c, const struct journal_map *kept,
                                  struct bond_map *out);

#endif
