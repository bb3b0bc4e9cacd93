/* From answers to a map.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bond/bank.h"
#include "bond/choose.h"
#include "bond/draw.h"
#include "bond/fit.h"
#include "bond/place.h"
#include "irt/score.h"

/* Limits for l_z and for leaning, and what happens past them (docs/uncertainty.md, "Answers that
 * pull in different directions"): the posterior SD grows by WIDER, but never past what was known
 * before any answer. */
#define FIT_PLACE (-3.2)
#define FIT_ALL (-2.5)
#define FIT_LEAN 2.8
#define WIDER 1.4142135623730951

static enum err read_answers(const struct bond_bank *bank, const struct bond_answer *answers,
                             size_t n, int *response, struct bond_map *map)
{
    bool *seen = calloc(bank->n, sizeof *seen);
    if (!seen)
        return ERR_NOMEM;
    enum err e = ERR_OK;
    for (size_t i = 0; i < bank->n; i++)
        response[i] = IRT_MISSING;
    for (size_t k = 0; k < n && !e; k++) {
        size_t i = bond_bank_find(bank, answers[k].item);
        int value = answers[k].value;
        if (i == CONTENT_NONE || seen[i] || value < BOND_SKIP || value >= CONTENT_ANSWERS) {
            e = ERR_DOMAIN;
            break;
        }
        seen[i] = true;
        map->asked++;
        if (value == BOND_SKIP) {
            map->skipped++;
            continue;
        }
        const struct content_item *item = bond_bank_item(bank, i);
        response[i] = bond_scored(item, value);
        map->place[item->dimension].answered++;
    }
    free(seen);
    return e;
}

/* Marks the places whose answers pull in different directions. */
static void find_pull(const struct bond_bank *bank, const int *response, const double *theta,
                      bool pulled[CONTENT_DIM], bool *contradictory)
{
    size_t n;
    bool all = bond_fit(bank, response, theta, CONTENT_NONE, &n) < FIT_ALL ||
               fabs(bond_fit_lean(bank, response, theta)) > FIT_LEAN;
    *contradictory = all;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        double z = bond_fit(bank, response, theta, d, &n);
        pulled[d] = n >= BOND_FIT_ANSWERS && (all || z < FIT_PLACE);
        *contradictory = *contradictory || pulled[d];
    }
}

static void widen(const double *prior, const bool pulled[CONTENT_DIM], double *covariance)
{
    double by[CONTENT_DIM];
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        size_t at = d * CONTENT_DIM + d;
        double room = sqrt(prior[at] / covariance[at]);
        by[d] = !pulled[d] || room < 1 ? 1 : room < WIDER ? room : WIDER;
    }
    for (size_t i = 0; i < CONTENT_DIM; i++)
        for (size_t j = 0; j < CONTENT_DIM; j++)
            covariance[i * CONTENT_DIM + j] *= by[i] * by[j];
}

static enum err score(const struct bond_bank *bank, const int *response, struct bond_map *map)
{
    struct irt_posterior posterior;
    enum err e = irt_eap(bank->irt, response, content_temper(bank->content), &posterior);
    if (e)
        return e;
    bool pulled[CONTENT_DIM];
    find_pull(bank, response, posterior.mean, pulled, &map->contradictory);
    widen(irt_bank_covariance(bank->irt), pulled, posterior.covariance);
    memcpy(map->mean, posterior.mean, sizeof map->mean);
    memcpy(map->covariance, posterior.covariance, sizeof map->covariance);
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        struct bond_place *place = &map->place[d];
        place->on_map = bank->on_map[d];
        place->theta = map->mean[d];
        place->theta_sd = sqrt(map->covariance[d * CONTENT_DIM + d]);
        place->word_low = place->word_high = BOND_WORD_EARLY;
        if (!place->on_map)
            continue;
        place->pulled = pulled[d];
        bond_place_posterior(bank, d, place->theta, place->theta_sd, place);
        bond_place_choose_word(place);
    }
    return ERR_OK;
}

enum err bond_draw(const struct bond_bank *bank, const struct bond_answer *answers, size_t n,
                   struct bond_map *out)
{
    struct bond_map map = {
        .months = bank->months,
        .stage = content_stage_at(bank->months),
        .bank_hash = content_bank_hash(bank->content, bank->months),
        .model = BOND_MODEL,
    };
    int *response = malloc(bank->n * sizeof *response);
    if (!response)
        return ERR_NOMEM;
    enum err e = read_answers(bank, answers, n, response, &map);
    if (!e)
        e = score(bank, response, &map);
    if (!e) {
        bond_choose(bank, response, &map);
        *out = map;
    }
    free(response);
    return e;
}

enum err bond_map_make(const struct content *c, int months, const struct bond_answer *answers,
                       size_t n, struct bond_map *out)
{
    struct bond_bank bank;
    enum err e = bond_bank_init(&bank, c, months);
    if (e)
        return e;
    e = bond_draw(&bank, answers, n, out);
    bond_bank_finish(&bank);
    return e;
}
