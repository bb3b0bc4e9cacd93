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
    content_only(r, r->root, keys);
    content_flat(r, "words", &r->content->flat[which]);
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
