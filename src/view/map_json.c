/* A drawn map as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "view/drawn.h"
#include "view/write.h"

#define SHEET_RATIO (400.0 / 390.0) /* height to width, as the page and the README draw it */

static void write_place(struct json_out *w, const struct content *c, const struct bond_map *map,
                        size_t d)
{
    const struct content_dimension *dim = content_dimension(c, d);
    const struct bond_place *place = &map->place[d];
    enum view_certainty certainty = view_certainty(place);
    struct text t;
    text_init(&t);
    json_begin(w, NULL);
    json_text(w, "dimension", dim->id);
    json_text(w, "name", dim->name);
    json_bool(w, "on_map", place->on_map);
    json_text(w, "word", view_place_word(c, d, place));
    json_text(w, "certainty", view_certainty_id(certainty));
    json_bool(w, "sure", certainty == VIEW_ONE);
    json_text(w, "sure_words", view_place_sure(c, place));
    json_uint(w, "answered", place->answered);
    if (place->on_map) {
        json_begin(w, "expected");
        json_double(w, "mean", place->expected);
        json_double(w, "sd", place->expected_sd);
        json_double(w, "lower", place->lower);
        json_double(w, "upper", place->upper);
        json_end(w);
        json_begin(w, "theta");
        json_double(w, "mean", place->theta);
        json_double(w, "sd", place->theta_sd);
        json_end(w);
    } else {
        json_null(w, "expected");
        json_null(w, "theta");
    }
    json_text(w, "why_absent", place->on_map ? NULL : dim->absent);
    view_place_sentence(&t, c, map, d);
    view_take(w, "sentence", &t);
    json_end(w);
}

static void write_evidence(struct json_out *w, const struct content_evidence *e)
{
    struct text t;
    text_init(&t);
    json_begin(w, NULL);
    json_text(w, "id", e->id);
    json_text(w, "plain", e->plain);
    view_cite(&t, e);
    view_take(w, "cite", &t);
    json_text(w, "doi", e->doi[0] ? e->doi : NULL);
    if (e->doi[0]) {
        text_add(&t, "https://doi.org/");
        text_add(&t, e->doi);
        view_take(w, "url", &t);
    } else {
        json_null(w, "url");
    }
    json_text(w, "limit", e->limit);
    json_end(w);
}

static void write_step(struct json_out *w, const struct view_drawn *v,
                       const struct bond_step_choice *choice, bool picked)
{
    const struct content_step *step = content_step(v->content, choice->step);
    struct text t;
    text_init(&t);
    json_text(w, "id", step->id);
    json_text(w, "dimension", content_dimension(v->content, step->dimension)->id);
    json_text(w, "title", view_step_title(v));
    view_fill(&t, step->text, v->child);
    view_take(w, "text", &t);
    view_step_because(&t, v, choice);
    view_take(w, "because", &t);
    view_fill(&t, step->why, v->child);
    view_take(w, "why", &t);
    json_text(w, "basis", view_basis_id(step->basis));
    json_text(w, "basis_words", view_basis_words(v->content, step->basis));
    json_begin_array(w, "evidence");
    for (size_t i = 0; i < step->nevidence; i++)
        write_evidence(w, content_evidence(v->content, step->evidence[i]));
    json_end_array(w);
    const char *tags[VIEW_TAGS_MAX];
    size_t n = view_step_tags(v, step, tags);
    json_begin_array(w, "tags");
    for (size_t i = 0; i < n; i++)
        json_text(w, NULL, tags[i]);
    json_end_array(w);
    json_bool(w, "picked", picked);
}

static void write_steps(struct json_out *w, const struct view *view, const struct view_found *f)
{
    const struct view_drawn *v = &f->drawn;
    json_begin_array(w, "steps");
    for (size_t k = 0; k < v->map->nstep; k++) {
        struct bond_step_choice others[VIEW_OTHERS];
        size_t n = bond_step_others(v->content, v->map, k, others, VIEW_OTHERS);
        json_begin(w, NULL);
        const struct bond_step_choice *chosen = &v->map->step[k];
        write_step(w, v, chosen, view_step_picked(view, f, chosen->step));
        json_begin_array(w, "others");
        for (size_t i = 0; i < n; i++) {
            json_begin(w, NULL);
            write_step(w, v, &others[i], view_step_picked(view, f, others[i].step));
            json_end(w);
        }
        json_end_array(w);
        json_end(w);
    }
    json_end_array(w);
}

static void write_change(struct json_out *w, const struct view_found *f)
{
    struct text t;
    text_init(&t);
    json_begin_array(w, "change");
    for (size_t i = 0; i < f->nchange; i++) {
        json_begin(w, NULL);
        json_text(w, "dimension", content_dimension(f->drawn.content, f->change[i].dimension)->id);
        view_change(&t, f->drawn.content, &f->change[i]);
        view_take(w, "text", &t);
        json_end(w);
    }
    json_end_array(w);
    json_text(w, "change_note", view_change_note(&f->drawn, f->nchange));
}

static void write_notes(struct json_out *w, const struct view_drawn *v)
{
    const char *keys[VIEW_NOTES_MAX];
    size_t n = view_notes(v, keys);
    json_begin_array(w, "notes");
    for (size_t i = 0; i < n; i++)
        json_text(w, NULL, view_words(v->content, keys[i]));
    json_end_array(w);
    json_begin(w, "not");
    json_text(w, "title", view_words(v->content, "not.title"));
    json_begin_array(w, "lines");
    for (size_t i = 0; i < VIEW_NOT_LINES; i++)
        json_text(w, NULL, view_words(v->content, view_not_keys[i]));
    json_end_array(w);
    json_end(w);
}

static enum err write_landscape(struct json_out *w, const struct view_drawn *v, double width)
{
    struct draw_place now[CONTENT_DIM], earlier[CONTENT_DIM];
    if (width == 0) {
        json_null(w, "landscape");
        return ERR_OK;
    }
    view_draw_places(v->content, v->map, now);
    if (v->earlier)
        view_draw_places(v->content, v->earlier, earlier);
    struct draw_sheet sheet = {.width = width,
                               .height = floor(width * SHEET_RATIO),
                               .place = now,
                               .nplace = CONTENT_DIM,
                               .earlier = v->earlier ? earlier : NULL};
    return draw_landscape_json(&sheet, w, "landscape");
}

static void write_head(struct json_out *w, const struct view_found *f)
{
    const struct view_drawn *v = &f->drawn;
    const struct bond_map *map = v->map;
    struct text t;
    text_init(&t);
    json_int(w, "format", 1);
    json_hex(w, "bond", f->bond, JOURNAL_ID);
    json_hex(w, "event", f->event, JOURNAL_ID);
    view_title(&t, v->content, v->caregiver, v->child);
    view_take(w, "title", &t);
    json_text(w, "child", v->child);
    json_text(w, "caregiver", v->caregiver);
    json_int(w, "at", v->at_ms);
    view_date(&t, v->content, v->at_ms, v->offset_min);
    view_take(w, "when", &t);
    json_uint(w, "asked", map->asked);
    json_uint(w, "skipped", map->skipped);
    json_text(w, "stage", content_stage_id(map->stage));
    json_text(w, "stage_name", content_stage_name(v->content, map->stage));
    json_int(w, "months", map->months);
    view_about(&t, v);
    view_take(w, "about", &t);
}

static enum err write_map(struct json_out *w, const struct view *view, const struct view_found *f,
                          double width)
{
    const struct view_drawn *v = &f->drawn;
    struct text t;
    text_init(&t);
    json_begin(w, NULL);
    write_head(w, f);
    json_begin_array(w, "places");
    for (size_t d = 0; d < CONTENT_DIM; d++)
        write_place(w, v->content, v->map, d);
    json_end_array(w);
    size_t order[CONTENT_DIM];
    view_place_order(v->content, v->map, order);
    json_begin_array(w, "order");
    for (size_t k = 0; k < CONTENT_DIM; k++)
        json_text(w, NULL, content_dimension(v->content, order[k])->id);
    json_end_array(w);
    json_begin(w, "strength");
    json_text(w, "dimension",
              v->map->strength == CONTENT_NONE
                  ? NULL
                  : content_dimension(v->content, v->map->strength)->id);
    json_text(w, "title", view_strength_title(v));
    view_strength_text(&t, v);
    view_take(w, "text", &t);
    json_end(w);
    write_steps(w, view, f);
    write_change(w, f);
    write_notes(w, v);
    enum err e = write_landscape(w, v, width);
    json_end(w);
    return e;
}

enum err view_map_json(const struct view *v, const uint8_t bond[16], const uint8_t *event,
                       double width, struct text *out, struct fault *fault)
{
    if (!(width >= 0 && width <= VIEW_WIDTH_MAX))
        return fault_set(fault, ERR_DOMAIN, 0, 0, "a landscape is 0 to 4096 wide", NULL);
    struct view_found found;
    enum err e = view_find_map(v, bond, event, &found, fault);
    if (e)
        return e;
    size_t len = out->len;
    struct json_out w;
    json_out_init(&w, out);
    e = write_map(&w, v, &found, width);
    return view_settle(out, len, e, fault);
}
