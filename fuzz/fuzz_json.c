/* fuzz/fuzz_json.c: any bytes as JSON. What is read is written, read again and written again: both
 * texts must be the same, and both trees.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Writes a key that may hold U+0000, which the writer's own keys cannot: as an array of two. */
static void write_tree(struct json_out *w, const struct json *v)
{
    switch (v->type) {
    case JSON_NULL:
        json_null(w, NULL);
        return;
    case JSON_BOOL:
        json_bool(w, NULL, v->boolean);
        return;
    case JSON_NUMBER:
        json_double(w, NULL, v->number);
        return;
    case JSON_STRING:
        json_text_n(w, NULL, v->text, v->len);
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    size_t n = 0;
    json_begin_array(w, NULL);
    for (const struct json *m = v->child; m != NULL; m = m->next) {
        must((m->key != NULL) == (v->type == JSON_OBJECT));
        must(m->line > 0 && m->column > 0);
        if (m->key != NULL)
            json_text_n(w, NULL, m->key, m->key_len);
        if (m->key != NULL && strlen(m->key) == m->key_len)
            must(json_get(v, m->key) == m);
        write_tree(w, m);
        n++;
    }
    json_end_array(w);
    must(n == v->count);
}

/* *text <- what was read, as arrays. */
static enum err read_and_write(const char *bytes, size_t n, struct text *text)
{
    struct arena a;
    struct fault f = {0};
    const struct json *v;
    struct json_out w;
    arena_init(&a, (size_t)64 << 20);
    enum err e = json_parse(&a, bytes, n, &v, &f);
    must((e == ERR_OK) == (v != NULL));
    must(e == ERR_OK || (f.code == e && f.what[0] != '\0'));
    must(text_utf8_valid(f.what, strlen(f.what)) == strlen(f.what));
    if (e == ERR_OK) {
        json_out_init(&w, text);
        write_tree(&w, v);
        must(text->err == ERR_OK);
    }
    arena_finish(&a);
    return e;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text once, twice;
    text_init(&once);
    text_init(&twice);
    if (read_and_write((const char *)data, size, &once) == ERR_OK) {
        must(read_and_write(once.data, once.len, &twice) == ERR_OK);
        must(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
    }
    text_finish(&once);
    text_finish(&twice);
    return 0;
}
