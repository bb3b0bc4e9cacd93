/* What a drawn map says of its places, its strength, its steps and of change.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/said.h"

#include <string.h>

#define FEW_ANSWERS 3 /* of each place on the map */
#define CARRIED 36    /* months: up to here a child often fills the other arm */

enum view_certainty view_certainty(const struct bond_place *place)
{
    if (!place->on_map)
        return VIEW_ABSENT;
    if (place->word_low == BOND_WORD_EARLY)
        return VIEW_EARLY;
    return place->word_low == place->word_high ? VIEW_ONE : VIEW_TWO;
}

const char *view_certainty_id(enum view_certainty certainty)
{
    static const char *const ids[] = {"one", "two", "early", "absent"};
    return ids[certainty];
}

const char *view_place_word(const struct content *c, size_t dim, const struct bond_place *place)
{
    switch (view_certainty(place)) {
    case VIEW_ONE:
        return content_dimension(c, dim)->words[place->word_low];
    case VIEW_TWO:
        return content_dimension(c, dim)->pairs[place->word_low];
    case VIEW_EARLY:
        return view_words(c, "early");
    case VIEW_ABSENT:
        break;
    }
    return view_words(c, "absent");
}

const char *view_place_sure(const struct content *c, const struct bond_place *place)
{
    switch (view_certainty(place)) {
    case VIEW_ONE:
        return view_words(c, "sure.fairly");
    case VIEW_TWO:
        return view_words(c, "sure.guess");
    case VIEW_EARLY:
    case VIEW_ABSENT:
        break;
    }
    return NULL;
}

static bool rubs(const struct content *c, size_t dim)
{
    return content_dimension(c, dim)->high == CONTENT_HIGH_RUBBING;
}

/* Where a place is read out: by its words alone, so that places with the same words keep their
 * order and none is set above another; then what rubs; then what is not known. */
static int rank_of(const struct content *c, size_t dim, const struct bond_place *place)
{
    int words = place->word_low + place->word_high;
    switch (view_certainty(place)) {
    case VIEW_ONE:
    case VIEW_TWO:
        if (!rubs(c, dim))
            return words;
        return place->word_high >= CONTENT_WORDS / 2 ? -1 : 2 * (CONTENT_WORDS - 1) - words;
    case VIEW_EARLY:
        return -2;
    case VIEW_ABSENT:
        break;
    }
    return -3;
}

void view_place_order(const struct content *c, const struct bond_map *map,
                      size_t order[CONTENT_DIM])
{
    int rank[CONTENT_DIM];
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        rank[d] = rank_of(c, d, &map->place[d]);
        size_t at = d;
        for (; at > 0 && rank[order[at - 1]] < rank[d]; at--)
            order[at] = order[at - 1];
        order[at] = d;
    }
}

const char *view_order_title(const struct content *c, const struct bond_map *map)
{
    size_t order[CONTENT_DIM];
    view_place_order(c, map, order);
    /* Firm: steady or better, without a doubt that it might be less. */
    bool firm = rank_of(c, order[0], &map->place[order[0]]) >= CONTENT_WORDS;
    return view_words(c, firm ? "map.order" : "map.order.plain");
}

static bool first_early(const struct content *c, const struct bond_map *map, size_t dim)
{
    size_t order[CONTENT_DIM], k = 0;
    view_place_order(c, map, order);
    while (k < CONTENT_DIM && view_certainty(&map->place[order[k]]) != VIEW_EARLY)
        k++;
    return k < CONTENT_DIM && order[k] == dim;
}

void view_place_sentence(struct text *t, const struct content *c, const struct bond_map *map,
                         size_t dim)
{
    const struct content_dimension *d = content_dimension(c, dim);
    const struct bond_place *place = &map->place[dim];
    enum view_certainty certainty = view_certainty(place);
    text_add(t, d->name);
    text_add(t, ": ");
    text_add(t, view_place_word(c, dim, place));
    text_char(t, '.');
    if (certainty == VIEW_ABSENT && d->absent[0]) {
        text_char(t, ' ');
        text_add(t, d->absent);
    } else if (certainty == VIEW_EARLY && first_early(c, map, dim)) {
        text_char(t, ' ');
        text_add(t, view_words(c, "early.why"));
    } else if (certainty == VIEW_ONE || certainty == VIEW_TWO) {
        text_char(t, ' ');
        view_capital(t, view_place_sure(c, place));
        text_char(t, '.');
    }
}

/* --- strength ------------------------------------------------------------------------------- */

static size_t answers(const struct bond_map *map)
{
    return map->asked - map->skipped;
}

const char *view_strength_title(const struct view_drawn *v)
{
    return view_words(v->content,
                      v->map->strength == CONTENT_NONE ? "strength.none.title" : "strength.title");
}

/* "You said that …." */
static void add_said(struct text *t, const struct view_drawn *v, const char *lead,
                     const struct bond_reason *reason)
{
    text_add(t, view_words(v->content, lead));
    text_char(t, ' ');
    view_said(t, v->content, reason, v->child);
    text_char(t, '.');
}

static bool all_early(const struct bond_map *map)
{
    for (size_t d = 0; d < CONTENT_DIM; d++)
        if (view_certainty(&map->place[d]) <= VIEW_TWO)
            return false;
    return true;
}

/* Why no place is named as the strength, without making it out worse or surer than it is. */
static const char *no_strength(const struct content *c, const struct bond_map *map)
{
    if (map->asked == map->skipped)
        return "strength.skipped";
    if (map->contradictory)
        return "strength.pulled.text";
    if (all_early(map))
        return "strength.early.text";
    return bond_map_heavy(c, map) ? "strength.none.text" : "strength.middle.text";
}

void view_strength_text(struct text *t, const struct view_drawn *v)
{
    const struct content *c = v->content;
    const struct bond_map *map = v->map;
    if (map->strength != CONTENT_NONE) {
        view_fill(t, content_dimension(c, map->strength)->strength, v->child);
        if (view_certainty(&map->place[map->strength]) == VIEW_TWO) {
            text_char(t, ' ');
            text_add(t, view_words(c, "strength.guess"));
        }
        if (map->strength_because.item != CONTENT_NONE) {
            text_char(t, ' ');
            add_said(t, v, "strength.because", &map->strength_because);
        }
        if (map->nstep == BOND_STEPS_MAX) {
            text_char(t, ' ');
            text_add(t, view_words(c, "strength.also"));
        }
        return;
    }
    text_add(t, view_words(c, no_strength(c, map)));
    if (map->strength_because.item != CONTENT_NONE) {
        text_char(t, ' ');
        add_said(t, v, "strength.held", &map->strength_because);
    }
}

/* --- steps ---------------------------------------------------------------------------------- */

const char *view_step_title(const struct view_drawn *v)
{
    return view_words(v->content, v->map->nstep > 1    ? "step.title.two"
                                  : v->map->nstep == 1 ? "step.title.one"
                                                       : "step.none");
}

void view_step_because(struct text *t, const struct view_drawn *v,
                       const struct bond_step_choice *choice)
{
    const struct bond_reason *reason = &choice->because;
    if (reason->item == CONTENT_NONE) {
        text_add(t, view_words(v->content, "step.because.any"));
        text_char(t, '.');
        return;
    }
    if (view_said_good(v->content, reason)) {
        text_add(t, view_words(v->content, "step.because.strength"));
        text_add(t, ". ");
        add_said(t, v, "strength.because", reason);
        return;
    }
    bool middle = reason->answer == CONTENT_ANSWERS / 2;
    add_said(t, v, middle ? "step.goes_with" : "step.because", reason);
}

size_t view_step_tags(const struct view_drawn *v, const struct content_step *step,
                      const char *tags[VIEW_TAGS_MAX])
{
    size_t n = 0;
    if (step->for_me)
        tags[n++] = view_words(v->content, "step.for_me");
    if (step->one_hand && v->map->months < CARRIED)
        tags[n++] = view_words(v->content, "step.one_hand");
    return n;
}

const char *view_basis_id(enum content_basis basis)
{
    static const char *const ids[] = {"tested", "principle", "experience"};
    return ids[basis];
}

const char *view_basis_words(const struct content *c, enum content_basis basis)
{
    static const char *const keys[] = {"basis.tested", "basis.principle", "basis.experience"};
    return view_words(c, keys[basis]);
}

/* --- around the map ------------------------------------------------------------------------- */

void view_about(struct text *t, const struct view_drawn *v)
{
    size_t n = answers(v->map);
    text_uint(t, n);
    text_char(t, ' ');
    text_add(t, view_words(v->content, n == 1 ? "about.question" : "about.questions"));
    if (v->map->skipped) {
        text_add(t, ", ");
        text_uint(t, v->map->skipped);
        text_char(t, ' ');
        text_add(t, view_words(v->content, "about.skipped"));
    }
}

static size_t places_with(const struct bond_map *map, enum view_certainty certainty)
{
    size_t n = 0;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        n += view_certainty(&map->place[d]) == certainty;
    return n;
}

size_t view_notes(const struct view_drawn *v, const char *keys[VIEW_NOTES_MAX])
{
    const struct bond_map *map = v->map;
    size_t n = 0, given = answers(map);
    size_t on_map = CONTENT_DIM - places_with(map, VIEW_ABSENT);
    if (map->contradictory)
        keys[n++] = "note.contradictory";
    if (given > 0 && map->skipped * 3 >= map->asked)
        keys[n++] = "note.many_skipped";
    else if (given > 0 && given < FEW_ANSWERS * on_map)
        keys[n++] = "note.few";
    for (size_t d = 0; d < CONTENT_DIM; d++)
        if (rubs(v->content, d) && view_certainty(&map->place[d]) <= VIEW_TWO &&
            map->place[d].word_high >= CONTENT_WORDS / 2)
            keys[n++] = "friction.note";
    if (map->months <= 1)
        keys[n++] = "note.newborn";
    if (given > 0) {
        keys[n++] = map->months < 1 ? "note.picture.newborn" : "note.picture";
        keys[n++] = "note.uncalibrated";
    }
    keys[n++] = "note.open";
    keys[n++] = "help.line"; /* on every map: never because of what it says */
    return n;
}

void view_change(struct text *t, const struct content *c, const struct bond_change *change)
{
    bool more = change->direction > 0;
    if (rubs(c, change->dimension)) {
        text_add(t, view_words(c, more ? "change.friction.more" : "change.friction.less"));
        return;
    }
    text_add(t, content_dimension(c, change->dimension)->name);
    text_add(t, ": ");
    text_add(t, view_words(c, more ? "change.more" : "change.less"));
}

const char *view_change_note(const struct view_drawn *v, size_t n)
{
    if (n > 0)
        return NULL;
    if (v->earlier)
        return view_words(v->content, "change.none");
    if (!v->before)
        return view_words(v->content, "change.first");
    if (v->before->stage != v->map->stage)
        return view_words(v->content, "change.stage");
    if (v->before->bank_hash != v->map->bank_hash || v->before->model != v->map->model)
        return view_words(v->content, "change.bank");
    return view_words(v->content, "change.soon");
}

/* A low and uncertain swell for a place of which nothing is known: there, and no more. */
#define UNKNOWN_HEIGHT 0.12
#define WIDE 2.0 /* an interval of half the scale is a guess */

void view_draw_places(const struct content *c, const struct bond_map *map,
                      struct draw_place out[CONTENT_DIM])
{
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct content_dimension *dim = content_dimension(c, d);
        const struct bond_place *place = &map->place[d];
        enum view_certainty certainty = view_certainty(place);
        out[d] = (struct draw_place){.id = dim->id,
                                     .name = dim->name,
                                     .word = view_place_word(c, d, place),
                                     .on_map = place->on_map};
        if (!place->on_map)
            continue;
        double level = place->expected / (CONTENT_ANSWERS - 1);
        double narrow = 1 - (place->upper - place->lower) / WIDE;
        narrow = narrow > 0 ? narrow : 0;
        /* Solid lines (from 0.5 on) and "fairly sure" say the same thing. */
        double sure = certainty == VIEW_ONE ? 0.6 + 0.4 * narrow : 0.4 * narrow;
        if (certainty == VIEW_EARLY && !rubs(c, d))
            level = UNKNOWN_HEIGHT;
        if (certainty == VIEW_EARLY)
            sure = 0;
        out[d].height = rubs(c, d) ? 0 : level;
        /* Ground that hardly rubs is smooth ground. */
        bool rough = rubs(c, d) && certainty != VIEW_EARLY && place->word_high > 0;
        out[d].rough = rough ? level : 0;
        out[d].sure = sure;
    }
}
