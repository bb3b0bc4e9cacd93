/* base/json_get.c: asking a JSON tree for what must be there.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/json.h"

static const char *type_name(enum json_type type)
{
    switch (type) {
    case JSON_NULL:
        return "null";
    case JSON_BOOL:
        return "true or false";
    case JSON_NUMBER:
        return "a number";
    case JSON_STRING:
        return "a text";
    case JSON_ARRAY:
        return "a list";
    case JSON_OBJECT:
        return "an object";
    }
    return "something else";
}

const struct json *json_get(const struct json *o, const char *key)
{
    if (o == NULL || o->type != JSON_OBJECT)
        return NULL;
    size_t n = strlen(key);
    for (const struct json *m = o->child; m != NULL; m = m->next)
        if (m->key_len == n && memcmp(m->key, key, n) == 0)
            return m;
    return NULL;
}

const struct json *json_need(const struct json *o, const char *key, enum json_type type,
                             struct fault *fault)
{
    if (o == NULL || o->type != JSON_OBJECT) {
        fault_set(fault, ERR_FORMAT, o == NULL ? 0 : o->line, o == NULL ? 0 : o->column,
                  "expected an object with \"", key, "\"", NULL);
        return NULL;
    }
    const struct json *m = json_get(o, key);
    if (m == NULL) {
        fault_set(fault, ERR_FORMAT, o->line, o->column, "\"", key, "\" is missing here; expected ",
                  type_name(type), NULL);
    } else if (m->type != type) {
        fault_set(fault, ERR_FORMAT, m->line, m->column, "\"", key, "\": expected ",
                  type_name(type), ", found ", type_name(m->type), NULL);
        return NULL;
    }
    return m;
}

enum err json_need_number(const struct json *o, const char *key, double *out, struct fault *fault)
{
    const struct json *m = json_need(o, key, JSON_NUMBER, fault);
    if (m == NULL)
        return ERR_FORMAT;
    *out = m->number;
    return ERR_OK;
}

/* A decimal integer for a message. */
static const char *int_text(char s[static 24], int64_t v)
{
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    size_t at = 23;
    s[at] = '\0';
    do {
        s[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u != 0);
    if (v < 0)
        s[--at] = '-';
    return s + at;
}

enum err json_need_int(const struct json *o, const char *key, int64_t lo, int64_t hi, int64_t *out,
                       struct fault *fault)
{
    const double most = 9007199254740992.0; /* 2^53 */
    const struct json *m = json_need(o, key, JSON_NUMBER, fault);
    if (m == NULL)
        return ERR_FORMAT;
    if (!(fabs(m->number) <= most) || m->number != floor(m->number) || (int64_t)m->number < lo ||
        (int64_t)m->number > hi) {
        char a[24], b[24];
        return fault_set(fault, ERR_FORMAT, m->line, m->column, "\"", key,
                         "\": expected a whole number from ", int_text(a, lo), " to ",
                         int_text(b, hi), NULL);
    }
    *out = (int64_t)m->number;
    return ERR_OK;
}

enum err json_need_bool(const struct json *o, const char *key, bool *out, struct fault *fault)
{
    const struct json *m = json_need(o, key, JSON_BOOL, fault);
    if (m == NULL)
        return ERR_FORMAT;
    *out = m->boolean;
    return ERR_OK;
}

enum err json_need_text(const struct json *o, const char *key, const char **out,
                        struct fault *fault)
{
    const struct json *m = json_need(o, key, JSON_STRING, fault);
    if (m == NULL)
        return ERR_FORMAT;
    if (strlen(m->text) != m->len) {
        return fault_set(fault, ERR_FORMAT, m->line, m->column, "\"", key,
                         "\": a text here may not hold U+0000", NULL);
    }
    *out = m->text;
    return ERR_OK;
}

enum err json_only(const struct json *o, const char *const *keys, struct fault *fault)
{
    if (o == NULL || o->type != JSON_OBJECT) {
        return fault_set(fault, ERR_FORMAT, o == NULL ? 0 : o->line, o == NULL ? 0 : o->column,
                         "expected an object", NULL);
    }
    for (const struct json *m = o->child; m != NULL; m = m->next) {
        const char *const *k = keys;
        while (*k != NULL && (strlen(*k) != m->key_len || memcmp(*k, m->key, m->key_len) != 0))
            k++;
        if (*k == NULL) {
            return fault_set(fault, ERR_FORMAT, m->line, m->column, "\"", m->key,
                             "\" is not a name that belongs here", NULL);
        }
    }
    return ERR_OK;
}
