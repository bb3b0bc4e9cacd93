/* bond/draw.h: bond_map_make for a bank that is made already (simulations draw many maps).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_DRAW_H
#define ATTUNE_BOND_DRAW_H

#include "bond/bank.h"
#include "bond/map.h"

/* Errors as bond_map_make. */
MUST_CHECK enum err bond_draw(const struct bond_bank *bank, const struct bond_answer *answers,
                              size_t n, struct bond_map *out);

#endif
