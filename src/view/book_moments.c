/* The book's parts on what happens between two people: bids, what lies under a behaviour, coming
 * back, feelings. What is for several ages stands at the youngest, with all of them said.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/book_text.h"

/* A heading for the band before its first entry. */
static void band_heading(struct view_book *b, int band, size_t *n)
{
    if ((*n)++ == 0)
        view_book_heading(b, 3, content_band_name(b->content, (enum content_band)band));
}

static void add_learn(struct view_book *b, const char *group, const char *id)
{
    struct fault key;
    (void)fault_set(&key, ERR_OK, 0, 0, group, id, NULL);
    const char *words = library_words(b->library, key.what);
    view_book_put(b, words ? words : id);
}

static void script(struct view_book *b, const struct library_script *s)
{
    text_add(b->out, "**");
    view_book_put(b, s->bid);
    text_add(b->out, "** *(");
    add_learn(b, "channel.", library_channel_id(s->channel));
    text_add(b->out, "; ");
    view_book_ages(b, s->bands);
    text_add(b->out, ")*\n\n");
    view_book_line(b, "scripts.toward_time", s->toward_time);
    view_book_line(b, "scripts.toward_no_time", s->toward_no_time);
    view_book_line(b, "scripts.away", s->away);
    view_book_line(b, "scripts.against", s->against);
    view_book_line(b, "scripts.back", s->back);
    view_book_line(b, "scripts.their_view", s->their_view);
    view_book_line(b, "scripts.why", s->why);
    text_char(b->out, '\n');
}

void view_book_scripts(struct view_book *b)
{
    view_book_part(b, "scripts");
    for (int band = 0; band < CONTENT_BANDS; band++) {
        size_t n = 0;
        for (size_t i = 0; i < library_script_count(b->library); i++) {
            const struct library_script *s = library_script(b->library, i);
            if (!view_book_youngest(s->bands, (enum content_band)band))
                continue;
            band_heading(b, band, &n);
            script(b, s);
        }
    }
}

static void one_under(struct view_book *b, const struct library_under *u)
{
    text_add(b->out, "**");
    view_book_put(b, u->seen);
    text_add(b->out, "** *(");
    view_book_ages(b, u->bands);
    text_add(b->out, ")*\n\n");
    for (size_t i = 0; i < u->nguesses; i++) {
        text_add(b->out, "- *");
        add_learn(b, "need.", library_need_id(u->guesses[i].need));
        text_add(b->out, ":* ");
        view_book_put(b, u->guesses[i].text);
        text_char(b->out, '\n');
    }
    view_book_line(b, "scripts.their_view", u->their_view);
    view_book_line(b, "under.maybe", u->maybe);
    text_char(b->out, '\n');
}

void view_book_under(struct view_book *b)
{
    view_book_part(b, "under");
    for (int band = 0; band < CONTENT_BANDS; band++) {
        size_t n = 0;
        for (size_t i = 0; i < library_under_count(b->library); i++) {
            const struct library_under *u = library_under(b->library, i);
            if (!view_book_youngest(u->bands, (enum content_band)band))
                continue;
            band_heading(b, band, &n);
            one_under(b, u);
        }
    }
}

void view_book_repairs(struct view_book *b)
{
    const struct library *l = b->library;
    view_book_part(b, "repairs");
    for (size_t h = 0; h < library_happened_count(l); h++) {
        view_book_heading(b, 3, library_happened(l, h)->name);
        for (size_t i = 0; i < library_repair_count(l); i++) {
            const struct library_repair *r = library_repair(l, i);
            if (r->happened != h)
                continue;
            text_add(b->out, "- *");
            view_book_ages(b, r->bands);
            text_add(b->out, ":* ");
            view_book_put(b, r->line);
            text_add(b->out, " *");
            view_book_put(b, view_book_words(b, "repairs.if_not_yet"));
            text_add(b->out, ":* ");
            view_book_put(b, r->if_not_yet);
            text_char(b->out, '\n');
        }
        text_char(b->out, '\n');
    }
}

/* --- feelings --------------------------------------------------------------------------------- */

static void five_moves(struct view_book *b)
{
    view_book_heading(b, 3, view_book_words(b, "feelings.moves"));
    for (size_t i = 0; i < LIBRARY_MOVES; i++) {
        const struct library_move *m = library_move(b->library, i);
        text_int(b->out, (int64_t)i + 1);
        text_add(b->out, ". **");
        view_book_put(b, m->title);
        text_add(b->out, ".** ");
        view_book_put(b, m->text);
        text_char(b->out, '\n');
    }
    text_char(b->out, '\n');
}

/* "name (ages; face: sad): what it is like" */
static void name_of(struct view_book *b, const struct library_feeling *f)
{
    view_book_put(b, f->name);
    text_add(b->out, "** *(");
    view_book_ages(b, f->bands);
    if (f->face != CONTENT_NONE) {
        text_add(b->out, "; ");
        view_book_put(b, view_book_words(b, "face"));
        text_add(b->out, ": ");
        view_book_put(b, library_face(b->library, f->face)->id);
    }
    text_add(b->out, ")* ");
    view_book_put(b, f->like);
    text_char(b->out, '\n');
}

static void feeling(struct view_book *b, const struct library_feeling *f)
{
    text_add(b->out, "**");
    name_of(b, f);
    text_char(b->out, '\n');
    for (size_t k = 0; k < LIBRARY_MOVES; k++) {
        text_add(b->out, "- *");
        view_book_put(b, library_move(b->library, k)->title);
        text_add(b->out, ":* ");
        view_book_put(b, f->moves[k]);
        text_char(b->out, '\n');
    }
    text_char(b->out, '\n');
}

void view_book_feelings(struct view_book *b)
{
    const struct library *l = b->library;
    view_book_part(b, "feelings");
    five_moves(b);
    for (int band = 0; band < CONTENT_BANDS; band++) {
        size_t n = 0;
        for (size_t i = 0; i < library_feeling_count(l); i++) {
            const struct library_feeling *f = library_feeling(l, i);
            if (!f->has_moves || !view_book_youngest(f->bands, (enum content_band)band))
                continue;
            band_heading(b, band, &n);
            feeling(b, f);
        }
    }
    view_book_heading(b, 3, view_book_words(b, "feelings.more"));
    view_book_paragraph(b, view_book_words(b, "feelings.more.lead"));
    for (size_t i = 0; i < library_feeling_count(l); i++) {
        const struct library_feeling *f = library_feeling(l, i);
        if (f->has_moves)
            continue;
        text_add(b->out, "- **");
        name_of(b, f);
    }
    text_char(b->out, '\n');
}
