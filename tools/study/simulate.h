/* tools/study/simulate.h: parents who answer by a model that may differ from the assumed one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_STUDY_SIMULATE_H
#define ATTUNE_STUDY_SIMULATE_H

#include <stdint.h>

#include "bond/bank.h"
#include "bond/map.h"

#define STUDY_FACETS 128

/* What is true of the parents. */
struct truth_kind {
    const char *id, *name;
    double slope;         /* true slopes = this times the assumed ones */
    bool keep_intercepts; /* d stays (true thresholds move), else b = -d/a stays */
    double shared;        /* SD of a parent's own leaning on each facet, in units of theta */
};

/* The true model for the items of one bank. */
struct truth {
    const struct bond_bank *bank;
    struct truth_kind kind;
    double *slope;     /* [n] */
    double *intercept; /* [n * 4] */
    size_t *facet;     /* [n] index of the item's facet */
    size_t nfacet;
    double root[CONTENT_DIM * CONTENT_DIM]; /* Cholesky factor of the prior */
};

MUST_CHECK enum err truth_init(struct truth *t, const struct bond_bank *bank,
                               const struct truth_kind *kind);
void truth_finish(struct truth *t);

struct parent {
    double theta[CONTENT_DIM];
    double expected[CONTENT_DIM]; /* mean expected answer over the place's items, as it truly is */
    int *scored;                  /* [n] the answer that would be given to every item */
};

/* Parent number `who`: the same theta, leanings and luck for every kind of truth. `sitting` draws
 * new luck for the same parent. */
void parent_draw(const struct truth *t, uint64_t seed, uint64_t who, unsigned sitting,
                 struct parent *p);

/* Answers the questions that attune asks until it says that it is ready; skips each question
 * with chance `skip`. *why: what made it ready. */
MUST_CHECK enum err parent_answer(const struct truth *t, const struct parent *p, double skip,
                                  uint64_t seed, uint64_t who,
                                  struct bond_answer answers[BOND_ASK_MAX], size_t *n,
                                  enum bond_ready *why);

#endif
