/* Counts over many simulated parents.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tally.h"

#include <math.h>
#include <string.h>

#define Z90 1.6448536269514722

static int true_word(const struct content *c, size_t d, double expected)
{
    const double *cuts = content_dimension(c, d)->cuts;
    int w = 0;
    while (w < CONTENT_WORDS - 1 && expected >= cuts[w])
        w++;
    return w;
}

static void tally_one_place(struct tally_place *t, const struct bond_place *place, double theta,
                            double expected, int word)
{
    t->n++;
    t->cover_theta += fabs(place->theta - theta) <= Z90 * place->theta_sd;
    t->cover_expected += place->lower <= expected && expected <= place->upper;
    t->width += place->upper - place->lower;
    t->x += place->theta;
    t->y += theta;
    t->xx += place->theta * place->theta;
    t->yy += theta * theta;
    t->xy += place->theta * theta;
    if (place->word_low == BOND_WORD_EARLY) {
        t->early++;
        return;
    }
    bool right = place->word_low <= word && word <= place->word_high;
    if (place->word_low == place->word_high) {
        t->one++;
        t->one_right += right;
    } else {
        t->two++;
        t->two_right += right;
    }
}

void tally_map(struct tally *t, const struct bond_bank *bank, const struct parent *p,
               const struct bond_map *map)
{
    t->n++;
    t->asked += (double)map->asked;
    t->answered += (double)(map->asked - map->skipped);
    if (map->asked > t->most)
        t->most = map->asked;
    if (t->fewest == 0 || map->asked < t->fewest)
        t->fewest = map->asked;
    t->pulled += map->contradictory;
    t->no_strength += map->strength == CONTENT_NONE;
    t->steps[map->nstep]++;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        if (map->place[d].on_map)
            tally_one_place(&t->place[d], &map->place[d], p->theta[d], p->expected[d],
                            true_word(bank->content, d, p->expected[d]));
}

static void join_places(struct tally_place *a, const struct tally_place *b)
{
    a->n += b->n;
    a->cover_theta += b->cover_theta;
    a->cover_expected += b->cover_expected;
    a->width += b->width;
    a->one += b->one;
    a->two += b->two;
    a->early += b->early;
    a->one_right += b->one_right;
    a->two_right += b->two_right;
    a->x += b->x;
    a->y += b->y;
    a->xx += b->xx;
    a->yy += b->yy;
    a->xy += b->xy;
}

void tally_join(struct tally *into, const struct tally *from)
{
    into->n += from->n;
    into->asked += from->asked;
    into->answered += from->answered;
    into->most = from->most > into->most ? from->most : into->most;
    if (into->fewest == 0 || (from->fewest && from->fewest < into->fewest))
        into->fewest = from->fewest;
    for (size_t i = 0; i < 4; i++)
        into->ready[i] += from->ready[i];
    into->pulled += from->pulled;
    into->no_strength += from->no_strength;
    for (size_t i = 0; i <= BOND_STEPS_MAX; i++)
        into->steps[i] += from->steps[i];
    into->pairs += from->pairs;
    into->changed += from->changed;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        join_places(&into->place[d], &from->place[d]);
}

double tally_share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

double tally_reliability(const struct tally_place *p)
{
    if (p->n < 2)
        return 0;
    double xx = p->xx - p->x * p->x / p->n, yy = p->yy - p->y * p->y / p->n;
    double xy = p->xy - p->x * p->y / p->n;
    return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0;
}

double tally_noise(double share, double whole)
{
    return whole > 0 ? 1.96 * sqrt(share * (1 - share) / whole) : 0;
}
