/* tests/irt/people.h: banks and answers that the tests make up, from a seed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_IRT_PEOPLE_H
#define ATTUNE_TESTS_IRT_PEOPLE_H

#include "irt/bank.h"
#include "stats/random.h"

#define PEOPLE_ITEMS_MAX 64

struct people_plan {
    size_t ndim, nitem;
    size_t ncat;  /* 0: 2 to 10, by item */
    double slope; /* about this large */
    double rho;   /* correlation of the prior between any two dimensions */
    int cross;    /* each item loads on 1: one dimension, 2: two, ... */
};

/* A bank by the plan; fails the running test if it cannot be made. */
struct irt_bank *people_bank(const struct people_plan *plan, struct stats_random *r);
/* Any answers, each missing with the given chance. */
void people_answer(const struct irt_bank *bank, double missing, struct stats_random *r,
                   int *response);
/* The lowest (top = 0) or highest category everywhere. */
void people_extreme(const struct irt_bank *bank, int top, int *response);

#endif
