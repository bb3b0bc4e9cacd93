/* content/tokens.c: words and marks, and small patterns over them.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/tokens.h"

#include <string.h>

#define CHILD "{child}"

/* The punctuation past ASCII that English texts use, all in U+2010 … U+2026. */
static const struct {
    const char *utf8;
    char as;
} marks[] = {
    {"\xE2\x80\x98", '\''}, {"\xE2\x80\x99", '\''}, {"\xE2\x80\x9C", '"'}, {"\xE2\x80\x9D", '"'},
    {"\xE2\x80\x93", '-'},  {"\xE2\x80\x94", '-'},  {"\xE2\x80\xA6", '.'},
};

/* The character at s as one byte (0x80: a letter past ASCII), and how long it is. */
static unsigned char character(const char *s, size_t *len)
{
    *len = 1;
    if ((unsigned char)*s < 0x80)
        return (unsigned char)(*s >= 'A' && *s <= 'Z' ? *s - 'A' + 'a' : *s);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strncmp(s, marks[i].utf8, 3) == 0) {
            *len = 3;
            return (unsigned char)marks[i].as;
        }
    }
    return 0x80;
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || c == 0x80;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* Where the word or number that begins at s ends; its lower form goes to *to. */
static const char *take_word(const char *s, bool number, char *to, size_t *n)
{
    *n = 0;
    for (size_t len; *s != '\0'; s += len) {
        unsigned char c = character(s, &len);
        size_t after = 0;
        unsigned char next = s[len] == '\0' ? 0 : character(s + len, &after);
        bool inside = number ? is_digit(c) || ((c == '.' || c == ',') && is_digit(next))
                             : is_letter(c) || (c == '\'' && *n > 0 && is_letter(next));
        if (!inside)
            break;
        to[(*n)++] = c == 0x80 ? *s : (char)c;
    }
    return s;
}

void content_tokens(struct tokens *t, const char *text)
{
    const char *s = text;
    size_t used = 0;
    t->text = text;
    t->n = 0;
    /* A token takes no more bytes than its text and a NUL, so this is all the room there can be
     * need for. */
    t->cut = strlen(text) > TOKENS_BYTES - TOKENS_MAX;
    while (*s != '\0' && !t->cut) {
        size_t len, n = 1;
        unsigned char c = character(s, &len);
        if (c == ' ') {
            s += len;
            continue;
        }
        t->cut = t->n == TOKENS_MAX;
        if (t->cut)
            return;
        struct token *token = &t->all[t->n++];
        token->from = (size_t)(s - text);
        token->s = t->lower + used;
        if (strncmp(s, CHILD, sizeof CHILD - 1) == 0) {
            token->kind = TOKEN_CHILD;
            s += sizeof CHILD - 1;
            size_t s_len = 0;
            if (character(s, &len) == '\'' && s[len] == 's')
                s_len = len + 1;
            s += s_len;
            n = sizeof CHILD - 1;
            memcpy(t->lower + used, CHILD, n);
        } else if (is_letter(c) || is_digit(c)) {
            token->kind = is_digit(c) ? TOKEN_NUMBER : TOKEN_WORD;
            s = take_word(s, is_digit(c), t->lower + used, &n);
        } else {
            token->kind = TOKEN_MARK;
            t->lower[used] = (char)c;
            s += len;
            if (c == '-' && t->n > 1 && token->from == token[-1].to &&
                token[-1].kind == TOKEN_WORD && *s != '\0' && is_letter(character(s, &len)))
                t->n--; /* a hyphen inside a word parts it, and is no mark */
            if (c == '\'' && t->n > 1 && token->from == token[-1].to && token[-1].n > 0 &&
                token[-1].s[token[-1].n - 1] == 's')
                t->n--; /* the parents' fault: part of the word, too */
        }
        token->to = (size_t)(s - text);
        t->lower[used + n] = '\0';
        token->n = n;
        used += n + 1;
    }
}

bool content_token_is(const struct tokens *t, size_t at, char mark)
{
    return at < t->n && t->all[at].kind == TOKEN_MARK && t->all[at].s[0] == mark;
}

bool content_token_ends_sentence(const struct tokens *t, size_t at)
{
    return content_token_is(t, at, '.') || content_token_is(t, at, '!') ||
           content_token_is(t, at, '?');
}

size_t content_sentence_end(const struct tokens *t, size_t from)
{
    size_t at = from;
    while (at < t->n && !content_token_ends_sentence(t, at))
        at++;
    while (at < t->n && t->all[at].kind == TOKEN_MARK) /* with its quotes and further dots */
        at++;
    return at;
}

static bool is_many(const struct token *token)
{
    static const char *const words[] = {"two",    "three", "four",  "five",   "six",     "seven",
                                        "eight",  "nine",  "ten",   "twelve", "fifteen", "twenty",
                                        "thirty", "forty", "sixty", "several"};
    if (token->kind == TOKEN_NUMBER)
        return strcmp(token->s, "0") != 0 && strcmp(token->s, "1") != 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (token->kind == TOKEN_WORD && strcmp(token->s, words[i]) == 0)
            return true;
    return false;
}

/* One alternative, part[0..n), against the token. */
static bool fits_one(const struct token *token, const char *part, size_t n)
{
    if (n == 1 && part[0] == '#')
        return is_many(token);
    if (n == 2 && memcmp(part, "{}", 2) == 0)
        return token->kind == TOKEN_CHILD;
    if (token->kind == TOKEN_CHILD)
        return false;
    if (part[n - 1] == '*')
        return token->n >= n - 1 && memcmp(token->s, part, n - 1) == 0;
    return token->n == n && memcmp(token->s, part, n) == 0;
}

/* One part with its alternatives, part[0..n). */
static bool fits(const struct tokens *t, size_t at, const char *part, size_t n)
{
    if (at >= t->n)
        return false;
    for (size_t from = 0; from < n;) {
        size_t to = from;
        while (to < n && part[to] != '|')
            to++;
        if (fits_one(&t->all[at], part + from, to - from))
            return true;
        from = to + 1;
    }
    return false;
}

size_t content_pattern(const struct tokens *t, size_t at, const char *pattern)
{
    size_t matched = 0;
    for (const char *p = pattern; *p != '\0';) {
        size_t n = strcspn(p, " ");
        if (!fits(t, at + matched, p, n))
            return 0;
        matched++;
        p += n;
        p += *p == ' ';
    }
    return matched;
}

bool content_word_in(const struct tokens *t, size_t at, const char *const *list)
{
    for (; *list != NULL; list++)
        if (fits(t, at, *list, strlen(*list)))
            return true;
    return false;
}
