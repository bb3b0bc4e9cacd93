/* bench/irt_plain.h: the graded response model as a textbook would program it: one respondent, one
 * item, one category at a time, in plain C. What src/irt is measured against.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_BENCH_IRT_PLAIN_H
#define ATTUNE_BENCH_IRT_PLAIN_H

#include "irt/bank.h"

/* Mode and standard errors by Newton's method. 0, or -1 when it did not converge. */
int plain_map(const struct irt_bank *bank, const int *response, double *theta, double *se);
/* The item with the largest det(prior precision + information of the answered + its own). */
size_t plain_next(const struct irt_bank *bank, const int *response, const double *theta);

#endif
