/* irt/select.h: which item to ask next, and when to stop.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_SELECT_H
#define ATTUNE_IRT_SELECT_H

#include <stdbool.h>
#include <stdint.h>

#include "irt/score.h"

/* At the current theta: M = prior precision + expected information of the answered items + that of
 * the candidate. D: largest det M; T: largest trace M; A: smallest trace M^-1 (Segall 1996,
 * doi:10.1007/BF02294343; Mulder & van der Linden 2009, doi:10.1007/s11336-008-9097-5). */
enum irt_rule { IRT_RULE_D, IRT_RULE_T, IRT_RULE_A };

struct irt_choice {
    size_t item;
    double criterion;
}; /* criterion: det M, trace M or trace M^-1 */

/* Ranks the items without a response that are not excluded (exclude[nitem] or NULL), best first,
 * into ranking[nitem]; *n is how many. Criteria within a relative 1e-12 count as ties: the lower
 * index first, or, with seed != 0, an order drawn from the seed. temper multiplies information.
 * ERR_DOMAIN: a response, temper, rule, or a theta that is not finite. ERR_NUMERIC: M is not
 * positive definite in doubles, or a criterion overflows. */
MUST_CHECK enum err irt_rank(const struct irt_bank *bank, const int *response, const bool *exclude,
                             const double *theta, double temper, enum irt_rule rule, uint64_t seed,
                             struct irt_choice *ranking, size_t *n);

#endif
