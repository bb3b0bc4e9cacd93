/* base/json.h: the one JSON reader (strict) and the one JSON writer.
 * Reader: RFC 8259, UTF-8 only, no duplicate keys, depth at most 64, nothing after the value.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BASE_JSON_H
#define ATTUNE_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

#define JSON_DEPTH_MAX 64
#define JSON_BYTES_MAX ((size_t)64 << 20)
#define JSON_VALUES_MAX ((size_t)1000000) /* about 112 MB of tree */

/* A tree in document order; a member of an object carries its key. Lives in the arena. */
struct json {
    enum json_type type;
    bool boolean;
    double number;
    const char *text; /* string value, unescaped, NUL-terminated (may hold U+0000: see len) */
    size_t len;       /* bytes of text */
    const char *key;  /* in an object, else NULL */
    size_t key_len;
    size_t count;             /* children */
    const struct json *child; /* first, or NULL */
    const struct json *next;  /* sibling, or NULL */
    size_t line, column;      /* where the value begins */
};

/* Parses text[0..n) into the arena. On failure *out is NULL and *fault says what and where.
 * ERR_FORMAT, ERR_LIMIT (depth, bytes, values, or a number past a double), ERR_NOMEM (also when the
 * arena's own limit is reached). What a failed parse took stays in the arena till its finish. */
MUST_CHECK enum err json_parse(struct arena *a, const char *text, size_t n, const struct json **out,
                               struct fault *fault);

/* Member by name, or NULL (also when o is NULL or no object). */
const struct json *json_get(const struct json *o, const char *key);

/* Members that must be there and have the type: on failure the fault names the member, what was
 * expected and what stands there. json_need with JSON_ARRAY etc. returns NULL on failure. */
const struct json *json_need(const struct json *o, const char *key, enum json_type type,
                             struct fault *fault);
MUST_CHECK enum err json_need_number(const struct json *o, const char *key, double *out,
                                     struct fault *fault);
/* An integer within [lo, hi], and within ±2^53, past which a double skips integers. */
MUST_CHECK enum err json_need_int(const struct json *o, const char *key, int64_t lo, int64_t hi,
                                  int64_t *out, struct fault *fault);
MUST_CHECK enum err json_need_bool(const struct json *o, const char *key, bool *out,
                                   struct fault *fault);
/* A string without U+0000. */
MUST_CHECK enum err json_need_text(const struct json *o, const char *key, const char **out,
                                   struct fault *fault);
/* ERR_FORMAT naming the first member of o that is not in the NULL-ended list. */
MUST_CHECK enum err json_only(const struct json *o, const char *const *keys, struct fault *fault);

/* Writer. Commas and colons are its business; an error sticks in the text below it.
 *   struct json_out w; json_out_init(&w, &text);
 *   json_begin(&w, NULL); json_text(&w, "name", "Leo"); json_end(&w);
 * `key` is NULL inside arrays and at the top. Nesting past 64 is ERR_LIMIT in text->err. */
struct json_out {
    struct text *text;
    unsigned depth;
    uint64_t is_array; /* bit per depth */
    uint64_t has_member;
};
void json_out_init(struct json_out *w, struct text *t);
void json_begin(struct json_out *w, const char *key);                   /* { */
void json_end(struct json_out *w);                                      /* } */
void json_begin_array(struct json_out *w, const char *key);             /* [ */
void json_end_array(struct json_out *w);                                /* ] */
void json_text(struct json_out *w, const char *key, const char *value); /* NULL -> null */
void json_text_n(struct json_out *w, const char *key, const char *value, size_t n);
void json_int(struct json_out *w, const char *key, int64_t v);
void json_uint(struct json_out *w, const char *key, uint64_t v);
void json_bool(struct json_out *w, const char *key, bool v);
void json_null(struct json_out *w, const char *key);
void json_double(struct json_out *w, const char *key, double v); /* non-finite -> null */
void json_fixed(struct json_out *w, const char *key, double v, int places);
void json_hex(struct json_out *w, const char *key, const uint8_t *bytes, size_t n);
/* Already valid JSON, as it is. */
void json_raw(struct json_out *w, const char *key, const char *json, size_t n);

#endif
