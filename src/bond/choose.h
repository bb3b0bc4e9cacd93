/* bond/choose.h: which place is named as the strength, and which small steps are offered.
 *
 * Strength: of the places whose words are good ones, whose answers do not pull apart and that rest
 * on a good answer of the parent's own, the one whose interval reaches least far down. None is
 * better than a made-up one; then the best single answer is kept, as something to hold on to.
 * Steps: one from each of the two most tender places (the chance that it lies in its lower two
 * words is at least a half), most tender first. If no place is tender, one step: for the least
 * firm place in which the parent gave a low answer; if there is none, one that tends the strength.
 * Where most of the map is tender (bond_map_heavy) the first step is one for the parent's own sake,
 * and the places come in another order: hard moments first, fun last; a joke is no answer to a week
 * in which nothing went well.
 * Within a place the step that answers to the parent's lowest answer comes first, then the one that
 * answers to more of them, then one that needs little strength, then the order of the file. A step
 * always stands on something that the parent said; without an answer there is no step.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_CHOOSE_H
#define ATTUNE_BOND_CHOOSE_H

#include "bond/bank.h"
#include "bond/map.h"

/* Fills strength, strength_because, nstep and step of a map whose places are done.
 * response[bank->n]: scored, or IRT_MISSING. Cannot fail. */
void bond_choose(const struct bond_bank *bank, const int *response, struct bond_map *map);

#endif
