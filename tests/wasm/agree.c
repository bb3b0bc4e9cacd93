/* One simulated sitting as numbers: compiled natively and for WebAssembly, and held against each
 * other by agree.mjs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "bond/draw.h"
#include "bond/walk.h"
#include "stats/random.h"
#include "stats/special.h"

#define NUMBERS 200
#define MONTHS 228

static struct content *content;
static double numbers[NUMBERS];

/* The chance of each answer follows the bank at a theta of the parent's own. */
static int reply(struct stats_random *r, const struct content_item *item, const double *theta)
{
    double u = stats_random_uniform(r);
    int scored = 0;
    for (int k = 0; k < CONTENT_ANSWERS - 1; k++)
        scored += u < stats_logistic(item->slope * theta[item->dimension] + item->intercepts[k]);
    if (stats_random_below(r, 20) == 0)
        return BOND_SKIP;
    return bond_scored(item, scored);
}

static size_t put_map(const struct bond_map *map, size_t n)
{
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct bond_place *place = &map->place[d];
        numbers[n++] = map->mean[d];
        for (size_t k = 0; k <= d; k++)
            numbers[n++] = map->covariance[d * CONTENT_DIM + k];
        numbers[n++] = place->expected;
        numbers[n++] = place->expected_sd;
        numbers[n++] = place->lower;
        numbers[n++] = place->upper;
        for (size_t w = 0; w < CONTENT_WORDS; w++)
            numbers[n++] = place->p_word[w];
        numbers[n++] = place->word_low;
        numbers[n++] = place->word_high;
    }
    numbers[n++] = map->contradictory;
    numbers[n++] = (double)(map->strength == CONTENT_NONE ? 99 : map->strength);
    for (size_t k = 0; k < BOND_STEPS_MAX; k++)
        numbers[n++] = k < map->nstep ? (double)map->step[k].step : -1;
    return n;
}

/* The sitting of parent `who`: how many numbers, or a negative error. The first is how many
 * questions, then their items (24 places), then the map. */
static int run(unsigned who)
{
    struct stats_random r;
    struct bond_bank bank;
    struct bond_walk walk;
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    double theta[CONTENT_DIM];
    size_t n = 0;
    stats_random_init(&r, 20261122, who);
    for (size_t d = 0; d < CONTENT_DIM; d++)
        theta[d] = 1.3 * stats_random_normal(&r);
    enum err e = bond_bank_init(&bank, content, (int)stats_random_below(&r, MONTHS));
    if (e)
        return e;
    e = bond_walk_init(&walk, &bank);
    while (!e) {
        struct bond_next next;
        e = bond_walk_next(&walk, &next);
        if (e || next.ready != BOND_ASKING)
            break;
        int value = reply(&r, content_item(content, next.item), theta);
        answers[n++] = (struct bond_answer){next.item, value};
        e = bond_walk_add(&walk, bond_bank_find(&bank, next.item), value);
    }
    bond_walk_finish(&walk);
    if (!e)
        e = bond_draw(&bank, answers, n, &map);
    bond_bank_finish(&bank);
    if (e)
        return e;
    numbers[0] = (double)n;
    for (size_t i = 0; i < BOND_ASK_MAX; i++)
        numbers[1 + i] = i < n ? (double)answers[i].item : -1;
    return (int)put_map(&map, 1 + BOND_ASK_MAX);
}

#ifdef __wasm__

#define EXPORT(name) __attribute__((export_name(#name))) name

int EXPORT(agree_content)(const char *bundle, size_t n)
{
    return content_create(bundle, n, &content, NULL);
}

int EXPORT(agree_run)(unsigned who)
{
    return run(who);
}

const double *EXPORT(agree_numbers)(void)
{
    return numbers;
}

#else

#include <stdio.h>

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

/* agree N: one line of numbers for each of N parents. */
int main(int argc, char **argv)
{
    unsigned parents = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
    if (content_create((const char *)attune_bundle, attune_bundle_len, &content, NULL))
        return 1;
    for (unsigned who = 0; who < parents; who++) {
        int n = run(who);
        if (n < 0)
            return 1;
        for (int i = 0; i < n; i++)
            printf("%.17g%c", numbers[i], i + 1 < n ? ' ' : '\n');
    }
    content_destroy(content);
    return 0;
}

#endif
