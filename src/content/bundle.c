/* content/bundle.c: joins the content files, so that one text is all that a program carries.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/bundle.h"

#include "base/arena.h"
#include "base/json.h"
#include "content/reader.h"

/* In an order in which every reference points backwards. */
static const char *const names[CONTENT_FILES] = {"dimensions", "evidence", "items",    "steps",
                                                 "words",      "page",     "terminal", "help"};

const char *content_file_name(size_t file)
{
    return names[file];
}

static enum err check(const struct content_file *file, const char *name, struct fault *fault)
{
    struct arena scratch;
    arena_init(&scratch, 0);
    const struct json *root = NULL;
    struct fault found;
    enum err e = json_parse(&scratch, file->text, file->n, &root, &found);
    if (e != ERR_OK) {
        e = fault_set(fault, e, found.line, found.column, name, ": ", found.what, NULL);
    } else if (file->text[0] != '{') {
        e = fault_set(fault, ERR_FORMAT, 1, 1, name,
                      ": expected a file that begins with '{', with nothing before it", NULL);
    }
    arena_finish(&scratch);
    return e;
}

/* Valid JSON, so a quote ends a text unless a backslash stands before it. */
static void add_compact(struct text *out, const char *s, size_t n)
{
    bool inside = false;
    size_t from = 0, i = 0;
    for (; i < n; i++) {
        if (inside && s[i] == '\\') {
            i++;
        } else if (s[i] == '"') {
            inside = !inside;
        } else if (!inside && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r')) {
            text_bytes(out, s + from, i - from);
            from = i + 1;
        }
    }
    text_bytes(out, s + from, n - from);
}

enum err content_join_named(const char *const *file_names, const struct content_file *files,
                            size_t n, const char *more, const struct text *more_json, bool compact,
                            struct text *out, struct fault *fault)
{
    for (size_t i = 0; i < n; i++) {
        enum err e = check(&files[i], file_names[i], fault);
        if (e != ERR_OK)
            return e;
    }
    for (size_t i = 0; i < n; i++) {
        text_add(out, i == 0 ? "{\"" : ",\"");
        text_add(out, file_names[i]);
        text_add(out, "\":");
        if (compact)
            add_compact(out, files[i].text, files[i].n);
        else
            text_bytes(out, files[i].text, files[i].n);
    }
    if (more != NULL) {
        text_add(out, ",\"");
        text_add(out, more);
        text_add(out, "\":");
        text_bytes(out, more_json->data, more_json->len);
    }
    text_add(out, "}\n");
    if (out->err != ERR_OK)
        return fault_set(fault, out->err, 0, 0, "the joined content does not fit in memory", NULL);
    return ERR_OK;
}

enum err content_join(const struct content_file files[CONTENT_FILES], bool compact,
                      struct text *out, struct fault *fault)
{
    return content_join_named(names, files, CONTENT_FILES, NULL, NULL, compact, out, fault);
}
