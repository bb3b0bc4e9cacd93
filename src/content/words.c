/* content/words.c: reads words.json, page.json and terminal.json: sentences by key.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/reader.h"

static const char *const flat_names[CONTENT_FLAT] = {"words", "page", "terminal"};

/* Which of the files, or CONTENT_FLAT for another name. */
static size_t flat_file(const char *name)
{
    size_t i = 0;
    while (i < CONTENT_FLAT && strcmp(flat_names[i], name) != 0)
        i++;
    return i;
}

void content_read_sentences(struct content_reader *r)
{
    static const char *const keys[] = {"format", "words", NULL};
    size_t which = flat_file(r->file);
    if (which == CONTENT_FLAT)
        return;
    struct content_sentences *file = &r->content->flat[which];
    content_only(r, r->root, keys);
    const struct json *all = content_many(r, r->root, "words", JSON_OBJECT, 1, CONTENT_RECORDS_MAX);
    if (all == NULL)
        return;
    file->all = content_records(r, all->count, sizeof *file->all);
    file->index.entries = content_records(r, all->count, sizeof *file->index.entries);
    size_t n = 0;
    for (const struct json *m = all->child; r->err == ERR_OK && m != NULL; m = m->next, n++) {
        if (strlen(m->key) != m->key_len || !content_is_id(m->key, "_")) {
            content_refuse(r, m, m->key,
                           "expected keys of 1 to 64 small letters, digits, dots, dashes or _");
            return;
        }
        struct content_sentence *s = &file->all[n];
        s->key = arena_text(&r->content->arena, m->key, m->key_len);
        if (s->key == NULL)
            content_no_memory(r);
        s->text = content_text_here(r, m, m->key);
        file->index.entries[n] = (struct content_entry){s->key, n};
    }
    content_index_make(r, &file->index, n, all);
}

const char *content_words(const struct content *c, const char *file, const char *key)
{
    size_t f = flat_file(file);
    size_t at = f < CONTENT_FLAT ? content_index_find(&c->flat[f].index, key) : CONTENT_NONE;
    return at == CONTENT_NONE ? NULL : c->flat[f].all[at].text;
}

size_t content_words_count(const struct content *c, const char *file)
{
    size_t f = flat_file(file);
    return f < CONTENT_FLAT ? c->flat[f].index.n : 0;
}

const char *content_words_at(const struct content *c, const char *file, size_t at, const char **key)
{
    const struct content_sentence *s = &c->flat[flat_file(file)].all[at];
    *key = s->key;
    return s->text;
}
