/* The book's parts on the map: places, questions, small steps, and what each question is to tell.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "view/book_text.h"
#include "view/said.h"

void view_book_places(struct view_book *b)
{
    view_book_part(b, "places");
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct content_dimension *dim = content_dimension(b->content, d);
        view_book_heading(b, 3, dim->name);
        view_book_put(b, dim->about);
        text_char(b->out, ' ');
        view_book_put(b, view_book_words(b, "places.from"));
        text_char(b->out, ' ');
        if (dim->from == 0)
            view_book_put(b, view_book_words(b, "birth"));
        else
            view_book_months(b, dim->from, dim->from + 1);
        text_add(b->out, ".");
        if (dim->absent[0] != '\0') {
            text_char(b->out, ' ');
            view_book_put(b, dim->absent);
        }
        text_add(b->out, "\n\n");
        view_book_put(b, view_book_words(b, "places.words"));
        for (size_t k = 0; k < CONTENT_WORDS; k++) {
            text_add(b->out, k == 0 ? ": " : " · ");
            view_book_put(b, dim->words[k]);
        }
        text_add(b->out, ".\n\n");
    }
}

/* --- questions -------------------------------------------------------------------------------- */

static bool asked_in(const struct content_item *item, enum content_stage stage)
{
    return item->from < content_stage_to(stage) && item->to > content_stage_from(stage);
}

static void item_line(struct view_book *b, const struct content_item *item,
                      enum content_stage stage)
{
    int from = content_stage_from(stage), to = content_stage_to(stage);
    bool part = item->from > from || item->to < to;
    text_add(b->out, "- *");
    view_book_put(b, item->facet);
    text_add(b->out, ":* ");
    view_book_put(b, item->text);
    if (part || item->reverse) {
        text_add(b->out, " (");
        if (part)
            view_book_months(b, item->from > from ? item->from : from,
                             item->to < to ? item->to : to);
        text_add(b->out, part && item->reverse ? "; " : "");
        if (item->reverse)
            view_book_put(b, view_book_words(b, "items.reverse"));
        text_char(b->out, ')');
    }
    text_char(b->out, '\n');
}

/* The questions of one facet stand together, in the order in which facets first appear. */
static void items_of(struct view_book *b, size_t dim, enum content_stage stage)
{
    const struct content *c = b->content;
    size_t n = content_item_count(c);
    for (size_t i = 0; i < n; i++) {
        const struct content_item *first = content_item(c, i);
        bool seen = first->dimension != dim || !asked_in(first, stage);
        for (size_t k = 0; k < i && !seen; k++) {
            const struct content_item *item = content_item(c, k);
            seen = item->dimension == dim && asked_in(item, stage) &&
                   strcmp(item->facet, first->facet) == 0;
        }
        for (size_t k = i; k < n && !seen; k++) {
            const struct content_item *item = content_item(c, k);
            if (item->dimension == dim && asked_in(item, stage) &&
                strcmp(item->facet, first->facet) == 0)
                item_line(b, item, stage);
        }
    }
}

void view_book_items(struct view_book *b)
{
    const struct content *c = b->content;
    view_book_part(b, "items");
    for (int k = 0; k < CONTENT_ANSWERS; k++) {
        text_add(b->out, k == 0 ? "" : " · ");
        view_book_put(b, content_answer_label(c, k));
    }
    text_add(b->out, ".\n\n");
    for (int s = 0; s < CONTENT_STAGES; s++) {
        enum content_stage stage = (enum content_stage)s;
        view_book_heading(b, 3, content_stage_name(c, stage));
        for (size_t d = 0; d < CONTENT_DIM; d++) {
            view_book_heading(b, 4, content_dimension(c, d)->name);
            items_of(b, d, stage);
            text_char(b->out, '\n');
        }
    }
}

/* One entry a question: what it tells, and what lies behind a high and a low count of its place. */
void view_book_notes(struct view_book *b)
{
    const struct content *c = b->content;
    view_book_part(b, "notes");
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        view_book_heading(b, 3, content_dimension(c, d)->name);
        for (size_t i = 0; i < content_item_count(c); i++) {
            const struct content_item *item = content_item(c, i);
            if (item->dimension != d)
                continue;
            text_add(b->out, "- **");
            view_book_put(b, item->text);
            text_add(b->out, "** ");
            view_book_put(b, item->tells);
            text_add(b->out, " *");
            view_book_put(b, view_book_words(b, "notes.high"));
            text_add(b->out, ":* ");
            view_book_put(b, item->high);
            text_add(b->out, " *");
            view_book_put(b, view_book_words(b, "notes.low"));
            text_add(b->out, ":* ");
            view_book_put(b, item->low);
            text_add(b->out, " (");
            view_book_months(b, item->from, item->to);
            text_add(b->out, ")\n");
        }
        text_char(b->out, '\n');
    }
}

/* --- steps ------------------------------------------------------------------------------------ */

static void tags(struct view_book *b, const struct content_step *step)
{
    const struct {
        bool holds;
        const char *key;
    } all[] = {
        {!step->low_energy, "steps.some"}, {!step->one_hand, "steps.hands"},
        {step->time, "steps.time"},        {step->phone_away, "steps.phone_away"},
        {step->for_me, "steps.for_me"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].holds) {
            text_add(b->out, "; ");
            view_book_put(b, view_book_words(b, all[i].key));
        }
    }
}

static const char *basis_words(const struct content *c, enum content_basis basis)
{
    static const char *const keys[] = {"basis.tested.short", "basis.principle.short",
                                       "basis.experience.short"};
    return view_words(c, keys[basis]);
}

static void step_line(struct view_book *b, const struct content_step *step)
{
    text_add(b->out, "- **");
    view_book_put(b, step->text);
    text_add(b->out, "** ");
    view_book_put(b, step->why);
    text_add(b->out, " (");
    view_book_ages(b, step->bands);
    tags(b, step);
    text_add(b->out, "; ");
    view_book_put(b, basis_words(b->content, step->basis));
    if (step->nevidence > 0)
        text_char(b->out, ':');
    view_book_studies(b, step->evidence, step->nevidence);
    text_add(b->out, ")\n");
}

void view_book_steps(struct view_book *b)
{
    const struct content *c = b->content;
    view_book_part(b, "steps");
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        view_book_heading(b, 3, content_dimension(c, d)->name);
        for (int band = 0; band < CONTENT_BANDS; band++) {
            size_t n = 0;
            for (size_t i = 0; i < content_step_count(c); i++) {
                const struct content_step *step = content_step(c, i);
                if (step->dimension != d ||
                    !view_book_youngest(step->bands, (enum content_band)band))
                    continue;
                if (n++ == 0)
                    view_book_heading(b, 4, content_band_name(c, (enum content_band)band));
                step_line(b, step);
            }
            text_add(b->out, n > 0 ? "\n" : "");
        }
    }
}
