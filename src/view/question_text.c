/* One question, and the list of maps, as lines of text.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/map_text.h"

#include "view/asked.h"
#include "view/said.h"
#include "view/write.h"

#define BAR 24 /* columns of the bar that shows how far along it is */

static enum err check_columns(size_t columns, struct fault *fault)
{
    if (columns >= VIEW_COLUMNS_MIN && columns <= VIEW_COLUMNS_MAX)
        return ERR_OK;
    return fault_set(fault, ERR_DOMAIN, 0, 0, "a terminal is 24 to 200 columns wide", NULL);
}

/* A paragraph, and the text empty again. */
static void say(struct text *t, size_t indent, size_t columns, enum draw_charset charset,
                struct text *out)
{
    if (t->err && !out->err)
        out->err = t->err;
    view_wrap(t->data ? t->data : "", indent, columns, charset, out);
    text_finish(t);
}

static void write_progress(const struct view *v, const struct view_asked *a, size_t columns,
                           enum draw_charset charset, struct text *out)
{
    struct text t;
    text_init(&t);
    size_t width = columns < BAR ? columns : BAR;
    size_t full = (size_t)(a->next.progress * (double)width);
    text_repeat(out, charset == DRAW_ASCII ? "=" : "\u2501", full);
    text_repeat(out, charset == DRAW_ASCII ? "-" : "\u2500", width - full);
    text_char(out, '\n');
    text_uint(&t, a->answered);
    text_char(&t, ' ');
    text_add(&t, view_terminal_words(v->content, "ask.answered"));
    if (a->asked > a->answered) {
        text_add(&t, ", ");
        text_uint(&t, a->asked - a->answered);
        text_char(&t, ' ');
        text_add(&t, view_terminal_words(v->content, "ask.passed"));
    }
    text_add(&t, "; ");
    text_uint(&t, a->next.at_most);
    text_char(&t, ' ');
    text_add(&t, view_terminal_words(v->content, "ask.at_most"));
    say(&t, 0, columns, charset, out);
}

static void write_question(const struct view *v, const struct view_asked *a, size_t columns,
                           enum draw_charset charset, struct text *out)
{
    const struct content_item *item = content_item(v->content, a->item);
    struct text t;
    text_init(&t);
    text_char(out, '\n');
    text_add(&t, content_stem(v->content, a->run.months));
    text_char(&t, ':');
    say(&t, 0, columns, charset, out);
    view_fill(&t, item->text, a->pair.child->name);
    say(&t, 0, columns, charset, out);
    text_char(out, '\n');
    for (int k = 0; k < CONTENT_ANSWERS; k++) {
        text_int(&t, k + 1);
        text_add(&t, "  ");
        text_add(&t, content_answer_label(v->content, k));
        say(&t, 2, columns, charset, out);
    }
    if (!a->was_given)
        return;
    text_char(out, '\n');
    if (a->given == BOND_SKIP) {
        text_add(&t, view_terminal_words(v->content, "ask.skipped"));
    } else {
        text_add(&t, view_terminal_words(v->content, "ask.before"));
        text_add(&t, ": ");
        text_add(&t, content_answer_label(v->content, a->given));
    }
    say(&t, 0, columns, charset, out);
}

enum err view_question_text(const struct view *v, const uint8_t bond[16], unsigned back,
                            size_t columns, enum draw_charset charset, struct text *out,
                            struct fault *fault)
{
    struct view_asked a;
    enum err e = check_columns(columns, fault);
    if (!e)
        e = view_find_asked(v, bond, back, &a, fault);
    if (!e && !a.has_question)
        e = fault_set(fault, ERR_NOTFOUND, 0, 0, "nothing is left to ask", NULL);
    if (e)
        return e;
    size_t len = out->len;
    write_progress(v, &a, columns, charset, out);
    write_question(v, &a, columns, charset, out);
    return view_settle(out, len, ERR_OK, fault);
}

enum err view_history_text(const struct view *v, const uint8_t bond[16], size_t columns,
                           enum draw_charset charset, struct text *out, struct fault *fault)
{
    struct view_pair pair;
    enum err e = check_columns(columns, fault);
    if (!e)
        e = view_find_pair(v, bond, &pair, fault);
    if (e)
        return e;
    const struct journal_story *story = journal_story(v->journal, bond);
    size_t len = out->len;
    struct text t;
    text_init(&t);
    view_title(&t, v->content, pair.caregiver->name, pair.child->name);
    say(&t, 0, columns, charset, out);
    for (size_t i = story->nmaps; i-- > 0;) {
        struct bond_map map;
        size_t order[CONTENT_DIM];
        if (bond_map_kept(v->content, &story->maps[i]->map, &map))
            continue;
        text_char(out, '\n');
        text_uint(&t, i + 1);
        text_add(&t, ". ");
        view_date(&t, v->content, story->maps[i]->ms, story->maps[i]->offset_min);
        text_add(&t, " (");
        text_add(&t, content_stage_name(v->content, map.stage));
        text_char(&t, ')');
        say(&t, 0, columns, charset, out);
        view_place_order(v->content, &map, order);
        for (size_t k = 0; k < CONTENT_DIM; k++) {
            text_add(&t, content_dimension(v->content, order[k])->name);
            text_add(&t, ": ");
            text_add(&t, view_place_word(v->content, order[k], &map.place[order[k]]));
            say(&t, 2, columns, charset, out);
        }
    }
    return view_settle(out, len, ERR_OK, fault);
}
