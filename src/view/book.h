/* view/book.h: all that attune asks and says, as one book in Markdown.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_BOOK_H
#define ATTUNE_VIEW_BOOK_H

#include "base/text.h"
#include "content/content.h"
#include "content/library.h"

/* The whole text, appended: how to read it, places, questions, steps, scripts, what lies under a
 * behaviour, repairs, feelings, cards, answers, help, people, studies with their figures told in
 * people. CommonMark; headings are links' targets as GitHub makes them. child: what the child is
 * called in it; NULL: as the library says. l was read with c. A failure stays in out->err. */
void view_book(const struct content *c, const struct library *l, const char *child,
               struct text *out);

#endif
