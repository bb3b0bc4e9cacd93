/* content/rules.h: the language rules, over any string that a person will read.
 * No grade, diagnosis, norm, certainty, guilt or label; hedges where an outcome is claimed; reading
 * grade by Flesch-Kincaid (Kincaid et al. 1975) with a documented syllable count; length; one verb.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_RULES_H
#define ATTUNE_CONTENT_RULES_H

#include <stddef.h>

#include "base/err.h"
#include "content/content.h"
#include "content/library.h"

/* What a text is for decides its rules and limits (docs/content.md has the table). */
enum content_text_kind {
    CONTENT_TEXT_ITEM,
    CONTENT_TEXT_STEP,
    CONTENT_TEXT_WHY,
    CONTENT_TEXT_RESULT,
    CONTENT_TEXT_PAGE,
    CONTENT_TEXT_HELP,
    CONTENT_TEXT_EVIDENCE,
    CONTENT_TEXT_CLAUSE, /* what follows "You said" */
    CONTENT_TEXT_NOTE,   /* said to who studies the questions: tells, high, low, why of a design */
    CONTENT_TEXT_LINE,   /* what somebody may see, do or say to a child */
    CONTENT_TEXT_HARSH,  /* what somebody may say on a bad day: no insult, label or diagnosis */
    CONTENT_TEXT_GUESS,  /* what may lie under a behaviour */
    CONTENT_TEXT_CARD,   /* a card, an answer */
    CONTENT_TEXT_ASK,    /* what a parent may ask, with whatever weighs on them */
    CONTENT_TEXT_KINDS
};

struct content_finding {
    const char *rule; /* "grade", "norm", "certainty", "reading", "length", "hedge" … */
    char where[96];   /* "items: warm.did-good, text" */
    char what[160];   /* the words that tripped it, and what to do */
};

typedef void content_report(void *ctx, const struct content_finding *finding);

/* Reports every rule that the text (English) breaks; returns how many. Cannot fail; needs about
 * 120 KB of stack. */
size_t content_rules_text(enum content_text_kind kind, const char *where, const char *text,
                          content_report *report, void *ctx);
/* Every string of the content, plus the rules over the whole: coverage of dimensions, stages and
 * bands, reversed share, near-duplicates, evidence ids, DOI syntax. Returns how many findings;
 * ERR_NOMEM through *err. Content in another language is held to all but the rules on words. */
size_t content_rules_all(const struct content *c, content_report *report, void *ctx, enum err *err);
/* The same for every string of the library, with how much of it there is at each age. */
size_t content_rules_library(const struct content *c, const struct library *l,
                             content_report *report, void *ctx, enum err *err);
/* Jaccard similarity of two texts' sets of three neighbouring characters (letters, digits and
 * single spaces, in lower case): 0 nothing shared … 1 the same set. ERR_NOMEM. */
MUST_CHECK enum err content_similarity(const char *a, const char *b, double *out);
/* Flesch-Kincaid grade of a text; short texts (< 5 words) count as 0. */
double content_reading_grade(const char *text);

#endif
