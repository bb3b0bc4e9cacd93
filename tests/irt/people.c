/* tests/irt/people.c: see people.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct irt_bank *people_bank(const struct people_plan *plan, struct stats_random *r)
{
    static double a[PEOPLE_ITEMS_MAX][IRT_DIM_MAX], d[PEOPLE_ITEMS_MAX][IRT_CAT_MAX];
    struct irt_grm item[PEOPLE_ITEMS_MAX];
    double mean[IRT_DIM_MAX], covariance[IRT_DIM_MAX * IRT_DIM_MAX];
    assert_true(plan->nitem <= PEOPLE_ITEMS_MAX);
    for (size_t i = 0; i < plan->ndim; i++) {
        mean[i] = 0.3 * stats_random_normal(r);
        for (size_t j = 0; j < plan->ndim; j++)
            covariance[i * plan->ndim + j] = i == j ? 1.0 : plan->rho;
    }
    for (size_t i = 0; i < plan->nitem; i++) {
        size_t ncat = plan->ncat ? plan->ncat : 2 + stats_random_below(r, IRT_CAT_MAX - 1);
        double first = 2.0 * stats_random_uniform(r);
        for (size_t k = 0; k < plan->ndim; k++)
            a[i][k] = 0.0;
        for (int k = 0; k < plan->cross; k++)
            a[i][(i + (size_t)k) % plan->ndim] =
                plan->slope * (0.6 + 0.8 * stats_random_uniform(r)) * (k == 0 ? 1.0 : 0.6);
        for (size_t k = 0; k + 1 < ncat; k++)
            d[i][k] = first - (double)k * (0.3 + stats_random_uniform(r)) -
                      (k > 0 ? first - d[i][k - 1] : 0.0);
        item[i] = (struct irt_grm){plan->ndim, ncat, a[i], d[i]};
    }
    struct irt_bank *bank;
    struct fault fault = {0};
    if (irt_bank_create(plan->ndim, mean, covariance, plan->nitem, item, &bank, &fault) != ERR_OK)
        fail_msg("%s", fault.what);
    return bank;
}

void people_answer(const struct irt_bank *bank, double missing, struct stats_random *r,
                   int *response)
{
    for (size_t i = 0; i < irt_bank_nitem(bank); i++) {
        response[i] = (int)stats_random_below(r, irt_bank_item(bank, i)->ncat);
        if (stats_random_uniform(r) < missing)
            response[i] = IRT_MISSING;
    }
}

void people_extreme(const struct irt_bank *bank, int top, int *response)
{
    for (size_t i = 0; i < irt_bank_nitem(bank); i++)
        response[i] = top ? (int)irt_bank_item(bank, i)->ncat - 1 : 0;
}
