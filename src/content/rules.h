/* content/rules.h: the language rules, over any string that a person will read.
 * No grade, diagnosis, norm, certainty, guilt or label; hedges where an outcome is claimed; reading
 * grade by Flesch-Kincaid (Kincaid et al. 1975) with a documented syllable count; length; one verb.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_RULES_H
#define ATTUNE_CONTENT_RULES_H

#include <stddef.h>

#include "base/err.h"
#include "content/content.h"

enum content_text_kind {
    CONTENT_TEXT_ITEM, CONTENT_TEXT_STEP, CONTENT_TEXT_WHY, CONTENT_TEXT_RESULT,
    CONTENT_TEXT_PAGE, CONTENT_TEXT_HELP, CONTENT_TEXT_EVIDENCE
};

struct content_finding {
    const char *rule;     /* "grade", "norm", "certainty", "reading", "length", "hedge" … */
    char where[96];       /* "items: warm.near-helps, text" */
    char what[160];       /* the words that tripped it, and what to do */
};

typedef void content_report(void *ctx, const struct content_finding *finding);

/* Reports every rule that the text breaks; returns how many. */
size_t content_rules_text(enum content_text_kind kind, const char *where, const char *text,
                          content_report *report, void *ctx);
/* Every string of the content, plus the rules over the whole: coverage of dimensions, stages and
 * bands, reversed share, near-duplicates, evidence ids, DOI syntax. Returns how many findings;
 * ERR_NOMEM through *err. */
size_t content_rules_all(const struct content *c, content_report *report, void *ctx,
                         enum err *err);
/* Flesch-Kincaid grade of a text; short texts (< 5 words) count as 0. */
double content_reading_grade(const char *text);

#endif
