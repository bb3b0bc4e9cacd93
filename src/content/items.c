/* content/items.c: reads items.json: the designs (parameters with their reason) and the questions.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/reader.h"

#define SLOPE_MAX 4      /* steeper, and one answer would settle a place */
#define THRESHOLD_MAX 10 /* standard deviations from the middle */

static void read_design(struct content_reader *r, const struct json *o,
                        struct content_design *design)
{
    static const char *const keys[] = {"slope", "thresholds", "why", NULL};
    content_only(r, o, keys);
    design->slope = content_above(r, o, "slope", 0, SLOPE_MAX);
    content_ascending(r, o, "thresholds", -THRESHOLD_MAX, THRESHOLD_MAX, CONTENT_ANSWERS - 1,
                      design->thresholds, "expected four ascending numbers between -10 and 10");
    design->why = content_text(r, o, "why");
    for (size_t k = 0; k < CONTENT_ANSWERS - 1; k++) {
        design->intercepts[k] = -design->slope * design->thresholds[k];
        /* Thresholds a hair apart may meet once they are multiplied. */
        if (k > 0 && r->err == ERR_OK && !(design->intercepts[k] < design->intercepts[k - 1]))
            content_refuse(r, o, "thresholds", "expected thresholds further apart");
    }
}

static void read_designs(struct content_reader *r)
{
    struct content *c = r->content;
    const struct json *all =
        content_many(r, r->root, "designs", JSON_OBJECT, 1, CONTENT_RECORDS_MAX);
    if (all == NULL)
        return;
    c->designs = content_records(r, all->count, sizeof *c->designs);
    c->design_ids.entries = content_records(r, all->count, sizeof *c->design_ids.entries);
    if (r->err != ERR_OK)
        return;
    size_t n = 0;
    for (const struct json *o = all->child; o != NULL; o = o->next, n++) {
        struct content_design *design = &c->designs[n];
        r->id = NULL;
        design->id = content_key(
            r, o, "designs", "expected names of 1 to 64 small letters, digits, dots, dashes or _");
        r->id = design->id;
        read_design(r, o, design);
        c->design_ids.entries[n] = (struct content_entry){design->id, n};
    }
    r->id = NULL;
    content_index_make(r, &c->design_ids, n, all);
}

static void read_item(struct content_reader *r, const struct json *o, void *record)
{
    struct content_item *item = record;
    static const char *const keys[] = {"id",   "dimension", "facet",  "from",  "to",
                                       "text", "reverse",   "design", "tells", "high",
                                       "low",  "often",     "seldom", NULL};
    struct content *c = r->content;
    item->id = content_id(r, o);
    content_only(r, o, keys);
    const char *dimensions[CONTENT_DIM];
    for (size_t i = 0; i < CONTENT_DIM; i++)
        dimensions[i] = c->dimensions[i].id;
    item->dimension = content_choice(r, o, "dimension", dimensions, CONTENT_DIM,
                                     "expected the id of one of the six dimensions");
    item->facet = content_text(r, o, "facet");
    item->from = content_int(r, o, "from", 0, CONTENT_MONTHS_MAX);
    item->to = content_int(r, o, "to", 1, CONTENT_MONTHS_MAX + 1);
    if (r->err == ERR_OK && item->from >= item->to)
        content_refuse(r, json_get(o, "to"), "to", "expected a month after \"from\"");
    item->text = content_text(r, o, "text");
    item->reverse = content_bool(r, o, "reverse");
    const char *design = content_text(r, o, "design");
    item->design = r->err == ERR_OK ? content_index_find(&c->design_ids, design) : 0;
    if (item->design == CONTENT_NONE)
        content_refuse(r, json_get(o, "design"), "design",
                       "expected the name of one of the \"designs\" above");
    item->tells = content_text(r, o, "tells");
    item->high = content_text(r, o, "high");
    item->low = content_text(r, o, "low");
    item->often = content_text(r, o, "often");
    item->seldom = content_text(r, o, "seldom");
    if (r->err == ERR_OK) {
        const struct content_design *d = &c->designs[item->design];
        item->slope = d->slope;
        memcpy(item->intercepts, d->intercepts, sizeof item->intercepts);
    }
}

void content_read_items(struct content_reader *r)
{
    static const char *const keys[] = {"format", "designs", "items", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    read_designs(r);
    c->items = content_list(r, "items", 1, sizeof *c->items, read_item, &c->item_ids);
}
