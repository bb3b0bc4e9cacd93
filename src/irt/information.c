/* irt/information.c: expected Fisher information of one item and of many.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/inside.h"
#include "irt/score.h"

static double along_its_direction(const struct irt_slot *slot, double x)
{
    return slot->slope * slot->slope * irt_curve_information(&slot->curve, slot->slope * x);
}

void irt_item_information(const struct irt_bank *bank, size_t item, const double *theta,
                          double *info)
{
    const struct irt_direction *d = &bank->direction[bank->direction_of[item]];
    const struct irt_slot *slot = &bank->slot[bank->slot_of[item]];
    irt_add_outer(bank, d, along_its_direction(slot, irt_along(bank, d, theta)), info);
}

void irt_information(const struct irt_bank *bank, const int *answered, const double *theta,
                     double *info)
{
    for (size_t i = 0; i < bank->ndim * bank->ndim; i++)
        info[i] = 0.0;
    for (size_t g = 0; g < bank->ndirection; g++) {
        const struct irt_direction *d = &bank->direction[g];
        double x = irt_along(bank, d, theta), sum = 0.0;
        for (size_t s = d->first; s < d->first + d->count; s++)
            if (answered == NULL || answered[bank->slot[s].item] >= 0)
                sum += along_its_direction(&bank->slot[s], x);
        irt_add_outer(bank, d, sum, info);
    }
}
