/* The questions of one age as an item bank.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/bank.h"

#include <math.h>
#include <stdlib.h>

#include "stats/special.h"

#define CURVES 64

int bond_scored(const struct content_item *item, int value)
{
    return item->reverse ? CONTENT_ANSWERS - 1 - value : value;
}

const struct content_item *bond_bank_item(const struct bond_bank *bank, size_t index)
{
    return content_item(bank->content, bank->item[index]);
}

size_t bond_bank_find(const struct bond_bank *bank, size_t content_item)
{
    for (size_t i = 0; i < bank->n; i++)
        if (bank->item[i] == content_item)
            return i;
    return CONTENT_NONE;
}

/* E[X] = sum over k >= 1 of P(X >= k), some curves at a time. */
double bond_expected(const struct bond_bank *bank, size_t dim, double theta, double *slope)
{
    double sum = 0, rise = 0, p[CURVES];
    for (size_t at = bank->curve[dim], end = bank->curve[dim + 1]; at < end; at += CURVES) {
        size_t n = end - at < CURVES ? end - at : CURVES;
        for (size_t i = 0; i < n; i++)
            p[i] = bank->slope[at + i] * theta + bank->intercept[at + i];
        stats_logistic_each(n, p, p);
        for (size_t i = 0; i < n; i++) {
            sum += p[i];
            rise += bank->slope[at + i] * p[i] * (1 - p[i]);
        }
    }
    double n = (double)bank->count[dim];
    if (slope)
        *slope = rise / n;
    return sum / n;
}

/* Newton inside a bracket that only shrinks. */
double bond_expected_inverse(const struct bond_bank *bank, size_t dim, double expected)
{
    double lo = -BOND_THETA_FAR, hi = BOND_THETA_FAR, theta = 0;
    for (int step = 0; step < 200 && hi - lo > 1e-12; step++) {
        double rise;
        double miss = bond_expected(bank, dim, theta, &rise) - expected;
        if (fabs(miss) < 1e-13)
            break;
        if (miss > 0)
            hi = theta;
        else
            lo = theta;
        double next = rise > 0 ? theta - miss / rise : lo;
        theta = next > lo && next < hi ? next : (lo + hi) / 2;
    }
    return theta;
}

static enum err fill(struct bond_bank *bank)
{
    const struct content *c = bank->content;
    size_t all = content_item_count(c);
    bank->item = malloc((all ? all : 1) * sizeof *bank->item);
    if (!bank->item)
        return ERR_NOMEM;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        bank->on_map[d] = content_dimension_at(c, d, bank->months);
    for (size_t i = 0; i < all; i++) {
        size_t dim = content_item(c, i)->dimension;
        if (!bank->on_map[dim] || !content_item_at(c, i, bank->months))
            continue;
        bank->item[bank->n++] = i;
        bank->count[dim]++;
    }
    for (size_t d = 0; d < CONTENT_DIM; d++)
        bank->on_map[d] = bank->on_map[d] && bank->count[d] > 0;
    return bank->n ? ERR_OK : ERR_DOMAIN;
}

static enum err lay_out_curves(struct bond_bank *bank)
{
    size_t all = bank->n * (CONTENT_ANSWERS - 1), n = 0;
    bank->slope = malloc(all * sizeof *bank->slope);
    bank->intercept = malloc(all * sizeof *bank->intercept);
    if (!bank->slope || !bank->intercept)
        return ERR_NOMEM;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        bank->curve[d] = n;
        for (size_t i = 0; i < bank->n; i++) {
            const struct content_item *item = bond_bank_item(bank, i);
            for (int k = 0; item->dimension == d && k < CONTENT_ANSWERS - 1; k++) {
                bank->slope[n] = item->slope;
                bank->intercept[n++] = item->intercepts[k];
            }
        }
    }
    bank->curve[CONTENT_DIM] = n;
    return ERR_OK;
}

static enum err make_irt(struct bond_bank *bank)
{
    struct irt_grm *items = calloc(bank->n, sizeof *items);
    double *slopes = calloc(bank->n * CONTENT_DIM, sizeof *slopes);
    enum err e = ERR_NOMEM;
    if (items && slopes) {
        static const double mean[CONTENT_DIM] = {0};
        for (size_t i = 0; i < bank->n; i++) {
            const struct content_item *item = bond_bank_item(bank, i);
            double *a = slopes + i * CONTENT_DIM;
            a[item->dimension] = item->slope;
            items[i] = (struct irt_grm){CONTENT_DIM, CONTENT_ANSWERS, a, item->intercepts};
        }
        double prior[CONTENT_DIM * CONTENT_DIM];
        for (size_t i = 0; i < CONTENT_DIM * CONTENT_DIM; i++)
            prior[i] = BOND_PRIOR_WIDER * content_prior_covariance(bank->content)[i];
        e = irt_bank_create(CONTENT_DIM, mean, prior, bank->n, items, &bank->irt, NULL);
    }
    free(items);
    free(slopes);
    return e;
}

enum err bond_bank_init(struct bond_bank *bank, const struct content *c, int months)
{
    *bank = (struct bond_bank){.content = c, .months = months};
    if (months < 0 || months > CONTENT_MONTHS_MAX)
        return ERR_DOMAIN;
    enum err e = fill(bank);
    if (!e)
        e = lay_out_curves(bank);
    if (!e)
        e = make_irt(bank);
    if (e) {
        bond_bank_finish(bank);
        return e;
    }
    for (size_t d = 0; d < CONTENT_DIM; d++)
        for (size_t k = 0; bank->on_map[d] && k < BOND_CUTS; k++)
            bank->cut[d][k] = bond_expected_inverse(bank, d, content_dimension(c, d)->cuts[k]);
    return ERR_OK;
}

void bond_bank_finish(struct bond_bank *bank)
{
    if (!bank)
        return;
    irt_bank_destroy(bank->irt);
    free(bank->item);
    free(bank->slope);
    free(bank->intercept);
    *bank = (struct bond_bank){0};
}
