/* content/reader_ids.c: ids and keys of a content file: read, kept in order, found again.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "content/reader.h"

bool content_is_id(const char *s, const char *more)
{
    size_t n = 0;
    for (; s[n] != '\0'; n++) {
        bool good = (s[n] >= 'a' && s[n] <= 'z') || (s[n] >= '0' && s[n] <= '9') || s[n] == '.' ||
                    s[n] == '-' || strchr(more, s[n]) != NULL;
        if (!good || n == 64)
            return false;
    }
    return n > 0;
}

const char *content_id(struct content_reader *r, const struct json *o)
{
    r->id = NULL;
    const struct json *m = content_need(r, o, "id", JSON_STRING);
    const char *id = content_text_here(r, m, "id");
    bool study = strcmp(r->file, "evidence") == 0;
    if (r->err == ERR_OK && !content_is_id(id, study ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "")) {
        content_refuse(r, m, "id",
                       study ? "expected 1 to 64 letters, digits, dots or dashes"
                             : "expected 1 to 64 small letters, digits, dots or dashes");
    }
    r->id = id;
    return id;
}

const char *content_key(struct content_reader *r, const struct json *m, const char *field,
                        const char *expected)
{
    if (r->err != ERR_OK)
        return "";
    if (strlen(m->key) != m->key_len || !content_is_id(m->key, "_")) {
        content_refuse(r, m, field, expected);
        return "";
    }
    const char *key = arena_text(r->arena, m->key, m->key_len);
    if (key != NULL)
        return key;
    content_no_memory(r);
    return "";
}

/* "expected …, found xyz". */
static void refuse_found(struct content_reader *r, const struct json *m, const char *field,
                         const char *expected)
{
    bool is_text = m->type == JSON_STRING;
    struct fault said;
    (void)fault_set(&said, ERR_FORMAT, 0, 0, expected, is_text ? ", found " : "",
                    is_text ? m->text : "", NULL);
    content_refuse(r, m, field, said.what);
}

unsigned content_bands(struct content_reader *r, const struct json *o)
{
    const struct json *list = content_many(r, o, "bands", JSON_ARRAY, 1, CONTENT_BANDS);
    unsigned bands = 0;
    for (const struct json *m = list == NULL ? NULL : list->child; m != NULL; m = m->next) {
        unsigned bit = 0;
        for (int b = 0; m->type == JSON_STRING && b < CONTENT_BANDS; b++) {
            const char *id = content_band_id((enum content_band)b);
            if (m->len == strlen(id) && memcmp(m->text, id, m->len) == 0)
                bit = 1U << b;
        }
        if (bit == 0 || (bands & bit) != 0) {
            content_refuse(r, m, "bands",
                           "expected some of b0, b3, b12, b36, b72, b108, b156, each once");
            return 0;
        }
        bands |= bit;
    }
    return bands;
}

size_t content_reference(struct content_reader *r, const struct json *o, const char *key,
                         const struct content_index *among, const char *expected)
{
    const struct json *m = content_need(r, o, key, JSON_STRING);
    if (m == NULL)
        return 0;
    size_t at = strlen(m->text) == m->len ? content_index_find(among, m->text) : CONTENT_NONE;
    if (at != CONTENT_NONE)
        return at;
    refuse_found(r, m, key, expected);
    return 0;
}

const size_t *content_references(struct content_reader *r, const struct json *o, const char *key,
                                 const struct content_index *among, size_t *n, const char *expected)
{
    *n = 0;
    const struct json *list = content_many(r, o, key, JSON_ARRAY, 0, 64);
    size_t *found = list == NULL ? NULL : content_records(r, list->count, sizeof *found);
    if (found == NULL)
        return NULL;
    for (const struct json *m = list->child; m != NULL; m = m->next) {
        bool is_text = m->type == JSON_STRING && strlen(m->text) == m->len;
        size_t at = is_text ? content_index_find(among, m->text) : CONTENT_NONE;
        for (size_t i = 0; i < *n; i++)
            at = found[i] == at ? CONTENT_NONE : at;
        if (at == CONTENT_NONE) {
            refuse_found(r, m, key, expected);
            return NULL;
        }
        found[(*n)++] = at;
    }
    return found;
}

/* The earlier place first, so that the second of two equal keys is the one to complain of. */
static int by_key(const void *a, const void *b)
{
    const struct content_entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

void content_index_make(struct content_reader *r, struct content_index *index, size_t n,
                        const struct json *list)
{
    if (r->err != ERR_OK)
        return;
    if (n > 1)
        qsort(index->entries, n, sizeof *index->entries, by_key);
    index->n = n;
    for (size_t i = 1; i < n; i++) {
        const struct content_entry *e = &index->entries[i];
        if (strcmp(e->key, e[-1].key) == 0) {
            const struct json *m = list->child;
            for (size_t k = 0; k < e->at && m != NULL; k++)
                m = m->next;
            r->id = e->key;
            content_refuse(r, m, "id", "this id stands here a second time");
        }
    }
}

size_t content_index_find(const struct content_index *index, const char *key)
{
    size_t lo = 0, hi = index->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(key, index->entries[mid].key);
        if (order == 0)
            return index->entries[mid].at;
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return CONTENT_NONE;
}

void *content_list(struct content_reader *r, const char *key, size_t lo, size_t size,
                   content_read_record *read, struct content_index *index)
{
    const struct json *list = content_many(r, r->root, key, JSON_ARRAY, lo, CONTENT_RECORDS_MAX);
    unsigned char *records = list == NULL ? NULL : content_records(r, list->count, size);
    index->entries =
        records == NULL ? NULL : content_records(r, list->count, sizeof *index->entries);
    if (index->entries == NULL)
        return NULL;
    size_t n = 0;
    for (const struct json *o = list->child; r->err == ERR_OK && o != NULL; o = o->next, n++) {
        r->id = NULL;
        read(r, o, records + n * size);
        index->entries[n] = (struct content_entry){r->id, n};
    }
    content_index_make(r, index, n, list);
    r->id = NULL;
    return records;
}

void content_flat(struct content_reader *r, const char *key, struct content_sentences *out)
{
    const struct json *all = content_many(r, r->root, key, JSON_OBJECT, 1, CONTENT_RECORDS_MAX);
    out->all = all == NULL ? NULL : content_records(r, all->count, sizeof *out->all);
    out->index.entries =
        out->all == NULL ? NULL : content_records(r, all->count, sizeof *out->index.entries);
    if (out->index.entries == NULL)
        return;
    size_t n = 0;
    for (const struct json *m = all->child; r->err == ERR_OK && m != NULL; m = m->next, n++) {
        struct content_sentence *s = &out->all[n];
        s->key = content_key(r, m, m->key,
                             "expected keys of 1 to 64 small letters, digits, dots, dashes or _");
        s->text = content_text_here(r, m, s->key);
        out->index.entries[n] = (struct content_entry){s->key, n};
    }
    content_index_make(r, &out->index, n, all);
}
