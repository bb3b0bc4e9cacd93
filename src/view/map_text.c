/* A drawn map as lines of text.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/map_text.h"

#include <string.h>

#include "view/drawn.h"
#include "view/write.h"

#define INDENT 2

/* Where lines go and how wide they may be. */
struct page {
    struct text *out;
    size_t columns;
    enum draw_charset charset;
};

static void line(const struct page *p, size_t indent, const char *s)
{
    view_wrap(s, indent, p->columns, p->charset, p->out);
}

static void blank(const struct page *p)
{
    text_char(p->out, '\n');
}

/* Writes t as a paragraph and empties it. */
static void say(const struct page *p, size_t indent, struct text *t)
{
    if (t->err && !p->out->err)
        p->out->err = t->err;
    line(p, indent, t->data ? t->data : "");
    text_finish(t);
}

static void heading(const struct page *p, const char *s)
{
    bool colour = p->charset == DRAW_UNICODE_COLOUR;
    blank(p);
    if (colour)
        text_add(p->out, "\x1b[1m");
    line(p, 0, s);
    if (colour) { /* the reset belongs before the line's end */
        p->out->len -= p->out->err ? 0 : 1;
        text_add(p->out, "\x1b[0m\n");
    }
}

static void write_title(const struct page *p, const struct view_drawn *v)
{
    struct text t;
    text_init(&t);
    text_add(&t, view_words(v->content, "map.of"));
    text_char(&t, ' ');
    view_title(&t, v->content, v->caregiver, v->child);
    say(p, 0, &t);
    view_date(&t, v->content, v->at_ms, v->offset_min);
    text_add(&t, ". ");
    view_about(&t, v);
    text_char(&t, '.');
    say(p, 0, &t);
}

static enum err write_landscape(const struct page *p, const struct view_drawn *v)
{
    struct draw_place now[CONTENT_DIM], earlier[CONTENT_DIM];
    view_draw_places(v->content, v->map, now);
    if (v->earlier)
        view_draw_places(v->content, v->earlier, earlier);
    struct draw_sheet sheet = {.width = 390,
                               .height = 400,
                               .place = now,
                               .nplace = CONTENT_DIM,
                               .earlier = v->earlier ? earlier : NULL};
    struct draw_legend legend = {.sure = view_terminal_words(v->content, "legend.sure"),
                                 .guess = view_terminal_words(v->content, "legend.guess"),
                                 .rough = view_terminal_words(v->content, "legend.rough"),
                                 .height = view_terminal_words(v->content, "legend.height")};
    blank(p);
    return draw_landscape_terminal(&sheet, &legend, p->columns, p->charset, p->out);
}

static void write_places(const struct page *p, const struct view_drawn *v)
{
    size_t order[CONTENT_DIM];
    struct text t;
    text_init(&t);
    view_place_order(v->content, v->map, order);
    heading(p, view_order_title(v->content, v->map));
    for (size_t k = 0; k < CONTENT_DIM; k++) {
        view_place_sentence(&t, v->content, v->map, order[k]);
        say(p, INDENT, &t);
    }
}

static void write_step(const struct page *p, const struct view_drawn *v, size_t k)
{
    const struct bond_step_choice *choice = &v->map->step[k];
    const struct content_step *step = content_step(v->content, choice->step);
    struct text t;
    text_init(&t);
    if (v->map->nstep > 1) {
        text_uint(&t, k + 1);
        text_add(&t, ". ");
    }
    view_fill(&t, step->text, v->child);
    const char *tags[VIEW_TAGS_MAX];
    size_t ntags = view_step_tags(v, step, tags);
    for (size_t i = 0; i < ntags; i++) {
        text_char(&t, ' ');
        text_add(&t, tags[i]);
    }
    say(p, INDENT, &t);
    view_step_because(&t, v, choice);
    text_char(&t, ' ');
    view_fill(&t, step->why, v->child);
    say(p, 2 * INDENT, &t);
    line(p, 2 * INDENT, view_basis_words(v->content, step->basis));
    for (size_t i = 0; i < step->nevidence; i++) {
        const struct content_evidence *e = content_evidence(v->content, step->evidence[i]);
        view_cite(&t, e);
        if (e->doi[0]) {
            text_add(&t, ", doi:");
            text_add(&t, e->doi);
        }
        text_add(&t, ". ");
        text_add(&t, e->limit);
        say(p, 2 * INDENT, &t);
    }
}

static void write_steps(const struct page *p, const struct view_drawn *v)
{
    heading(p, view_step_title(v));
    for (size_t k = 0; k < v->map->nstep; k++) {
        if (k > 0)
            blank(p);
        write_step(p, v, k);
    }
    if (v->map->nstep > 0)
        line(p, INDENT, view_words(v->content, "step.done"));
}

static void write_change(const struct page *p, const struct view_found *f)
{
    const struct view_drawn *v = &f->drawn;
    const char *note = view_change_note(v, f->nchange);
    struct text t;
    text_init(&t);
    if (!v->before)
        return; /* on a first map there is nothing to compare, and no need to say so */
    heading(p, view_words(v->content, "change.title"));
    for (size_t i = 0; i < f->nchange; i++) {
        view_change(&t, v->content, &f->change[i]);
        say(p, INDENT, &t);
    }
    if (note)
        line(p, INDENT, note);
}

static void write_notes(const struct page *p, const struct view_drawn *v)
{
    const char *keys[VIEW_NOTES_MAX];
    size_t n = view_notes(v, keys);
    blank(p);
    for (size_t i = 0; i < n; i++) {
        /* "Help is one tap away" is a page's sentence: a terminal has its own. */
        const char *own = content_words(v->content, "terminal", keys[i]);
        line(p, 0, own ? own : view_words(v->content, keys[i]));
    }
    heading(p, view_words(v->content, "not.title"));
    for (size_t i = 0; i < VIEW_NOT_LINES; i++)
        line(p, INDENT, view_words(v->content, view_not_keys[i]));
}

static enum err write_map(const struct page *p, const struct view_found *f)
{
    const struct view_drawn *v = &f->drawn;
    struct text t;
    text_init(&t);
    write_title(p, v);
    bool nothing = v->map->asked == v->map->skipped;
    enum err e = nothing ? ERR_OK : write_landscape(p, v);
    if (e)
        return e;
    heading(p, view_strength_title(v));
    view_strength_text(&t, v);
    say(p, INDENT, &t);
    if (!nothing)
        write_places(p, v);
    write_steps(p, v);
    write_change(p, f);
    write_notes(p, v);
    return ERR_OK;
}

enum err view_map_text(const struct view *v, const uint8_t bond[16], const uint8_t *event,
                       size_t columns, enum draw_charset charset, struct text *out,
                       struct fault *fault)
{
    if (columns < VIEW_COLUMNS_MIN || columns > VIEW_COLUMNS_MAX)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "a terminal is 24 to 200 columns wide", NULL);
    struct view_found found;
    enum err e = view_find_map(v, bond, event, &found, fault);
    if (e)
        return e;
    size_t len = out->len;
    struct page p = {out, columns, charset};
    e = write_map(&p, &found);
    return view_settle(out, len, e, fault);
}
