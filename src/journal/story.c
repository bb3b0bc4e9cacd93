/* journal/story.c: answers gather in runs, maps join their run, steps keep their last state.
 * Each addition first makes room, then changes: what fails has changed nothing.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/story.h"

#include <string.h>

#include "journal/sort.h"

struct journal_run_more {
    struct journal_given *answers;
    uint32_t *by_item;
    size_t answers_cap, by_item_cap;
};

void journal_teller_init(struct journal_teller *t)
{
    *t = (struct journal_teller){0};
    arena_init(&t->arena, 0);
}

void journal_teller_finish(struct journal_teller *t)
{
    arena_finish(&t->arena);
}

/* Room for one more element. The old array stays in the arena until the story is told anew: with
 * doubling that is less than as much again. */
static void *room(struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return array;
    size_t more = *cap == 0 ? 4 : *cap * 2;
    void *larger = arena_array(a, more, size);
    if (larger == NULL)
        return NULL;
    if (array != NULL)
        memcpy(larger, array, n * size);
    *cap = more;
    return larger;
}

/* array <- larger array, or return ERR_NOMEM. */
#define MAKE_ROOM(arena, array, n, cap)                                                            \
    do {                                                                                           \
        void *larger_ = room(arena, array, n, &(cap), sizeof *(array));                            \
        if (larger_ == NULL)                                                                       \
            return ERR_NOMEM;                                                                      \
        array = larger_;                                                                           \
    } while (0)

static void insert(uint32_t *index, size_t n, size_t at, uint32_t value)
{
    memmove(index + at + 1, index + at, (n - at) * sizeof *index);
    index[at] = value;
}

/* ---- runs ---- */

static int id_to_run(const void *id, const void *element, const void *runs)
{
    return memcmp(id, ((const struct journal_run *)runs)[*(const uint32_t *)element].id,
                  JOURNAL_ID);
}

static size_t place_of_run(const struct journal_teller *t, const uint8_t *id)
{
    return journal_lower_bound(t->runs_by_id, t->story.nruns, sizeof *t->runs_by_id, id, id_to_run,
                               t->runs);
}

/* *out <- the run's number; a new run when there is none of that id. */
static enum err find_run(struct journal_teller *t, const uint8_t *id, const struct journal_event *e,
                         uint32_t *out)
{
    size_t at = place_of_run(t, id), n = t->story.nruns;
    if (at < n && memcmp(t->runs[t->runs_by_id[at]].id, id, JOURNAL_ID) == 0) {
        *out = t->runs_by_id[at];
        return ERR_OK;
    }
    if (n == JOURNAL_RUNS_MAX)
        return ERR_LIMIT;
    MAKE_ROOM(&t->arena, t->runs, n, t->runs_cap);
    t->story.runs = t->runs;
    MAKE_ROOM(&t->arena, t->more, n, t->more_cap);
    MAKE_ROOM(&t->arena, t->runs_by_id, n, t->runs_by_id_cap);
    t->runs[n] = (struct journal_run){
        .stage = JOURNAL_NONE, .first_ms = e->observed_ms, .first_offset_min = e->offset_min};
    memcpy(t->runs[n].id, id, JOURNAL_ID);
    t->more[n] = (struct journal_run_more){0};
    *out = (uint32_t)n;
    insert(t->runs_by_id, n, at, *out);
    t->story.nruns++;
    return ERR_OK;
}

/* Takes back a run that find_run has just made. */
static void forget_run(struct journal_teller *t, uint32_t run)
{
    size_t at = place_of_run(t, t->runs[run].id);
    t->story.nruns--;
    memmove(t->runs_by_id + at, t->runs_by_id + at + 1,
            (t->story.nruns - at) * sizeof *t->runs_by_id);
}

static void touch(struct journal_run *r, const struct journal_event *e)
{
    r->last_ms = e->observed_ms;
    r->last_offset_min = e->offset_min;
}

/* ---- answers ---- */

static int item_to_given(const void *item, const void *element, const void *answers)
{
    return strcmp(item, ((const struct journal_given *)answers)[*(const uint32_t *)element].item);
}

static enum err add_to_run(struct journal_teller *t, uint32_t number, const struct journal_event *e,
                           const struct journal_answer *a)
{
    struct journal_run *r = &t->runs[number];
    struct journal_run_more *more = &t->more[number];
    size_t n = r->nanswers;
    size_t at = journal_lower_bound(more->by_item, n, sizeof *more->by_item, a->item, item_to_given,
                                    more->answers);
    bool known = more->by_item != NULL && at < n &&
                 strcmp(more->answers[more->by_item[at]].item, a->item) == 0;
    struct journal_given *g;
    if (known) {
        g = &more->answers[more->by_item[at]];
    } else {
        if (n == JOURNAL_ANSWERS_MAX)
            return ERR_LIMIT;
        MAKE_ROOM(&t->arena, more->answers, n, more->answers_cap);
        r->answers = more->answers;
        MAKE_ROOM(&t->arena, more->by_item, n, more->by_item_cap);
        g = &more->answers[n];
        g->item = arena_text(&t->arena, a->item, strlen(a->item));
        if (g->item == NULL)
            return ERR_NOMEM;
        insert(more->by_item, n, at, (uint32_t)n);
        r->nanswers++;
    }
    if (n == 0) { /* the first answer says what the run is about */
        r->stage = a->stage;
        r->bank = a->bank;
    }
    g->value = a->value;
    g->skip = a->skip;
    g->ms = e->observed_ms;
    g->offset_min = e->offset_min;
    memcpy(g->event, e->id, JOURNAL_ID);
    touch(r, e);
    return ERR_OK;
}

static enum err add_answer(struct journal_teller *t, const struct journal_event *e)
{
    struct journal_answer a;
    uint32_t run = 0;
    size_t runs = t->story.nruns;
    enum err err = journal_answer_read(e, &a);
    if (err == ERR_OK)
        err = find_run(t, a.run, e, &run);
    if (err != ERR_OK)
        return err;
    err = add_to_run(t, run, e, &a);
    if (err != ERR_OK && t->story.nruns > runs)
        forget_run(t, run);
    return err;
}

/* ---- maps ---- */

static enum err add_map(struct journal_teller *t, const struct journal_event *e)
{
    if (t->story.nmaps == JOURNAL_RUNS_MAX)
        return ERR_LIMIT;
    MAKE_ROOM(&t->arena, t->maps, t->story.nmaps, t->maps_cap);
    t->story.maps = t->maps;
    struct journal_drawn *d = arena_alloc(&t->arena, sizeof *d);
    if (d == NULL)
        return ERR_NOMEM;
    uint32_t run = 0;
    enum err err = journal_map_read(e, &d->map);
    if (err == ERR_OK)
        err = find_run(t, d->map.run, e, &run);
    if (err != ERR_OK)
        return err;
    memcpy(d->event, e->id, JOURNAL_ID);
    d->ms = e->observed_ms;
    d->offset_min = e->offset_min;
    t->maps[t->story.nmaps++] = d;
    t->runs[run].map = d;
    touch(&t->runs[run], e);
    return ERR_OK;
}

/* ---- steps ---- */

struct pick_key {
    const uint8_t *map;
    const char *step;
};

static int key_to_pick(const void *key, const void *element, const void *picks)
{
    const struct pick_key *k = key;
    const struct journal_pick *p =
        &((const struct journal_pick *)picks)[*(const uint32_t *)element];
    int c = memcmp(k->map, p->map, JOURNAL_ID);
    return c != 0 ? c : strcmp(k->step, p->step);
}

static enum err add_step(struct journal_teller *t, const struct journal_event *e)
{
    struct journal_step s;
    enum err err = journal_step_read(e, &s);
    if (err != ERR_OK)
        return err;
    const struct pick_key key = {s.map, s.step};
    size_t n = t->story.npicks;
    size_t at = journal_lower_bound(t->picks_by_key, n, sizeof *t->picks_by_key, &key, key_to_pick,
                                    t->picks);
    struct journal_pick *p;
    if (at < n && key_to_pick(&key, &t->picks_by_key[at], t->picks) == 0) {
        p = &t->picks[t->picks_by_key[at]];
    } else {
        if (n == JOURNAL_RUNS_MAX)
            return ERR_LIMIT;
        MAKE_ROOM(&t->arena, t->picks, n, t->picks_cap);
        t->story.picks = t->picks;
        MAKE_ROOM(&t->arena, t->picks_by_key, n, t->picks_by_key_cap);
        p = &t->picks[n];
        p->step = arena_text(&t->arena, s.step, strlen(s.step));
        if (p->step == NULL)
            return ERR_NOMEM;
        memcpy(p->map, s.map, JOURNAL_ID);
        insert(t->picks_by_key, n, at, (uint32_t)n);
        t->story.npicks++;
    }
    p->state = s.state;
    p->ms = e->observed_ms;
    p->offset_min = e->offset_min;
    return ERR_OK;
}

enum err journal_teller_add(struct journal_teller *t, const struct journal_event *e)
{
    switch (e->kind) {
    case JOURNAL_ANSWER:
        return add_answer(t, e);
    case JOURNAL_MAP:
        return add_map(t, e);
    case JOURNAL_STEP:
        return add_step(t, e);
    default:
        return ERR_OK;
    }
}

const struct journal_run *journal_find_run(const struct journal_story *s,
                                           const uint8_t id[static JOURNAL_ID])
{
    for (size_t i = s->nruns; i-- > 0;) /* the last runs are the ones asked for */
        if (memcmp(s->runs[i].id, id, JOURNAL_ID) == 0)
            return &s->runs[i];
    return NULL;
}
