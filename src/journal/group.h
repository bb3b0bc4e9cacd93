/* journal/group.h: for the journal's own files: the records of one bond, or those of no bond, and
 * what they say. A group is built anew beside the old one and put in its place, so that what fails
 * has changed nothing; only the event that comes last is added where it belongs.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_GROUP_H
#define ATTUNE_JOURNAL_GROUP_H

#include "journal/live.h"
#include "journal/people.h"
#include "journal/story.h"

struct journal_group {
    uint8_t id[JOURNAL_ID];      /* the bond; zero: no bond */
    struct journal_record **rec; /* live, in order; the records belong to the journal */
    uint32_t *by_id;             /* [n], by id, then in order */
    size_t n, cap;
    uint8_t (*target)[JOURNAL_ID]; /* of amends and retracts here, sorted */
    size_t ntarget;
    struct journal_teller teller; /* of a bond */
    struct journal_people people; /* of no bond */
};

/* Whose record it is: a bond's own record belongs to the people, as names do. */
const uint8_t *journal_group_of(const struct journal_record *r);

/* *out <- a group of old's records (old may be NULL) and the n records in rec. Amended records are
 * new and go to `born`. ERR_LIMIT, ERR_NOMEM: nothing is changed but marks on records. */
MUST_CHECK enum err journal_group_build(const uint8_t *id, const struct journal_group *old,
                                        struct journal_record *const *rec, size_t n,
                                        struct journal_born *born, struct journal_group **out);
void journal_group_destroy(struct journal_group *g); /* not the records; NULL is allowed */

/* Whether r (of a bond) comes last, touches nothing and is touched by nothing. */
bool journal_group_can_append(const struct journal_group *g, const struct journal_record *r);
/* Takes in such a record. ERR_LIMIT, ERR_NOMEM: as before. */
MUST_CHECK enum err journal_group_append(struct journal_group *g, struct journal_record *r);

#endif
