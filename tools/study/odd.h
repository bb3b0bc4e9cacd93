/* tools/study/odd.h: what the map says to those whom no model describes, and when every slope is
 * only half as steep as assumed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_STUDY_ODD_H
#define ATTUNE_STUDY_ODD_H

#include "tally.h"

enum odd_kind { ODD_RANDOM, ODD_TURNS, ODD_BUTTON, ODD_KINDS };
extern const char *const odd_names[ODD_KINDS];

/* `parents` who answer anything at random, one end and the other by turns within each place, or
 * all with one button. Coverage means nothing here. */
MUST_CHECK enum err odd_run(const struct bond_bank *bank, enum odd_kind kind, uint64_t seed,
                            uint64_t parents, struct tally *out);

/* The same answers read with slopes half as steep: what becomes of each place's word. */
struct halved {
    double places; /* with a word or two under the bank as it is */
    double same, overlap, early, touch, apart;
};
MUST_CHECK enum err odd_halved(const struct bond_bank *bank, bool keep_intercepts, uint64_t seed,
                               uint64_t parents, struct halved *out);

#endif
