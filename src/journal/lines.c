/* journal/lines.c: journals as files of JSON Lines.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "journal/event_json.h"

#define FORMAT 1
#define ARENA_MAX ((size_t)64 << 20) /* a line of a million brackets must not take a gigabyte */

enum err journal_lines_begin(struct text *out)
{
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_text(&w, "attune", "journal");
    json_int(&w, "format", FORMAT);
    json_end(&w);
    text_char(out, '\n');
    return out->err;
}

enum err journal_lines_add(const struct journal_event *e, struct text *out)
{
    struct journal_event nowhere = *e;
    memset(nowhere.device, 0, sizeof nowhere.device);
    struct json_out w;
    json_out_init(&w, out);
    journal_event_to_json(&nowhere, &w, NULL);
    text_char(out, '\n');
    return out->err;
}

static enum err read_header(const struct json *o, struct fault *fault)
{
    static const char *const keys[] = {"attune", "format", NULL};
    const char *what = NULL;
    int64_t format = 0;
    const struct json *name = json_get(o, "attune");
    if (name == NULL || name->type != JSON_STRING || strcmp(name->text, "journal") != 0) {
        return fault_set(fault, ERR_FORMAT, o->line, o->column,
                         "this is not an attune journal: expected {\"attune\":\"journal\",…}",
                         NULL);
    }
    enum err e = json_need_text(o, "attune", &what, fault);
    if (e == ERR_OK)
        e = json_need_int(o, "format", 1, INT32_MAX, &format, fault);
    if (e != ERR_OK)
        return e;
    if (format > FORMAT) {
        return fault_set(fault, ERR_VERSION, o->line, o->column,
                         "this file was written by a newer attune; please update this one", NULL);
    }
    return json_only(o, keys, fault);
}

static bool blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r')
            return false;
    return true;
}

static enum err read_line(const char *line, size_t n, bool first, struct text *records,
                          struct fault *fault)
{
    if (n > JOURNAL_LINE_MAX)
        return fault_set(fault, ERR_LIMIT, 1, 1, "this line is longer than 1 MiB", NULL);
    struct arena a;
    arena_init(&a, ARENA_MAX);
    const struct json *o;
    enum err e = json_parse(&a, line, n, &o, fault);
    if (e == ERR_OK)
        e = first ? read_header(o, fault) : journal_event_from_json(o, records, fault);
    arena_finish(&a);
    return e;
}

enum err journal_lines_read(const char *text, size_t n, struct text *records, struct fault *fault)
{
    struct fault own;
    if (fault == NULL)
        fault = &own;
    if (records->err != ERR_OK)
        return records->err;
    if (n > JSON_BYTES_MAX)
        return fault_set(fault, ERR_LIMIT, 0, 0, "larger than 64 MiB", NULL);
    size_t before = records->len, number = 0;
    bool first = true;
    enum err e = ERR_OK;
    for (size_t from = 0; from < n && e == ERR_OK;) {
        const char *newline = memchr(text + from, '\n', n - from);
        size_t len = newline == NULL ? n - from : (size_t)(newline - (text + from));
        number++;
        if (!blank(text + from, len)) {
            e = read_line(text + from, len, first, records, fault);
            first = false;
        }
        from += len + 1;
    }
    if (e == ERR_OK && first) {
        number = 1;
        e = fault_set(fault, ERR_FORMAT, 1, 1, "this file is empty", NULL);
    }
    if (e != ERR_OK) {
        fault->line = number;
        records->len = before;
        if (records->data != NULL)
            records->data[before] = '\0';
    }
    return e;
}
