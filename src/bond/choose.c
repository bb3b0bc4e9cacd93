/* The strength and the small steps of a map.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/choose.h"

#define GOOD_ANSWER 3 /* often or very often, in the good direction */
#define LOW_ANSWER 1  /* rarely or not at all */
#define TENDER 0.5    /* chance of the lower two words that makes a place tender */
#define NO_ANSWER 9   /* worse to lean on than any answer */

static bool rubs(const struct content *c, size_t dim)
{
    return content_dimension(c, dim)->high == CONTENT_HIGH_RUBBING;
}

/* A value on the 0 … 4 scale, turned so that high is good. */
static double good(const struct content *c, size_t dim, double value)
{
    return rubs(c, dim) ? CONTENT_ANSWERS - 1 - value : value;
}

static int good_answer(const struct bond_bank *bank, size_t index, int scored)
{
    return rubs(bank->content, bond_bank_item(bank, index)->dimension)
               ? CONTENT_ANSWERS - 1 - scored
               : scored;
}

static struct bond_reason reason_of(const struct bond_bank *bank, const int *response, size_t index)
{
    const struct content_item *item = bond_bank_item(bank, index);
    return (struct bond_reason){bank->item[index], bond_scored(item, response[index])};
}

/* The answer of this dimension that is best (sign 1) or lowest (sign -1) and, among equals, tells
 * most (the steepest). `only`: a step whose items count, or NULL for all. Returns a bank index or
 * CONTENT_NONE. */
static size_t extreme(const struct bond_bank *bank, const int *response, size_t dim, int sign,
                      const struct content_step *only)
{
    size_t found = CONTENT_NONE;
    for (size_t i = 0; i < bank->n; i++) {
        const struct content_item *item = bond_bank_item(bank, i);
        if (item->dimension != dim || response[i] == IRT_MISSING)
            continue;
        bool counts = !only;
        for (size_t k = 0; only && k < only->nitems; k++)
            counts = counts || only->items[k] == bank->item[i];
        if (!counts)
            continue;
        if (found != CONTENT_NONE) {
            int gain = sign * (good_answer(bank, i, response[i]) -
                               good_answer(bank, found, response[found]));
            if (gain < 0 || (gain == 0 && item->slope <= bond_bank_item(bank, found)->slope))
                continue;
        }
        found = i;
    }
    return found;
}

static bool good_words(const struct content *c, size_t dim, const struct bond_place *place)
{
    if (!place->on_map || place->pulled || place->word_low == BOND_WORD_EARLY)
        return false;
    /* Friction is a strength only where it hardly rubs. */
    return rubs(c, dim) ? place->word_low == 0 : place->word_low >= CONTENT_WORDS / 2;
}

/* The best answer of all, if there is a good one: something to hold on to. */
static struct bond_reason best_answer(const struct bond_bank *bank, const int *response)
{
    size_t best = CONTENT_NONE;
    int most = GOOD_ANSWER - 1;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        size_t at = extreme(bank, response, d, 1, NULL);
        if (at == CONTENT_NONE || good_answer(bank, at, response[at]) <= most)
            continue;
        best = at;
        most = good_answer(bank, at, response[at]);
    }
    return best == CONTENT_NONE ? (struct bond_reason){CONTENT_NONE, 0}
                                : reason_of(bank, response, best);
}

static void choose_strength(const struct bond_bank *bank, const int *response, struct bond_map *map)
{
    const struct content *c = bank->content;
    double most = -1;
    map->strength = CONTENT_NONE;
    map->strength_because = best_answer(bank, response);
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct bond_place *place = &map->place[d];
        if (!good_words(c, d, place))
            continue;
        size_t carries = extreme(bank, response, d, 1, NULL);
        if (carries == CONTENT_NONE || good_answer(bank, carries, response[carries]) < GOOD_ANSWER)
            continue;
        double at_least = good(c, d, rubs(c, d) ? place->upper : place->lower);
        if (at_least > most) {
            most = at_least;
            map->strength = d;
            map->strength_because = reason_of(bank, response, carries);
        }
    }
}

static bool in_band(const struct content_step *step, int months)
{
    return step->bands >> content_band_at(months) & 1u;
}

/* The best step of a place for its lowest (sign -1) or best (sign 1) answers; `mine`: of those for
 * the parent's own sake. */
static bool choose_step(const struct bond_bank *bank, const int *response, size_t dim, int sign,
                        bool mine, struct bond_step_choice *out)
{
    size_t lean_any = extreme(bank, response, dim, sign, NULL);
    if (lean_any == CONTENT_NONE)
        return false;
    size_t chosen = CONTENT_NONE, lean = CONTENT_NONE, most = 0;
    int nearest = NO_ANSWER;
    bool easy = false;
    for (size_t s = 0; s < content_step_count(bank->content); s++) {
        const struct content_step *step = content_step(bank->content, s);
        if (step->dimension != dim || !in_band(step, bank->months) || (mine && !step->for_me))
            continue;
        size_t at = extreme(bank, response, dim, sign, step);
        int distance = NO_ANSWER;
        size_t many = 0;
        if (at != CONTENT_NONE) {
            int g = good_answer(bank, at, response[at]);
            distance = sign < 0 ? g : CONTENT_ANSWERS - 1 - g;
            for (size_t k = 0; k < step->nitems; k++) {
                size_t i = bond_bank_find(bank, step->items[k]);
                many += i != CONTENT_NONE && response[i] != IRT_MISSING &&
                        good_answer(bank, i, response[i]) == g;
            }
        }
        bool better =
            chosen == CONTENT_NONE || distance < nearest ||
            (distance == nearest && (many > most || (many == most && step->low_energy && !easy)));
        if (!better)
            continue;
        chosen = s;
        lean = at;
        nearest = distance;
        most = many;
        easy = step->low_energy;
    }
    if (chosen == CONTENT_NONE)
        return false;
    /* A step whose own items are unanswered, or were answered at the other end, leans on what was
     * said of the place. */
    bool fits = lean != CONTENT_NONE && nearest <= CONTENT_ANSWERS / 2;
    *out = (struct bond_step_choice){chosen, reason_of(bank, response, fits ? lean : lean_any)};
    return true;
}

/* Lowest ground first; equal heights keep the order of the dimensions. */
static void order_places(const struct content *c, const struct bond_map *map,
                         size_t order[CONTENT_DIM])
{
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        size_t at = d;
        double height = good(c, d, map->place[d].expected);
        while (at > 0 && good(c, order[at - 1], map->place[order[at - 1]].expected) > height) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = d;
    }
}

/* One step for the lowest place in which an answer was at most `low`. */
static bool step_for_low(const struct bond_bank *bank, const int *response,
                         const size_t order[CONTENT_DIM], int low, struct bond_step_choice *out)
{
    for (size_t k = 0; k < CONTENT_DIM; k++) {
        size_t at = extreme(bank, response, order[k], -1, NULL);
        if (at != CONTENT_NONE && good_answer(bank, at, response[at]) <= low &&
            choose_step(bank, response, order[k], -1, false, out))
            return true;
    }
    return false;
}

bool bond_map_heavy(const struct content *c, const struct bond_map *map)
{
    size_t on_map = 0, tender = 0;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct bond_place *place = &map->place[d];
        on_map += place->on_map;
        if (place->on_map && place->word_low != BOND_WORD_EARLY)
            tender += rubs(c, d) ? place->word_low >= CONTENT_WORDS / 2
                                 : place->word_high < CONTENT_WORDS / 2;
    }
    return tender >= 2 && 2 * tender >= on_map;
}

/* A tender place of which the parent said something that leaves room. */
static bool asks_for_care(const struct bond_bank *bank, const int *response,
                          const struct bond_map *map, size_t dim)
{
    size_t lowest = extreme(bank, response, dim, -1, NULL);
    return map->place[dim].on_map && map->place[dim].tender >= TENDER && lowest != CONTENT_NONE &&
           good_answer(bank, lowest, response[lowest]) < GOOD_ANSWER;
}

/* Hard moments first, fun last. */
static const size_t care_order[CONTENT_DIM] = {CONTENT_FRICTION,   CONTENT_REPAIR,
                                               CONTENT_WARMTH,     CONTENT_COMMUNICATION,
                                               CONTENT_BOUNDARIES, CONTENT_PLAY};

static void choose_steps(const struct bond_bank *bank, const int *response, struct bond_map *map)
{
    size_t lowest_first[CONTENT_DIM];
    order_places(bank->content, map, lowest_first);
    bool heavy = bond_map_heavy(bank->content, map);
    const size_t *order = heavy ? care_order : lowest_first;
    size_t done = CONTENT_NONE; /* the place of a step for the parent */
    map->nstep = 0;
    for (size_t k = 0; heavy && k < CONTENT_DIM && !map->nstep; k++)
        if (asks_for_care(bank, response, map, order[k]) &&
            choose_step(bank, response, order[k], -1, true, &map->step[0])) {
            map->nstep = 1;
            done = order[k];
        }
    for (size_t k = 0; k < CONTENT_DIM && map->nstep < BOND_STEPS_MAX; k++)
        if (order[k] != done && asks_for_care(bank, response, map, order[k]) &&
            choose_step(bank, response, order[k], -1, false, &map->step[map->nstep]))
            map->nstep++;
    if (map->nstep)
        return;
    struct bond_step_choice *first = &map->step[0];
    if (step_for_low(bank, response, lowest_first, LOW_ANSWER, first) ||
        (map->strength != CONTENT_NONE &&
         choose_step(bank, response, map->strength, 1, false, first)) ||
        step_for_low(bank, response, lowest_first, GOOD_ANSWER - 1, first))
        map->nstep = 1;
}

void bond_choose(const struct bond_bank *bank, const int *response, struct bond_map *map)
{
    choose_strength(bank, response, map);
    choose_steps(bank, response, map);
}

static bool answers_to(const struct content_step *step, size_t item)
{
    for (size_t k = 0; k < step->nitems; k++)
        if (step->items[k] == item)
            return true;
    return false;
}

size_t bond_step_others(const struct content *c, const struct bond_map *map, size_t k,
                        struct bond_step_choice *out, size_t cap)
{
    if (k >= map->nstep)
        return 0;
    const struct bond_step_choice *chosen = &map->step[k];
    size_t dim = content_step(c, chosen->step)->dimension;
    size_t n = 0;
    /* Those that answer to the same thing said, then easy ones, then the rest. */
    for (int pass = 0; pass < 4; pass++) {
        for (size_t s = 0; s < content_step_count(c) && n < cap; s++) {
            const struct content_step *step = content_step(c, s);
            bool same =
                chosen->because.item != CONTENT_NONE && answers_to(step, chosen->because.item);
            bool offered = false;
            for (size_t j = 0; j < map->nstep; j++)
                offered = offered || map->step[j].step == s;
            if (offered || step->dimension != dim || !in_band(step, map->months) ||
                pass != (same ? 0 : 2) + (step->low_energy ? 0 : 1))
                continue;
            out[n++] = (struct bond_step_choice){s, chosen->because};
        }
    }
    return n;
}
