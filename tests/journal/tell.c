/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/journal/tell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/journal/make.h"

/* ---- lines that both tellings write ---- */

static void put_id(struct text *out, const uint8_t *id)
{
    text_hex(out, id, 2); /* all that make_id tells apart */
    text_char(out, ' ');
}

static void put_int(struct text *out, int64_t v)
{
    text_int(out, v);
    text_char(out, ' ');
}

static void put_word(struct text *out, const char *s)
{
    text_add(out, s);
    text_char(out, ' ');
}

static void child_line(struct text *out, const struct journal_child *c)
{
    put_word(out, "child");
    put_id(out, c->subject);
    put_word(out, c->name);
    put_word(out, c->birth);
    put_int(out, c->stage);
    text_char(out, '\n');
}

static void caregiver_line(struct text *out, const struct journal_caregiver *c)
{
    put_word(out, "caregiver");
    put_id(out, c->subject);
    put_word(out, c->name);
    text_char(out, '\n');
}

static void bond_line(struct text *out, const struct journal_bond *b)
{
    put_word(out, "bond");
    put_id(out, b->subject);
    put_id(out, b->child);
    put_id(out, b->caregiver);
    text_char(out, '\n');
}

static void given_line(struct text *out, const char *item, unsigned value, bool skip, int64_t ms,
                       int offset, const uint8_t *event)
{
    put_word(out, "  given");
    put_word(out, item);
    put_int(out, value);
    put_int(out, skip);
    put_int(out, ms);
    put_int(out, offset);
    put_id(out, event);
    text_char(out, '\n');
}

static void map_line(struct text *out, const uint8_t *event, int64_t ms, int offset,
                     const struct journal_map *m)
{
    put_word(out, " map");
    put_id(out, event);
    put_int(out, ms);
    put_int(out, offset);
    struct text body;
    text_init(&body);
    assert_int_equal(journal_map_write(m, &body), ERR_OK);
    uint64_t hash = 0xCBF29CE484222325; /* FNV-1a: enough to see that two differ */
    for (size_t i = 0; i < body.len; i++)
        hash = (hash ^ (uint8_t)body.data[i]) * 0x100000001B3;
    text_uint(out, hash);
    text_finish(&body);
    text_char(out, '\n');
}

static void pick_line(struct text *out, const char *step, const uint8_t *map, unsigned state,
                      int64_t ms, int offset)
{
    put_word(out, " pick");
    put_word(out, step);
    put_id(out, map);
    put_int(out, state);
    put_int(out, ms);
    put_int(out, offset);
    text_char(out, '\n');
}

static void story_line(struct text *out, unsigned bond)
{
    text_add(out, "story ");
    text_uint(out, bond);
    text_char(out, '\n');
}

static void run_line(struct text *out, const uint8_t *id, unsigned stage, uint64_t bank,
                     const int64_t first_last[2], const int offset[2], const uint8_t *map)
{
    put_word(out, " run");
    put_id(out, id);
    put_int(out, stage);
    put_int(out, (int64_t)bank);
    for (int i = 0; i < 2; i++) {
        put_int(out, first_last[i]);
        put_int(out, offset[i]);
    }
    put_id(out, map != NULL ? map : (const uint8_t[JOURNAL_ID]){0});
    text_char(out, '\n');
}

/* ---- the journal's own telling ---- */

void tell_journal(const struct journal *j, unsigned nbonds, struct text *out)
{
    size_t n;
    const struct journal_child *children = journal_children(j, &n);
    for (size_t i = 0; i < n; i++) {
        child_line(out, &children[i]);
        assert_ptr_equal(journal_find_child(j, children[i].subject), &children[i]);
    }
    const struct journal_caregiver *caregivers = journal_caregivers(j, &n);
    for (size_t i = 0; i < n; i++) {
        caregiver_line(out, &caregivers[i]);
        assert_ptr_equal(journal_find_caregiver(j, caregivers[i].subject), &caregivers[i]);
    }
    const struct journal_bond *bonds = journal_bonds(j, &n);
    for (size_t i = 0; i < n; i++)
        bond_line(out, &bonds[i]);
    for (unsigned b = 1; b <= nbonds; b++) {
        uint8_t id[JOURNAL_ID];
        make_id(id, b);
        story_line(out, b);
        const struct journal_story *s = journal_story(j, id);
        for (size_t r = 0; r < s->nruns; r++) {
            const struct journal_run *run = &s->runs[r];
            assert_ptr_equal(journal_find_run(s, run->id), run);
            run_line(out, run->id, run->stage, run->bank, (int64_t[]){run->first_ms, run->last_ms},
                     (int[]){run->first_offset_min, run->last_offset_min},
                     run->map == NULL ? NULL : run->map->event);
            for (size_t i = 0; i < run->nanswers; i++) {
                const struct journal_given *g = &run->answers[i];
                given_line(out, g->item, g->value, g->skip, g->ms, g->offset_min, g->event);
            }
        }
        for (size_t i = 0; i < s->nmaps; i++)
            map_line(out, s->maps[i]->event, s->maps[i]->ms, s->maps[i]->offset_min,
                     &s->maps[i]->map);
        for (size_t i = 0; i < s->npicks; i++)
            pick_line(out, s->picks[i].step, s->picks[i].map, s->picks[i].state, s->picks[i].ms,
                      s->picks[i].offset_min);
    }
}

/* ---- the slow telling ---- */

struct slow {
    struct journal_event e;
    bool dead, hidden;
};

static bool same_id(const uint8_t *a, const uint8_t *b)
{
    return memcmp(a, b, JOURNAL_ID) == 0;
}

static const uint8_t *first_id(const struct journal_event *e)
{
    return e->body + 3;
}

static int compare_rest(const struct journal_event *a, const struct journal_event *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int c = memcmp(a->author, b->author, JOURNAL_ID);
    if (c == 0)
        c = memcmp(a->bond, b->bond, JOURNAL_ID);
    if (c != 0)
        return c;
    uint8_t bytes[2][26];
    const struct journal_event *e[2] = {a, b};
    for (int i = 0; i < 2; i++) { /* counter, time and offset as they lie in the record */
        for (int k = 0; k < 8; k++) {
            bytes[i][k] = (uint8_t)(e[i]->counter >> 8 * k);
            bytes[i][8 + k] = (uint8_t)((uint64_t)e[i]->observed_ms >> 8 * k);
        }
        bytes[i][16] = (uint8_t)(uint16_t)e[i]->offset_min;
        bytes[i][17] = (uint8_t)((uint16_t)e[i]->offset_min >> 8);
    }
    c = memcmp(bytes[0], bytes[1], 18);
    size_t n = a->body_len < b->body_len ? a->body_len : b->body_len;
    if (c == 0 && n > 0)
        c = memcmp(a->body, b->body, n);
    return c != 0 ? c : (a->body_len > b->body_len) - (a->body_len < b->body_len);
}

static int order(const struct journal_event *a, const struct journal_event *b)
{
    if (a->counter != b->counter)
        return a->counter < b->counter ? -1 : 1;
    int c = memcmp(a->device, b->device, JOURNAL_ID);
    if (c == 0)
        c = memcmp(a->id, b->id, JOURNAL_ID);
    return c != 0 ? c : compare_rest(a, b);
}

static int by_order(const void *a, const void *b)
{
    return order(&((const struct slow *)a)->e, &((const struct slow *)b)->e);
}

static bool is_named(unsigned kind)
{
    return kind == JOURNAL_CHILD || kind == JOURNAL_CAREGIVER;
}

static bool is_tomb(unsigned kind)
{
    return kind >= JOURNAL_AMEND && kind <= JOURNAL_ERASE;
}

static bool erased(const struct slow *all, size_t n, const uint8_t *id)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].e.kind == JOURNAL_ERASE && same_id(first_id(&all[i].e), id))
            return true;
    return false;
}

/* By name, or because one of its people is. */
static bool bond_gone(const struct slow *all, size_t n, const uint8_t *bond)
{
    if (erased(all, n, bond))
        return true;
    for (size_t i = 0; i < n; i++) {
        struct journal_bond b;
        if (all[i].e.kind == JOURNAL_BOND && journal_bond_read(&all[i].e, &b) == ERR_OK &&
            same_id(b.subject, bond) && (erased(all, n, b.child) || erased(all, n, b.caregiver)))
            return true;
    }
    return false;
}

static bool is_dead(const struct slow *all, size_t n, const struct journal_event *e)
{
    if (e->kind == JOURNAL_BOND)
        return erased(all, n, first_id(e)); /* one of an erased child stays, hidden, as a link */
    if (is_tomb(e->kind) || bond_gone(all, n, e->bond) ||
        (is_named(e->kind) && erased(all, n, first_id(e))))
        return true; /* tombstones say nothing themselves */
    for (size_t i = 0; i < n; i++)
        if (all[i].e.kind == JOURNAL_RETRACT && same_id(first_id(&all[i].e), e->id) &&
            same_id(all[i].e.bond, e->bond))
            return true;
    return false;
}

/* The body that the last amend gives, or the event's own. */
static void amend(const struct slow *all, size_t n, struct journal_event *e)
{
    const struct journal_event *last = NULL;
    struct journal_amend a;
    for (size_t i = 0; i < n; i++) {
        const struct journal_event *t = &all[i].e;
        if (t->kind != JOURNAL_AMEND || !same_id(t->bond, e->bond) ||
            !same_id(first_id(t), e->id) || journal_amend_read(t, &a) != ERR_OK ||
            a.of != e->kind || (is_named(e->kind) && !same_id(a.body + 3, first_id(e))))
            continue;
        if (last == NULL || order(last, t) < 0)
            last = t;
    }
    if (last != NULL && journal_amend_read(last, &a) == ERR_OK) {
        e->body = a.body;
        e->body_len = a.body_len;
    }
}

static bool has_device(const struct journal_event *e)
{
    return !same_id(e->device, (const uint8_t[JOURNAL_ID]){0});
}

/* Live events in order, bodies amended, one of each id in each bond. */
static size_t settle(struct slow *all, size_t n)
{
    struct slow *live = malloc((n + 1) * sizeof *live);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_dead(all, n, &all[i].e))
            continue;
        live[kept] = all[i];
        if (live[kept].e.kind == JOURNAL_BOND)
            live[kept].hidden = bond_gone(all, n, first_id(&all[i].e));
        else
            amend(all, n, &live[kept].e);
        kept++;
    }
    qsort(live, kept, sizeof *live, by_order);
    for (size_t i = 0; i < kept; i++) { /* echoes from exports */
        for (size_t k = 0; k < kept; k++)
            if (!has_device(&live[i].e) && has_device(&live[k].e) &&
                same_id(live[i].e.id, live[k].e.id) && compare_rest(&live[i].e, &live[k].e) == 0)
                live[i].dead = true;
    }
    size_t shown = 0;
    for (size_t i = 0; i < kept; i++) {
        bool second = live[i].dead;
        for (size_t k = 0; k < shown && !second; k++) {
            bool people = all[k].e.kind == JOURNAL_BOND || is_named(all[k].e.kind);
            bool i_people = live[i].e.kind == JOURNAL_BOND || is_named(live[i].e.kind);
            second =
                same_id(all[k].e.id, live[i].e.id) &&
                (people || i_people ? people == i_people : same_id(all[k].e.bond, live[i].e.bond));
        }
        if (!second)
            all[shown++] = live[i];
    }
    free(live);
    return shown;
}

/* Whether event i is the first of the live ones with its kind and first id. */
static bool first_named(const struct slow *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (all[k].e.kind == all[i].e.kind && same_id(first_id(&all[k].e), first_id(&all[i].e)))
            return false;
    return true;
}

static void tell_people(const struct slow *all, size_t n, struct text *out)
{
    for (unsigned kind = JOURNAL_CHILD; kind <= JOURNAL_BOND; kind++) {
        for (size_t i = 0; i < n; i++) {
            if (all[i].e.kind != kind || all[i].hidden || !first_named(all, i))
                continue;
            const struct journal_event *last = &all[i].e;
            for (size_t k = i; k < n && kind != JOURNAL_BOND; k++)
                if (all[k].e.kind == kind && same_id(first_id(&all[k].e), first_id(&all[i].e)))
                    last = &all[k].e;
            struct journal_child c;
            struct journal_caregiver g;
            struct journal_bond b;
            if (kind == JOURNAL_CHILD && journal_child_read(last, &c) == ERR_OK)
                child_line(out, &c);
            else if (kind == JOURNAL_CAREGIVER && journal_caregiver_read(last, &g) == ERR_OK)
                caregiver_line(out, &g);
            else if (kind == JOURNAL_BOND && journal_bond_read(last, &b) == ERR_OK)
                bond_line(out, &b);
        }
    }
}

/* The events of one bond, and what is asked of them again and again. */
struct bond {
    const struct journal_event *e[512];
    size_t n;
};

static const uint8_t *run_of(const struct journal_event *e) /* answers and maps name it first */
{
    return e->kind == JOURNAL_ANSWER || e->kind == JOURNAL_MAP ? first_id(e) : NULL;
}

static void tell_run(const struct bond *b, size_t first, struct text *out)
{
    const uint8_t *id = run_of(b->e[first]), *map = NULL;
    unsigned stage = JOURNAL_NONE;
    uint64_t bank = 0;
    size_t last = first, answers = 0;
    struct journal_answer a, other;
    for (size_t i = first; i < b->n; i++) {
        if (run_of(b->e[i]) == NULL || !same_id(run_of(b->e[i]), id))
            continue;
        last = i;
        if (b->e[i]->kind == JOURNAL_MAP)
            map = b->e[i]->id;
        else if (answers++ == 0 && journal_answer_read(b->e[i], &a) == ERR_OK) {
            stage = a.stage;
            bank = a.bank;
        }
    }
    run_line(out, id, stage, bank, (int64_t[]){b->e[first]->observed_ms, b->e[last]->observed_ms},
             (int[]){b->e[first]->offset_min, b->e[last]->offset_min}, map);
    for (size_t i = first; i < b->n; i++) {
        if (b->e[i]->kind != JOURNAL_ANSWER || !same_id(run_of(b->e[i]), id))
            continue;
        assert_int_equal(journal_answer_read(b->e[i], &a), ERR_OK);
        bool asked_before = false;
        size_t latest = i;
        for (size_t k = first; k < b->n; k++) {
            if (b->e[k]->kind != JOURNAL_ANSWER || !same_id(run_of(b->e[k]), id))
                continue;
            assert_int_equal(journal_answer_read(b->e[k], &other), ERR_OK);
            if (strcmp(other.item, a.item) != 0)
                continue;
            asked_before = asked_before || k < i;
            latest = k;
        }
        if (asked_before)
            continue;
        assert_int_equal(journal_answer_read(b->e[latest], &a), ERR_OK);
        given_line(out, a.item, a.value, a.skip, b->e[latest]->observed_ms,
                   b->e[latest]->offset_min, b->e[latest]->id);
    }
}

static void tell_bond(const struct bond *b, struct text *out)
{
    for (size_t i = 0; i < b->n; i++) {
        bool first = run_of(b->e[i]) != NULL;
        for (size_t k = 0; k < i && first; k++)
            first = run_of(b->e[k]) == NULL || !same_id(run_of(b->e[k]), run_of(b->e[i]));
        if (first)
            tell_run(b, i, out);
    }
    struct journal_map m;
    for (size_t i = 0; i < b->n; i++)
        if (b->e[i]->kind == JOURNAL_MAP && journal_map_read(b->e[i], &m) == ERR_OK)
            map_line(out, b->e[i]->id, b->e[i]->observed_ms, b->e[i]->offset_min, &m);
    struct journal_step s, other;
    for (size_t i = 0; i < b->n; i++) {
        if (b->e[i]->kind != JOURNAL_STEP || journal_step_read(b->e[i], &s) != ERR_OK)
            continue;
        bool before = false;
        size_t latest = i;
        for (size_t k = 0; k < b->n; k++) {
            if (b->e[k]->kind != JOURNAL_STEP || journal_step_read(b->e[k], &other) != ERR_OK ||
                strcmp(other.step, s.step) != 0 || !same_id(other.map, s.map))
                continue;
            before = before || k < i;
            latest = k;
        }
        if (!before && journal_step_read(b->e[latest], &s) == ERR_OK)
            pick_line(out, s.step, s.map, s.state, b->e[latest]->observed_ms,
                      b->e[latest]->offset_min);
    }
}

void tell_slowly(const uint8_t *records, size_t n, unsigned nbonds, struct text *out)
{
    size_t count = 0, used;
    struct slow *all = malloc((n / JOURNAL_HEADER + 1) * sizeof *all);
    for (size_t at = 0; at < n; at += used) {
        all[count].dead = all[count].hidden = false;
        assert_int_equal(journal_event_read(records + at, n - at, &all[count++].e, &used), ERR_OK);
    }
    count = settle(all, count);
    tell_people(all, count, out);
    for (unsigned bond = 1; bond <= nbonds; bond++) {
        struct bond b = {.n = 0};
        uint8_t id[JOURNAL_ID];
        make_id(id, bond);
        for (size_t i = 0; i < count; i++) {
            if (same_id(all[i].e.bond, id) && all[i].e.kind != JOURNAL_BOND) {
                assert_true(b.n < 512);
                b.e[b.n++] = &all[i].e;
            }
        }
        story_line(out, bond);
        tell_bond(&b, out);
    }
    free(all);
}
