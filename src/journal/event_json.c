/* journal/event_json.c: an event as one JSON object, and back.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/event_json.h"

#include <string.h>

#include "journal/shape_json.h"

static const uint8_t zero_id[JOURNAL_ID];

static void put_id(struct json_out *w, const char *key, const uint8_t *id)
{
    if (memcmp(id, zero_id, JOURNAL_ID) != 0)
        json_hex(w, key, id, JOURNAL_ID);
}

void journal_event_to_json(const struct journal_event *e, struct json_out *w, const char *key)
{
    json_begin(w, key);
    journal_kind_to_json(w, "kind", e->kind);
    put_id(w, "id", e->id);
    put_id(w, "device", e->device);
    put_id(w, "author", e->author);
    put_id(w, "bond", e->bond);
    json_uint(w, "counter", e->counter);
    json_int(w, "observed", e->observed_ms);
    json_int(w, "offset", e->offset_min);
    journal_body_to_json(w, e->kind, e->body, e->body_len);
    json_end(w);
}

static enum err get_id(const struct json *o, const char *key, bool needed, uint8_t *id,
                       struct fault *fault)
{
    memset(id, 0, JOURNAL_ID);
    if (!needed && json_get(o, key) == NULL)
        return ERR_OK;
    const struct json *m = json_need(o, key, JSON_STRING, fault);
    if (m == NULL)
        return ERR_FORMAT;
    if (text_read_hex(m->text, m->len, id, JOURNAL_ID) != ERR_OK ||
        memcmp(id, zero_id, JOURNAL_ID) == 0) {
        return fault_set(fault, ERR_FORMAT, m->line, m->column, "\"", key,
                         "\": expected 32 hexadecimal digits, not all zero", NULL);
    }
    return ERR_OK;
}

static enum err get_header(const struct json *o, struct journal_event *e, struct fault *fault)
{
    static const char *const keys[] = {"kind", "id",       "device",   "author",
                                       "bond", "counter",  "observed", "offset",
                                       "body", "body_hex", NULL};
    enum err err = json_only(o, keys, fault);
    int64_t counter = 0, observed = 0, offset = 0;
    if (err == ERR_OK)
        err = journal_kind_from_json(o, "kind", &e->kind, fault);
    if (err == ERR_OK)
        err = get_id(o, "id", true, e->id, fault);
    if (err == ERR_OK)
        err = get_id(o, "device", false, e->device, fault);
    if (err == ERR_OK)
        err = get_id(o, "author", false, e->author, fault);
    if (err == ERR_OK)
        err = get_id(o, "bond", false, e->bond, fault);
    if (err == ERR_OK)
        err = json_need_int(o, "counter", 1, (int64_t)JOURNAL_COUNTER_MAX, &counter, fault);
    if (err == ERR_OK)
        err = json_need_int(o, "observed", -JOURNAL_MS_MAX, JOURNAL_MS_MAX, &observed, fault);
    if (err == ERR_OK)
        err = json_need_int(o, "offset", -JOURNAL_OFFSET_MAX, JOURNAL_OFFSET_MAX, &offset, fault);
    e->counter = (uint64_t)counter;
    e->observed_ms = observed;
    e->offset_min = (int16_t)offset;
    return err;
}

enum err journal_event_from_json(const struct json *object, struct text *record,
                                 struct fault *fault)
{
    if (record->err != ERR_OK)
        return record->err;
    struct journal_event e = {.kind = 0};
    struct text body;
    text_init(&body);
    enum err err = get_header(object, &e, fault);
    if (err == ERR_OK)
        err = journal_body_from_json(object, e.kind, &body, fault);
    if (err == ERR_OK) {
        e.body = (const uint8_t *)body.data;
        e.body_len = body.len;
        err = journal_event_write(&e, record);
        if (err == ERR_DOMAIN) {
            err = fault_set(fault, ERR_FORMAT, object->line, object->column,
                            e.observed_ms % JOURNAL_STEP_MS != 0
                                ? "\"observed\": expected a multiple of five minutes (300000)"
                                : "this kind does not go with that \"bond\" or body",
                            NULL);
        } else if (err != ERR_OK) {
            fault_set(fault, err, object->line, object->column, err_name(err), NULL);
        }
    }
    text_finish(&body);
    return err;
}
