/* The maps of a bond, what was made, and what was refused, as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/json.h"
#include "bond/change.h"
#include "bond/run.h"
#include "journal/fold.h"
#include "view/people.h"
#include "view/said.h"
#include "view/view.h"
#include "view/write.h"

static void write_entry(struct json_out *w, const struct view *v, const struct journal_drawn *drawn)
{
    struct bond_map map;
    if (bond_map_kept(v->content, &drawn->map, &map))
        return; /* drawn by a newer attune: it is kept, and shown once this one is renewed */
    struct text t;
    text_init(&t);
    json_begin(w, NULL);
    json_hex(w, "event", drawn->event, JOURNAL_ID);
    json_int(w, "at", drawn->ms);
    view_date(&t, v->content, drawn->ms, drawn->offset_min);
    view_take(w, "when", &t);
    json_text(w, "stage_name", content_stage_name(v->content, map.stage));
    json_uint(w, "asked", map.asked);
    json_begin_array(w, "places");
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        json_begin(w, NULL);
        json_text(w, "dimension", content_dimension(v->content, d)->id);
        json_text(w, "name", content_dimension(v->content, d)->name);
        json_text(w, "word", view_place_word(v->content, d, &map.place[d]));
        json_text(w, "certainty", view_certainty_id(view_certainty(&map.place[d])));
        json_end(w);
    }
    json_end_array(w);
    json_end(w);
}

/* What bond_comparable looks at; without the rest of the map. */
static struct bond_map outline(const struct journal_map *kept)
{
    return (struct bond_map){
        .stage = (enum content_stage)kept->stage, .bank_hash = kept->bank, .model = kept->model};
}

/* Can any map be laid over an earlier one? */
static bool can_compare(const struct journal_story *story)
{
    for (size_t i = 1; i < story->nmaps; i++) {
        struct bond_map later = outline(&story->maps[i]->map);
        for (size_t j = 0; j < i; j++) {
            struct bond_map earlier = outline(&story->maps[j]->map);
            if (bond_comparable(&earlier, story->maps[j]->ms, &later, story->maps[i]->ms))
                return true;
        }
    }
    return false;
}

enum err view_history_json(const struct view *v, const uint8_t bond[16], struct text *out,
                           struct fault *fault)
{
    struct view_pair pair;
    enum err e = view_find_pair(v, bond, &pair, fault);
    if (e)
        return e;
    const struct journal_story *story = journal_story(v->journal, bond);
    size_t len = out->len;
    struct json_out w;
    struct text t;
    text_init(&t);
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_hex(&w, "bond", bond, JOURNAL_ID);
    view_title(&t, v->content, pair.caregiver->name, pair.child->name);
    view_take(&w, "title", &t);
    json_begin_array(&w, "maps");
    for (size_t i = story->nmaps; i-- > 0;)
        write_entry(&w, v, story->maps[i]);
    json_end_array(&w);
    json_bool(&w, "can_compare", can_compare(story));
    json_end(&w);
    return view_settle(out, len, ERR_OK, fault);
}
