/* journal/event.h: one event as 96 bytes of header and a body of tagged fields.
 * The layout stands in DESIGN.md under "The journal". Unknown kinds and unknown tags are kept.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_EVENT_H
#define ATTUNE_JOURNAL_EVENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

#define JOURNAL_ID 16
#define JOURNAL_HEADER 96
#define JOURNAL_BODY_MAX 65536
#define JOURNAL_COUNTER_MAX ((uint64_t)1 << 53)  /* JSON's numbers carry no more */
#define JOURNAL_OFFSET_MAX 1080                  /* minutes: 18 hours */
#define JOURNAL_STEP_MS 300000                   /* times are kept to five minutes */
#define JOURNAL_MS_MAX INT64_C(8640000000000000) /* what a page's Date can hold */

enum journal_kind {
    JOURNAL_CHILD = 1,
    JOURNAL_CAREGIVER = 2,
    JOURNAL_BOND = 3,
    JOURNAL_ANSWER = 4,
    JOURNAL_MAP = 5,
    JOURNAL_STEP = 6,
    JOURNAL_AMEND = 14,
    JOURNAL_RETRACT = 15,
    JOURNAL_ERASE = 16
};

/* A view: body points into the bytes it was read from. */
struct journal_event {
    uint8_t kind;               /* 1…255; see enum journal_kind */
    uint8_t id[JOURNAL_ID];     /* never zero */
    uint8_t device[JOURNAL_ID]; /* zero: not said (exports do not say it) */
    uint8_t author[JOURNAL_ID]; /* the caregiver's id, or zero */
    uint8_t bond[JOURNAL_ID];   /* zero for what belongs to no one bond */
    uint64_t counter;           /* 1…JOURNAL_COUNTER_MAX */
    int64_t observed_ms;        /* since 1970-01-01 UTC, a multiple of JOURNAL_STEP_MS */
    int16_t offset_min;         /* local time minus UTC */
    const uint8_t *body;
    size_t body_len;
};

/* Some record's bytes; owns nothing. */
struct journal_span {
    const uint8_t *bytes;
    size_t len;
};

/* Reads the record at the start of bytes[0..n) and checks all of it: header, the tags' order, and
 * for known kinds every known field. *used (NULL is allowed) <- its length.
 * ERR_FORMAT (also when cut short), ERR_LIMIT (body too long), ERR_VERSION (a newer record). */
MUST_CHECK enum err journal_event_read(const uint8_t *bytes, size_t n, struct journal_event *out,
                                       size_t *used);

/* Appends the record to *out after the same checks. ERR_DOMAIN when e would not be read back;
 * else out->err. On failure *out keeps its length. */
MUST_CHECK enum err journal_event_write(const struct journal_event *e, struct text *out);

/* The time as an event may carry it: rounded down to five minutes, clamped to JOURNAL_MS_MAX. */
int64_t journal_event_time(int64_t ms);

#endif
