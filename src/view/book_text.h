/* view/book_text.h: for the book's own files: its headings, paragraphs, ages and studies.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_BOOK_TEXT_H
#define ATTUNE_VIEW_BOOK_TEXT_H

#include <stdbool.h>

#include "base/text.h"
#include "content/content.h"
#include "content/library.h"

struct view_book {
    const struct content *content;
    const struct library *library;
    const char *child;
    struct text *out;
};

/* The library's sentence "book.KEY"; the key itself where there is none, so that a gap is seen. */
const char *view_book_words(const struct view_book *b, const char *key);
/* Text of content: {child} filled in, and what Markdown would take for a mark escaped. */
void view_book_put(struct view_book *b, const char *text);
/* The same as one block of its own. */
void view_book_paragraph(struct view_book *b, const char *text);
void view_book_paragraphs(struct view_book *b, const char *const *texts, size_t n);
/* Sentences "book.KEY.1", "book.KEY.2" … until there is none. */
void view_book_numbered(struct view_book *b, const char *key);
void view_book_heading(struct view_book *b, int level, const char *text);
/* A part of the book: "book.KEY.title", and "book.KEY.lead" where there is one. */
void view_book_part(struct view_book *b, const char *key);
/* "- **Label:** text"; the label is a "book.KEY". */
void view_book_line(struct view_book *b, const char *label, const char *text);
/* "3 to 11 months", "1 to 5 years" for months [from, to). */
void view_book_months(struct view_book *b, int from, int to);
/* The same for bands, in runs: "3 to 11 months, 6 to 8 years"; "every age". */
void view_book_ages(struct view_book *b, unsigned bands);
/* Is this the youngest of its bands? */
bool view_book_youngest(unsigned bands, enum content_band band);
/* " [R01](#r01), [S16](#s16)"; nothing for none. */
void view_book_studies(struct view_book *b, const size_t *evidence, size_t n);
/* A link's target as GitHub makes it from a heading. */
void view_book_anchor(struct text *t, const char *heading);

/* The parts, in the book's order. */
void view_book_places(struct view_book *b);
void view_book_items(struct view_book *b);
void view_book_steps(struct view_book *b);
void view_book_scripts(struct view_book *b);
void view_book_under(struct view_book *b);
void view_book_repairs(struct view_book *b);
void view_book_feelings(struct view_book *b);
void view_book_cards(struct view_book *b);
void view_book_questions(struct view_book *b);
void view_book_help(struct view_book *b);
void view_book_people(struct view_book *b);
void view_book_evidence(struct view_book *b);
void view_book_notes(struct view_book *b);

#endif
