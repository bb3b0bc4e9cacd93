/* journal/fold.h: a set of events, and what it says: people, bonds, and for each bond the runs of
 * answers, the maps drawn and the steps picked.
 *
 * The result depends on the set alone, never on the order of arrival. What is read from a journal
 * (pointers, spans) holds until the next call that changes it.
 *
 * Cost: an event that sorts after all others of its bond costs a few binary searches and the
 * moving of one index, on any day. One that comes late, and any amend or retract, refolds its own
 * bond; one of no bond (a name, an erase) refolds the people; never more.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_FOLD_H
#define ATTUNE_JOURNAL_FOLD_H

#include <stdbool.h>

#include "journal/body.h"
#include "journal/event.h"

#define JOURNAL_EVENTS_MAX ((size_t)10000000)
#define JOURNAL_PEOPLE_MAX ((size_t)4096)  /* children, caregivers, bonds: each */
#define JOURNAL_RUNS_MAX ((size_t)65536)   /* runs, maps, steps of one bond: each */
#define JOURNAL_ANSWERS_MAX ((size_t)1024) /* different items in one run */

struct journal;

/* An empty journal, or NULL without memory. */
MUST_CHECK struct journal *journal_create(void);
void journal_destroy(struct journal *j); /* NULL is allowed */

/* Takes in one or more records, one after the other: all or none. *added (NULL is allowed) <- how
 * many are new and live; what is there already, or what a tombstone covers, is passed over.
 * Of different records with one id the first in order is shown.
 * ERR_FORMAT, ERR_LIMIT, ERR_VERSION, ERR_NOMEM: the journal is as it was. */
MUST_CHECK enum err journal_add(struct journal *j, const uint8_t *bytes, size_t n, size_t *added);
/* The same for records that the store has already; for use when a store is opened. */
MUST_CHECK enum err journal_load(struct journal *j, const uint8_t *bytes, size_t n);

/* What a store must still do to have what the journal has: remove every record of `drop` (the old
 * text of what was amended, retracted or erased) and add every one of `put`, in one transaction;
 * then call journal_saved. Both stay until that call. */
struct journal_changes {
    const struct journal_span *put, *drop;
    size_t nput, ndrop;
};
struct journal_changes journal_unsaved(const struct journal *j);
void journal_saved(struct journal *j);

/* The counter for the next event of this device. */
uint64_t journal_next_counter(const struct journal *j);

/* Live records: how many, and each of them. Start with a zeroed cursor; false at the end. Those of
 * no bond come first, then bond by bond, each in order. */
struct journal_cursor {
    size_t group, at;
};
size_t journal_count(const struct journal *j);
bool journal_next(const struct journal *j, struct journal_cursor *c, struct journal_span *record,
                  struct journal_event *event);
/* The whole journal as JSON Lines (event_json.h), appended. Returns out->err. */
MUST_CHECK enum err journal_export(const struct journal *j, struct text *out);

/* ---- people ---- */

/* Each with its latest values, in the order of first being named. */
const struct journal_child *journal_children(const struct journal *j, size_t *n);
const struct journal_caregiver *journal_caregivers(const struct journal *j, size_t *n);
/* Bonds whose child and caregiver are not erased; the names may still be on their way. */
const struct journal_bond *journal_bonds(const struct journal *j, size_t *n);
/* By id, or NULL. */
const struct journal_child *journal_find_child(const struct journal *j,
                                               const uint8_t id[static JOURNAL_ID]);
const struct journal_caregiver *journal_find_caregiver(const struct journal *j,
                                                       const uint8_t id[static JOURNAL_ID]);

/* ---- the story of one bond ---- */

/* The latest answer to an item within a run. */
struct journal_given {
    const char *item;
    uint8_t value; /* 0…4, or JOURNAL_NONE when skipped */
    bool skip;
    int64_t ms; /* observed */
    int16_t offset_min;
    uint8_t event[JOURNAL_ID];
};

/* A map as it was drawn. */
struct journal_drawn {
    uint8_t event[JOURNAL_ID];
    int64_t ms;
    int16_t offset_min;
    struct journal_map map;
};

struct journal_run {
    uint8_t id[JOURNAL_ID];
    const struct journal_given *answers; /* in the order of first being asked */
    size_t nanswers;
    uint8_t stage;             /* as the first answer says it, else JOURNAL_NONE */
    uint64_t bank;             /* likewise, else 0 */
    int64_t first_ms, last_ms; /* of its first and last event in order */
    int16_t first_offset_min, last_offset_min;
    const struct journal_drawn *map; /* the last drawn from it, or NULL */
};

/* What became of a step, as last said. */
struct journal_pick {
    const char *step;
    uint8_t map[JOURNAL_ID];
    uint8_t state; /* enum journal_step_state */
    int64_t ms;
    int16_t offset_min;
};

struct journal_story {
    const struct journal_run *runs; /* in the order of their first event */
    size_t nruns;
    const struct journal_drawn *const *maps; /* all of them, in order */
    size_t nmaps;
    const struct journal_pick *picks; /* in the order of first being picked or let go */
    size_t npicks;
};

/* Of a bond id; an empty story for one without events. Never NULL. */
const struct journal_story *journal_story(const struct journal *j,
                                          const uint8_t bond[static JOURNAL_ID]);
const struct journal_run *journal_find_run(const struct journal_story *s,
                                           const uint8_t id[static JOURNAL_ID]);

#endif
