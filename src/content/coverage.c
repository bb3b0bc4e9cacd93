/* content/coverage.c: is there enough to ask and to offer at every age?
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/digits.h"
#include "content/lint.h"

#define ITEMS_LEAST 8     /* a place, at any month at which it is on the map */
#define STEPS_LEAST 10    /* a place, in any band in which it is on the map */
#define REVERSED_LEAST 20 /* per cent of a stage's questions: about a third are reversed, so */
#define REVERSED_MOST 45  /* that answering all alike draws nothing */
#define SHARED_LEAST 50   /* per cent of a stage's questions asked in a neighbouring one too */

static size_t asked(const struct content *c, size_t dim, int months)
{
    size_t n = 0;
    for (size_t i = 0; i < content_item_count(c); i++)
        n += content_item(c, i)->dimension == dim && content_item_at(c, i, months);
    return n;
}

/* One finding for a run of months with the same count. */
static void check_months(struct lint *lint, const struct content *c, size_t dim)
{
    for (int m = content_dimension(c, dim)->from, to; m <= CONTENT_MONTHS_MAX; m = to) {
        size_t n = asked(c, dim, m);
        for (to = m + 1; to <= CONTENT_MONTHS_MAX && asked(c, dim, to) == n;)
            to++;
        char a[DIGITS_MAX], b[DIGITS_MAX], count[DIGITS_MAX], least[DIGITS_MAX];
        if (n < ITEMS_LEAST) {
            content_find(lint, "coverage", content_dimension(c, dim)->id, ", months ",
                         content_digits(a, m), " to ", content_digits(b, to - 1), ": ",
                         content_digits(count, (int64_t)n), " of the ",
                         content_digits(least, ITEMS_LEAST), " questions that are needed", NULL);
        }
    }
}

static void check_band(struct lint *lint, const struct content *c, size_t dim,
                       enum content_band band)
{
    if (content_dimension(c, dim)->from >= content_band_to(band))
        return;
    size_t n = 0;
    for (size_t i = 0; i < content_step_count(c); i++) {
        const struct content_step *step = content_step(c, i);
        n += step->dimension == dim && (step->bands >> band & 1) != 0;
    }
    char count[DIGITS_MAX], least[DIGITS_MAX];
    if (n < STEPS_LEAST) {
        content_find(lint, "coverage", content_dimension(c, dim)->id, ", ", content_band_id(band),
                     ": ", content_digits(count, (int64_t)n), " of the ",
                     content_digits(least, STEPS_LEAST), " steps that are needed", NULL);
    }
}

static bool in_stage(const struct content_item *item, int stage)
{
    return stage >= 0 && stage < CONTENT_STAGES &&
           item->from < content_stage_to((enum content_stage)stage) &&
           item->to > content_stage_from((enum content_stage)stage);
}

static void check_stage(struct lint *lint, const struct content *c, int stage)
{
    size_t all = 0, reversed = 0, shared = 0, reversed_in[CONTENT_DIM] = {0}, in[CONTENT_DIM] = {0};
    for (size_t i = 0; i < content_item_count(c); i++) {
        const struct content_item *item = content_item(c, i);
        if (!in_stage(item, stage))
            continue;
        all++;
        reversed += item->reverse;
        shared += in_stage(item, stage - 1) || in_stage(item, stage + 1);
        in[item->dimension]++;
        reversed_in[item->dimension] += item->reverse;
    }
    const char *id = content_stage_id((enum content_stage)stage);
    char has[DIGITS_MAX];
    if (reversed * 100 < all * REVERSED_LEAST || reversed * 100 > all * REVERSED_MOST) {
        content_find(lint, "reversed", id, ": ",
                     content_digits(has, (int64_t)(reversed * 100 / all)),
                     " in 100 questions are reversed, 20 to 45 are meant to be", NULL);
    }
    if (shared * 100 < all * SHARED_LEAST) {
        content_find(lint, "shared", id, ": ", content_digits(has, (int64_t)(shared * 100 / all)),
                     " in 100 questions are shared with a neighbouring stage, 50 are meant to be",
                     NULL);
    }
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        if (in[d] > 0 && (reversed_in[d] == 0 || reversed_in[d] == in[d])) {
            content_find(lint, "reversed", id, ", ", content_dimension(c, d)->id,
                         ": all questions point one way", NULL);
        }
    }
}

void content_lint_coverage(struct lint *lint, const struct content *c)
{
    lint->where = "items";
    for (size_t d = 0; d < CONTENT_DIM; d++)
        check_months(lint, c, d);
    for (int s = 0; s < CONTENT_STAGES; s++)
        check_stage(lint, c, s);
    lint->where = "steps";
    for (size_t d = 0; d < CONTENT_DIM; d++)
        for (int b = 0; b < CONTENT_BANDS; b++)
            check_band(lint, c, d, (enum content_band)b);
}
