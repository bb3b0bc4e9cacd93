/* Odd parents, and half the slopes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "odd.h"

#include <stdlib.h>
#include <string.h>

#include "bond/draw.h"
#include "bond/walk.h"
#include "stats/random.h"

#define K (CONTENT_ANSWERS - 1)

const char *const odd_names[ODD_KINDS] = {"any answer, at random", "one end, then the other",
                                          "the same button each time"};

static enum err sit(const struct bond_bank *bank, enum odd_kind kind, uint64_t seed, uint64_t who,
                    struct bond_answer answers[BOND_ASK_MAX], size_t *n)
{
    struct bond_walk walk;
    struct stats_random r;
    size_t turn[CONTENT_DIM] = {0};
    stats_random_init(&r, seed, who);
    uint64_t button = stats_random_below(&r, CONTENT_ANSWERS);
    *n = 0;
    enum err e = bond_walk_init(&walk, bank);
    while (!e) {
        struct bond_next next;
        e = bond_walk_next(&walk, &next);
        if (e || next.ready != BOND_ASKING)
            break;
        const struct content_item *item = content_item(bank->content, next.item);
        int value = (int)button;
        if (kind == ODD_RANDOM)
            value = (int)stats_random_below(&r, CONTENT_ANSWERS);
        if (kind == ODD_TURNS)
            value = bond_scored(item, turn[item->dimension]++ % 2 ? 4 : 0);
        answers[(*n)++] = (struct bond_answer){next.item, value};
        e = bond_walk_add(&walk, bond_bank_find(bank, next.item), value);
    }
    bond_walk_finish(&walk);
    return e;
}

enum err odd_run(const struct bond_bank *bank, enum odd_kind kind, uint64_t seed, uint64_t parents,
                 struct tally *out)
{
    struct parent nobody = {{0}, {0}, NULL};
    *out = (struct tally){0};
    for (uint64_t who = 0; who < parents; who++) {
        struct bond_answer answers[BOND_ASK_MAX];
        struct bond_map map;
        size_t n;
        enum err e = sit(bank, kind, seed, who, answers, &n);
        if (!e)
            e = bond_draw(bank, answers, n, &map);
        if (e)
            return e;
        tally_map(out, bank, &nobody, &map);
    }
    return ERR_OK;
}

/* A bank of its own with half the slopes; the content behind it stays. */
static enum err halve(const struct bond_bank *from, bool keep_intercepts, struct bond_bank *out)
{
    enum err e = bond_bank_init(out, from->content, from->months);
    if (e)
        return e;
    double down = keep_intercepts ? 1 : 0.5;
    for (size_t i = 0; i < out->curve[CONTENT_DIM]; i++) {
        out->slope[i] *= 0.5;
        out->intercept[i] *= down;
    }
    struct irt_grm *items = calloc(out->n, sizeof *items);
    double *a = calloc(out->n * CONTENT_DIM, sizeof *a), *d = calloc(out->n * K, sizeof *d);
    if (items && a && d) {
        for (size_t i = 0; i < out->n; i++) {
            const struct content_item *item = bond_bank_item(out, i);
            a[i * CONTENT_DIM + item->dimension] = item->slope * 0.5;
            for (size_t k = 0; k < K; k++)
                d[i * K + k] = item->intercepts[k] * down;
            items[i] =
                (struct irt_grm){CONTENT_DIM, CONTENT_ANSWERS, a + i * CONTENT_DIM, d + i * K};
        }
        struct irt_bank *flat;
        e = irt_bank_create(CONTENT_DIM, irt_bank_mean(out->irt), irt_bank_covariance(out->irt),
                            out->n, items, &flat, NULL);
        if (!e) {
            irt_bank_destroy(out->irt);
            out->irt = flat;
        }
    } else {
        e = ERR_NOMEM;
    }
    free(items);
    free(a);
    free(d);
    for (size_t dim = 0; dim < CONTENT_DIM && !e; dim++)
        for (size_t k = 0; out->on_map[dim] && k < BOND_CUTS; k++)
            out->cut[dim][k] =
                bond_expected_inverse(out, dim, content_dimension(out->content, dim)->cuts[k]);
    if (e)
        bond_bank_finish(out);
    return e;
}

static void compare(const struct bond_place *full, const struct bond_place *flat,
                    struct halved *out)
{
    if (!full->on_map || full->word_low == BOND_WORD_EARLY)
        return;
    out->places++;
    if (flat->word_low == BOND_WORD_EARLY) {
        out->early++;
        return;
    }
    int up = flat->word_low - full->word_high, down = full->word_low - flat->word_high;
    int gap = up > down ? up : down;
    if (flat->word_low == full->word_low && flat->word_high == full->word_high)
        out->same++;
    else if (gap <= 0)
        out->overlap++;
    else if (gap == 1)
        out->touch++;
    else
        out->apart++;
}

enum err odd_halved(const struct bond_bank *bank, bool keep_intercepts, uint64_t seed,
                    uint64_t parents, struct halved *out)
{
    static const struct truth_kind right = {"right", "", 1.0, false, 0};
    struct truth truth;
    struct bond_bank flat;
    *out = (struct halved){0};
    enum err e = halve(bank, keep_intercepts, &flat);
    if (e)
        return e;
    struct parent p = {.scored = malloc(bank->n * sizeof *p.scored)};
    e = p.scored ? truth_init(&truth, bank, &right) : ERR_NOMEM;
    bool made = !e;
    for (uint64_t who = 0; who < parents && !e; who++) {
        struct bond_answer answers[BOND_ASK_MAX];
        struct bond_map full, half;
        enum bond_ready why;
        size_t n;
        parent_draw(&truth, seed, who, 0, &p);
        e = parent_answer(&truth, &p, 0, seed, who, answers, &n, &why);
        if (!e)
            e = bond_draw(bank, answers, n, &full);
        if (!e)
            e = bond_draw(&flat, answers, n, &half);
        for (size_t d = 0; d < CONTENT_DIM && !e; d++)
            compare(&full.place[d], &half.place[d], out);
    }
    if (made)
        truth_finish(&truth);
    free(p.scored);
    bond_bank_finish(&flat);
    return e;
}
