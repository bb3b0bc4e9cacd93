/* The book's parts on what is known, and on help: cards, answers, people, studies.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/book_text.h"
#include "view/effect.h"
#include "view/sentence.h"

static const char *topic_words(const struct view_book *b, enum library_topic topic)
{
    struct fault key;
    (void)fault_set(&key, ERR_OK, 0, 0, "topic.", library_topic_id(topic), NULL);
    const char *words = library_words(b->library, key.what);
    return words ? words : library_topic_id(topic);
}

/* A sentence that was made, and that it could be made. */
static const char *made(struct view_book *b, const struct text *t)
{
    if (t->err && !b->out->err)
        b->out->err = t->err;
    return t->data ? t->data : "";
}

/* The figure in people: all of a study's, or the first alone. */
static void figures(struct view_book *b, const struct content_evidence *e, bool all)
{
    for (size_t i = 0; i < e->neffects && (all || i == 0); i++) {
        struct text t;
        text_init(&t);
        view_effect(&t, b->content, &e->effects[i]);
        view_book_line(b, "cards.figure", made(b, &t));
        text_finish(&t);
    }
}

static void about(struct view_book *b, const struct content_evidence *e)
{
    struct text t;
    text_init(&t);
    view_effect_about(&t, b->content, e);
    view_book_put(b, made(b, &t));
    text_finish(&t);
}

static void label(struct view_book *b, const char *key)
{
    text_add(b->out, "- **");
    view_book_put(b, view_book_words(b, key));
    text_add(b->out, ":**");
}

static void card(struct view_book *b, const struct library_card *card)
{
    view_book_heading(b, 4, card->title);
    text_add(b->out, "**");
    view_book_put(b, card->line);
    text_add(b->out, "** *(");
    view_book_ages(b, card->bands);
    text_add(b->out, ")*\n\n");
    view_book_paragraphs(b, card->three, LIBRARY_LINES);
    if (card->npeople > 0) {
        label(b, "cards.people");
        for (size_t i = 0; i < card->npeople; i++) {
            text_add(b->out, i == 0 ? " " : "; ");
            view_book_put(b, library_person(b->library, card->people[i])->name);
        }
        text_char(b->out, '\n');
    }
    for (size_t i = 0; i < card->nevidence; i++) {
        const struct content_evidence *e = content_evidence(b->content, card->evidence[i]);
        figures(b, e, false);
        if (e->neffects > 0) {
            text_add(b->out, "  ");
            about(b, e);
            view_book_studies(b, &card->evidence[i], 1);
            text_char(b->out, '\n');
        }
    }
    if (card->nevidence > 0) {
        label(b, "studies");
        view_book_studies(b, card->evidence, card->nevidence);
        text_char(b->out, '\n');
    }
    text_add(b->out, card->npeople + card->nevidence > 0 ? "\n" : "");
}

void view_book_cards(struct view_book *b)
{
    view_book_part(b, "cards");
    for (int t = 0; t < LIBRARY_TOPICS; t++) {
        size_t n = 0;
        for (size_t i = 0; i < library_card_count(b->library); i++) {
            const struct library_card *c = library_card(b->library, i);
            if (c->topic != (enum library_topic)t)
                continue;
            if (n++ == 0)
                view_book_heading(b, 3, topic_words(b, c->topic));
            card(b, c);
        }
    }
}

static void question(struct view_book *b, const struct library_question *q)
{
    view_book_heading(b, 4, q->question);
    view_book_paragraphs(b, q->answer, q->nanswer);
    if (q->ncards > 0) {
        label(b, "questions.cards");
        for (size_t i = 0; i < q->ncards; i++) {
            const char *title = library_card(b->library, q->cards[i])->title;
            text_add(b->out, i == 0 ? " [" : ", [");
            view_book_put(b, title);
            text_add(b->out, "](#");
            view_book_anchor(b->out, title);
            text_char(b->out, ')');
        }
        text_char(b->out, '\n');
    }
    if (q->nevidence > 0) {
        label(b, "studies");
        view_book_studies(b, q->evidence, q->nevidence);
        text_char(b->out, '\n');
    }
    text_add(b->out, q->ncards + q->nevidence > 0 ? "\n" : "");
}

void view_book_questions(struct view_book *b)
{
    view_book_part(b, "questions");
    for (int t = 0; t < LIBRARY_TOPICS; t++) {
        size_t n = 0;
        for (size_t i = 0; i < library_question_count(b->library); i++) {
            const struct library_question *q = library_question(b->library, i);
            if (q->topic != (enum library_topic)t)
                continue;
            if (n++ == 0)
                view_book_heading(b, 3, topic_words(b, q->topic));
            question(b, q);
        }
    }
}

/* --- help ------------------------------------------------------------------------------------- */

static void section(struct view_book *b, int level, const struct content_section *s)
{
    view_book_heading(b, level, s->title);
    view_book_paragraphs(b, s->text, s->ntext);
}

void view_book_help(struct view_book *b)
{
    const struct content *c = b->content;
    view_book_part(b, "help");
    view_book_paragraph(b, content_help_lead(c));
    for (size_t i = 0; i < content_help_count(c); i++)
        section(b, 3, content_help(c, i));
    for (size_t i = 0; i < content_page_count(c); i++) {
        const struct content_page *page = content_page(c, i);
        view_book_heading(b, 3, page->title);
        view_book_paragraph(b, page->lead);
        for (size_t k = 0; k < page->nsections; k++)
            section(b, 4, &page->sections[k]);
    }
    section(b, 3, content_help_region(c));
}

/* --- people and studies ----------------------------------------------------------------------- */

void view_book_people(struct view_book *b)
{
    view_book_part(b, "people");
    for (size_t i = 0; i < library_person_count(b->library); i++) {
        const struct library_person *p = library_person(b->library, i);
        text_add(b->out, "- **");
        view_book_put(b, p->name);
        text_add(b->out, ".** ");
        view_book_put(b, p->line);
        text_char(b->out, '\n');
    }
    text_char(b->out, '\n');
}

/* "Authors (2024). Title. Venue. https://doi.org/…" */
static void printed(struct view_book *b, const struct content_evidence *e)
{
    view_book_put(b, e->authors);
    text_add(b->out, e->authors[0] != '\0' ? " (" : "(");
    text_int(b->out, e->year);
    text_add(b->out, "). *");
    view_book_put(b, e->title);
    text_add(b->out, "*. ");
    view_book_put(b, e->venue);
    text_char(b->out, '.');
    if (e->doi[0] != '\0') {
        text_add(b->out, " <https://doi.org/");
        text_add(b->out, e->doi);
        text_char(b->out, '>');
    }
    text_add(b->out, "\n\n");
}

static void study(struct view_book *b, const struct content_evidence *e)
{
    view_book_heading(b, 3, e->id);
    printed(b, e);
    view_book_paragraph(b, e->plain);
    if (e->figure[0] != '\0') {
        label(b, "evidence.figure");
        text_char(b->out, ' ');
        view_book_put(b, e->figure);
        if (e->interval[0] != '\0') {
            text_add(b->out, "; ");
            view_book_put(b, view_book_words(b, "evidence.interval"));
            text_char(b->out, ' ');
            view_book_put(b, e->interval);
        }
        text_char(b->out, '\n');
    }
    figures(b, e, true);
    text_add(b->out, "- ");
    about(b, e);
    text_add(b->out, "\n\n");
}

void view_book_evidence(struct view_book *b)
{
    view_book_part(b, "evidence");
    for (size_t i = 0; i < content_evidence_count(b->content); i++)
        study(b, content_evidence(b->content, i));
}
