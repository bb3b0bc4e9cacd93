/* journal/shape.h: for the journal's own files: each known kind's fields as a table, from which
 * its bytes, its checks and its JSON all follow.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_SHAPE_H
#define ATTUNE_JOURNAL_SHAPE_H

#include "journal/body.h"

enum journal_field_type {
    JOURNAL_F_ID,         /* uint8_t[16] */
    JOURNAL_F_TEXT,       /* char[max + 1] */
    JOURNAL_F_BIRTH,      /* char[8] */
    JOURNAL_F_SMALL,      /* uint8_t 0…max */
    JOURNAL_F_CHOICE,     /* uint8_t, an index into names */
    JOURNAL_F_KIND,       /* uint8_t, the kind that an amend is of */
    JOURNAL_F_FLAG,       /* bool; only true is written */
    JOURNAL_F_U16,        /* uint16_t 0…max */
    JOURNAL_F_U32,        /* uint32_t */
    JOURNAL_F_HASH,       /* uint64_t; 16 hexadecimal digits in JSON */
    JOURNAL_F_MEAN,       /* of struct journal_map, with ndim */
    JOURNAL_F_COVARIANCE, /* of struct journal_map */
    JOURNAL_F_PLACES,     /* of struct journal_map */
    JOURNAL_F_BODY        /* of struct journal_amend */
};

struct journal_field {
    uint8_t tag; /* 1, 2, 3 …: so that a tag past the table is one that we do not know */
    bool needed;
    enum journal_field_type type;
    const char *name; /* in JSON */
    size_t at;        /* offset in the struct */
    size_t max;
    const char *const *names; /* max + 1 of them; NULL where a number has none */
};

struct journal_shape {
    uint8_t kind;
    const char *name;
    const struct journal_field *fields;
    size_t nfields;
    size_t size;                    /* of the struct */
    bool (*fits)(const void *body); /* what one field cannot say alone; NULL: nothing */
};

union journal_any {
    struct journal_child child;
    struct journal_caregiver caregiver;
    struct journal_bond bond;
    struct journal_answer answer;
    struct journal_map map;
    struct journal_step step;
    struct journal_amend amend;
    struct journal_retract retract;
    struct journal_erase erase;
};

/* The shape of a kind by number or name, or NULL when it is not known. */
const struct journal_shape *journal_shape_of(unsigned kind);
const struct journal_shape *journal_shape_named(const char *name);

/* Everything absent. */
void journal_shape_blank(const struct journal_shape *s, void *out);
/* body[0..n) to the shape's struct; *extra (NULL is allowed) <- the fields with unknown tags,
 * which come last. ERR_FORMAT. */
MUST_CHECK enum err journal_shape_read(const struct journal_shape *s, const uint8_t *body, size_t n,
                                       void *out, struct journal_span *extra);
/* The struct's bytes appended to *body. ERR_DOMAIN, or body->err. */
MUST_CHECK enum err journal_shape_write(const struct journal_shape *s, const void *in,
                                        struct text *body);
/* Whether bytes[0..n) are fields with ascending tags, the first above `above`. */
bool journal_shape_fields_ok(const uint8_t *bytes, size_t n, unsigned above);
/* Whether a body of any kind may stand in an event: ERR_FORMAT when not. */
MUST_CHECK enum err journal_shape_check(unsigned kind, const uint8_t *body, size_t n);

#endif
