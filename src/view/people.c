/* Children, caregivers and bonds as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/people.h"

#include <string.h>

#include "base/json.h"
#include "bond/run.h"
#include "view/asked.h"
#include "view/sentence.h"
#include "view/write.h"

enum err view_find_pair(const struct view *v, const uint8_t bond[16], struct view_pair *out,
                        struct fault *fault)
{
    size_t n;
    const struct journal_bond *bonds = journal_bonds(v->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (memcmp(bonds[i].subject, bond, JOURNAL_ID) != 0)
            continue;
        out->child = journal_find_child(v->journal, bonds[i].child);
        out->caregiver = journal_find_caregiver(v->journal, bonds[i].caregiver);
        if (out->child && out->caregiver)
            return ERR_OK;
    }
    return fault_set(fault, ERR_NOTFOUND, 0, 0, "there is no such map", NULL);
}

static void write_child(struct json_out *w, const struct view *v, const struct journal_child *child)
{
    int months, effective;
    struct text t;
    text_init(&t);
    json_begin(w, NULL);
    json_hex(w, "id", child->subject, JOURNAL_ID);
    json_text(w, "name", child->name);
    json_text(w, "birth", child->birth);
    bool chosen = child->stage < CONTENT_STAGES;
    /* A birth month that lies ahead (the clock was wrong once) leaves the age out. */
    if (bond_child_months(child, v->now, v->offset_min, &months, &effective, NULL) == ERR_OK) {
        enum content_stage stage = content_stage_at(effective);
        json_text(w, "stage", content_stage_id(stage));
        json_text(w, "stage_name", content_stage_name(v->content, stage));
        json_text(w, "stage_chosen",
                  chosen ? content_stage_id((enum content_stage)child->stage) : NULL);
        json_int(w, "months", months);
        view_age(&t, v->content, months);
        view_take(w, "age", &t);
    } else {
        json_null(w, "stage");
        json_null(w, "stage_name");
        json_text(w, "stage_chosen",
                  chosen ? content_stage_id((enum content_stage)child->stage) : NULL);
        json_null(w, "months");
        json_null(w, "age");
    }
    json_end(w);
}

static void write_last_map(struct json_out *w, const struct view *v,
                           const struct journal_story *story)
{
    if (story->nmaps == 0) {
        json_null(w, "last_map");
        return;
    }
    const struct journal_drawn *drawn = story->maps[story->nmaps - 1];
    struct text t;
    text_init(&t);
    json_begin(w, "last_map");
    json_hex(w, "event", drawn->event, JOURNAL_ID);
    json_int(w, "at", drawn->ms);
    view_date(&t, v->content, drawn->ms, drawn->offset_min);
    view_take(w, "when", &t);
    json_end(w);
}

static void write_bond(struct json_out *w, const struct view *v, const struct journal_bond *bond)
{
    struct view_pair pair = {NULL, NULL};
    if (view_find_pair(v, bond->subject, &pair, NULL))
        return; /* a name is still on its way */
    const struct journal_story *story = journal_story(v->journal, bond->subject);
    struct text t;
    text_init(&t);
    json_begin(w, NULL);
    json_hex(w, "id", bond->subject, JOURNAL_ID);
    json_hex(w, "child", bond->child, JOURNAL_ID);
    json_hex(w, "caregiver", bond->caregiver, JOURNAL_ID);
    view_title(&t, v->content, pair.caregiver->name, pair.child->name);
    view_take(w, "title", &t);
    json_uint(w, "maps", story->nmaps);
    write_last_map(w, v, story);
    struct bond_run run;
    if (bond_run_current(v->content, pair.child, story, v->now, v->offset_min, &run, NULL) ==
            ERR_OK &&
        view_run_open(run.run)) {
        json_begin(w, "open_run");
        json_hex(w, "run", run.run->id, JOURNAL_ID);
        json_uint(w, "asked", run.run->nanswers);
        json_end(w);
    } else {
        json_null(w, "open_run");
    }
    json_end(w);
}

enum err view_people_json(const struct view *v, struct text *out, struct fault *fault)
{
    size_t len = out->len, n;
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_begin_array(&w, "children");
    const struct journal_child *children = journal_children(v->journal, &n);
    for (size_t i = 0; i < n; i++)
        write_child(&w, v, &children[i]);
    json_end_array(&w);
    json_begin_array(&w, "caregivers");
    const struct journal_caregiver *caregivers = journal_caregivers(v->journal, &n);
    for (size_t i = 0; i < n; i++) {
        json_begin(&w, NULL);
        json_hex(&w, "id", caregivers[i].subject, JOURNAL_ID);
        json_text(&w, "name", caregivers[i].name);
        json_end(&w);
    }
    json_end_array(&w);
    json_begin_array(&w, "bonds");
    const struct journal_bond *bonds = journal_bonds(v->journal, &n);
    for (size_t i = 0; i < n; i++)
        write_bond(&w, v, &bonds[i]);
    json_end_array(&w);
    json_end(&w);
    return view_settle(out, len, ERR_OK, fault);
}
