/* tests/journal/make.h: records for tests, in one line each.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_JOURNAL_MAKE_H
#define ATTUNE_TESTS_JOURNAL_MAKE_H

#include "journal/body.h"
#include "journal/event.h"

/* Random numbers of our own, so that a failure can be repeated. */
uint64_t make_random(uint64_t *state);
unsigned make_below(uint64_t *state, unsigned n);

/* An id that shows its number. 0 is the zero id. */
void make_id(uint8_t id[static JOURNAL_ID], unsigned number);

struct make {
    unsigned id, device, author, bond; /* numbers for make_id */
    uint64_t counter;
    int64_t ms;
    int16_t offset;
};

/* Each appends a record to *out and fails the test when it cannot. */
void make_child(struct text *out, struct make m, unsigned subject, const char *name,
                const char *birth, unsigned stage);
void make_caregiver(struct text *out, struct make m, unsigned subject, const char *name);
void make_bond(struct text *out, struct make m, unsigned subject, unsigned child,
               unsigned caregiver);
/* value 5: skipped */
void make_answer(struct text *out, struct make m, unsigned run, const char *item, unsigned value);
/* A map whose numbers follow from `seed`. */
void make_map(struct text *out, struct make m, unsigned run, unsigned ndim, unsigned seed);
void make_step(struct text *out, struct make m, unsigned map, const char *step, unsigned state);
/* The new body is that of the one record in `like`. */
void make_amend(struct text *out, struct make m, unsigned target, const struct text *like);
void make_retract(struct text *out, struct make m, unsigned target);
void make_erase(struct text *out, struct make m, unsigned target);
/* A kind that nobody knows. */
void make_unknown(struct text *out, struct make m, unsigned kind, const char *body, size_t n);

/* Event 7 of device 2, caregiver 3 and bond 4. */
extern const struct make make_usual;
/* One record of each kind, and some with what may be absent: at[0…*n], with the end of the last,
 * are where they begin. Room for 64. */
void make_all_kinds(struct text *out, size_t at[], size_t *n);

#endif
