/* content/lint.h: what the rules share: one text at a time, and where findings go (private).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_LINT_H
#define ATTUNE_CONTENT_LINT_H

#include "content/rules.h"
#include "content/tokens.h"

struct lint {
    content_report *report;
    void *ctx;
    size_t found;
    enum content_text_kind kind; /* of the text being looked at */
    const char *where;
    bool english; /* the word rules know no other language */
    struct tokens tokens;
};

/* Reports a finding at lint->where; the pieces are joined, ended by NULL, and cut to fit. */
void content_find(struct lint *lint, const char *rule, ...);
/* The same, with the words tokens[from, to) quoted before the pieces. */
void content_find_words(struct lint *lint, const char *rule, size_t from, size_t to,
                        const char *hint);

/* Each looks at lint->tokens, made from lint's text. */
void content_lint_words(struct lint *lint); /* rules_words.c: the forbidden words */
/* A row of that table, and for which kinds (a bit each); false: past the last. */
bool content_word_row(size_t row, const char **rule, const char **pattern, unsigned *kinds);
void content_lint_hedges(struct lint *lint); /* rules_hedge.c */
void content_lint_item(struct lint *lint);   /* rules_shape.c: the form of each kind */
void content_lint_step(struct lint *lint);
void content_lint_clause(struct lint *lint);
/* One text under all rules of its kind; `most` characters, 0: as the kind allows. */
void content_lint_text(struct lint *lint, enum content_text_kind kind, size_t most,
                       const char *where, const char *text);

/* The same for one field of one record; field may be NULL. */
void content_lint_field(struct lint *lint, enum content_text_kind kind, size_t most,
                        const char *file, const char *id, const char *field, const char *text);
/* "file: id, field", cut to fit. */
const char *content_lint_place(char where[static 96], const char *file, const char *id,
                               const char *field);

/* rules_whole.c, coverage.c, similar.c: rules over all of the content. */
void content_lint_strings(struct lint *lint, const struct content *c);
void content_lint_whole(struct lint *lint, const struct content *c);
void content_lint_coverage(struct lint *lint, const struct content *c);
MUST_CHECK enum err content_lint_similar(struct lint *lint, const struct content *c);
/* rules_library.c, coverage_library.c: the same over the library. */
void content_lint_library(struct lint *lint, const struct library *l);
void content_lint_library_coverage(struct lint *lint, const struct library *l);
MUST_CHECK enum err content_lint_library_similar(struct lint *lint, const struct library *l);

#endif
