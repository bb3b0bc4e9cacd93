/* tests/journal/tell.h: what a journal says, as text; and the same from a slow second telling that
 * shares nothing with the fold but the codec.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_JOURNAL_TELL_H
#define ATTUNE_TESTS_JOURNAL_TELL_H

#include "journal/fold.h"

/* Everything that the journal shows, with the stories of bonds make_id(1…nbonds). */
void tell_journal(const struct journal *j, unsigned nbonds, struct text *out);

/* The same from all records that ever arrived (one after the other, in any order, tombstones and
 * all): the rules of DESIGN.md applied to the whole set at once, by looking at every pair. */
void tell_slowly(const uint8_t *records, size_t n, unsigned nbonds, struct text *out);

#endif
