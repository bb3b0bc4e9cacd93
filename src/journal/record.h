/* journal/record.h: for the journal's own files: a checked record that the fold owns.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_RECORD_H
#define ATTUNE_JOURNAL_RECORD_H

#include <stdbool.h>

#include "journal/event.h"

struct journal_record {
    bool stored; /* the store has these very bytes */
    bool old;    /* was in the journal before the call under way */
    bool live;   /* stays in the journal (in between calls: always) */
    bool same;   /* there was one with the same bytes already */
    bool renews; /* takes the place of an old record, with its amended body */
    size_t len;
    uint8_t bytes[];
};

/* A copy, or NULL. */
struct journal_record *journal_record_new(const uint8_t *bytes, size_t n);
/* A copy of the header with another body, or NULL. */
struct journal_record *journal_record_amended(const struct journal_record *r, const uint8_t *body,
                                              size_t n);

/* Views into the bytes. */
unsigned journal_record_kind(const struct journal_record *r);
uint64_t journal_record_counter(const struct journal_record *r);
const uint8_t *journal_record_id(const struct journal_record *r);
const uint8_t *journal_record_bond(const struct journal_record *r);
const uint8_t *journal_record_body(const struct journal_record *r);
size_t journal_record_body_len(const struct journal_record *r);
struct journal_event journal_record_event(const struct journal_record *r);
/* The 16 bytes that a child, caregiver, bond, amend, retract or erase names first: its subject or
 * target. */
const uint8_t *journal_record_subject(const struct journal_record *r);
/* Of an amend: the kind it is of, its new body. */
unsigned journal_record_of(const struct journal_record *r);
const uint8_t *journal_record_new_body(const struct journal_record *r, size_t *n);

/* The order of the journal: counter, device, id; between records that agree in all three: the rest
 * of the header, then the body. Zero only for equal bytes. */
int journal_record_order(const struct journal_record *a, const struct journal_record *b);
/* By id; then by everything but the device; then by device. */
int journal_record_twins(const struct journal_record *a, const struct journal_record *b);
/* Whether two records differ in nothing but the device. */
bool journal_record_same_but_device(const struct journal_record *a, const struct journal_record *b);
bool journal_record_has_device(const struct journal_record *r);

#endif
