/* content/rules_shape.c: the form of a question, of a small step, and of what attune says back.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/lint.h"

static size_t sentences(const struct tokens *t)
{
    size_t n = 0;
    for (size_t from = 0; from < t->n; from = content_sentence_end(t, from))
        n++;
    return n;
}

/* Does the text end with . or ? (perhaps inside a closing quote)? */
static bool ends_well(const struct tokens *t)
{
    size_t at = t->n;
    if (at > 0 && content_token_is(t, at - 1, '"'))
        at--;
    return at > 0 && (content_token_is(t, at - 1, '.') || content_token_is(t, at - 1, '?'));
}

static bool quoted(const struct tokens *t, size_t at)
{
    return at > 0 && content_token_is(t, at - 1, '"') &&
           (content_token_is(t, at + 1, '"') || content_token_is(t, at + 2, '"'));
}

/* The answers say how often. A second "how often" in the question makes them contradict it. */
static const char *const frequencies[] = {"always", "never",      "often",      "rarely",
                                          "seldom", "sometimes",  "usually",    "mostly",
                                          "hardly", "constantly", "frequently", NULL};
static const char *const negations[] = {
    "not",      "no",     "never",  "nothing", "nobody",  "none",   "neither", "nor",
    "without",  "cannot", "don't",  "didn't",  "doesn't", "wasn't", "weren't", "couldn't",
    "wouldn't", "can't",  "won't",  "isn't",   "aren't",  "hadn't", "hasn't",  "haven't",
    "hardly",   "rarely", "seldom", "barely",  NULL};
static const char *const subjects[] = {"i", "we", "they", "he", "she", "it", "you", "{}", NULL};
/* Past forms without -ed that a second clause might begin with. */
static const char *const pasts[] = {
    "was",   "were", "had",   "did",   "could",   "would",  "went",  "came",   "said",
    "told",  "gave", "took",  "made",  "felt",    "found",  "held",  "kept",   "got",
    "knew",  "saw",  "heard", "sat",   "read",    "sang",   "put",   "left",   "lost",
    "met",   "ran",  "spoke", "stood", "thought", "let",    "fell",  "fought", "shut",
    "hid",   "wore", "woke",  "ate",   "drank",   "slept",  "threw", "hit",    "led",
    "meant", "sent", "spent", "won",   "brought", "caught", "grew",  "became", NULL};

static bool is_past(const struct tokens *t, size_t at)
{
    if (at >= t->n || t->all[at].kind != TOKEN_WORD)
        return false;
    size_t n = strlen(t->all[at].s);
    return content_word_in(t, at, pasts) || (n > 3 && strcmp(t->all[at].s + n - 2, "ed") == 0);
}

/* "and", "or" and "but" may join two names of one thing (a look or a sound, {child} and I). They
 * may not begin a second statement: then an answer could be to either. */
static void check_barrels(struct lint *lint)
{
    static const char *const joins[] = {"and", "or", "but", "nor", NULL};
    static const char *const people[] = {"i", "me", "we", "us", "you", "{}", NULL};
    const struct tokens *t = &lint->tokens;
    for (size_t at = 1; at + 1 < t->n; at++) {
        bool slash = content_token_is(t, at, '/');
        bool join = content_word_in(t, at, joins) && !quoted(t, at);
        bool two_people = content_word_in(t, at - 1, people) && content_word_in(t, at + 1, people);
        bool second = content_word_in(t, at, (const char *const[]){"but", NULL}) ||
                      (content_word_in(t, at + 1, subjects) && !two_people) || is_past(t, at + 1);
        if (slash || content_token_is(t, at, ';') || (join && second)) {
            content_find_words(lint, "barrel", at, at + 1,
                               "two questions in one; ask about a single thing");
            return;
        }
    }
}

void content_lint_item(struct lint *lint)
{
    const struct tokens *t = &lint->tokens;
    size_t negative = 0;
    if (sentences(t) != 1 || !ends_well(t))
        content_find(lint, "sentence", "a question is one whole sentence", NULL);
    for (size_t at = 0; at < t->n; at++) {
        if (content_word_in(t, at, frequencies)) {
            content_find_words(lint, "frequency", at, at + 1,
                               "the answers say how often; leave it out of the question");
        }
        negative += content_word_in(t, at, negations) && !quoted(t, at);
    }
    if (negative > 1)
        content_find(lint, "negation", "two negations in one question are hard to answer", NULL);
    check_barrels(lint);
}

/* What a step may ask for: everyday actions, all doable at once. A new verb joins this list when
 * somebody has thought about who may not be able to do it. */
static const char *const actions[] = {
    "accept",  "admit", "agree",  "announce", "answer",   "ask",     "begin",   "breathe",
    "bring",   "carry", "catch",  "check",    "choose",   "clap",    "clear",   "close",
    "come",    "copy",  "count",  "dance",    "describe", "dim",     "do",      "drink",
    "drop",    "eat",   "echo",   "end",      "enjoy",    "find",    "finish",  "follow",
    "forgive", "give",  "greet",  "guess",    "hand",     "hold",    "hum",     "imagine",
    "invite",  "join",  "keep",   "kneel",    "laugh",    "lay",     "leave",   "lend",
    "let",     "lie",   "listen", "look",     "lower",    "make",    "mention", "move",
    "name",    "nod",   "notice", "offer",    "open",     "pass",    "pause",   "pick",
    "place",   "play",  "point",  "postpone", "praise",   "promise", "put",     "read",
    "recall",  "rest",  "return", "say",      "send",     "set",     "share",   "show",
    "sing",    "sit",   "skip",   "slow",     "smile",    "soften",  "speak",   "spend",
    "stand",   "start", "stay",   "step",     "stop",     "stroke",  "swap",    "sway",
    "switch",  "take",  "talk",   "tell",     "thank",    "think",   "touch",   "trade",
    "try",     "turn",  "wait",   "walk",     "warm",     "wash",    "watch",   "wave",
    "whisper", "wish",  "wonder", "write",    NULL};
/* A step may begin with its moment: "When {child} calls, …". */
static const char *const moments[] = {
    "when", "next",   "after", "before", "once",  "if",      "while",    "as",       "at",   "on",
    "in",   "during", "the",   "this",   "today", "tonight", "tomorrow", "whenever", "with", NULL};
/* From here on a sentence speaks of something else than what to do. */
static const char *const turns[] = {"when",  "after", "before", "while", "until",   "that",
                                    "what",  "who",   "how",    "if",    "whether", "because",
                                    "where", "once",  "as",     NULL};

/* Where the action stands in the sentence, or `to`. */
static size_t action_at(const struct tokens *t, size_t from, size_t to)
{
    if (content_word_in(t, from, moments)) {
        while (from < to && !content_token_is(t, from, ','))
            from++;
        from += from < to;
    }
    return from < to && content_word_in(t, from, actions) ? from : to;
}

/* A second action, joined by "and" or "then" before the sentence turns to something else. */
static size_t second_action(const struct tokens *t, size_t first, size_t to)
{
    for (size_t at = first + 1; at + 1 < to && !content_word_in(t, at, turns); at++) {
        bool joins = content_pattern(t, at, "and|then") > 0;
        size_t next = at + 1 + (content_pattern(t, at, "and then") > 0);
        if (joins && content_word_in(t, next, actions))
            return next;
    }
    return to;
}

void content_lint_step(struct lint *lint)
{
    const struct tokens *t = &lint->tokens;
    size_t n = sentences(t);
    if (n < 1 || n > 2 || !ends_well(t))
        content_find(lint, "sentence", "a step is one sentence, or two", NULL);
    if (t->n == 0)
        return;
    size_t to = content_sentence_end(t, 0), first = action_at(t, 0, to);
    if (first == to) {
        content_find_words(lint, "verb", 0, 1,
                           "a step begins with what to do, or with its moment and a comma");
        return;
    }
    size_t second = second_action(t, first, to);
    if (second < to) {
        content_find_words(lint, "verb", second, second + 1, "one action is enough for a step");
        return;
    }
    if (to < t->n) {
        size_t end = content_sentence_end(t, to);
        second = action_at(t, to, end);
        if (second < end)
            content_find_words(lint, "verb", second, second + 1, "one action is enough for a step");
    }
}

/* Follows "You said", in the middle of a sentence. */
void content_lint_clause(struct lint *lint)
{
    const struct tokens *t = &lint->tokens;
    if (t->n == 0)
        return;
    char first = t->text[0];
    bool capital = first >= 'A' && first <= 'Z' && strcmp(t->all[0].s, "i") != 0;
    if (capital || content_token_ends_sentence(t, t->n - 1) || sentences(t) != 1)
        content_find(lint, "clause", "follows \"You said\": a small first letter, no full stop",
                     NULL);
}
