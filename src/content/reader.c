/* content/reader.c: reading values of a content file, each checked, the first fault kept.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/reader.h"

#include <math.h>
#include <string.h>

#include "content/digits.h"

#define PLACEHOLDER "{child}"

/* Lines count from the file's own first line, whatever stands before it in the bundle. */
static enum err fault_at(struct content_reader *r, enum err e, const struct json *at,
                         const char *field, const char *what)
{
    size_t line = 0, column = 0;
    if (at != NULL && r->root != NULL) {
        line = at->line - r->root->line + 1;
        column = at->line == r->root->line ? at->column - r->root->column + 1 : at->column;
    }
    const char *id = r->id == NULL ? "" : r->id;
    r->err = fault_set(r->fault, e, line, column, r->file, ": ", id, *id == '\0' ? "" : ": ",
                       field == NULL ? "" : "\"", field == NULL ? "" : field,
                       field == NULL ? "" : "\": ", what, NULL);
    return r->err;
}

void content_refuse(struct content_reader *r, const struct json *at, const char *field,
                    const char *expected)
{
    if (r->err == ERR_OK)
        (void)fault_at(r, ERR_FORMAT, at, field, expected);
}

void content_no_memory(struct content_reader *r)
{
    if (r->err == ERR_OK)
        (void)fault_at(r, ERR_NOMEM, NULL, NULL, "not enough memory");
}

/* What base/json found, said with file, id and line. */
static void pass_on(struct content_reader *r, const struct fault *found)
{
    struct json at = {.line = found->line, .column = found->column};
    (void)fault_at(r, found->code, found->line == 0 ? NULL : &at, NULL, found->what);
}

void *content_records(struct content_reader *r, size_t n, size_t size)
{
    void *records = r->err == ERR_OK ? arena_array(r->arena, n, size) : NULL;
    if (records == NULL)
        content_no_memory(r);
    return records;
}

void content_only(struct content_reader *r, const struct json *o, const char *const *keys)
{
    struct fault found;
    if (r->err == ERR_OK && json_only(o, keys, &found) != ERR_OK)
        pass_on(r, &found);
}

const struct json *content_need(struct content_reader *r, const struct json *o, const char *key,
                                enum json_type type)
{
    struct fault found;
    if (r->err != ERR_OK)
        return NULL;
    const struct json *m = json_need(o, key, type, &found);
    if (m == NULL)
        pass_on(r, &found);
    return m;
}

const struct json *content_object(struct content_reader *r, const struct json *o, const char *key)
{
    return content_need(r, o, key, JSON_OBJECT);
}

/* "expected … lo to hi", for counts and ranges. */
static void refuse_range(struct content_reader *r, const struct json *at, const char *field,
                         const char *what, int64_t lo, int64_t hi)
{
    char a[DIGITS_MAX], b[DIGITS_MAX];
    struct fault said;
    (void)fault_set(&said, ERR_FORMAT, 0, 0, what, content_digits(a, lo), " to ",
                    content_digits(b, hi), NULL);
    content_refuse(r, at, field, said.what);
}

const struct json *content_many(struct content_reader *r, const struct json *o, const char *key,
                                enum json_type type, size_t lo, size_t hi)
{
    const struct json *m = content_need(r, o, key, type);
    if (m != NULL && (m->count < lo || m->count > hi)) {
        refuse_range(r, m, key, "expected this many members: ", (int64_t)lo, (int64_t)hi);
        return NULL;
    }
    return m;
}

void content_format(struct content_reader *r)
{
    const struct json *format = json_get(r->root, "format");
    if (r->err == ERR_OK && format != NULL && format->type == JSON_NUMBER &&
        format->number > CONTENT_FORMAT) {
        r->err = fault_set(r->fault, ERR_VERSION, 0, 0, r->file,
                           ": written for a newer attune (\"format\" is above 1)", NULL);
    }
    (void)content_int(r, r->root, "format", CONTENT_FORMAT, CONTENT_FORMAT);
}

static bool good_placeholders(const char *s)
{
    for (; (s = strpbrk(s, "{}")) != NULL; s += sizeof PLACEHOLDER - 1)
        if (strncmp(s, PLACEHOLDER, sizeof PLACEHOLDER - 1) != 0)
            return false;
    return true;
}

static bool has_control(const char *s)
{
    for (; *s != '\0'; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7F)
            return true;
    return false;
}

static const char *copy_text(struct content_reader *r, const struct json *m, const char *field,
                             bool may_be_empty)
{
    if (m == NULL || r->err != ERR_OK)
        return "";
    if (m->type != JSON_STRING) {
        content_refuse(r, m, field, "expected a text");
    } else if (m->len == 0 && !may_be_empty) {
        content_refuse(r, m, field, "expected a text that is not empty");
    } else if (m->len > CONTENT_TEXT_MAX) {
        refuse_range(r, m, field, "expected a text of this many bytes: ", 0, CONTENT_TEXT_MAX);
    } else if (strlen(m->text) != m->len || has_control(m->text)) {
        content_refuse(r, m, field, "expected a text in one line, without control characters");
    } else if (!good_placeholders(m->text)) {
        content_refuse(r, m, field, "expected no placeholder but {child}, and no other { or }");
    } else {
        const char *copy = arena_text(r->arena, m->text, m->len);
        if (copy != NULL)
            return copy;
        content_no_memory(r);
    }
    return "";
}

const char *content_text(struct content_reader *r, const struct json *o, const char *key)
{
    return copy_text(r, content_need(r, o, key, JSON_STRING), key, false);
}

const char *content_text_or_empty(struct content_reader *r, const struct json *o, const char *key)
{
    return copy_text(r, content_need(r, o, key, JSON_STRING), key, true);
}

const char *content_text_here(struct content_reader *r, const struct json *value, const char *field)
{
    return copy_text(r, value, field, false);
}

const char **content_texts(struct content_reader *r, const struct json *o, const char *key,
                           size_t lo, size_t hi)
{
    const struct json *list = content_many(r, o, key, JSON_ARRAY, lo, hi);
    const char **texts = list == NULL ? NULL : content_records(r, list->count, sizeof *texts);
    if (texts == NULL)
        return NULL;
    size_t i = 0;
    for (const struct json *m = list->child; m != NULL; m = m->next)
        texts[i++] = copy_text(r, m, key, false);
    return texts;
}

int content_int(struct content_reader *r, const struct json *o, const char *key, int lo, int hi)
{
    struct fault found;
    int64_t v = lo;
    if (r->err == ERR_OK && json_need_int(o, key, lo, hi, &v, &found) != ERR_OK)
        pass_on(r, &found);
    return (int)v;
}

bool content_bool(struct content_reader *r, const struct json *o, const char *key)
{
    struct fault found;
    bool v = false;
    if (r->err == ERR_OK && json_need_bool(o, key, &v, &found) != ERR_OK)
        pass_on(r, &found);
    return v;
}

static void refuse_bounds(struct content_reader *r, const struct json *at, const char *key,
                          const char *from, double lo, const char *to, double hi)
{
    struct text said;
    text_init(&said);
    text_add(&said, from);
    text_double(&said, lo);
    text_add(&said, to);
    text_double(&said, hi);
    if (said.err == ERR_OK)
        content_refuse(r, at, key, said.data);
    else
        content_no_memory(r);
    text_finish(&said);
}

double content_above(struct content_reader *r, const struct json *o, const char *key, double lo,
                     double hi)
{
    const struct json *m = content_need(r, o, key, JSON_NUMBER);
    if (m == NULL)
        return 0;
    if (!(m->number > lo && m->number <= hi))
        refuse_bounds(r, m, key, "expected a number above ", lo, " and at most ", hi);
    return m->number;
}

double content_number(struct content_reader *r, const struct json *o, const char *key, double lo,
                      double hi, bool or_null)
{
    const struct json *m = json_get(o, key);
    if (or_null && m != NULL && m->type == JSON_NULL)
        return NAN;
    m = content_need(r, o, key, JSON_NUMBER);
    if (m == NULL)
        return lo;
    if (m->number >= lo && m->number <= hi)
        return m->number;
    refuse_bounds(r, m, key, "expected a number from ", lo, " to ", hi);
    return lo;
}

void content_ascending(struct content_reader *r, const struct json *o, const char *key, double lo,
                       double hi, size_t n, double *out, const char *expected)
{
    const struct json *list = content_need(r, o, key, JSON_ARRAY);
    if (list == NULL)
        return;
    double last = lo;
    size_t i = 0;
    bool good = list->count == n;
    for (const struct json *m = list->child; good && m != NULL; m = m->next) {
        good = m->type == JSON_NUMBER && m->number > last && m->number < hi;
        if (good)
            last = out[i++] = m->number;
    }
    if (!good)
        content_refuse(r, list, key, expected);
}

size_t content_choice(struct content_reader *r, const struct json *o, const char *key,
                      const char *const *names, size_t n, const char *expected)
{
    const struct json *m = content_need(r, o, key, JSON_STRING);
    if (m == NULL)
        return 0;
    for (size_t i = 0; i < n; i++)
        if (strlen(names[i]) == m->len && memcmp(names[i], m->text, m->len) == 0)
            return i;
    content_refuse(r, m, key, expected);
    return 0;
}
