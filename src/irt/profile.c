/* irt/profile.c: fills the table, four knots at a time.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/profile.h"

#include <math.h>

#define L IRT_LANES
/* The fourth derivative of log logistic(c x) is under c^4 / 8, so a cubic with eight knots per
 * 1 / c is within 1e-7 for each logistic. */
#define KNOTS_PER_LOGIT 8.0

size_t irt_profile_knots(const struct irt_bank *bank, const struct irt_direction *d,
                         const int *response, double reach, size_t most)
{
    double steepest = 0.0;
    for (size_t s = d->first; s < d->first + d->count; s++)
        if (response[bank->slot[s].item] >= 0)
            steepest = fmax(steepest, fabs(bank->slot[s].slope));
    double knots = 2.0 + ceil(2.0 * reach * steepest * KNOTS_PER_LOGIT);
    return knots < (double)most ? (size_t)knots : most;
}

void irt_profile_fill(const struct irt_bank *bank, const struct irt_direction *d,
                      const int *response, double temper, double centre, double reach,
                      struct irt_profile *profile)
{
    const int *everyone[L] = {response, response, response, response};
    double step = 2.0 * reach / (double)(profile->n - 1);
    profile->low = centre - reach;
    profile->scale = 1.0 / step;
    for (size_t i = 0; i < profile->n; i += L) {
        double x[L], value[L], first[L], second[L];
        for (size_t l = 0; l < L; l++)
            x[l] = profile->low + step * (double)(i + l);
        irt_lanes_along(bank, d, everyone, x, value, first, second);
        for (size_t l = 0; l < L && i + l < profile->n; l++) {
            profile->knot[2 * (i + l)] = temper * value[l];
            profile->knot[2 * (i + l) + 1] = temper * first[l] * step;
        }
    }
}
