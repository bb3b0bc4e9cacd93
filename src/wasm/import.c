/* Which records of a file a journal does not have yet.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "import.h"

#include <stdlib.h>
#include <string.h>

#include "journal/event_json.h"

struct ids {
    uint8_t (*at)[JOURNAL_ID];
    size_t n;
};

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, JOURNAL_ID);
}

static enum err ids_of(const struct journal *j, struct ids *out)
{
    struct journal_cursor cursor = {0};
    struct journal_span record;
    struct journal_event event;
    size_t all = journal_count(j);
    out->n = 0;
    out->at = malloc((all ? all : 1) * sizeof *out->at);
    if (!out->at)
        return ERR_NOMEM;
    while (out->n < all && journal_next(j, &cursor, &record, &event))
        memcpy(out->at[out->n++], event.id, JOURNAL_ID);
    qsort(out->at, out->n, sizeof *out->at, compare);
    return ERR_OK;
}

static bool has(const struct ids *ids, const uint8_t *id)
{
    return ids->n > 0 && bsearch(id, ids->at, ids->n, sizeof *ids->at, compare) != NULL;
}

/* A second journal with the same records. */
static enum err copy(const struct journal *j, struct journal *into)
{
    struct journal_cursor cursor = {0};
    struct journal_span record;
    struct journal_event event;
    struct text all;
    text_init(&all);
    while (journal_next(j, &cursor, &record, &event))
        text_bytes(&all, record.bytes, record.len);
    enum err e = all.err;
    if (!e && all.len > 0)
        e = journal_load(into, (const uint8_t *)all.data, all.len);
    text_finish(&all);
    return e;
}

static enum err pick(const struct text *records, const struct ids *before, const struct ids *after,
                     struct text *out, struct import_counts *counts)
{
    const uint8_t *bytes = (const uint8_t *)records->data;
    for (size_t used = 0, n; used < records->len; used += n) {
        struct journal_event event;
        enum err e = journal_event_read(bytes + used, records->len - used, &event, &n);
        if (e)
            return e;
        if (!has(before, event.id) && has(after, event.id)) {
            text_bytes(out, bytes + used, n);
            counts->fresh++;
        } else {
            counts->known++;
        }
    }
    return out->err;
}

enum err import_lines(const struct journal *j, const char *lines, size_t n, struct text *out,
                      struct import_counts *counts, struct fault *fault)
{
    struct text records;
    struct ids before = {0}, after = {0};
    struct journal *trial = journal_create();
    text_init(&records);
    enum err e = trial ? journal_lines_read(lines, n, &records, fault) : ERR_NOMEM;
    if (!e)
        e = copy(j, trial);
    if (!e && records.len > 0)
        e = journal_add(trial, (const uint8_t *)records.data, records.len, NULL);
    if (!e)
        e = ids_of(j, &before);
    if (!e)
        e = ids_of(trial, &after);
    if (!e)
        e = pick(&records, &before, &after, out, counts);
    free(before.at);
    free(after.at);
    text_finish(&records);
    journal_destroy(trial);
    return e;
}
