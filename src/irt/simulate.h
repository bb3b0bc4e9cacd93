/* irt/simulate.h: people who answer as the model says, or nearly.
 * A simulated respondent depends on the seed and on their own number alone, so any range of a
 * population can be made by itself, on any thread, with the same bits on every machine. For whole
 * adaptive runs, hand the responses to irt_adapt_run.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_SIMULATE_H
#define ATTUNE_IRT_SIMULATE_H

#include <stdint.h>

#include "irt/bank.h"

#define IRT_TESTLET_MAX 256
#define IRT_TESTLET_NONE ((size_t)-1)

/* How the truth departs from the bank. All zero, it does not. */
struct irt_truth {
    double slope_factor;     /* true slopes over the bank's; 0 counts as 1 */
    double intercept_factor; /* the same for intercepts: equal to slope_factor, the places on the
                                scale where answers change stay; 0 counts as 1 */
    const size_t *testlet;   /* [nitem] under IRT_TESTLET_MAX, or IRT_TESTLET_NONE; or NULL */
    double testlet_sd;       /* local dependence: items of a testlet share for each respondent a
                                normal deviate that is added to a . theta, this many SDs large in
                                units of the true |a| (Bradlow, Wainer & Wang 1999,
                                doi:10.1007/BF02294533) */
};

/* Respondents first .. first + n - 1 of the population `seed`: theta[n * ndim] drawn from the
 * prior, response[n * nitem] complete. truth may be NULL. ERR_DOMAIN: a factor or SD that is
 * negative or not finite, a testlet past the maximum. */
MUST_CHECK enum err irt_simulate(const struct irt_bank *bank, const struct irt_truth *truth,
                                 uint64_t seed, uint64_t first, size_t n, double *theta,
                                 int *response);

#endif
