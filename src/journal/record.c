/* journal/record.c: where the parts of a record lie, and the order of records.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

enum {
    AT_KIND = 1,
    AT_LENGTH = 4,
    AT_ID = 8,
    AT_DEVICE = 24,
    AT_AUTHOR = 40,
    AT_BOND = 56,
    AT_COUNTER = 72,
    AT_TIME = 80,
    AT_OFFSET = 88,
    /* In the bodies that begin with an id: tag and length come before each value. */
    BODY_SUBJECT = JOURNAL_HEADER + 3,
    BODY_OF = BODY_SUBJECT + JOURNAL_ID + 3,
    BODY_NEW_LENGTH = BODY_OF + 1 + 1,
    BODY_NEW = BODY_NEW_LENGTH + 2
};

static uint64_t number(const uint8_t *p, size_t n)
{
    uint64_t v = 0;
    for (size_t i = n; i-- > 0;)
        v = v << 8 | p[i];
    return v;
}

struct journal_record *journal_record_new(const uint8_t *bytes, size_t n)
{
    struct journal_record *r = malloc(sizeof *r + n);
    if (r == NULL)
        return NULL;
    *r = (struct journal_record){.len = n};
    memcpy(r->bytes, bytes, n);
    return r;
}

struct journal_record *journal_record_amended(const struct journal_record *r, const uint8_t *body,
                                              size_t n)
{
    struct journal_record *to = malloc(sizeof *to + JOURNAL_HEADER + n);
    if (to == NULL)
        return NULL;
    *to = (struct journal_record){.len = JOURNAL_HEADER + n};
    memcpy(to->bytes, r->bytes, JOURNAL_HEADER);
    struct bytes_out length;
    bytes_out_init(&length, to->bytes + AT_LENGTH, 4);
    bytes_put_u32(&length, (uint32_t)n);
    if (n > 0)
        memcpy(to->bytes + JOURNAL_HEADER, body, n);
    return to;
}

unsigned journal_record_kind(const struct journal_record *r)
{
    return r->bytes[AT_KIND];
}

uint64_t journal_record_counter(const struct journal_record *r)
{
    return number(r->bytes + AT_COUNTER, 8);
}

const uint8_t *journal_record_id(const struct journal_record *r)
{
    return r->bytes + AT_ID;
}

const uint8_t *journal_record_bond(const struct journal_record *r)
{
    return r->bytes + AT_BOND;
}

const uint8_t *journal_record_body(const struct journal_record *r)
{
    return r->bytes + JOURNAL_HEADER;
}

size_t journal_record_body_len(const struct journal_record *r)
{
    return r->len - JOURNAL_HEADER;
}

const uint8_t *journal_record_subject(const struct journal_record *r)
{
    return r->bytes + BODY_SUBJECT;
}

unsigned journal_record_of(const struct journal_record *r)
{
    return r->bytes[BODY_OF];
}

const uint8_t *journal_record_new_body(const struct journal_record *r, size_t *n)
{
    *n = (size_t)number(r->bytes + BODY_NEW_LENGTH, 2);
    return r->bytes + BODY_NEW;
}

struct journal_event journal_record_event(const struct journal_record *r)
{
    struct journal_event e = {
        .kind = r->bytes[AT_KIND],
        .counter = journal_record_counter(r),
        .observed_ms = (int64_t)number(r->bytes + AT_TIME, 8),
        .offset_min = (int16_t)number(r->bytes + AT_OFFSET, 2),
        .body = journal_record_body(r),
        .body_len = journal_record_body_len(r),
    };
    memcpy(e.id, r->bytes + AT_ID, JOURNAL_ID);
    memcpy(e.device, r->bytes + AT_DEVICE, JOURNAL_ID);
    memcpy(e.author, r->bytes + AT_AUTHOR, JOURNAL_ID);
    memcpy(e.bond, r->bytes + AT_BOND, JOURNAL_ID);
    return e;
}

/* Everything but length, id and device; then the body. The header goes first and the length of
 * the body last, so that amending a body never changes which of two twins comes first. */
static int compare_rest(const struct journal_record *a, const struct journal_record *b)
{
    int c = memcmp(a->bytes, b->bytes, AT_LENGTH);
    if (c == 0)
        c = memcmp(a->bytes + AT_AUTHOR, b->bytes + AT_AUTHOR, JOURNAL_HEADER - AT_AUTHOR);
    if (c != 0)
        return c;
    size_t n = a->len < b->len ? a->len : b->len;
    c = memcmp(a->bytes + JOURNAL_HEADER, b->bytes + JOURNAL_HEADER, n - JOURNAL_HEADER);
    return c != 0 ? c : (a->len > b->len) - (a->len < b->len);
}

int journal_record_order(const struct journal_record *a, const struct journal_record *b)
{
    uint64_t ca = journal_record_counter(a), cb = journal_record_counter(b);
    if (ca != cb)
        return ca < cb ? -1 : 1;
    int c = memcmp(a->bytes + AT_DEVICE, b->bytes + AT_DEVICE, JOURNAL_ID);
    if (c == 0)
        c = memcmp(a->bytes + AT_ID, b->bytes + AT_ID, JOURNAL_ID);
    return c != 0 ? c : compare_rest(a, b);
}

int journal_record_twins(const struct journal_record *a, const struct journal_record *b)
{
    int c = memcmp(a->bytes + AT_ID, b->bytes + AT_ID, JOURNAL_ID);
    if (c == 0)
        c = compare_rest(a, b);
    return c != 0 ? c : memcmp(a->bytes + AT_DEVICE, b->bytes + AT_DEVICE, JOURNAL_ID);
}

bool journal_record_same_but_device(const struct journal_record *a, const struct journal_record *b)
{
    return memcmp(a->bytes + AT_ID, b->bytes + AT_ID, JOURNAL_ID) == 0 && compare_rest(a, b) == 0;
}

bool journal_record_has_device(const struct journal_record *r)
{
    static const uint8_t zero[JOURNAL_ID];
    return memcmp(r->bytes + AT_DEVICE, zero, JOURNAL_ID) != 0;
}
