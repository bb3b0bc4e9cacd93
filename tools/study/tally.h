/* tools/study/tally.h: counts over many simulated parents.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_STUDY_TALLY_H
#define ATTUNE_STUDY_TALLY_H

#include "simulate.h"

struct tally_place {
    double n; /* maps with this place on them */
    double cover_theta, cover_expected;
    double width;           /* of the expected answer's interval */
    double one, two, early; /* what was said */
    double one_right, two_right;
    double x, y, xx, yy, xy; /* sums for the correlation of theta and its estimate */
};

struct tally {
    double n, asked, answered;
    size_t most, fewest;
    double ready[4]; /* by enum bond_ready */
    double pulled;   /* maps that say that answers pull in different directions */
    double no_strength, steps[BOND_STEPS_MAX + 1];
    double pairs, changed; /* second maps of an unchanged parent; those that named a change */
    struct tally_place place[CONTENT_DIM];
};

void tally_map(struct tally *t, const struct bond_bank *bank, const struct parent *p,
               const struct bond_map *map);
void tally_join(struct tally *into, const struct tally *from);

/* Shares and means, 0 when nothing was counted. */
double tally_share(double part, double whole);
double tally_reliability(const struct tally_place *p);
/* Half of a 95 % interval of a share, for the simulation's own noise. */
double tally_noise(double share, double whole);

#endif
