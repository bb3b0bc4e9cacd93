/* Parents who answer by a model that may differ from the assumed one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "simulate.h"

#include <stdlib.h>
#include <string.h>

#include "bond/walk.h"
#include "stats/matrix.h"
#include "stats/normal.h"
#include "stats/random.h"
#include "stats/special.h"

#define K (CONTENT_ANSWERS - 1)

static size_t facet_of(const struct bond_bank *bank, size_t i)
{
    const struct content_item *item = bond_bank_item(bank, i);
    for (size_t j = 0; j < i; j++) {
        const struct content_item *other = bond_bank_item(bank, j);
        if (other->dimension == item->dimension && strcmp(other->facet, item->facet) == 0)
            return j;
    }
    return i;
}

enum err truth_init(struct truth *t, const struct bond_bank *bank, const struct truth_kind *kind)
{
    *t = (struct truth){.bank = bank, .kind = *kind};
    t->slope = malloc(bank->n * sizeof *t->slope);
    t->intercept = malloc(bank->n * K * sizeof *t->intercept);
    t->facet = malloc(bank->n * sizeof *t->facet);
    if (!t->slope || !t->intercept || !t->facet) {
        truth_finish(t);
        return ERR_NOMEM;
    }
    for (size_t i = 0; i < bank->n; i++) {
        const struct content_item *item = bond_bank_item(bank, i);
        t->slope[i] = item->slope * kind->slope;
        for (size_t k = 0; k < K; k++)
            t->intercept[i * K + k] =
                item->intercepts[k] * (kind->keep_intercepts ? 1 : kind->slope);
        t->facet[i] = facet_of(bank, i);
    }
    enum err e = stats_cholesky(CONTENT_DIM, content_prior_covariance(bank->content), t->root);
    if (e)
        truth_finish(t);
    return e;
}

void truth_finish(struct truth *t)
{
    free(t->slope);
    free(t->intercept);
    free(t->facet);
    *t = (struct truth){0};
}

static double expected_item(const struct truth *t, size_t i, double theta)
{
    double sum = 0;
    for (size_t k = 0; k < K; k++)
        sum += stats_logistic(t->slope[i] * theta + t->intercept[i * K + k]);
    return sum;
}

/* What the parent would answer on average, over their leanings. */
static double expected_place(const struct truth *t, size_t dim, double theta)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < t->bank->n; i++) {
        if (bond_bank_item(t->bank, i)->dimension != dim)
            continue;
        n++;
        if (t->kind.shared == 0) {
            sum += expected_item(t, i, theta);
            continue;
        }
        double weight = 0, part = 0;
        for (int z = -8; z <= 8; z++) {
            double w = stats_normal_pdf(z * 0.5);
            weight += w;
            part += w * expected_item(t, i, theta + t->kind.shared * z * 0.5);
        }
        sum += part / weight;
    }
    return n > 0 ? sum / n : 0;
}

void parent_draw(const struct truth *t, uint64_t seed, uint64_t who, unsigned sitting,
                 struct parent *p)
{
    const struct bond_bank *bank = t->bank;
    struct stats_random r;
    double z[CONTENT_DIM];
    stats_random_init(&r, seed, who * 4);
    for (size_t d = 0; d < CONTENT_DIM; d++)
        z[d] = stats_random_normal(&r);
    stats_lower_times(CONTENT_DIM, t->root, z, p->theta);
    for (size_t d = 0; d < CONTENT_DIM; d++)
        p->expected[d] = bank->on_map[d] ? expected_place(t, d, p->theta[d]) : 0;
    stats_random_init(&r, seed, who * 4 + 1 + sitting);
    double leaning[STUDY_FACETS];
    for (size_t i = 0; i < STUDY_FACETS; i++)
        leaning[i] = t->kind.shared * stats_random_normal(&r);
    for (size_t i = 0; i < bank->n; i++) {
        double theta =
            p->theta[bond_bank_item(bank, i)->dimension] + leaning[t->facet[i] % STUDY_FACETS];
        double u = stats_random_uniform(&r);
        p->scored[i] = 0;
        for (size_t k = 0; k < K; k++)
            p->scored[i] += u < stats_logistic(t->slope[i] * theta + t->intercept[i * K + k]);
    }
}

enum err parent_answer(const struct truth *t, const struct parent *p, double skip, uint64_t seed,
                       uint64_t who, struct bond_answer answers[BOND_ASK_MAX], size_t *n,
                       enum bond_ready *why)
{
    struct bond_walk walk;
    struct stats_random r;
    stats_random_init(&r, seed, who * 4 + 3);
    *n = 0;
    enum err e = bond_walk_init(&walk, t->bank);
    while (!e) {
        struct bond_next next;
        e = bond_walk_next(&walk, &next);
        *why = next.ready;
        if (e || next.ready != BOND_ASKING)
            break;
        size_t i = bond_bank_find(t->bank, next.item);
        int value = bond_scored(content_item(t->bank->content, next.item), p->scored[i]);
        if (skip > 0 && stats_random_uniform(&r) < skip)
            value = BOND_SKIP;
        answers[(*n)++] = (struct bond_answer){next.item, value};
        e = bond_walk_add(&walk, i, value);
    }
    bond_walk_finish(&walk);
    return e;
}
