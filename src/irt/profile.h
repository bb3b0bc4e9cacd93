/* irt/profile.h (inside irt): the answers' log-likelihood along one direction, as a table.
 * Quadrature asks for it at very many places; a piecewise cubic through values and slopes gives it
 * back for the price of a few products.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_PROFILE_H
#define ATTUNE_IRT_PROFILE_H

#include "irt/inside.h"

/* Knots at low + i / scale, i = 0..n-1; knot[2i] the value, knot[2i+1] the slope per step. */
struct irt_profile {
    double low, scale;
    size_t n;
    double *knot;
};

/* How many knots the profile of these responses needs to be good to about 1e-6 within
 * centre +- reach; at most `most`. */
size_t irt_profile_knots(const struct irt_bank *bank, const struct irt_direction *d,
                         const int *response, double reach, size_t most);
/* Fills profile->knot[2 * profile->n] (n >= 2), both set by the caller. */
void irt_profile_fill(const struct irt_bank *bank, const struct irt_direction *d,
                      const int *response, double temper, double centre, double reach,
                      struct irt_profile *profile);

/* The value at x; past the ends along the last slope, as log-likelihoods go. */
static inline double irt_profile_at(const struct irt_profile *p, double x)
{
    double along = (x - p->low) * p->scale, last = (double)(p->n - 1);
    if (!(along > 0.0))
        return p->knot[0] + p->knot[1] * along;
    if (along >= last)
        return p->knot[2 * p->n - 2] + p->knot[2 * p->n - 1] * (along - last);
    size_t i = (size_t)(int)along; /* fits: fewer than 2^31 knots; int is the quick way */
    const double *k = p->knot + 2 * i;
    double t = along - (double)i, rise = k[2] - k[0];
    return k[0] + t * rise +
           t * (1.0 - t) * ((k[1] - rise) * (1.0 - t) + (rise - k[3]) * t); /* Hermite */
}

#endif
