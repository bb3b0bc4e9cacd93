/* journal/story.h: for the journal's own files: one bond's story, told event by event.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_STORY_H
#define ATTUNE_JOURNAL_STORY_H

#include "base/arena.h"
#include "journal/fold.h"

struct journal_run_more; /* what a run needs to grow */

struct journal_teller {
    struct journal_story story;
    struct arena arena;
    struct journal_run *runs;
    struct journal_run_more *more; /* beside runs */
    const struct journal_drawn **maps;
    struct journal_pick *picks;
    uint32_t *runs_by_id, *picks_by_key;
    size_t runs_cap, more_cap, maps_cap, picks_cap, runs_by_id_cap, picks_by_key_cap;
};

void journal_teller_init(struct journal_teller *t);
void journal_teller_finish(struct journal_teller *t);

/* Takes in an answer, map or step that comes after all before it; other kinds say nothing.
 * ERR_LIMIT, ERR_NOMEM: the story is as it was. */
MUST_CHECK enum err journal_teller_add(struct journal_teller *t, const struct journal_event *e);

#endif
