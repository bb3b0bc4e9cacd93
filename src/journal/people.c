/* journal/people.c: children, caregivers and bonds from their records; the last word counts.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/people.h"

#include <string.h>

#include "journal/sort.h"

/* A list of structs that begin with their subject, and the way to find one by it. */
struct list {
    char *items;
    size_t n, size;
    uint32_t *by_subject;
};

void journal_people_init(struct journal_people *p)
{
    *p = (struct journal_people){0};
    arena_init(&p->arena, 0);
}

void journal_people_finish(struct journal_people *p)
{
    arena_finish(&p->arena);
}

static int compare_ids(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return memcmp(a, b, JOURNAL_ID);
}

static int id_to_item(const void *id, const void *element, const void *context)
{
    const struct list *l = context;
    return memcmp(id, l->items + *(const uint32_t *)element * l->size, JOURNAL_ID);
}

static enum err list_init(struct list *l, struct arena *a, size_t n, size_t size)
{
    if (n > JOURNAL_PEOPLE_MAX)
        n = JOURNAL_PEOPLE_MAX;
    *l = (struct list){.size = size};
    l->items = arena_array(a, n, size);
    l->by_subject = arena_array(a, n, sizeof *l->by_subject);
    return l->items == NULL || l->by_subject == NULL ? ERR_NOMEM : ERR_OK;
}

/* The item of that subject, or the place for a new one; NULL when the list is full. */
static void *find_or_add(struct list *l, const void *subject, bool *is_new)
{
    size_t at =
        journal_lower_bound(l->by_subject, l->n, sizeof *l->by_subject, subject, id_to_item, l);
    if (at < l->n && id_to_item(subject, &l->by_subject[at], l) == 0) {
        *is_new = false;
        return l->items + l->by_subject[at] * l->size;
    }
    if (l->n == JOURNAL_PEOPLE_MAX)
        return NULL;
    *is_new = true;
    memmove(l->by_subject + at + 1, l->by_subject + at, (l->n - at) * sizeof *l->by_subject);
    l->by_subject[at] = (uint32_t)l->n;
    return l->items + l->n++ * l->size;
}

static bool in_gone(const struct journal_people *p, const void *id)
{
    size_t at = journal_lower_bound(p->gone, p->ngone, JOURNAL_ID, id, compare_ids, NULL);
    return at < p->ngone && memcmp(p->gone[at], id, JOURNAL_ID) == 0;
}

bool journal_people_gone(const struct journal_people *p, const uint8_t *bond)
{
    return in_gone(p, bond);
}

/* First what was erased by name, then the bonds of those. */
static enum err tell_gone(struct journal_people *p, struct journal_record *const *rec, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most += journal_record_kind(rec[i]) == JOURNAL_ERASE ||
                journal_record_kind(rec[i]) == JOURNAL_BOND;
    p->gone = arena_array(&p->arena, most, sizeof *p->gone);
    if (p->gone == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        if (journal_record_kind(rec[i]) == JOURNAL_ERASE)
            memcpy(p->gone[p->ngone++], journal_record_subject(rec[i]), JOURNAL_ID);
    journal_sort(p->gone, p->ngone, JOURNAL_ID, compare_ids, NULL);
    size_t linked = p->ngone;
    for (size_t i = 0; i < n; i++) {
        struct journal_event e = journal_record_event(rec[i]);
        struct journal_bond b;
        if (e.kind == JOURNAL_BOND && journal_bond_read(&e, &b) == ERR_OK &&
            (in_gone(p, b.child) || in_gone(p, b.caregiver)))
            memcpy(p->gone[linked++], b.subject, JOURNAL_ID);
    }
    p->ngone = linked;
    journal_sort(p->gone, p->ngone, JOURNAL_ID, compare_ids, NULL);
    return ERR_OK;
}

static enum err tell_one(struct journal_people *p, const struct journal_event *e,
                         struct list *children, struct list *caregivers, struct list *bonds)
{
    struct journal_child child;
    struct journal_caregiver caregiver;
    struct journal_bond bond;
    const void *value = NULL;
    struct list *list = NULL;
    enum err err = ERR_OK;
    if (e->kind == JOURNAL_CHILD) {
        err = journal_child_read(e, &child);
        value = &child;
        list = children;
    } else if (e->kind == JOURNAL_CAREGIVER) {
        err = journal_caregiver_read(e, &caregiver);
        value = &caregiver;
        list = caregivers;
    } else if (e->kind == JOURNAL_BOND) {
        err = journal_bond_read(e, &bond);
        value = &bond;
        list = bonds;
    }
    if (err != ERR_OK || list == NULL || in_gone(p, value))
        return err;
    bool is_new;
    void *at = find_or_add(list, value, &is_new);
    if (at == NULL)
        return ERR_LIMIT;
    if (is_new || list != bonds) /* a bond never moves to other people */
        memcpy(at, value, list->size);
    return ERR_OK;
}

enum err journal_people_tell(struct journal_people *p, struct journal_record *const *rec,
                             const bool *shown, size_t n)
{
    struct list children, caregivers, bonds;
    size_t count[3] = {0};
    for (size_t i = 0; i < n; i++) {
        unsigned kind = journal_record_kind(rec[i]);
        if (kind >= JOURNAL_CHILD && kind <= JOURNAL_BOND)
            count[kind - JOURNAL_CHILD]++;
    }
    enum err e = tell_gone(p, rec, n);
    if (e == ERR_OK)
        e = list_init(&children, &p->arena, count[0], sizeof *p->children);
    if (e == ERR_OK)
        e = list_init(&caregivers, &p->arena, count[1], sizeof *p->caregivers);
    if (e == ERR_OK)
        e = list_init(&bonds, &p->arena, count[2], sizeof *p->bonds);
    for (size_t i = 0; i < n && e == ERR_OK; i++) {
        struct journal_event event = journal_record_event(rec[i]);
        if (shown[i])
            e = tell_one(p, &event, &children, &caregivers, &bonds);
    }
    if (e != ERR_OK)
        return e;
    p->children = (struct journal_child *)(void *)children.items;
    p->caregivers = (struct journal_caregiver *)(void *)caregivers.items;
    p->bonds = (struct journal_bond *)(void *)bonds.items;
    p->nchildren = children.n;
    p->ncaregivers = caregivers.n;
    p->nbonds = bonds.n;
    return ERR_OK;
}
