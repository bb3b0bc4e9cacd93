/* content/rules_library.c: every string of the library under the rules of its kind.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/lint.h"

/* Characters, where a kind's own limit is not what there is room for. */
enum room {
    ROOM_BID = 120,
    ROOM_VIEW = 140,
    ROOM_BACK = 120,
    ROOM_MAYBE = 140,
    ROOM_NOT_YET = 140,
    ROOM_HAPPENED = 40,
    ROOM_FEELING = 26,
    ROOM_LIKE = 100,
    ROOM_TITLE = 60,
    ROOM_CARD_LINE = 110,
    ROOM_CARD_THREE = 200,
    ROOM_PERSON = 160
};

static void look_at_scripts(struct lint *lint, const struct library *l)
{
    const enum content_text_kind line = CONTENT_TEXT_LINE;
    for (size_t i = 0; i < library_script_count(l); i++) {
        const struct library_script *s = library_script(l, i);
        const char *file = "scripts", *id = s->id;
        content_lint_field(lint, line, ROOM_BID, file, id, "bid", s->bid);
        content_lint_field(lint, line, 0, file, id, "toward_time", s->toward_time);
        content_lint_field(lint, line, 0, file, id, "toward_no_time", s->toward_no_time);
        content_lint_field(lint, CONTENT_TEXT_HARSH, 0, file, id, "away", s->away);
        content_lint_field(lint, CONTENT_TEXT_HARSH, 0, file, id, "against", s->against);
        content_lint_field(lint, CONTENT_TEXT_WHY, 0, file, id, "why", s->why);
        content_lint_field(lint, line, ROOM_VIEW, file, id, "their_view", s->their_view);
        content_lint_field(lint, line, ROOM_BACK, file, id, "back", s->back);
    }
}

static void look_at_under(struct lint *lint, const struct library *l)
{
    for (size_t i = 0; i < library_under_count(l); i++) {
        const struct library_under *u = library_under(l, i);
        const char *file = "under";
        content_lint_field(lint, CONTENT_TEXT_LINE, ROOM_BID, file, u->id, "seen", u->seen);
        for (size_t k = 0; k < u->nguesses; k++)
            content_lint_field(lint, CONTENT_TEXT_GUESS, 0, file, u->id, "guesses",
                               u->guesses[k].text);
        content_lint_field(lint, CONTENT_TEXT_LINE, ROOM_VIEW, file, u->id, "their_view",
                           u->their_view);
        content_lint_field(lint, CONTENT_TEXT_LINE, ROOM_MAYBE, file, u->id, "maybe", u->maybe);
    }
}

/* A "but" takes a sorry back, and nobody owes forgiveness. */
static void check_sorry(struct lint *lint, const struct library_repair *repair)
{
    static const char *const taken_back[] = {"but", "however", "although", "forgive", NULL};
    char where[96];
    if (!lint->english)
        return;
    lint->where = content_lint_place(where, "repairs", repair->id, "line");
    for (size_t at = 0; at < lint->tokens.n; at++)
        if (content_word_in(&lint->tokens, at, taken_back))
            content_find_words(lint, "sorry", at, at + 1,
                               "a sorry has no \"but\", and asks for nothing");
}

static void look_at_repairs(struct lint *lint, const struct library *l)
{
    const enum content_text_kind line = CONTENT_TEXT_LINE;
    for (size_t i = 0; i < library_happened_count(l); i++) {
        const struct library_happened *h = library_happened(l, i);
        content_lint_field(lint, CONTENT_TEXT_ASK, ROOM_HAPPENED, "repairs", h->id, "name",
                           h->name);
    }
    for (size_t i = 0; i < library_repair_count(l); i++) {
        const struct library_repair *r = library_repair(l, i);
        content_lint_field(lint, line, ROOM_NOT_YET, "repairs", r->id, "if_not_yet", r->if_not_yet);
        content_lint_field(lint, line, 0, "repairs", r->id, "line", r->line);
        check_sorry(lint, r);
    }
}

static void look_at_feelings(struct lint *lint, const struct library *l)
{
    const char *file = "feelings";
    for (size_t i = 0; i < LIBRARY_MOVES; i++) {
        const struct library_move *m = library_move(l, i);
        content_lint_field(lint, CONTENT_TEXT_CARD, ROOM_TITLE, file, m->id, "title", m->title);
        content_lint_field(lint, CONTENT_TEXT_CARD, 0, file, m->id, "text", m->text);
    }
    for (size_t i = 0; i < library_feeling_count(l); i++) {
        const struct library_feeling *f = library_feeling(l, i);
        content_lint_field(lint, CONTENT_TEXT_ASK, ROOM_FEELING, file, f->id, "name", f->name);
        content_lint_field(lint, CONTENT_TEXT_LINE, ROOM_LIKE, file, f->id, "like", f->like);
        for (size_t k = 0; f->has_moves && k < LIBRARY_MOVES; k++)
            content_lint_field(lint, CONTENT_TEXT_LINE, 0, file, f->id, library_move(l, k)->id,
                               f->moves[k]);
    }
}

static void look_at_cards(struct lint *lint, const struct library *l)
{
    const enum content_text_kind card = CONTENT_TEXT_CARD;
    for (size_t i = 0; i < library_person_count(l); i++) {
        const struct library_person *p = library_person(l, i);
        content_lint_field(lint, card, ROOM_PERSON, "people", p->id, "line", p->line);
    }
    for (size_t i = 0; i < library_card_count(l); i++) {
        const struct library_card *c = library_card(l, i);
        content_lint_field(lint, card, ROOM_TITLE, "cards", c->id, "title", c->title);
        content_lint_field(lint, card, ROOM_CARD_LINE, "cards", c->id, "line", c->line);
        for (size_t k = 0; k < LIBRARY_LINES; k++)
            content_lint_field(lint, card, ROOM_CARD_THREE, "cards", c->id, "three", c->three[k]);
    }
    for (size_t i = 0; i < library_question_count(l); i++) {
        const struct library_question *q = library_question(l, i);
        content_lint_field(lint, CONTENT_TEXT_ASK, 0, "questions", q->id, "question", q->question);
        for (size_t k = 0; k < q->nanswer; k++)
            content_lint_field(lint, card, 0, "questions", q->id, "answer", q->answer[k]);
    }
}

static void look_at_words(struct lint *lint, const struct library *l)
{
    for (size_t i = 0; i < library_words_count(l); i++) {
        const char *key, *text = library_words_at(l, i, &key);
        content_lint_field(lint, CONTENT_TEXT_PAGE, 0, "learn", key, NULL, text);
    }
}

void content_lint_library(struct lint *lint, const struct library *l)
{
    look_at_scripts(lint, l);
    look_at_under(lint, l);
    look_at_repairs(lint, l);
    look_at_feelings(lint, l);
    look_at_cards(lint, l);
    look_at_words(lint, l);
}
