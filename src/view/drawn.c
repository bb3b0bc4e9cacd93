/* One drawn map out of the journal, ready to be said.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/drawn.h"

#include <string.h>

#include "bond/run.h"
#include "journal/fold.h"
#include "view/people.h"

static size_t find_drawn(const struct journal_story *story, const uint8_t *event)
{
    if (!event)
        return story->nmaps ? story->nmaps - 1 : CONTENT_NONE;
    for (size_t i = 0; i < story->nmaps; i++)
        if (memcmp(story->maps[i]->event, event, JOURNAL_ID) == 0)
            return i;
    return CONTENT_NONE;
}

/* The newest map before this one, and the newest that can be laid under it. */
static void find_earlier(const struct view *v, const struct journal_story *story, size_t at,
                         struct view_found *out)
{
    for (size_t i = at; i-- > 0;) {
        const struct journal_drawn *old = story->maps[i];
        struct bond_map map;
        if (bond_map_kept(v->content, &old->map, &map))
            continue;
        if (!out->drawn.before) {
            out->before = map;
            out->drawn.before = &out->before;
            out->drawn.before_ms = old->ms;
        }
        if (bond_comparable(&map, old->ms, &out->map, out->drawn.at_ms)) {
            out->earlier = map;
            out->drawn.earlier = &out->earlier;
            out->drawn.earlier_ms = old->ms;
            return;
        }
    }
}

static bool is_picked(const struct journal_story *story, const uint8_t *map, const char *step)
{
    for (size_t i = 0; i < story->npicks; i++)
        if (memcmp(story->picks[i].map, map, JOURNAL_ID) == 0 &&
            strcmp(story->picks[i].step, step) == 0)
            return story->picks[i].state == JOURNAL_PICKED;
    return false;
}

bool view_step_picked(const struct view *v, const struct view_found *f, size_t step)
{
    return is_picked(journal_story(v->journal, f->bond), f->event,
                     content_step(v->content, step)->id);
}

enum err view_find_map(const struct view *v, const uint8_t bond[16], const uint8_t *event,
                       struct view_found *out, struct fault *fault)
{
    struct view_pair pair;
    enum err e = view_find_pair(v, bond, &pair, fault);
    if (e)
        return e;
    const struct journal_story *story = journal_story(v->journal, bond);
    size_t at = find_drawn(story, event);
    if (at == CONTENT_NONE)
        return fault_set(fault, ERR_NOTFOUND, 0, 0,
                         event ? "there is no such map" : "no map is drawn yet", NULL);
    const struct journal_drawn *drawn = story->maps[at];
    memset(out, 0, sizeof *out);
    memcpy(out->bond, bond, JOURNAL_ID);
    memcpy(out->event, drawn->event, JOURNAL_ID);
    e = bond_map_kept(v->content, &drawn->map, &out->map);
    if (e)
        return fault_set(fault, e, 0, 0, "this map was drawn by a newer attune", NULL);
    out->drawn = (struct view_drawn){.content = v->content,
                                     .map = &out->map,
                                     .at_ms = drawn->ms,
                                     .offset_min = drawn->offset_min,
                                     .child = pair.child->name,
                                     .caregiver = pair.caregiver->name};
    find_earlier(v, story, at, out);
    if (out->drawn.earlier)
        e = bond_change(v->content, out->drawn.earlier, out->drawn.earlier_ms, &out->map,
                        out->drawn.at_ms, out->change, &out->nchange);
    return e ? fault_set(fault, e, 0, 0, err_name(e), NULL) : ERR_OK;
}
