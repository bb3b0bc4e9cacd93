/* content/rules_hedge.c: where something is said to come of something, a hedge stands in the same
 * sentence: what helped many need not help this child.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/lint.h"

static const char *const hedges[] = {
    "may",     "might", "can",      "could",    "often",   "tend*",   "seem*",    "sometimes",
    "perhaps", "maybe", "likely",   "probably", "usually", "appear*", "suggest*", "some",
    "many",    "few",   "possibly", "partly",   "cannot",  NULL};

/* Verbs that say what comes of something, in the present: what a study found is past. */
static const char *const outcomes[] = {
    "helps",      "builds",   "improves", "strengthens", "protects",   "calms",   "soothes",
    "teaches",    "reduces",  "prevents", "predicts",    "boosts",     "eases",   "settles",
    "heals",      "repairs",  "mends",    "deepens",     "creates",    "shapes",  "lowers",
    "supports",   "fosters",  "promotes", "increases",   "decreases",  "softens", "loosens",
    "encourages", "nurtures", "develops", "grows",       "leads",      "results", "stops",
    "works",      "matters",  "affects",  "influences",  "determines", "improve", "strengthen",
    NULL};

/* In a "why", these claim something too. */
static const char *const outcomes_why[] = {
    "makes", "gives", "lets",  "brings", "keeps",    "leaves",  "shows", "tells", "saves", "opens",
    "frees", "takes", "feels", "warms",  "lightens", "invites", "turns", "means", NULL};

/* Set phrases that claim nothing. */
static bool claims(const struct tokens *t, size_t at, bool why)
{
    return (content_word_in(t, at, outcomes) || (why && content_word_in(t, at, outcomes_why))) &&
           content_pattern(t, at, "works both ways") == 0;
}

static bool any(const struct tokens *t, size_t from, size_t to, const char *const *list)
{
    for (size_t at = from; at < to; at++)
        if (content_word_in(t, at, list))
            return true;
    return false;
}

void content_lint_hedges(struct lint *lint)
{
    const struct tokens *t = &lint->tokens;
    bool why = lint->kind == CONTENT_TEXT_WHY || lint->kind == CONTENT_TEXT_GUESS;
    if (!why && lint->kind != CONTENT_TEXT_RESULT && lint->kind != CONTENT_TEXT_HELP &&
        lint->kind != CONTENT_TEXT_EVIDENCE && lint->kind != CONTENT_TEXT_CARD)
        return;
    if (why && !any(t, 0, t->n, hedges)) {
        content_find(lint, "hedge",
                     "a reason or a guess needs a hedge: may, can, often, tends, seems …", NULL);
        return;
    }
    for (size_t from = 0, to; from < t->n; from = to) {
        to = content_sentence_end(t, from);
        if (any(t, from, to, hedges))
            continue;
        for (size_t at = from; at < to; at++) {
            if (claims(t, at, why)) {
                content_find_words(lint, "hedge", at, at + 1,
                                   "what comes of it is not this sure: may, can, often, tends …");
                break;
            }
        }
    }
}
