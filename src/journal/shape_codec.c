/* journal/shape_codec.c: bodies to structs and back, driven by the table of fields.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "journal/shape.h"

#define FIELD_HEADER 3 /* tag, length */
#define PLACE_BYTES (1 + 2 + 1 + 1 + 4 * 8)

static const uint8_t zero_id[JOURNAL_ID];

static bool text_ok(const char *s, size_t n)
{
    if (text_utf8_valid(s, n) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F)
            return false;
    return true;
}

static bool birth_ok(const char *s) /* 7 bytes */
{
    int64_t year, month;
    return s[4] == '-' && s[5] != '-' && text_read_int(s, 4, &year) == ERR_OK && year >= 1900 &&
           text_read_int(s + 5, 2, &month) == ERR_OK && month >= 1 && month <= 12;
}

/* One form for each value, so that what was read is written back byte for byte. */
static bool number_ok(double v)
{
    return isfinite(v) && !(v == 0 && signbit(v));
}

static bool kind_ok(unsigned of)
{
    return of != 0 && of != JOURNAL_BOND && (of < JOURNAL_AMEND || of > JOURNAL_ERASE);
}

static double get_number(struct bytes_in *in, bool *ok)
{
    double v = bytes_get_f64(in);
    *ok = *ok && number_ok(v);
    return v;
}

static bool read_places(struct bytes_in *in, struct journal_map *m)
{
    bool ok = true;
    for (size_t i = 0; i < m->ndim && ok; i++) {
        struct journal_place *p = &m->place[i];
        uint8_t on_map = bytes_get_u8(in);
        ok = on_map <= 1;
        p->on_map = on_map == 1;
        p->answered = bytes_get_u16(in);
        p->word_low = bytes_get_u8(in);
        p->word_high = bytes_get_u8(in);
        p->mean = get_number(in, &ok);
        p->sd = get_number(in, &ok);
        p->lower = get_number(in, &ok);
        p->upper = get_number(in, &ok);
    }
    return ok;
}

static bool read_text(struct bytes_in *in, size_t max, char *out)
{
    size_t n = bytes_left(in);
    if (n == 0 || n > max || !text_ok((const char *)in->at, n))
        return false;
    memcpy(out, bytes_take(in, n), n);
    out[n] = '\0';
    return true;
}

/* The field's value, all of `in`, into the struct. What reads as absent is no value. */
static bool read_field(const struct journal_field *f, struct bytes_in *in, void *out)
{
    uint8_t *at = (uint8_t *)out + f->at;
    struct journal_map *m = out;
    uint64_t u;
    bool ok = true;
    switch (f->type) {
    case JOURNAL_F_ID: {
        const uint8_t *id = bytes_take(in, JOURNAL_ID);
        if (id != NULL)
            memcpy(at, id, JOURNAL_ID);
        return id != NULL && memcmp(id, zero_id, JOURNAL_ID) != 0;
    }
    case JOURNAL_F_TEXT:
        return read_text(in, f->max, (char *)at);
    case JOURNAL_F_BIRTH:
        return bytes_left(in) == 7 && read_text(in, 7, (char *)at) && birth_ok((char *)at);
    case JOURNAL_F_SMALL:
        return (*at = bytes_get_u8(in)) <= f->max;
    case JOURNAL_F_CHOICE:
        return (*at = bytes_get_u8(in)) <= f->max && f->names[*at] != NULL;
    case JOURNAL_F_KIND:
        return kind_ok(*at = bytes_get_u8(in));
    case JOURNAL_F_FLAG:
        ok = bytes_get_u8(in) == 1;
        memcpy(at, &ok, sizeof ok);
        return ok;
    case JOURNAL_F_U16: {
        uint16_t v = bytes_get_u16(in);
        memcpy(at, &v, sizeof v);
        return v <= f->max;
    }
    case JOURNAL_F_U32: {
        uint32_t v = bytes_get_u32(in);
        memcpy(at, &v, sizeof v);
        return true;
    }
    case JOURNAL_F_HASH:
        u = bytes_get_u64(in);
        memcpy(at, &u, sizeof u);
        return u != 0;
    case JOURNAL_F_MEAN:
        u = bytes_left(in) / 8;
        if (u == 0 || u > JOURNAL_DIM_MAX)
            return false;
        m->ndim = (uint8_t)u;
        for (size_t i = 0; i < m->ndim; i++)
            m->mean[i] = get_number(in, &ok);
        return ok;
    case JOURNAL_F_COVARIANCE:
        for (size_t i = 0; i < m->ndim * (m->ndim + 1u) / 2; i++)
            m->covariance[i] = get_number(in, &ok);
        return ok;
    case JOURNAL_F_PLACES:
        return read_places(in, m);
    case JOURNAL_F_BODY: {
        struct journal_amend *a = out;
        a->body_len = bytes_left(in);
        a->body = bytes_take(in, a->body_len);
        return a->body_len <= f->max;
    }
    }
    return false;
}

bool journal_shape_fields_ok(const uint8_t *bytes, size_t n, unsigned above)
{
    struct bytes_in in;
    bytes_in_init(&in, bytes, n);
    while (bytes_left(&in) > 0) {
        unsigned tag = bytes_get_u8(&in);
        (void)bytes_take(&in, bytes_get_u16(&in));
        if (in.bad || tag <= above)
            return false;
        above = tag;
    }
    return !in.bad && n <= JOURNAL_BODY_MAX;
}

enum err journal_shape_read(const struct journal_shape *s, const uint8_t *body, size_t n, void *out,
                            struct journal_span *extra)
{
    struct bytes_in in;
    bytes_in_init(&in, body, n);
    journal_shape_blank(s, out);
    for (size_t i = 0; i < s->nfields; i++) {
        const struct journal_field *f = &s->fields[i];
        if (bytes_left(&in) == 0 || *in.at != f->tag) {
            if (f->needed)
                return ERR_FORMAT;
            continue;
        }
        (void)bytes_get_u8(&in);
        size_t len = bytes_get_u16(&in);
        const uint8_t *value = bytes_take(&in, len);
        if (value == NULL)
            return ERR_FORMAT;
        struct bytes_in one;
        bytes_in_init(&one, value, len);
        if (!read_field(f, &one, out) || one.bad || bytes_left(&one) > 0)
            return ERR_FORMAT;
    }
    if (!journal_shape_fields_ok(in.at, bytes_left(&in), s->fields[s->nfields - 1].tag))
        return ERR_FORMAT;
    if (extra != NULL)
        *extra = (struct journal_span){in.at, bytes_left(&in)};
    return n > JOURNAL_BODY_MAX || (s->fits != NULL && !s->fits(out)) ? ERR_FORMAT : ERR_OK;
}

static void put_number(struct bytes_out *out, double v)
{
    bytes_put_f64(out, v == 0 ? 0 : v);
}

/* The field's value as bytes; nothing when it is absent. Texts and bodies are put elsewhere. */
static void write_field(const struct journal_field *f, const void *in, struct bytes_out *out)
{
    const uint8_t *at = (const uint8_t *)in + f->at;
    const struct journal_map *m = in;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    bool flag;
    switch (f->type) {
    case JOURNAL_F_ID:
        if (memcmp(at, zero_id, JOURNAL_ID) != 0)
            bytes_put(out, at, JOURNAL_ID);
        return;
    case JOURNAL_F_SMALL:
    case JOURNAL_F_CHOICE:
        if (*at != JOURNAL_NONE)
            bytes_put_u8(out, *at);
        return;
    case JOURNAL_F_KIND:
        bytes_put_u8(out, *at);
        return;
    case JOURNAL_F_FLAG:
        memcpy(&flag, at, sizeof flag);
        if (flag)
            bytes_put_u8(out, 1);
        return;
    case JOURNAL_F_U16:
        memcpy(&u16, at, sizeof u16);
        bytes_put_u16(out, u16);
        return;
    case JOURNAL_F_U32:
        memcpy(&u32, at, sizeof u32);
        bytes_put_u32(out, u32);
        return;
    case JOURNAL_F_HASH:
        memcpy(&u64, at, sizeof u64);
        if (u64 != 0)
            bytes_put_u64(out, u64);
        return;
    case JOURNAL_F_MEAN:
        for (size_t i = 0; i < m->ndim && i < JOURNAL_DIM_MAX; i++)
            put_number(out, m->mean[i]);
        return;
    case JOURNAL_F_COVARIANCE:
        for (size_t i = 0; m->ndim <= JOURNAL_DIM_MAX && i < m->ndim * (m->ndim + 1u) / 2; i++)
            put_number(out, m->covariance[i]);
        return;
    case JOURNAL_F_PLACES:
        for (size_t i = 0; i < m->ndim && i < JOURNAL_DIM_MAX; i++) {
            const struct journal_place *p = &m->place[i];
            bytes_put_u8(out, p->on_map);
            bytes_put_u16(out, p->answered);
            bytes_put_u8(out, p->word_low);
            bytes_put_u8(out, p->word_high);
            put_number(out, p->mean);
            put_number(out, p->sd);
            put_number(out, p->lower);
            put_number(out, p->upper);
        }
        return;
    case JOURNAL_F_TEXT:
    case JOURNAL_F_BIRTH:
    case JOURNAL_F_BODY:
        return;
    }
}

static void add_field(struct text *body, uint8_t tag, const void *value, size_t n)
{
    if (n > UINT16_MAX) {
        body->err = ERR_DOMAIN;
        return;
    }
    uint8_t header[FIELD_HEADER] = {tag, (uint8_t)n, (uint8_t)(n >> 8)};
    text_bytes(body, header, sizeof header);
    text_bytes(body, value, n);
}

enum err journal_shape_write(const struct journal_shape *s, const void *in, struct text *body)
{
    if (body->err != ERR_OK)
        return body->err;
    size_t before = body->len;
    for (size_t i = 0; i < s->nfields && body->err == ERR_OK; i++) {
        const struct journal_field *f = &s->fields[i];
        const char *at = (const char *)in + f->at;
        uint8_t value[PLACE_BYTES * JOURNAL_DIM_MAX]; /* the longest of the plain values */
        struct bytes_out out;
        bytes_out_init(&out, value, sizeof value);
        if (f->type == JOURNAL_F_BODY) {
            const struct journal_amend *a = in;
            add_field(body, f->tag, a->body, a->body_len);
        } else if (f->type == JOURNAL_F_TEXT || f->type == JOURNAL_F_BIRTH) {
            if (at[0] != '\0')
                add_field(body, f->tag, at, strlen(at));
        } else {
            write_field(f, in, &out);
            if (out.len > 0)
                add_field(body, f->tag, value, out.len);
        }
    }
    /* The reader is the only judge of what is allowed. */
    union journal_any any;
    enum err e = body->err;
    if (e == ERR_OK && journal_shape_read(s, (const uint8_t *)body->data + before,
                                          body->len - before, &any, NULL) != ERR_OK)
        e = ERR_DOMAIN;
    if (e != ERR_OK) {
        body->len = before;
        if (body->data != NULL)
            body->data[before] = '\0';
    }
    return e;
}
