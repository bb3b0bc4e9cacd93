/* journal/body.h: the bodies of the kinds that this version knows, as plain structs.
 *
 * Reading and writing are each other's inverse. What is absent reads as: an empty text, a zero id,
 * zero for a hash, JOURNAL_NONE for a small number; and those values are not written.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_BODY_H
#define ATTUNE_JOURNAL_BODY_H

#include <stdbool.h>

#include "journal/event.h"

#define JOURNAL_NAME_MAX 200 /* bytes of UTF-8 */
#define JOURNAL_WORD_MAX 64  /* bytes of an item's or step's id */
#define JOURNAL_DIM_MAX 8
#define JOURNAL_NONE 255

/* Texts are valid UTF-8 without control characters. */
struct journal_child {
    uint8_t subject[JOURNAL_ID];
    char name[JOURNAL_NAME_MAX + 1];
    char birth[8]; /* "YYYY-MM", year 1900…9999 */
    uint8_t stage; /* 0 infant, 1 early, 2 school, 3 teen, when chosen by hand */
};

struct journal_caregiver {
    uint8_t subject[JOURNAL_ID];
    char name[JOURNAL_NAME_MAX + 1];
};

/* The event's header carries the bond's id too. */
struct journal_bond {
    uint8_t subject[JOURNAL_ID]; /* the bond's id */
    uint8_t child[JOURNAL_ID], caregiver[JOURNAL_ID];
};

struct journal_answer {
    uint8_t run[JOURNAL_ID];
    char item[JOURNAL_WORD_MAX + 1];
    uint8_t value; /* 0…4; JOURNAL_NONE exactly when skipped */
    bool skip;
    uint8_t stage; /* whose questions these were, so that a run can be taken up again */
    uint64_t bank; /* and of which bank */
};

struct journal_place {
    bool on_map;
    uint16_t answered;
    uint8_t word_low, word_high;   /* 0…3, equal or neighbours; both JOURNAL_NONE: too early */
    double mean, sd, lower, upper; /* of the expected answer; finite, sd >= 0 */
};

struct journal_map_step {
    char id[JOURNAL_WORD_MAX + 1];   /* empty: no such step */
    char item[JOURNAL_WORD_MAX + 1]; /* the answer it responds to; may be absent */
    uint8_t answer;                  /* 0…4 or JOURNAL_NONE */
};

struct journal_map {
    uint8_t run[JOURNAL_ID];
    uint8_t stage;   /* 0…3 */
    uint16_t months; /* 0…1,200 */
    uint64_t bank;   /* its hash */
    uint32_t model;  /* its version */
    uint16_t asked, skipped;
    uint8_t ndim; /* 1…JOURNAL_DIM_MAX; the arrays below use that many */
    double mean[JOURNAL_DIM_MAX];
    double covariance[JOURNAL_DIM_MAX * (JOURNAL_DIM_MAX + 1) / 2]; /* lower triangle by rows */
    struct journal_place place[JOURNAL_DIM_MAX];
    uint8_t strength_dim;                     /* JOURNAL_NONE: none was named */
    char strength_item[JOURNAL_WORD_MAX + 1]; /* the good answer to hold on to, also without one */
    uint8_t strength_answer;
    struct journal_map_step step[2];
    bool pulled; /* the answers pulled in different directions */
};

enum journal_step_state { JOURNAL_PICKED = 1, JOURNAL_LET_GO = 2 };

struct journal_step {
    char step[JOURNAL_WORD_MAX + 1];
    uint8_t map[JOURNAL_ID]; /* the map event that offered it */
    uint8_t state;           /* enum journal_step_state */
};

/* Amend and retract carry the bond of their target in the header, and do nothing elsewhere.
 * `of` is the target's kind: any but bond, amend, retract and erase. */
struct journal_amend {
    uint8_t target[JOURNAL_ID];
    uint8_t of;
    const uint8_t *body; /* points into the event's body */
    size_t body_len;     /* at most 65,510: what fits beside the rest */
};

struct journal_retract {
    uint8_t target[JOURNAL_ID];
};

struct journal_erase {
    uint8_t target[JOURNAL_ID]; /* a child's, caregiver's or bond's id */
};

/* e must come from journal_event_read and be of the kind: ERR_DOMAIN otherwise. */
MUST_CHECK enum err journal_child_read(const struct journal_event *e, struct journal_child *out);
MUST_CHECK enum err journal_caregiver_read(const struct journal_event *e,
                                           struct journal_caregiver *out);
MUST_CHECK enum err journal_bond_read(const struct journal_event *e, struct journal_bond *out);
MUST_CHECK enum err journal_answer_read(const struct journal_event *e, struct journal_answer *out);
MUST_CHECK enum err journal_map_read(const struct journal_event *e, struct journal_map *out);
MUST_CHECK enum err journal_step_read(const struct journal_event *e, struct journal_step *out);
MUST_CHECK enum err journal_amend_read(const struct journal_event *e, struct journal_amend *out);
MUST_CHECK enum err journal_retract_read(const struct journal_event *e,
                                         struct journal_retract *out);
MUST_CHECK enum err journal_erase_read(const struct journal_event *e, struct journal_erase *out);

/* Appends the body's bytes to *body. ERR_DOMAIN: a field is missing or out of its range; else
 * body->err. On failure *body keeps its length. */
MUST_CHECK enum err journal_child_write(const struct journal_child *in, struct text *body);
MUST_CHECK enum err journal_caregiver_write(const struct journal_caregiver *in, struct text *body);
MUST_CHECK enum err journal_bond_write(const struct journal_bond *in, struct text *body);
MUST_CHECK enum err journal_answer_write(const struct journal_answer *in, struct text *body);
MUST_CHECK enum err journal_map_write(const struct journal_map *in, struct text *body);
MUST_CHECK enum err journal_step_write(const struct journal_step *in, struct text *body);
MUST_CHECK enum err journal_amend_write(const struct journal_amend *in, struct text *body);
MUST_CHECK enum err journal_retract_write(const struct journal_retract *in, struct text *body);
MUST_CHECK enum err journal_erase_write(const struct journal_erase *in, struct text *body);

#endif
