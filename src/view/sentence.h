/* view/sentence.h: the pieces that sentences are made of: names, dates, ages, what was said.
 * All append to a text and cannot fail otherwise than the text does.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_SENTENCE_H
#define ATTUNE_VIEW_SENTENCE_H

#include "base/text.h"
#include "bond/map.h"
#include "content/content.h"

/* A sentence of words.json by its key; the key itself where there is none, so that a gap is seen
 * (a test asks for every key). Never NULL. */
const char *view_words(const struct content *c, const char *key);
/* The same of terminal.json. */
const char *view_terminal_words(const struct content *c, const char *key);
/* The template with {child} replaced by the name, once: braces in a name stay as they are. */
void view_fill(struct text *t, const char *template, const char *child);
/* The text with a large first letter: the words of content are in lower case. */
void view_capital(struct text *t, const char *s);
/* "Sunday 22 November 2026" at the place where it was seen. */
void view_date(struct text *t, const struct content *c, int64_t at_ms, int offset_min);
/* "newborn", "1 month", "23 months", "2 years and 3 months" (in the third year), "7 years". */
void view_age(struct text *t, const struct content *c, int months);
/* "Mara and Leo". */
void view_title(struct text *t, const struct content *c, const char *caregiver, const char *child);
/* What follows "You said": a clause for a frequent or a rare thing, else the answer itself, as in
 * “Sometimes” to “…”. No full stop. */
void view_said(struct text *t, const struct content *c, const struct bond_reason *reason,
               const char *child);
/* "Müller et al. 2022"; without authors the title, in quotes. */
void view_cite(struct text *t, const struct content_evidence *e);
/* Does this answer lie at the good end of its place? */
bool view_said_good(const struct content *c, const struct bond_reason *reason);

#endif
