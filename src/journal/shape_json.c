/* journal/shape_json.c: bodies as JSON, driven by the table of fields.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/shape_json.h"

#include <string.h>

#define HASH_DIGITS 16

void journal_kind_to_json(struct json_out *w, const char *key, unsigned kind)
{
    const struct journal_shape *s = journal_shape_of(kind);
    if (s != NULL)
        json_text(w, key, s->name);
    else
        json_uint(w, key, kind);
}

enum err journal_kind_from_json(const struct json *o, const char *key, uint8_t *kind,
                                struct fault *fault)
{
    const struct json *m = json_get(o, key);
    if (m == NULL || m->type != JSON_STRING) {
        int64_t number = 0;
        enum err e = json_need_int(o, key, 1, UINT8_MAX, &number, fault);
        *kind = (uint8_t)number;
        return e;
    }
    const struct journal_shape *s = strlen(m->text) == m->len ? journal_shape_named(m->text) : NULL;
    if (s == NULL) {
        return fault_set(fault, ERR_VERSION, m->line, m->column, "\"", key, "\": \"", m->text,
                         "\" is not known to this version of attune", NULL);
    }
    *kind = s->kind;
    return ERR_OK;
}

static void hash_digits(uint64_t hash, uint8_t bytes[static HASH_DIGITS / 2])
{
    for (size_t i = 0; i < HASH_DIGITS / 2; i++)
        bytes[i] = (uint8_t)(hash >> (56 - 8 * i));
}

static void put_places(struct json_out *w, const char *key, const struct journal_map *m)
{
    json_begin_array(w, key);
    for (size_t i = 0; i < m->ndim; i++) {
        const struct journal_place *p = &m->place[i];
        json_begin(w, NULL);
        json_bool(w, "on_map", p->on_map);
        json_uint(w, "answered", p->answered);
        json_uint(w, "word_low", p->word_low);
        json_uint(w, "word_high", p->word_high);
        json_double(w, "mean", p->mean);
        json_double(w, "sd", p->sd);
        json_double(w, "lower", p->lower);
        json_double(w, "upper", p->upper);
        json_end(w);
    }
    json_end_array(w);
}

static void put_numbers(struct json_out *w, const char *key, const double *v, size_t n)
{
    json_begin_array(w, key);
    for (size_t i = 0; i < n; i++)
        json_double(w, NULL, v[i]);
    json_end_array(w);
}

static void put_field(struct json_out *w, const struct journal_field *f, const void *in)
{
    const uint8_t *at = (const uint8_t *)in + f->at;
    const struct journal_map *m = in;
    const struct journal_amend *a = in;
    uint8_t digits[HASH_DIGITS / 2];
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    switch (f->type) {
    case JOURNAL_F_ID:
        json_hex(w, f->name, at, JOURNAL_ID);
        return;
    case JOURNAL_F_TEXT:
    case JOURNAL_F_BIRTH:
        if (*at != '\0')
            json_text(w, f->name, (const char *)at);
        return;
    case JOURNAL_F_SMALL:
        if (*at != JOURNAL_NONE)
            json_uint(w, f->name, *at);
        return;
    case JOURNAL_F_CHOICE:
        if (*at != JOURNAL_NONE)
            json_text(w, f->name, f->names[*at]);
        return;
    case JOURNAL_F_KIND:
        journal_kind_to_json(w, f->name, *at);
        return;
    case JOURNAL_F_FLAG:
        if (*at != 0)
            json_bool(w, f->name, true);
        return;
    case JOURNAL_F_U16:
        memcpy(&u16, at, sizeof u16);
        json_uint(w, f->name, u16);
        return;
    case JOURNAL_F_U32:
        memcpy(&u32, at, sizeof u32);
        json_uint(w, f->name, u32);
        return;
    case JOURNAL_F_HASH:
        memcpy(&u64, at, sizeof u64);
        hash_digits(u64, digits);
        if (u64 != 0)
            json_hex(w, f->name, digits, sizeof digits);
        return;
    case JOURNAL_F_MEAN:
        put_numbers(w, f->name, m->mean, m->ndim);
        return;
    case JOURNAL_F_COVARIANCE:
        put_numbers(w, f->name, m->covariance, m->ndim * (m->ndim + 1u) / 2);
        return;
    case JOURNAL_F_PLACES:
        put_places(w, f->name, m);
        return;
    case JOURNAL_F_BODY:
        journal_body_to_json(w, a->of, a->body, a->body_len);
        return;
    }
}

void journal_body_to_json(struct json_out *w, unsigned kind, const uint8_t *body, size_t n)
{
    const struct journal_shape *s = journal_shape_of(kind);
    union journal_any any;
    struct journal_span extra = {0};
    if (s == NULL || journal_shape_read(s, body, n, &any, &extra) != ERR_OK) {
        json_hex(w, "body_hex", body, n);
        return;
    }
    json_begin(w, "body");
    for (size_t i = 0; i < s->nfields; i++)
        put_field(w, &s->fields[i], &any);
    if (extra.len > 0)
        json_hex(w, "extra_hex", extra.bytes, extra.len);
    json_end(w);
}

/* ---- and back ---- */

static enum err expected(const struct json *m, const char *what, struct fault *fault)
{
    return fault_set(fault, ERR_FORMAT, m->line, m->column, "\"", m->key, "\": expected ", what,
                     NULL);
}

static enum err get_hex(const struct json *m, const char *what, uint8_t *out, size_t n,
                        struct fault *fault)
{
    if (m->type != JSON_STRING || text_read_hex(m->text, m->len, out, n) != ERR_OK)
        return expected(m, what, fault);
    return ERR_OK;
}

static enum err get_choice(const struct json *m, const struct journal_field *f, uint8_t *out,
                           struct fault *fault)
{
    for (size_t i = 0; i <= f->max; i++) {
        if (m->type == JSON_STRING && f->names[i] != NULL && strcmp(m->text, f->names[i]) == 0 &&
            strlen(m->text) == m->len) {
            *out = (uint8_t)i;
            return ERR_OK;
        }
    }
    return expected(m, "one of the words that belong here", fault);
}

static enum err get_numbers(const struct json *m, double *out, size_t least, size_t most,
                            struct fault *fault)
{
    if (m->type != JSON_ARRAY || m->count < least || m->count > most)
        return expected(m, "a list of numbers, as many as there are places", fault);
    size_t n = 0;
    for (const struct json *v = m->child; v != NULL; v = v->next) {
        if (v->type != JSON_NUMBER)
            return expected(m, "a list of numbers", fault);
        out[n++] = v->number;
    }
    return ERR_OK;
}

static enum err get_place(const struct json *o, struct journal_place *p, struct fault *fault)
{
    static const char *const keys[] = {"on_map", "answered", "word_low", "word_high", "mean",
                                       "sd",     "lower",    "upper",    NULL};
    int64_t answered = 0, low = 0, high = 0;
    enum err e = json_only(o, keys, fault);
    if (e == ERR_OK)
        e = json_need_bool(o, "on_map", &p->on_map, fault);
    if (e == ERR_OK)
        e = json_need_int(o, "answered", 0, UINT16_MAX, &answered, fault);
    if (e == ERR_OK)
        e = json_need_int(o, "word_low", 0, JOURNAL_NONE, &low, fault);
    if (e == ERR_OK)
        e = json_need_int(o, "word_high", 0, JOURNAL_NONE, &high, fault);
    if (e == ERR_OK)
        e = json_need_number(o, "mean", &p->mean, fault);
    if (e == ERR_OK)
        e = json_need_number(o, "sd", &p->sd, fault);
    if (e == ERR_OK)
        e = json_need_number(o, "lower", &p->lower, fault);
    if (e == ERR_OK)
        e = json_need_number(o, "upper", &p->upper, fault);
    p->answered = (uint16_t)answered;
    p->word_low = (uint8_t)low;
    p->word_high = (uint8_t)high;
    return e;
}

static enum err get_places(const struct json *m, struct journal_map *map, struct fault *fault)
{
    if (m->type != JSON_ARRAY || m->count != map->ndim)
        return expected(m, "a list of as many places as \"mean\" has numbers", fault);
    size_t i = 0;
    for (const struct json *o = m->child; o != NULL; o = o->next) {
        enum err e = get_place(o, &map->place[i++], fault);
        if (e != ERR_OK)
            return e;
    }
    return ERR_OK;
}

/* A field's member m of the object o into the struct; `nested` takes the bytes of an amend's new
 * body, which must live as long as the struct. */
static enum err get_field(const struct json *o, const struct json *m, const struct journal_field *f,
                          void *out, struct text *nested, struct fault *fault)
{
    uint8_t *at = (uint8_t *)out + f->at;
    uint8_t digits[HASH_DIGITS / 2] = {0};
    struct journal_map *map = out;
    struct journal_amend *a = out;
    int64_t v = 0;
    uint64_t hash = 0;
    bool flag = true;
    enum err e = ERR_OK;
    switch (f->type) {
    case JOURNAL_F_ID:
        return get_hex(m, "32 hexadecimal digits", at, JOURNAL_ID, fault);
    case JOURNAL_F_TEXT:
    case JOURNAL_F_BIRTH: {
        size_t max = f->type == JOURNAL_F_BIRTH ? 7 : f->max;
        if (m->type != JSON_STRING || m->len == 0 || m->len > max || strlen(m->text) != m->len)
            return expected(m, "a text that is neither empty nor too long", fault);
        memcpy(at, m->text, m->len + 1);
        return ERR_OK;
    }
    case JOURNAL_F_CHOICE:
        return get_choice(m, f, at, fault);
    case JOURNAL_F_KIND:
        return journal_kind_from_json(o, f->name, at, fault);
    case JOURNAL_F_FLAG:
        if (m->type != JSON_BOOL || !m->boolean)
            return expected(m, "true, or nothing at all", fault);
        memcpy(at, &flag, sizeof flag);
        return ERR_OK;
    case JOURNAL_F_SMALL:
        e = json_need_int(o, f->name, 0, (int64_t)f->max, &v, fault);
        *at = (uint8_t)v;
        return e;
    case JOURNAL_F_U16:
        e = json_need_int(o, f->name, 0, (int64_t)f->max, &v, fault);
        memcpy(at, &(uint16_t){(uint16_t)v}, sizeof(uint16_t));
        return e;
    case JOURNAL_F_U32:
        e = json_need_int(o, f->name, 0, UINT32_MAX, &v, fault);
        memcpy(at, &(uint32_t){(uint32_t)v}, sizeof(uint32_t));
        return e;
    case JOURNAL_F_HASH:
        e = get_hex(m, "16 hexadecimal digits", digits, sizeof digits, fault);
        for (size_t i = 0; e == ERR_OK && i < sizeof digits; i++)
            hash = hash << 8 | digits[i];
        memcpy(at, &hash, sizeof hash);
        return e;
    case JOURNAL_F_MEAN:
        map->ndim = m->count <= JOURNAL_DIM_MAX ? (uint8_t)m->count : 0;
        return get_numbers(m, map->mean, 1, JOURNAL_DIM_MAX, fault);
    case JOURNAL_F_COVARIANCE: {
        size_t n = map->ndim * (map->ndim + 1u) / 2;
        return get_numbers(m, map->covariance, n, n, fault);
    }
    case JOURNAL_F_PLACES:
        return get_places(m, map, fault);
    case JOURNAL_F_BODY:
        e = journal_body_from_json(o, a->of, nested, fault);
        a->body = (const uint8_t *)nested->data;
        a->body_len = nested->len;
        return e;
    }
    return ERR_DOMAIN;
}

/* ERR_FORMAT for a member that is no field of the shape. */
static enum err only_fields(const struct json *o, const struct journal_shape *s,
                            struct fault *fault)
{
    const char *keys[32];
    size_t n = 0;
    for (size_t i = 0; i < s->nfields; i++) {
        keys[n++] = s->fields[i].name;
        if (s->fields[i].type == JOURNAL_F_BODY)
            keys[n++] = "body_hex";
    }
    keys[n++] = "extra_hex";
    keys[n] = NULL;
    return json_only(o, keys, fault);
}

static enum err append_hex(const struct json *m, struct text *body, struct fault *fault)
{
    if (m->type != JSON_STRING || m->len % 2 != 0 || m->len / 2 > JOURNAL_BODY_MAX)
        return expected(m, "hexadecimal digits", fault);
    for (size_t i = 0; i < m->len; i += 2) {
        uint8_t b;
        if (text_read_hex(m->text + i, 2, &b, 1) != ERR_OK)
            return expected(m, "hexadecimal digits", fault);
        text_bytes(body, &b, 1);
    }
    return body->err;
}

static enum err read_body(const struct json *o, const struct journal_shape *s, struct text *body,
                          struct text *nested, struct fault *fault)
{
    union journal_any any;
    journal_shape_blank(s, &any);
    enum err e = only_fields(o, s, fault);
    for (size_t i = 0; e == ERR_OK && i < s->nfields; i++) {
        const struct journal_field *f = &s->fields[i];
        const struct json *m = json_get(o, f->name);
        if (m == NULL && f->type == JOURNAL_F_BODY)
            m = json_get(o, "body_hex");
        if (m != NULL)
            e = get_field(o, m, f, &any, nested, fault);
        else if (f->needed)
            e = fault_set(fault, ERR_FORMAT, o->line, o->column, "\"", f->name,
                          "\" is missing here", NULL);
    }
    if (e != ERR_OK)
        return e;
    e = journal_shape_write(s, &any, body);
    if (e == ERR_DOMAIN)
        return fault_set(fault, ERR_FORMAT, o->line, o->column,
                         "these values do not go together in one ", s->name, NULL);
    const struct json *extra = json_get(o, "extra_hex");
    if (e == ERR_OK && extra != NULL)
        e = append_hex(extra, body, fault);
    return e;
}

enum err journal_body_from_json(const struct json *o, unsigned kind, struct text *body,
                                struct fault *fault)
{
    const struct journal_shape *s = journal_shape_of(kind);
    const struct json *hex = json_get(o, "body_hex"), *object = json_get(o, "body");
    if (hex != NULL && object != NULL)
        return expected(hex, "either this or \"body\", not both", fault);
    enum err e;
    if (hex != NULL) {
        e = append_hex(hex, body, fault);
    } else if (s == NULL) {
        return fault_set(fault, ERR_FORMAT, o->line, o->column,
                         "a kind without a name needs \"body_hex\"", NULL);
    } else {
        object = json_need(o, "body", JSON_OBJECT, fault);
        if (object == NULL)
            return ERR_FORMAT;
        struct text nested;
        text_init(&nested);
        e = read_body(object, s, body, &nested, fault);
        text_finish(&nested);
    }
    if (e == ERR_NOMEM)
        fault_set(fault, e, o->line, o->column, err_name(e), NULL);
    return e;
}
