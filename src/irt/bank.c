/* irt/bank.c: a bank is checked once, laid out for computing, and never changes.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/bank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "irt/inside.h"
#include "stats/matrix.h"

#define SAME 1e-12     /* relative: two slope vectors point the same way */
#define SYMMETRIC 1e-9 /* relative: two covariances are the same one */

/* fault_set with a number in the middle. */
static enum err item_fault(struct fault *fault, size_t index, const char *what,
                           const char *expected)
{
    struct text number;
    text_init(&number);
    text_uint(&number, index + 1);
    fault_set(fault, ERR_DOMAIN, 0, 0, "item ", number.data == NULL ? "" : number.data, what,
              expected, NULL);
    text_finish(&number);
    return ERR_DOMAIN;
}

struct irt_prior_flaw irt_prior_flaw(size_t ndim, const double *covariance)
{
    double l[IRT_DIM_MAX * IRT_DIM_MAX];
    for (size_t i = 0; i < ndim; i++)
        if (!(covariance[i * ndim + i] >= IRT_VARIANCE_MIN) ||
            covariance[i * ndim + i] > IRT_VARIANCE_MAX)
            return (struct irt_prior_flaw){"a variance from 1e-12 to 1e12", i, i};
    for (size_t i = 0; i < ndim; i++)
        for (size_t j = 0; j < i; j++) {
            double here = covariance[i * ndim + j], there = covariance[j * ndim + i];
            double scale = sqrt(covariance[i * ndim + i]) * sqrt(covariance[j * ndim + j]);
            if (!(fabs(here - there) <= SYMMETRIC * scale))
                return (struct irt_prior_flaw){
                    "the same covariance as across the diagonal (a symmetric matrix)", i, j};
        }
    if (stats_cholesky(ndim, covariance, l) != ERR_OK)
        return (struct irt_prior_flaw){"a positive definite covariance matrix", ndim, 0};
    return (struct irt_prior_flaw){NULL, 0, 0};
}

static enum err check(size_t ndim, const double *mean, const double *covariance, size_t nitem,
                      const struct irt_grm *items, struct fault *fault)
{
    if (ndim < 1 || ndim > IRT_DIM_MAX)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "expected 1 to 8 dimensions", NULL);
    if (nitem < 1)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "expected at least one item", NULL);
    if (nitem > IRT_ITEM_MAX)
        return fault_set(fault, ERR_LIMIT, 0, 0, "expected at most 4096 items", NULL);
    for (size_t i = 0; i < ndim; i++)
        if (!(fabs(mean[i]) <= IRT_MEAN_MAX))
            return fault_set(fault, ERR_DOMAIN, 0, 0,
                             "prior mean: expected numbers from -1e6 to 1e6", NULL);
    struct irt_prior_flaw prior = irt_prior_flaw(ndim, covariance);
    if (prior.expected != NULL)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "prior covariance: expected ", prior.expected,
                         NULL);
    for (size_t i = 0; i < nitem; i++) {
        if (items[i].ndim != ndim)
            return item_fault(fault, i, ": expected as many slopes as there are dimensions", "");
        struct irt_flaw flaw = irt_grm_flaw(&items[i]);
        if (flaw.part != IRT_PART_NONE)
            return item_fault(fault, i, ": expected ", flaw.expected);
    }
    return ERR_OK;
}

/* The scale c with a = c u, or 0 when a points elsewhere. */
static double scale_along(size_t ndim, const double *u, const double *a)
{
    double uu = stats_dot(ndim, u, u), c = stats_dot(ndim, u, a) / uu;
    double off = 0.0, size = 0.0;
    for (size_t i = 0; i < ndim; i++) {
        off = fmax(off, fabs(a[i] - c * u[i]));
        size = fmax(size, fabs(a[i]));
    }
    return off <= SAME * size ? c : 0.0;
}

/* An item of one dimension takes that axis; another one is a direction by its own slopes. */
static void direction_from(size_t ndim, const double *a, struct irt_direction *d)
{
    *d = (struct irt_direction){.only = ndim};
    size_t nonzero = 0, last = 0;
    for (size_t i = 0; i < ndim; i++)
        if (a[i] != 0.0) {
            nonzero++;
            last = i;
        }
    if (nonzero == 1) {
        d->only = last;
        d->u[last] = 1.0;
    } else {
        memcpy(d->u, a, ndim * sizeof *a);
    }
    d->top = last + 1;
}

/* What the direction is where the prior is standard normal: v = factor' u. */
static void see_by_prior(const struct irt_bank *bank, struct irt_direction *d)
{
    d->at_mean = stats_dot(bank->ndim, d->u, bank->mean);
    for (size_t j = 0; j < bank->ndim; j++)
        for (size_t i = j; i < bank->ndim; i++)
            d->v[j] += bank->factor[i * bank->ndim + j] * d->u[i];
}

static void find_directions(struct irt_bank *bank, double *slope)
{
    for (size_t i = 0; i < bank->nitem; i++) {
        const double *a = bank->item[i].a;
        size_t d = 0;
        while (d < bank->ndirection &&
               (slope[i] = scale_along(bank->ndim, bank->direction[d].u, a)) == 0.0)
            d++;
        if (d == bank->ndirection) {
            direction_from(bank->ndim, a, &bank->direction[d]);
            see_by_prior(bank, &bank->direction[d]);
            bank->ndirection++;
            slope[i] = scale_along(bank->ndim, bank->direction[d].u, a);
        }
        bank->direction_of[i] = d;
        bank->direction[d].count++;
    }
    for (size_t d = 1; d < bank->ndirection; d++)
        bank->direction[d].first = bank->direction[d - 1].first + bank->direction[d - 1].count;
}

static enum err fill_slots(struct irt_bank *bank, const double *slope)
{
    size_t *next = arena_array(&bank->arena, bank->ndirection, sizeof *next);
    if (next == NULL)
        return ERR_NOMEM;
    for (size_t d = 0; d < bank->ndirection; d++)
        next[d] = bank->direction[d].first;
    for (size_t i = 0; i < bank->nitem; i++) {
        size_t ncat = bank->item[i].ncat;
        struct irt_edge *edge = arena_array(&bank->arena, ncat + 1, sizeof *edge);
        if (edge == NULL)
            return ERR_NOMEM;
        irt_curve_fill(ncat, bank->item[i].d, edge);
        bank->slot_of[i] = next[bank->direction_of[i]]++;
        bank->slot[bank->slot_of[i]] = (struct irt_slot){i, slope[i], {ncat, edge}};
    }
    return ERR_OK;
}

static enum err copy_prior(struct irt_bank *bank, const double *mean, const double *covariance)
{
    size_t n = bank->ndim;
    double *all = arena_array(&bank->arena, n + 3 * n * n, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    bank->mean = all;
    bank->covariance = all + n;
    bank->precision = bank->covariance + n * n;
    bank->factor = bank->precision + n * n;
    memcpy(bank->mean, mean, n * sizeof *mean);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            bank->covariance[i * n + j] = 0.5 * (covariance[i * n + j] + covariance[j * n + i]);
    enum err err = stats_cholesky(n, bank->covariance, bank->factor);
    if (err)
        return err;
    stats_cholesky_inverse(n, bank->factor, bank->precision);
    bank->log_det_covariance = stats_cholesky_log_det(n, bank->factor);
    return ERR_OK;
}

static enum err copy_items(struct irt_bank *bank, const struct irt_grm *items)
{
    struct arena *arena = &bank->arena;
    size_t n = bank->nitem;
    bank->item = arena_array(arena, n, sizeof *bank->item);
    bank->direction = arena_array(arena, n, sizeof *bank->direction);
    bank->slot = arena_array(arena, n, sizeof *bank->slot);
    bank->slot_of = arena_array(arena, n, sizeof *bank->slot_of);
    bank->direction_of = arena_array(arena, n, sizeof *bank->direction_of);
    double *slope = arena_array(arena, n, sizeof *slope);
    if (bank->item == NULL || bank->direction == NULL || bank->slot == NULL ||
        bank->slot_of == NULL || bank->direction_of == NULL || slope == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        size_t nd = items[i].ncat - 1;
        double *a = arena_array(arena, bank->ndim + nd, sizeof *a);
        if (a == NULL)
            return ERR_NOMEM;
        memcpy(a, items[i].a, bank->ndim * sizeof *a);
        memcpy(a + bank->ndim, items[i].d, nd * sizeof *a);
        bank->item[i] = (struct irt_grm){bank->ndim, items[i].ncat, a, a + bank->ndim};
    }
    find_directions(bank, slope);
    return fill_slots(bank, slope);
}

enum err irt_bank_create(size_t ndim, const double *mean, const double *covariance, size_t nitem,
                         const struct irt_grm *items, struct irt_bank **out, struct fault *fault)
{
    *out = NULL;
    enum err err = check(ndim, mean, covariance, nitem, items, fault);
    if (err)
        return err;
    struct irt_bank *bank = calloc(1, sizeof *bank);
    if (bank == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    arena_init(&bank->arena, 0);
    bank->ndim = ndim;
    bank->nitem = nitem;
    err = copy_prior(bank, mean, covariance);
    if (!err)
        err = copy_items(bank, items);
    if (err) {
        irt_bank_destroy(bank);
        return fault_set(fault, err, 0, 0, err_name(err), NULL);
    }
    *out = bank;
    return ERR_OK;
}

void irt_bank_destroy(struct irt_bank *bank)
{
    if (bank == NULL)
        return;
    arena_finish(&bank->arena);
    free(bank);
}

size_t irt_bank_ndim(const struct irt_bank *bank)
{
    return bank->ndim;
}

size_t irt_bank_nitem(const struct irt_bank *bank)
{
    return bank->nitem;
}

const struct irt_grm *irt_bank_item(const struct irt_bank *bank, size_t item)
{
    return &bank->item[item];
}

const double *irt_bank_mean(const struct irt_bank *bank)
{
    return bank->mean;
}

const double *irt_bank_covariance(const struct irt_bank *bank)
{
    return bank->covariance;
}

const double *irt_bank_precision(const struct irt_bank *bank)
{
    return bank->precision;
}

const char *irt_bank_item_id(const struct irt_bank *bank, size_t item)
{
    return bank->item_id == NULL ? "" : bank->item_id[item];
}

const char *irt_bank_dim_name(const struct irt_bank *bank, size_t dim)
{
    return bank->dim_name == NULL ? "" : bank->dim_name[dim];
}
