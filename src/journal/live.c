/* journal/live.c: tombstones at work. Everything is sorted and searched: n log n for any input.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/live.h"

#include <stdlib.h>
#include <string.h>

#include "journal/sort.h"

struct tombs {
    const struct journal_record **amend, **retract, **erase;
    size_t namend, nretract, nerase;
};

enum err journal_born_add(struct journal_born *born, struct journal_record *r)
{
    if (r == NULL)
        return ERR_NOMEM;
    if (born->n == born->cap) {
        size_t cap = born->cap == 0 ? 8 : born->cap * 2;
        struct journal_record **at = realloc(born->at, cap * sizeof *at);
        if (at == NULL) {
            free(r);
            return ERR_NOMEM;
        }
        born->at = at;
        born->cap = cap;
    }
    born->at[born->n++] = r;
    return ERR_OK;
}

/* ---- comparisons over arrays of pointers to records ---- */

static const struct journal_record *at(const void *element)
{
    return *(const struct journal_record *const *)element;
}

static int by_order(const void *a, const void *b, const void *unused)
{
    (void)unused;
    int c = journal_record_order(at(a), at(b));
    if (c != 0)
        return c;
    int old = at(b)->old - at(a)->old; /* of equals the old one first, or the stored one */
    return old != 0 ? old : at(b)->stored - at(a)->stored;
}

static int by_twins(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return journal_record_twins(at(a), at(b));
}

static int by_subject(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return memcmp(journal_record_subject(at(a)), journal_record_subject(at(b)), JOURNAL_ID);
}

static int id_to_subject(const void *id, const void *b, const void *unused)
{
    (void)unused;
    return memcmp(id, journal_record_subject(at(b)), JOURNAL_ID);
}

static bool has_subject(unsigned kind)
{
    return kind == JOURNAL_CHILD || kind == JOURNAL_CAREGIVER;
}

/* Whose the new body says it is; of other kinds nobody's. */
static const uint8_t *new_subject(const struct journal_record *amend)
{
    size_t n;
    return has_subject(journal_record_of(amend)) ? journal_record_new_body(amend, &n) + 3 : NULL;
}

/* What an amend is of: target, kind, and subject of the target. */
struct key {
    const uint8_t *target, *subject;
    unsigned kind;
};

static struct key key_of(const struct journal_record *amend)
{
    return (struct key){journal_record_subject(amend), new_subject(amend),
                        journal_record_of(amend)};
}

static int compare_keys(const struct key *a, const struct key *b)
{
    int c = memcmp(a->target, b->target, JOURNAL_ID);
    if (c == 0)
        c = (int)a->kind - (int)b->kind;
    if (c == 0 && a->subject != NULL && b->subject != NULL)
        c = memcmp(a->subject, b->subject, JOURNAL_ID);
    return c;
}

static int by_key_and_order(const void *a, const void *b, const void *unused)
{
    (void)unused;
    struct key ka = key_of(at(a)), kb = key_of(at(b));
    int c = compare_keys(&ka, &kb);
    return c != 0 ? c : journal_record_order(at(a), at(b));
}

static int key_to_amend(const void *key, const void *b, const void *unused)
{
    (void)unused;
    struct key kb = key_of(at(b));
    return compare_keys(key, &kb);
}

/* ---- the tombstones of the group ---- */

static enum err tombs_collect(struct tombs *t, struct journal_record *const *rec, size_t n)
{
    size_t all = 0;
    for (size_t i = 0; i < n; i++)
        all += journal_record_kind(rec[i]) >= JOURNAL_AMEND &&
               journal_record_kind(rec[i]) <= JOURNAL_ERASE;
    *t = (struct tombs){0};
    if (all == 0)
        return ERR_OK;
    t->amend = malloc(3 * all * sizeof *t->amend);
    if (t->amend == NULL)
        return ERR_NOMEM;
    t->retract = t->amend + all;
    t->erase = t->retract + all;
    for (size_t i = 0; i < n; i++) {
        unsigned kind = journal_record_kind(rec[i]);
        if (kind == JOURNAL_AMEND)
            t->amend[t->namend++] = rec[i];
        else if (kind == JOURNAL_RETRACT)
            t->retract[t->nretract++] = rec[i];
        else if (kind == JOURNAL_ERASE)
            t->erase[t->nerase++] = rec[i];
    }
    journal_sort(t->amend, t->namend, sizeof *t->amend, by_key_and_order, NULL);
    journal_sort(t->retract, t->nretract, sizeof *t->retract, by_subject, NULL);
    journal_sort(t->erase, t->nerase, sizeof *t->erase, by_subject, NULL);
    return ERR_OK;
}

static bool targeted(const struct journal_record *const *tomb, size_t n, const uint8_t *id)
{
    size_t i = journal_lower_bound(tomb, n, sizeof *tomb, id, id_to_subject, NULL);
    return i < n && memcmp(journal_record_subject(tomb[i]), id, JOURNAL_ID) == 0;
}

/* The amend of that key which counts, or NULL. */
static const struct journal_record *last_amend(const struct tombs *t, const struct key *key)
{
    size_t i = journal_lower_bound(t->amend, t->namend, sizeof *t->amend, key, key_to_amend, NULL);
    const struct journal_record *last = NULL;
    for (; i < t->namend; i++) {
        struct key next = key_of(t->amend[i]);
        if (compare_keys(key, &next) != 0)
            break;
        last = t->amend[i];
    }
    return last;
}

static bool dead(const struct tombs *t, const struct journal_record *r)
{
    unsigned kind = journal_record_kind(r);
    if (kind == JOURNAL_RETRACT || kind == JOURNAL_ERASE)
        return false;
    if (kind == JOURNAL_BOND)
        return targeted(t->erase, t->nerase, journal_record_subject(r));
    if (kind == JOURNAL_AMEND) {
        const uint8_t *subject = new_subject(r);
        return targeted(t->retract, t->nretract, journal_record_subject(r)) ||
               (subject != NULL && targeted(t->erase, t->nerase, subject));
    }
    return targeted(t->retract, t->nretract, journal_record_id(r)) ||
           (has_subject(kind) && targeted(t->erase, t->nerase, journal_record_subject(r)));
}

/* Marks all amends but the last of each key as not living. */
static void supersede(const struct tombs *t)
{
    for (size_t i = 0; i + 1 < t->namend; i++) {
        struct key one = key_of(t->amend[i]), next = key_of(t->amend[i + 1]);
        if (compare_keys(&one, &next) == 0)
            ((struct journal_record *)t->amend[i])->live = false;
    }
}

/* *r <- the same with its amended body, when there is an amend that says another. */
static enum err amended(const struct tombs *t, struct journal_record **r, struct journal_born *born)
{
    unsigned kind = journal_record_kind(*r);
    if (kind == JOURNAL_BOND || (kind >= JOURNAL_AMEND && kind <= JOURNAL_ERASE))
        return ERR_OK;
    const struct key key = {journal_record_id(*r),
                            has_subject(kind) ? journal_record_subject(*r) : NULL, kind};
    const struct journal_record *amend = t->namend == 0 ? NULL : last_amend(t, &key);
    if (amend == NULL)
        return ERR_OK;
    size_t n;
    const uint8_t *body = journal_record_new_body(amend, &n);
    if (n == journal_record_body_len(*r) && memcmp(body, journal_record_body(*r), n) == 0)
        return ERR_OK;
    struct journal_record *other = journal_record_amended(*r, body, n);
    enum err e = journal_born_add(born, other);
    if (e != ERR_OK)
        return e;
    other->renews = (*r)->old;
    *r = other;
    return ERR_OK;
}

/* In order, without duplicates. */
static size_t unique(struct journal_record **rec, size_t n)
{
    journal_sort(rec, n, sizeof *rec, by_order, NULL);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && journal_record_order(rec[kept - 1], rec[i]) == 0)
            rec[i]->same = rec[i] != rec[kept - 1];
        else
            rec[kept++] = rec[i];
    }
    return kept;
}

/* Leaves out records without a device that are there with one too. */
static size_t without_echoes(struct journal_record **rec, size_t n)
{
    journal_sort(rec, n, sizeof *rec, by_twins, NULL);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool echo = i + 1 < n && !journal_record_has_device(rec[i]) &&
                    journal_record_same_but_device(rec[i], rec[i + 1]);
        if (!echo)
            rec[kept++] = rec[i];
    }
    journal_sort(rec, kept, sizeof *rec, by_order, NULL);
    return kept;
}

enum err journal_live(struct journal_record **rec, size_t *n, struct journal_born *born)
{
    struct tombs t;
    size_t all = unique(rec, *n), kept = 0;
    enum err e = tombs_collect(&t, rec, all);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < all; i++)
        rec[i]->live = true;
    supersede(&t);
    for (size_t i = 0; i < all && e == ERR_OK; i++) {
        if (!rec[i]->live || dead(&t, rec[i]))
            continue;
        rec[kept] = rec[i];
        e = amended(&t, &rec[kept++], born);
    }
    free(t.amend);
    if (e != ERR_OK)
        return e;
    *n = without_echoes(rec, unique(rec, kept));
    return ERR_OK;
}
