/* The way through the questions.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/walk.h"

#include <math.h>
#include <stdlib.h>

#include "bond/place.h"
#include "irt/select.h"

#define FEW_PLACES 4

enum err bond_walk_init(struct bond_walk *walk, const struct bond_bank *bank)
{
    *walk = (struct bond_walk){.bank = bank, .last = CONTENT_NONE};
    walk->response = malloc(bank->n * sizeof *walk->response);
    walk->asked = calloc(bank->n, sizeof *walk->asked);
    if (!walk->response || !walk->asked) {
        bond_walk_finish(walk);
        return ERR_NOMEM;
    }
    for (size_t i = 0; i < bank->n; i++)
        walk->response[i] = IRT_MISSING;
    return ERR_OK;
}

void bond_walk_finish(struct bond_walk *walk)
{
    free(walk->response);
    free(walk->asked);
    *walk = (struct bond_walk){0};
}

/* Brings the mode up to the answers so far, starting from where it was. */
static enum err refresh(struct bond_walk *walk)
{
    if (walk->fresh)
        return ERR_OK;
    double start[CONTENT_DIM];
    for (size_t d = 0; d < CONTENT_DIM; d++)
        start[d] = walk->mode.ndim ? walk->mode.mean[d] : 0;
    enum err e = irt_map(walk->bank->irt, walk->response, content_temper(walk->bank->content),
                         start, &walk->mode);
    walk->fresh = !e;
    return e;
}

size_t bond_walk_least(const struct bond_bank *bank)
{
    size_t places = 0;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        places += bank->on_map[d];
    return places <= FEW_PLACES ? 4 : 3;
}

static bool clear_enough(const struct bond_walk *walk, size_t d)
{
    double p[CONTENT_WORDS];
    double sd = sqrt(walk->mode.covariance[d * CONTENT_DIM + d]);
    bond_place_words(walk->bank, d, walk->mode.mean[d], sd, p);
    int top = bond_place_top(p);
    if (p[top] >= BOND_KNOWN_ONE)
        return true;
    double below = top > 0 ? p[top - 1] : 0;
    double above = top < CONTENT_WORDS - 1 ? p[top + 1] : 0;
    return walk->answered[d] > bond_walk_least(walk->bank) &&
           p[top] + (below > above ? below : above) >= BOND_KNOWN_TWO;
}

enum err bond_walk_add(struct bond_walk *walk, size_t index, int value)
{
    const struct bond_bank *bank = walk->bank;
    if (index >= bank->n || walk->asked[index] || value < BOND_SKIP || value >= CONTENT_ANSWERS)
        return ERR_DOMAIN;
    const struct content_item *item = bond_bank_item(bank, index);
    size_t d = item->dimension;
    if (value == BOND_SKIP) {
        walk->skipped[d]++;
    } else {
        struct irt_posterior before = walk->mode;
        bool fresh = walk->fresh;
        walk->response[index] = bond_scored(item, value);
        walk->fresh = false;
        bool check = !walk->known[d] && walk->answered[d] + 1 >= bond_walk_least(bank);
        enum err e = check ? refresh(walk) : ERR_OK;
        if (e) {
            walk->response[index] = IRT_MISSING;
            walk->mode = before;
            walk->fresh = fresh;
            return e;
        }
        walk->answered[d]++;
        if (check)
            walk->known[d] = clear_enough(walk, d);
    }
    walk->asked[index] = true;
    walk->nasked++;
    walk->last = d;
    return ERR_OK;
}

enum err bond_walk_add_all(struct bond_walk *walk, const struct bond_answer *answers, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t index = bond_bank_find(walk->bank, answers[i].item);
        if (index == CONTENT_NONE)
            return ERR_DOMAIN;
        enum err e = bond_walk_add(walk, index, answers[i].value);
        if (e)
            return e;
    }
    return ERR_OK;
}

static size_t asked_of(const struct bond_walk *walk, size_t d)
{
    return walk->answered[d] + walk->skipped[d];
}

/* Questions that this place still has, 0 when it is let alone. */
static size_t left_of(const struct bond_walk *walk, size_t d)
{
    if (!walk->bank->on_map[d] || walk->skipped[d] >= BOND_SKIPS)
        return 0;
    return walk->bank->count[d] - asked_of(walk, d);
}

/* Marks the places that may be asked next: of those that have questions left (and, if `need`, are
 * not known yet) the ones asked least; not the last one again if another of them is there. */
static bool places(const struct bond_walk *walk, bool need, bool may[CONTENT_DIM])
{
    bool open[CONTENT_DIM];
    size_t nopen = 0;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        open[d] = left_of(walk, d) > 0 && !(need && walk->known[d]);
        nopen += open[d];
    }
    size_t least = SIZE_MAX;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        if (open[d] && asked_of(walk, d) < least)
            least = asked_of(walk, d);
    size_t n = 0;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        may[d] = open[d] && asked_of(walk, d) == least;
        n += may[d];
    }
    if (n > 1 && walk->last != CONTENT_NONE && may[walk->last])
        may[walk->last] = false;
    return nopen > 0;
}

/* The first question: from warmth where that can be, and not one of the turned-round ones. */
static void gentle(const struct bond_walk *walk, bool *exclude)
{
    const struct bond_bank *bank = walk->bank;
    size_t first = 0;
    while (first < CONTENT_DIM - 1 && !bank->on_map[first])
        first++;
    bool some = false;
    for (size_t i = 0; i < bank->n; i++) {
        const struct content_item *item = bond_bank_item(bank, i);
        some = some || (item->dimension == first && !item->reverse);
    }
    for (size_t i = 0; i < bank->n; i++) {
        const struct content_item *item = bond_bank_item(bank, i);
        exclude[i] = item->dimension != first || (some && item->reverse);
    }
}

static enum err best(struct bond_walk *walk, const bool may[CONTENT_DIM], size_t *out)
{
    const struct bond_bank *bank = walk->bank;
    bool *exclude = calloc(bank->n, sizeof *exclude);
    struct irt_choice *ranking = calloc(bank->n, sizeof *ranking);
    enum err e = exclude && ranking ? refresh(walk) : ERR_NOMEM;
    if (!e) {
        size_t n = 0;
        if (walk->nasked == 0)
            gentle(walk, exclude);
        else
            for (size_t i = 0; i < bank->n; i++)
                exclude[i] = walk->asked[i] || !may[bond_bank_item(bank, i)->dimension];
        e = irt_rank(bank->irt, walk->response, exclude, walk->mode.mean,
                     content_temper(bank->content), IRT_RULE_D, 0, ranking, &n);
        *out = !e && n ? bank->item[ranking[0].item] : CONTENT_NONE;
    }
    free(exclude);
    free(ranking);
    return e;
}

/* How many more are likely: in the study (docs/uncertainty.md) a place took about this many. */
#define USUAL 4

static void forecast(const struct bond_walk *walk, struct bond_next *out)
{
    size_t most = 0, likely = 0;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        size_t left = walk->known[d] ? 0 : left_of(walk, d);
        size_t asked = asked_of(walk, d);
        size_t usual = asked < USUAL ? USUAL - asked : 1;
        most += left;
        likely += left < usual ? left : usual;
    }
    size_t room = walk->nasked < BOND_ASK_MAX ? BOND_ASK_MAX - walk->nasked : 0;
    out->asked = walk->nasked;
    out->at_most = walk->nasked + (most < room ? most : room);
    out->about_left = likely < room ? likely : room;
    /* Both parts move one way: every question adds one to `asked` and takes at least as much from
     * `most` (a skip, too, takes the question away), and what is known stays known. */
    out->progress = out->at_most ? (double)out->asked / (double)out->at_most : 1;
}

enum err bond_walk_next(struct bond_walk *walk, struct bond_next *out)
{
    struct bond_next next = {.item = CONTENT_NONE};
    forecast(walk, &next);
    bool may[CONTENT_DIM];
    bool needed = places(walk, true, may);
    bool all_known = true;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        all_known = all_known && (!walk->bank->on_map[d] || walk->known[d]);
    if (walk->nasked >= BOND_ASK_MAX)
        next.ready = BOND_COUNT;
    else if (needed)
        next.ready = BOND_ASKING;
    else
        next.ready = all_known ? BOND_KNOWN : BOND_NO_MORE;
    bool more = needed || places(walk, false, may);
    if (next.ready != BOND_COUNT && more) {
        enum err e = best(walk, may, &next.item);
        if (e)
            return e;
    }
    *out = next;
    return ERR_OK;
}

enum err bond_next(const struct content *c, int months, const struct bond_answer *answers, size_t n,
                   struct bond_next *out)
{
    struct bond_bank bank;
    enum err e = bond_bank_init(&bank, c, months);
    if (e)
        return e;
    struct bond_walk walk;
    e = bond_walk_init(&walk, &bank);
    if (!e) {
        e = bond_walk_add_all(&walk, answers, n);
        if (!e)
            e = bond_walk_next(&walk, out);
        bond_walk_finish(&walk);
    }
    bond_bank_finish(&bank);
    return e;
}
