/* Do somebody's answers pull in different directions?
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/fit.h"

#include <math.h>

#include "stats/special.h"

double bond_fit(const struct bond_bank *bank, const int *response, const double *theta, size_t dim,
                size_t *n)
{
    double miss = 0, variance = 0;
    *n = 0;
    for (size_t i = 0; i < bank->n; i++) {
        if (response[i] == IRT_MISSING)
            continue;
        if (dim != CONTENT_NONE && bond_bank_item(bank, i)->dimension != dim)
            continue;
        double p[CONTENT_ANSWERS], mean = 0, square = 0, seen = 0;
        irt_grm_prob(irt_bank_item(bank->irt, i), theta, p);
        for (int k = 0; k < CONTENT_ANSWERS; k++) {
            double l = p[k] > 0 ? stats_log(p[k]) : -745; /* the log of the smallest double */
            mean += p[k] * l;
            square += p[k] * l * l;
            if (k == response[i])
                seen = l;
        }
        miss += seen - mean;
        variance += square - mean * mean;
        (*n)++;
    }
    return variance > 0 ? miss / sqrt(variance) : 0;
}

/* Which dimensions were answered in both directions? */
static void both_ways(const struct bond_bank *bank, const int *response, bool both[CONTENT_DIM])
{
    bool way[CONTENT_DIM][2] = {{false}};
    for (size_t i = 0; i < bank->n; i++) {
        const struct content_item *item = bond_bank_item(bank, i);
        if (response[i] != IRT_MISSING)
            way[item->dimension][item->reverse] = true;
    }
    for (size_t d = 0; d < CONTENT_DIM; d++)
        both[d] = way[d][0] && way[d][1];
}

double bond_fit_lean(const struct bond_bank *bank, const int *response, const double *theta)
{
    bool both[CONTENT_DIM];
    double lean = 0, variance = 0;
    both_ways(bank, response, both);
    for (size_t i = 0; i < bank->n; i++) {
        const struct content_item *item = bond_bank_item(bank, i);
        if (response[i] == IRT_MISSING || !both[item->dimension])
            continue;
        double p[CONTENT_ANSWERS], mean = 0, square = 0;
        irt_grm_prob(irt_bank_item(bank->irt, i), theta, p);
        for (int k = 0; k < CONTENT_ANSWERS; k++) {
            mean += p[k] * k;
            square += p[k] * k * k;
        }
        lean += (item->reverse ? -1 : 1) * (response[i] - mean);
        variance += square - mean * mean;
    }
    return variance > 0 ? lean / sqrt(variance) : 0;
}
