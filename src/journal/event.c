/* journal/event.c: the record's bytes.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/event.h"

#include <string.h>

#include "base/bytes.h"
#include "journal/shape.h"

#define FORMAT 1

static bool zero(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* Which bond a known kind must, may or must not name in the header. */
static bool bond_fits(const struct journal_event *e)
{
    bool none = zero(e->bond, JOURNAL_ID);
    struct journal_bond bond;
    struct journal_amend amend;
    switch (e->kind) {
    case JOURNAL_CHILD:
    case JOURNAL_CAREGIVER:
    case JOURNAL_ERASE:
        return none;
    case JOURNAL_BOND:
        return journal_bond_read(e, &bond) == ERR_OK &&
               memcmp(e->bond, bond.subject, JOURNAL_ID) == 0;
    case JOURNAL_ANSWER:
    case JOURNAL_MAP:
    case JOURNAL_STEP:
        return !none;
    case JOURNAL_AMEND:
        if (journal_amend_read(e, &amend) != ERR_OK)
            return false;
        if (amend.of == JOURNAL_CHILD || amend.of == JOURNAL_CAREGIVER)
            return none;
        return !none || amend.of > JOURNAL_STEP;
    default:
        return true;
    }
}

static enum err check(const struct journal_event *e)
{
    if (e->kind == 0 || zero(e->id, JOURNAL_ID) || e->counter == 0 ||
        e->counter > JOURNAL_COUNTER_MAX || e->observed_ms % JOURNAL_STEP_MS != 0 ||
        e->observed_ms > JOURNAL_MS_MAX || e->observed_ms < -JOURNAL_MS_MAX ||
        e->offset_min > JOURNAL_OFFSET_MAX || e->offset_min < -JOURNAL_OFFSET_MAX)
        return ERR_FORMAT;
    if (e->body_len > JOURNAL_BODY_MAX)
        return ERR_LIMIT;
    enum err err = journal_shape_check(e->kind, e->body, e->body_len);
    return err != ERR_OK ? err : bond_fits(e) ? ERR_OK : ERR_FORMAT;
}

static void get_id(struct bytes_in *in, uint8_t *id)
{
    memcpy(id, bytes_take(in, JOURNAL_ID), JOURNAL_ID);
}

enum err journal_event_read(const uint8_t *bytes, size_t n, struct journal_event *out, size_t *used)
{
    struct bytes_in in;
    bytes_in_init(&in, bytes, n);
    uint8_t format = bytes_get_u8(&in);
    if (format > FORMAT)
        return ERR_VERSION;
    if (format != FORMAT || n < JOURNAL_HEADER)
        return ERR_FORMAT;
    struct journal_event e = {.kind = bytes_get_u8(&in)};
    bool reserved = bytes_get_u16(&in) == 0;
    e.body_len = bytes_get_u32(&in);
    get_id(&in, e.id);
    get_id(&in, e.device);
    get_id(&in, e.author);
    get_id(&in, e.bond);
    e.counter = bytes_get_u64(&in);
    e.observed_ms = bytes_get_i64(&in);
    e.offset_min = bytes_get_i16(&in);
    reserved = zero(bytes_take(&in, 6), 6) && reserved;
    if (!reserved)
        return ERR_FORMAT;
    if (e.body_len > JOURNAL_BODY_MAX)
        return ERR_LIMIT;
    e.body = bytes_take(&in, e.body_len);
    if (e.body == NULL)
        return ERR_FORMAT;
    enum err err = check(&e);
    if (err != ERR_OK)
        return err;
    *out = e;
    if (used != NULL)
        *used = JOURNAL_HEADER + e.body_len;
    return ERR_OK;
}

enum err journal_event_write(const struct journal_event *e, struct text *out)
{
    if (out->err != ERR_OK)
        return out->err;
    if (check(e) != ERR_OK)
        return ERR_DOMAIN;
    uint8_t header[JOURNAL_HEADER];
    struct bytes_out h;
    bytes_out_init(&h, header, sizeof header);
    bytes_put_u8(&h, FORMAT);
    bytes_put_u8(&h, e->kind);
    bytes_put_u16(&h, 0);
    bytes_put_u32(&h, (uint32_t)e->body_len);
    bytes_put(&h, e->id, JOURNAL_ID);
    bytes_put(&h, e->device, JOURNAL_ID);
    bytes_put(&h, e->author, JOURNAL_ID);
    bytes_put(&h, e->bond, JOURNAL_ID);
    bytes_put_u64(&h, e->counter);
    bytes_put_i64(&h, e->observed_ms);
    bytes_put_i16(&h, e->offset_min);
    bytes_put(&h, (const uint8_t[6]){0}, 6);
    size_t before = out->len;
    text_bytes(out, header, sizeof header);
    text_bytes(out, e->body, e->body_len);
    if (out->err != ERR_OK && out->data != NULL) {
        out->len = before;
        out->data[before] = '\0';
    }
    return out->err;
}

int64_t journal_event_time(int64_t ms)
{
    if (ms > JOURNAL_MS_MAX)
        ms = JOURNAL_MS_MAX;
    if (ms < -JOURNAL_MS_MAX)
        ms = -JOURNAL_MS_MAX;
    int64_t over = ms % JOURNAL_STEP_MS;
    return ms - (over < 0 ? over + JOURNAL_STEP_MS : over);
}
