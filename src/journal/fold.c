/* journal/fold.c: the journal: groups of records, and what the store has yet to hear.
 * Every call first works out what is to be (a plan), which may fail, and then makes it so, which
 * may not.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/fold.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "journal/event_json.h"
#include "journal/group.h"
#include "journal/sort.h"

static const uint8_t no_bond[JOURNAL_ID];

struct spans {
    struct journal_span *at;
    size_t n, cap;
};

struct journal {
    struct journal_group **group; /* by id; the first is that of no bond */
    size_t ngroups, groups_cap;
    struct journal_story silence; /* of a bond without events */
    uint64_t counter;             /* the largest seen */
    size_t count;
    struct spans put, drop;
};

/* One group that is to take another's place. */
struct change {
    struct journal_group *from, *to; /* from NULL: new; to NULL: goes */
};

struct plan {
    struct journal_born born; /* records taken in or made; sorted by group and order at first */
    size_t taken;             /* how many of them came from the caller */
    bool loading;
    struct change *change;
    size_t nchange, change_cap;
    const struct journal_people *people;
    uint64_t counter;
};

/* ---- groups ---- */

static int id_to_group(const void *id, const void *element, const void *unused)
{
    (void)unused;
    return memcmp(id, (*(struct journal_group *const *)element)->id, JOURNAL_ID);
}

static size_t place_of(const struct journal *j, const uint8_t *id)
{
    return journal_lower_bound(j->group, j->ngroups, sizeof(struct journal_group *), id,
                               id_to_group, NULL);
}

static struct journal_group *find_group(const struct journal *j, const uint8_t *id)
{
    size_t at = place_of(j, id);
    bool there = at < j->ngroups && memcmp(j->group[at]->id, id, JOURNAL_ID) == 0;
    return there ? j->group[at] : NULL;
}

static const struct journal_people *people_of(const struct journal *j)
{
    return &j->group[0]->people;
}

static enum err reserve_groups(struct journal *j, size_t more)
{
    if (j->groups_cap - j->ngroups >= more)
        return ERR_OK;
    size_t cap = (j->ngroups + more) * 2;
    struct journal_group **group = realloc(j->group, cap * sizeof(struct journal_group *));
    if (group == NULL)
        return ERR_NOMEM;
    j->group = group;
    j->groups_cap = cap;
    return ERR_OK;
}

struct journal *journal_create(void)
{
    struct journal *j = calloc(1, sizeof *j);
    struct journal_born none = {0};
    if (j != NULL && reserve_groups(j, 1) == ERR_OK &&
        journal_group_build(no_bond, NULL, NULL, 0, &none, &j->group[0]) == ERR_OK) {
        j->ngroups = 1;
        return j;
    }
    journal_destroy(j);
    return NULL;
}

/* The record around a span's bytes: spans of the journal are all made from records. */
static struct journal_record *record_of(struct journal_span s)
{
    return (struct journal_record *)(void *)((uint8_t *)(uintptr_t)s.bytes -
                                             offsetof(struct journal_record, bytes));
}

void journal_destroy(struct journal *j)
{
    if (j == NULL)
        return;
    for (size_t i = 0; i < j->ngroups; i++) {
        for (size_t k = 0; k < j->group[i]->n; k++)
            free(j->group[i]->rec[k]);
        journal_group_destroy(j->group[i]);
    }
    for (size_t i = 0; i < j->drop.n; i++)
        free(record_of(j->drop.at[i]));
    free(j->put.at);
    free(j->drop.at);
    free(j->group);
    free(j);
}

/* ---- what the store must hear ---- */

static enum err reserve_spans(struct spans *s, size_t more)
{
    if (s->cap - s->n >= more)
        return ERR_OK;
    size_t cap = (s->n + more) * 2;
    struct journal_span *at = realloc(s->at, cap * sizeof *at);
    if (at == NULL)
        return ERR_NOMEM;
    s->at = at;
    s->cap = cap;
    return ERR_OK;
}

static void add_span(struct spans *s, const struct journal_record *r)
{
    s->at[s->n++] = (struct journal_span){r->bytes, r->len};
}

struct journal_changes journal_unsaved(const struct journal *j)
{
    return (struct journal_changes){j->put.at, j->drop.at, j->put.n, j->drop.n};
}

void journal_saved(struct journal *j)
{
    for (size_t i = 0; i < j->put.n; i++)
        record_of(j->put.at[i])->stored = true;
    for (size_t i = 0; i < j->drop.n; i++)
        free(record_of(j->drop.at[i]));
    j->put.n = j->drop.n = 0;
}

/* ---- the plan ---- */

static int by_group_and_order(const void *a, const void *b, const void *unused)
{
    (void)unused;
    const struct journal_record *ra = *(struct journal_record *const *)a;
    const struct journal_record *rb = *(struct journal_record *const *)b;
    int c = memcmp(journal_group_of(ra), journal_group_of(rb), JOURNAL_ID);
    return c != 0 ? c : journal_record_order(ra, rb);
}

/* Checks and copies the caller's records. */
static enum err plan_take(struct plan *p, const uint8_t *bytes, size_t n)
{
    while (n > 0) {
        struct journal_event e;
        size_t used;
        enum err err = journal_event_read(bytes, n, &e, &used);
        if (err == ERR_OK && p->born.n == JOURNAL_EVENTS_MAX)
            err = ERR_LIMIT;
        if (err == ERR_OK)
            err = journal_born_add(&p->born, journal_record_new(bytes, used));
        if (err != ERR_OK)
            return err;
        p->born.at[p->born.n - 1]->stored = p->loading;
        if (e.counter > p->counter)
            p->counter = e.counter;
        bytes += used;
        n -= used;
    }
    p->taken = p->born.n;
    if (p->taken > 0)
        journal_sort(p->born.at, p->taken, sizeof(struct journal_record *), by_group_and_order,
                     NULL);
    return ERR_OK;
}

static enum err plan_change(struct plan *p, struct journal_group *from, struct journal_group *to)
{
    if (p->nchange == p->change_cap) {
        size_t cap = p->change_cap == 0 ? 4 : p->change_cap * 2;
        struct change *change = realloc(p->change, cap * sizeof *change);
        if (change == NULL) {
            journal_group_destroy(to);
            return ERR_NOMEM;
        }
        p->change = change;
        p->change_cap = cap;
    }
    p->change[p->nchange++] = (struct change){from, to};
    return ERR_OK;
}

/* Builds the group of born.at[from..to) anew. */
static enum err plan_group(struct journal *j, struct plan *p, size_t from, size_t to)
{
    const uint8_t *id = journal_group_of(p->born.at[from]);
    struct journal_group *old = find_group(j, id), *new = NULL;
    bool people = memcmp(id, no_bond, JOURNAL_ID) == 0;
    if (!people && journal_people_gone(p->people, id))
        return ERR_OK; /* the records go the way of all that are not live */
    enum err e = journal_group_build(id, old, p->born.at + from, to - from, &p->born, &new);
    if (e == ERR_OK)
        e = plan_change(p, old, new);
    if (e == ERR_OK && people)
        p->people = &new->people;
    return e;
}

/* Groups that the new people say are erased. */
static enum err plan_erased(struct journal *j, struct plan *p)
{
    enum err e = ERR_OK;
    if (p->people == people_of(j))
        return e;
    for (size_t i = 1; i < j->ngroups && e == ERR_OK; i++)
        if (journal_people_gone(p->people, j->group[i]->id))
            e = plan_change(p, j->group[i], NULL);
    return e;
}

static enum err plan_all(struct journal *j, struct plan *p)
{
    p->people = people_of(j);
    enum err e = ERR_OK;
    size_t from = 0;
    /* The group of no bond sorts first: by the time of the others it is known who is erased. */
    while (from < p->taken && e == ERR_OK) {
        size_t to = from + 1;
        while (to < p->taken && memcmp(journal_group_of(p->born.at[to]),
                                       journal_group_of(p->born.at[from]), JOURNAL_ID) == 0)
            to++;
        e = plan_group(j, p, from, to);
        from = to;
    }
    if (e == ERR_OK)
        e = plan_erased(j, p);
    size_t count = j->count, leaving = p->born.n;
    for (size_t i = 0; i < p->nchange; i++) {
        size_t was = p->change[i].from == NULL ? 0 : p->change[i].from->n;
        count += (p->change[i].to == NULL ? 0 : p->change[i].to->n) - was;
        leaving += was;
    }
    if (e == ERR_OK && count > JOURNAL_EVENTS_MAX)
        e = ERR_LIMIT;
    if (e == ERR_OK)
        e = reserve_groups(j, p->nchange);
    if (e == ERR_OK)
        e = reserve_spans(&j->put, p->born.n);
    if (e == ERR_OK)
        e = reserve_spans(&j->drop, leaving);
    return e;
}

static void set_live(struct journal_group *g, bool live)
{
    for (size_t i = 0; g != NULL && i < g->n; i++)
        g->rec[i]->live = live;
}

/* Gives back everything of a plan that failed, and the marks that it left on records. */
static void plan_undo(struct journal *j, struct plan *p)
{
    for (size_t i = 0; i < p->nchange; i++)
        journal_group_destroy(p->change[i].to);
    for (size_t i = 0; i < j->ngroups; i++)
        set_live(j->group[i], true);
    for (size_t i = 0; i < p->born.n; i++)
        free(p->born.at[i]);
}

/* ---- making it so ---- */

static void put_group(struct journal *j, const struct change *c)
{
    size_t at = place_of(j, c->from != NULL ? c->from->id : c->to->id);
    if (c->from == NULL) {
        memmove(j->group + at + 1, j->group + at, (j->ngroups - at) * sizeof *j->group);
        j->ngroups++;
    } else if (c->to == NULL) {
        j->ngroups--;
        memmove(j->group + at, j->group + at + 1, (j->ngroups - at) * sizeof *j->group);
        return;
    }
    j->group[at] = c->to;
}

/* A record that is no longer, or never was, part of the journal. */
static void let_go(struct journal *j, struct journal_record *r)
{
    if (r->stored && !r->same)
        add_span(&j->drop, r);
    else
        free(r);
}

static size_t commit(struct journal *j, struct plan *p)
{
    size_t added = 0;
    for (size_t i = 0; i < p->born.n; i++)
        p->born.at[i]->live = false;
    for (size_t i = 0; i < p->nchange; i++) {
        set_live(p->change[i].from, false);
        set_live(p->change[i].to, true);
    }
    size_t kept = 0; /* what was to be put and has since gone need not be put */
    for (size_t i = 0; i < j->put.n; i++)
        if (record_of(j->put.at[i])->live)
            j->put.at[kept++] = j->put.at[i];
    j->put.n = kept;
    for (size_t i = 0; i < p->nchange; i++) {
        struct journal_group *from = p->change[i].from, *to = p->change[i].to;
        put_group(j, &p->change[i]);
        j->count += to == NULL ? 0 : to->n;
        j->count -= from == NULL ? 0 : from->n;
        for (size_t k = 0; from != NULL && k < from->n; k++)
            if (!from->rec[k]->live)
                let_go(j, from->rec[k]);
        journal_group_destroy(from);
    }
    for (size_t i = 0; i < p->born.n; i++) {
        struct journal_record *r = p->born.at[i];
        if (r->live) {
            r->old = true;
            added += !r->renews;
            if (!r->stored)
                add_span(&j->put, r);
        } else {
            let_go(j, r);
        }
    }
    return added;
}

/* The everyday case: one event that comes last in its bond. *done <- whether it was that. */
static enum err append(struct journal *j, struct plan *p, bool *done)
{
    struct journal_record *r = p->taken == 1 ? p->born.at[0] : NULL;
    struct journal_group *g = r == NULL ? NULL : find_group(j, journal_group_of(r));
    *done = g != NULL && g != j->group[0] && journal_group_can_append(g, r);
    if (!*done)
        return ERR_OK;
    if (j->count == JOURNAL_EVENTS_MAX)
        return ERR_LIMIT;
    enum err e = reserve_spans(&j->put, 1);
    if (e == ERR_OK)
        e = journal_group_append(g, r);
    if (e != ERR_OK)
        return e;
    r->old = r->live = true;
    j->count++;
    if (!r->stored)
        add_span(&j->put, r);
    return ERR_OK;
}

static enum err take(struct journal *j, const uint8_t *bytes, size_t n, bool loading, size_t *added)
{
    struct plan p = {.loading = loading, .counter = j->counter};
    bool appended = false;
    size_t new = 1;
    enum err e = plan_take(&p, bytes, n);
    if (e == ERR_OK)
        e = append(j, &p, &appended);
    if (e == ERR_OK && !appended)
        e = plan_all(j, &p);
    if (e == ERR_OK && !appended)
        new = commit(j, &p);
    if (e != ERR_OK)
        plan_undo(j, &p);
    free(p.born.at);
    free(p.change);
    if (e != ERR_OK)
        return e;
    j->counter = p.counter;
    if (added != NULL)
        *added = new;
    return ERR_OK;
}

enum err journal_add(struct journal *j, const uint8_t *bytes, size_t n, size_t *added)
{
    return take(j, bytes, n, false, added);
}

enum err journal_load(struct journal *j, const uint8_t *bytes, size_t n)
{
    return take(j, bytes, n, true, NULL);
}

/* ---- reading ---- */

uint64_t journal_next_counter(const struct journal *j)
{
    return j->counter < JOURNAL_COUNTER_MAX ? j->counter + 1 : JOURNAL_COUNTER_MAX;
}

size_t journal_count(const struct journal *j)
{
    return j->count;
}

bool journal_next(const struct journal *j, struct journal_cursor *c, struct journal_span *record,
                  struct journal_event *event)
{
    while (c->group < j->ngroups && c->at == j->group[c->group]->n) {
        c->group++;
        c->at = 0;
    }
    if (c->group >= j->ngroups)
        return false;
    const struct journal_record *r = j->group[c->group]->rec[c->at++];
    if (record != NULL)
        *record = (struct journal_span){r->bytes, r->len};
    if (event != NULL)
        *event = journal_record_event(r);
    return true;
}

enum err journal_export(const struct journal *j, struct text *out)
{
    struct journal_cursor c = {0};
    struct journal_event event;
    enum err e = journal_lines_begin(out);
    while (e == ERR_OK && journal_next(j, &c, NULL, &event))
        e = journal_lines_add(&event, out);
    return e;
}

const struct journal_child *journal_children(const struct journal *j, size_t *n)
{
    *n = people_of(j)->nchildren;
    return people_of(j)->children;
}

const struct journal_caregiver *journal_caregivers(const struct journal *j, size_t *n)
{
    *n = people_of(j)->ncaregivers;
    return people_of(j)->caregivers;
}

const struct journal_bond *journal_bonds(const struct journal *j, size_t *n)
{
    *n = people_of(j)->nbonds;
    return people_of(j)->bonds;
}

const struct journal_child *journal_find_child(const struct journal *j,
                                               const uint8_t id[static JOURNAL_ID])
{
    const struct journal_people *p = people_of(j);
    for (size_t i = 0; i < p->nchildren; i++)
        if (memcmp(p->children[i].subject, id, JOURNAL_ID) == 0)
            return &p->children[i];
    return NULL;
}

const struct journal_caregiver *journal_find_caregiver(const struct journal *j,
                                                       const uint8_t id[static JOURNAL_ID])
{
    const struct journal_people *p = people_of(j);
    for (size_t i = 0; i < p->ncaregivers; i++)
        if (memcmp(p->caregivers[i].subject, id, JOURNAL_ID) == 0)
            return &p->caregivers[i];
    return NULL;
}

const struct journal_story *journal_story(const struct journal *j,
                                          const uint8_t bond[static JOURNAL_ID])
{
    const struct journal_group *g = find_group(j, bond);
    return g == NULL || g == j->group[0] ? &j->silence : &g->teller.story;
}
