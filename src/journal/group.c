/* journal/group.c: building and extending a group.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/group.h"

#include <stdlib.h>
#include <string.h>

#include "journal/sort.h"

static const uint8_t no_bond[JOURNAL_ID];

const uint8_t *journal_group_of(const struct journal_record *r)
{
    return journal_record_kind(r) == JOURNAL_BOND ? no_bond : journal_record_bond(r);
}

static int compare_ids(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return memcmp(a, b, JOURNAL_ID);
}

static const uint8_t *id_at(const struct journal_group *g, const void *element)
{
    return journal_record_id(g->rec[*(const uint32_t *)element]);
}

static int by_id_and_order(const void *a, const void *b, const void *group)
{
    int c = memcmp(id_at(group, a), id_at(group, b), JOURNAL_ID);
    uint32_t ia = *(const uint32_t *)a, ib = *(const uint32_t *)b;
    return c != 0 ? c : (ia > ib) - (ia < ib);
}

static int id_to_place(const void *id, const void *b, const void *group)
{
    return memcmp(id, id_at(group, b), JOURNAL_ID);
}

static bool is_tomb(const struct journal_record *r)
{
    unsigned kind = journal_record_kind(r);
    return kind >= JOURNAL_AMEND && kind <= JOURNAL_ERASE;
}

static enum err index_targets(struct journal_group *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        n += is_tomb(g->rec[i]);
    if (n == 0)
        return ERR_OK;
    g->target = malloc(n * sizeof *g->target);
    if (g->target == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < g->n; i++)
        if (is_tomb(g->rec[i]))
            memcpy(g->target[g->ntarget++], journal_record_subject(g->rec[i]), JOURNAL_ID);
    journal_sort(g->target, n, JOURNAL_ID, compare_ids, NULL);
    return ERR_OK;
}

/* Of records with one id only the first in order is shown; tombstones stand in nobody's way. */
static void choose_shown(const struct journal_group *g, bool *shown)
{
    const uint8_t *last = no_bond; /* no event has this id */
    for (size_t i = 0; i < g->n; i++) {
        const uint8_t *id = id_at(g, &g->by_id[i]);
        if (is_tomb(g->rec[g->by_id[i]]) || memcmp(id, last, JOURNAL_ID) == 0)
            continue;
        shown[g->by_id[i]] = true;
        last = id;
    }
}

/* Sorts by_id and tells the story. */
static enum err tell(struct journal_group *g)
{
    for (size_t i = 0; i < g->n; i++)
        g->by_id[i] = (uint32_t)i;
    journal_sort(g->by_id, g->n, sizeof *g->by_id, by_id_and_order, g);
    bool *shown = calloc(g->n + 1, sizeof *shown);
    if (shown == NULL)
        return ERR_NOMEM;
    choose_shown(g, shown);
    enum err e = ERR_OK;
    if (memcmp(g->id, no_bond, JOURNAL_ID) == 0)
        e = journal_people_tell(&g->people, g->rec, shown, g->n);
    for (size_t i = 0; i < g->n && e == ERR_OK; i++) {
        struct journal_event event = journal_record_event(g->rec[i]);
        if (shown[i])
            e = journal_teller_add(&g->teller, &event);
    }
    free(shown);
    return e;
}

enum err journal_group_build(const uint8_t *id, const struct journal_group *old,
                             struct journal_record *const *rec, size_t n, struct journal_born *born,
                             struct journal_group **out)
{
    struct journal_group *g = calloc(1, sizeof *g);
    if (g == NULL)
        return ERR_NOMEM;
    memcpy(g->id, id, JOURNAL_ID);
    journal_teller_init(&g->teller);
    journal_people_init(&g->people);
    size_t was = old == NULL ? 0 : old->n;
    g->n = g->cap = was + n;
    g->rec = malloc((g->cap + 1) * sizeof(struct journal_record *));
    g->by_id = malloc((g->cap + 1) * sizeof *g->by_id);
    enum err e = g->rec == NULL || g->by_id == NULL ? ERR_NOMEM : ERR_OK;
    if (e == ERR_OK) {
        if (was > 0)
            memcpy(g->rec, old->rec, was * sizeof *g->rec);
        if (n > 0)
            memcpy(g->rec + was, rec, n * sizeof *g->rec);
        e = journal_live(g->rec, &g->n, born);
    }
    if (e == ERR_OK)
        e = index_targets(g);
    if (e == ERR_OK)
        e = tell(g);
    if (e != ERR_OK) {
        journal_group_destroy(g);
        return e;
    }
    *out = g;
    return ERR_OK;
}

void journal_group_destroy(struct journal_group *g)
{
    if (g == NULL)
        return;
    journal_teller_finish(&g->teller);
    journal_people_finish(&g->people);
    free(g->rec);
    free(g->by_id);
    free(g->target);
    free(g);
}

bool journal_group_can_append(const struct journal_group *g, const struct journal_record *r)
{
    const uint8_t *id = journal_record_id(r);
    if (is_tomb(r) || (g->n > 0 && journal_record_order(g->rec[g->n - 1], r) >= 0))
        return false;
    size_t at = journal_lower_bound(g->target, g->ntarget, JOURNAL_ID, id, compare_ids, NULL);
    if (at < g->ntarget && memcmp(g->target[at], id, JOURNAL_ID) == 0)
        return false;
    at = journal_lower_bound(g->by_id, g->n, sizeof *g->by_id, id, id_to_place, g);
    return at == g->n || memcmp(id_at(g, &g->by_id[at]), id, JOURNAL_ID) != 0;
}

enum err journal_group_append(struct journal_group *g, struct journal_record *r)
{
    if (g->n == g->cap) {
        size_t cap = g->cap < 8 ? 8 : g->cap * 2;
        struct journal_record **rec = realloc(g->rec, cap * sizeof(struct journal_record *));
        if (rec == NULL)
            return ERR_NOMEM;
        g->rec = rec;
        uint32_t *by_id = realloc(g->by_id, cap * sizeof *by_id);
        if (by_id == NULL)
            return ERR_NOMEM;
        g->by_id = by_id;
        g->cap = cap;
    }
    struct journal_event e = journal_record_event(r);
    enum err err = journal_teller_add(&g->teller, &e);
    if (err != ERR_OK)
        return err;
    size_t at = journal_lower_bound(g->by_id, g->n, sizeof *g->by_id, e.id, id_to_place, g);
    memmove(g->by_id + at + 1, g->by_id + at, (g->n - at) * sizeof *g->by_id);
    g->by_id[at] = (uint32_t)g->n;
    g->rec[g->n++] = r;
    return ERR_OK;
}
