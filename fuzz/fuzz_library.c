/* fuzz/fuzz_library.c: any bytes as the library's bundle. What is read must be whole: every
 * accessor answers, every reference points inside, every face is one; the rules and the book take
 * it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "content/rules.h"
#include "view/book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void look_at_bands(unsigned bands)
{
    must(bands > 0 && bands < 1U << CONTENT_BANDS);
}

static void look_at_all(const size_t *places, size_t n, size_t below)
{
    for (size_t i = 0; i < n; i++)
        must(places[i] < below);
}

static void look_at_moments(const struct library *l)
{
    for (size_t i = 0; i < library_script_count(l); i++) {
        const struct library_script *s = library_script(l, i);
        must(library_script_find(l, s->id) == i && s->channel < LIBRARY_CHANNELS);
        look_at_bands(s->bands);
        must(s->bid[0] != '\0' && s->back[0] != '\0');
    }
    for (size_t i = 0; i < library_under_count(l); i++) {
        const struct library_under *u = library_under(l, i);
        must(library_under_find(l, u->id) == i && u->nguesses >= 2);
        look_at_bands(u->bands);
        for (size_t k = 0; k < u->nguesses; k++)
            must(u->guesses[k].need < LIBRARY_NEEDS && u->guesses[k].text[0] != '\0');
    }
    for (size_t i = 0; i < library_repair_count(l); i++) {
        const struct library_repair *r = library_repair(l, i);
        must(library_repair_find(l, r->id) == i && r->happened < library_happened_count(l));
        look_at_bands(r->bands);
    }
    for (size_t i = 0; i < library_feeling_count(l); i++) {
        const struct library_feeling *f = library_feeling(l, i);
        must(library_feeling_find(l, f->id) == i);
        must(f->face == CONTENT_NONE || f->face < library_face_count(l));
        look_at_bands(f->bands);
        for (size_t k = 0; f->has_moves && k < LIBRARY_MOVES; k++)
            must(f->moves[k][0] != '\0');
    }
}

static void look_at_learning(const struct content *c, const struct library *l)
{
    for (size_t i = 0; i < library_card_count(l); i++) {
        const struct library_card *card = library_card(l, i);
        must(library_card_find(l, card->id) == i && card->topic < LIBRARY_TOPICS);
        look_at_bands(card->bands);
        look_at_all(card->evidence, card->nevidence, content_evidence_count(c));
        look_at_all(card->people, card->npeople, library_person_count(l));
    }
    for (size_t i = 0; i < library_question_count(l); i++) {
        const struct library_question *q = library_question(l, i);
        must(library_question_find(l, q->id) == i && q->nanswer > 0);
        look_at_all(q->evidence, q->nevidence, content_evidence_count(c));
        look_at_all(q->cards, q->ncards, library_card_count(l));
    }
    for (size_t i = 0; i < library_face_count(l); i++) {
        const char *svg = library_face(l, i)->svg;
        must(library_face_find(l, library_face(l, i)->id) == i);
        must(strncmp(svg, "<svg ", 5) == 0 && strstr(svg, "script") == NULL);
        must(strstr(svg, "href") == NULL && strchr(svg, '&') == NULL);
    }
    must(library_words(l, "no such key!") == NULL);
}

static void write_and_check(const struct content *c, const struct library *l)
{
    struct text book;
    enum err e = ERR_OK;
    text_init(&book);
    view_book(c, l, "Robin", &book);
    must(book.err == ERR_OK || book.err == ERR_NOMEM);
    must(book.err != ERR_OK || text_utf8_valid(book.data, book.len) == book.len);
    text_finish(&book);
    (void)content_rules_library(c, l, NULL, NULL, &e);
    must(e == ERR_OK || e == ERR_NOMEM);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct content *c;
    struct library *l = NULL;
    struct fault fault;
    if (c == NULL)
        must(content_create((const char *)attune_bundle, attune_bundle_len, &c, NULL) == ERR_OK);
    enum err e = library_create(c, (const char *)data, size, &l, &fault);
    must((e == ERR_OK) == (l != NULL));
    must(e == ERR_OK || (fault.code == e && fault.what[0] != '\0'));
    if (l != NULL) {
        look_at_moments(l);
        look_at_learning(c, l);
        write_and_check(c, l);
    }
    library_destroy(l);
    return 0;
}
