/* content/tokens.h: a text as words and marks, and patterns over them (private to this room).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_TOKENS_H
#define ATTUNE_CONTENT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#define TOKENS_MAX 1024
#define TOKENS_BYTES 8192

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_CHILD, TOKEN_MARK };

struct token {
    enum token_kind kind;
    const char *s;   /* lower case, ' for the curly apostrophe, NUL-terminated */
    size_t n;        /* its bytes */
    size_t from, to; /* bytes of the text it was made from */
};

/* Large: 50 KB. No allocation, so that a rule cannot fail. */
struct tokens {
    const char *text;
    size_t n;
    bool cut; /* too long to be taken apart: no text of ours is */
    struct token all[TOKENS_MAX];
    char lower[TOKENS_BYTES];
};

/* Words are runs of letters (any byte past ASCII counts as one) with apostrophes inside; hyphens
 * part them. {child}, with or without 's, is one token. Marks are single characters; of those
 * past ASCII, curly quotes, dashes and the ellipsis are marks. */
void content_tokens(struct tokens *t, const char *text);

/* Is this the mark, such as '.'? */
bool content_token_is(const struct tokens *t, size_t at, char mark);
bool content_token_ends_sentence(const struct tokens *t, size_t at);
/* One past the last token of the sentence that begins at `from`. */
size_t content_sentence_end(const struct tokens *t, size_t from);

/* How many tokens from `at` on fit the pattern; 0: none. A pattern is parts with spaces between:
 * `word`, `begin*` (any word that begins so), `a|b` (either), `#` (a number of two or more, in
 * digits or a word), `{}` (the child). */
size_t content_pattern(const struct tokens *t, size_t at, const char *pattern);
/* Does the word stand in the NULL-ended list (same syntax, one part each)? */
bool content_word_in(const struct tokens *t, size_t at, const char *const *list);

#endif
