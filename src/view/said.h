/* view/said.h: what a drawn map says, sentence by sentence: for the JSON and for the terminal.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_SAID_H
#define ATTUNE_VIEW_SAID_H

#include "bond/change.h"
#include "bond/map.h"
#include "draw/landscape.h"
#include "view/sentence.h"

#define VIEW_NOTES_MAX 8
#define VIEW_OTHERS 3 /* other steps in place of one */
#define VIEW_TAGS_MAX 2

/* A drawn map and what its sentences need; a view, owns nothing. */
struct view_drawn {
    const struct content *content;
    const struct bond_map *map;
    int64_t at_ms;
    int offset_min;
    const char *child, *caregiver;
    const struct bond_map *earlier; /* the newest one before it that can lie under it, or NULL */
    int64_t earlier_ms;
    const struct bond_map *before; /* the newest one before it of any kind, or NULL */
    int64_t before_ms;
};

enum view_certainty { VIEW_ONE, VIEW_TWO, VIEW_EARLY, VIEW_ABSENT };

enum view_certainty view_certainty(const struct bond_place *place);
const char *view_certainty_id(enum view_certainty certainty); /* "one" "two" "early" "absent" */
/* "a strong place", "steady, perhaps strong", "too early to tell", "not on this map yet". */
const char *view_place_word(const struct content *c, size_t dim, const struct bond_place *place);
/* "fairly sure", "still a guess", or NULL where the word says it. */
const char *view_place_sure(const struct content *c, const struct bond_place *place);
/* Firm ground first; then what rubs, what is too early to tell, what is not on the map. Places
 * with the same words keep the order of the dimensions. */
void view_place_order(const struct content *c, const struct bond_map *map,
                      size_t order[CONTENT_DIM]);
/* What stands over that list: it speaks of firm ground only where there is some. */
const char *view_order_title(const struct content *c, const struct bond_map *map);
/* "Warmth and fit: a strong place. Fairly sure." The first place in order that is too early to tell
 * says why. */
void view_place_sentence(struct text *t, const struct content *c, const struct bond_map *map,
                         size_t dim);

const char *view_strength_title(const struct view_drawn *v);
void view_strength_text(struct text *t, const struct view_drawn *v);

const char *view_step_title(const struct view_drawn *v);
/* "Because you said that …." */
void view_step_because(struct text *t, const struct view_drawn *v,
                       const struct bond_step_choice *choice);
/* Short sentences on what the step asks of a body: into tags; returns how many. */
size_t view_step_tags(const struct view_drawn *v, const struct content_step *step,
                      const char *tags[VIEW_TAGS_MAX]);
const char *view_basis_id(enum content_basis basis);
const char *view_basis_words(const struct content *c, enum content_basis basis);

/* "18 questions answered, 1 skipped". */
void view_about(struct text *t, const struct view_drawn *v);
/* Keys of the notes that belong to this map, into keys; returns how many. */
size_t view_notes(const struct view_drawn *v, const char *keys[VIEW_NOTES_MAX]);

/* One named change, said whole. */
void view_change(struct text *t, const struct content *c, const struct bond_change *change);
/* Why nothing is said of change, or NULL; n: how many changes are named. */
const char *view_change_note(const struct view_drawn *v, size_t n);

/* The places as draw/ wants them; out[CONTENT_DIM]. */
void view_draw_places(const struct content *c, const struct bond_map *map,
                      struct draw_place out[CONTENT_DIM]);

#endif
