/* bond/fit.h: do somebody's answers pull in different directions?
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_FIT_H
#define ATTUNE_BOND_FIT_H

#include "bond/bank.h"

#define BOND_FIT_ANSWERS 3 /* a place with fewer answers cannot contradict itself */

/* Standardised log-likelihood l_z for polytomous items (Drasgow, Levine & Williams 1985,
 * doi:10.1111/j.2044-8317.1985.tb00817.x): (l - E l) / SD l at theta, over the responses of one
 * dimension, or of all (dim = CONTENT_NONE). Far below 0: the pattern is unlikely for anybody.
 * Since theta was estimated from the same answers its spread is somewhat below 1; the limits that
 * the map uses come from simulation (docs/uncertainty.md). *n is how many responses it rests on;
 * with none it is 0. */
double bond_fit(const struct bond_bank *bank, const int *response, const double *theta, size_t dim,
                size_t *n);

/* Leaning to one end of the scale whatever the question: sum of (raw answer - its expectation at
 * theta) / SD of that sum, over all responses of dimensions that were asked in both directions.
 * Raw: as given, before reversed items are turned round, so that theta cannot take it up. Far above
 * 0: "often" to a thing and to its opposite; far below: "rarely" to both. A residual of our
 * own for what the field calls acquiescence. 0 where nothing was asked in both directions. */
double bond_fit_lean(const struct bond_bank *bank, const int *response, const double *theta);

#endif
