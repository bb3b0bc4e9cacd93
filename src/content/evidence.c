/* content/evidence.c: reads evidence.json: the studies behind the sentences.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/reader.h"

static void read_study(struct content_reader *r, const struct json *o, struct content_evidence *e)
{
    static const char *const keys[] = {"id",     "claim", "plain", "authors", "year",
                                       "title",  "venue", "doi",   "figure",  "interval",
                                       "people", "limit", NULL};
    content_only(r, o, keys);
    e->id = content_id(r, o);
    e->claim = content_text(r, o, "claim");
    e->plain = content_text(r, o, "plain");
    e->authors = content_text(r, o, "authors");
    e->year = content_int(r, o, "year", 1900, 2199);
    e->title = content_text(r, o, "title");
    e->venue = content_text(r, o, "venue");
    e->people = content_text(r, o, "people");
    e->limit = content_text(r, o, "limit");
    /* What a study does not give stays empty: better than a number from memory. */
    e->doi = content_text_or_empty(r, o, "doi");
    e->figure = content_text_or_empty(r, o, "figure");
    e->interval = content_text_or_empty(r, o, "interval");
}

void content_read_evidence(struct content_reader *r)
{
    static const char *const keys[] = {"format", "evidence", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    const struct json *list =
        content_many(r, r->root, "evidence", JSON_ARRAY, 0, CONTENT_RECORDS_MAX);
    if (list == NULL)
        return;
    c->evidence = content_records(r, list->count, sizeof *c->evidence);
    c->evidence_ids.entries = content_records(r, list->count, sizeof *c->evidence_ids.entries);
    size_t n = 0;
    for (const struct json *o = list->child; r->err == ERR_OK && o != NULL; o = o->next, n++) {
        read_study(r, o, &c->evidence[n]);
        c->evidence_ids.entries[n] = (struct content_entry){c->evidence[n].id, n};
    }
    content_index_make(r, &c->evidence_ids, n, list);
    r->id = NULL;
}
