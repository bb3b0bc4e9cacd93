/* bond/bank.h: the questions of one age as an item bank, with the answers' own scale beside it.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_BANK_H
#define ATTUNE_BOND_BANK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "content/content.h"
#include "irt/bank.h"

#define BOND_CUTS (CONTENT_WORDS - 1)
/* How far families lie apart is as unknown as how steep the questions are: the content's prior is
 * taken this much wider, in variance. With the tempered likelihood this keeps the intervals honest
 * (docs/uncertainty.md). */
#define BOND_PRIOR_WIDER 1.6

/* All six dimensions are kept in the latent space, so that a map's mean and covariance always have
 * one shape; a dimension that is not on the map at this age has no items, is known by the prior
 * alone, and never gets words. Immutable once made; may be shared between threads. */
struct bond_bank {
    const struct content *content;
    int months;           /* effective age */
    struct irt_bank *irt; /* scored answers: reversed items are turned round */
    size_t n;             /* items */
    size_t *item;         /* [n] their indexes in the content, ascending */
    bool on_map[CONTENT_DIM];
    size_t count[CONTENT_DIM];          /* items of each dimension */
    double *slope, *intercept;          /* of every P(X >= k), dimension by dimension: */
    size_t curve[CONTENT_DIM + 1];      /* those of dimension d begin at curve[d] */
    double cut[CONTENT_DIM][BOND_CUTS]; /* theta at which the expected answer meets the cut */
};

/* ERR_DOMAIN: months outside 0 … CONTENT_MONTHS_MAX, or nothing to ask at this age. ERR_NOMEM. */
MUST_CHECK enum err bond_bank_init(struct bond_bank *bank, const struct content *c, int months);
void bond_bank_finish(struct bond_bank *bank); /* NULL, or one whose init failed, is allowed */

/* The bank's index of a content item, or CONTENT_NONE if it is not asked at this age. */
size_t bond_bank_find(const struct bond_bank *bank, size_t content_item);
/* The content's item at a bank index. */
const struct content_item *bond_bank_item(const struct bond_bank *bank, size_t index);

/* Mean over the dimension's items of E[X | theta] (0 … 4), and its derivative where not NULL: the
 * expected answer (Bock, Thissen & Zimowski 1997, doi:10.1111/j.1745-3984.1997.tb00515.x). Rises
 * with theta. The dimension must have items. */
double bond_expected(const struct bond_bank *bank, size_t dim, double theta, double *slope);
/* The theta whose expected answer is `expected`; at most ±BOND_THETA_FAR. */
double bond_expected_inverse(const struct bond_bank *bank, size_t dim, double expected);
#define BOND_THETA_FAR 40.0

/* An answer as given, turned round where the item is reversed. */
int bond_scored(const struct content_item *item, int value);

#endif
