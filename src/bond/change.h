/* bond/change.h: what has changed between two maps of one bond, if anything can be said.
 *
 * Model. Each map's posterior is read as normal and divided by its prior N(0, S), which leaves what
 * its own answers said. Between the maps the state drifts as a random walk that the prior holds
 * together (a stationary Ornstein-Uhlenbeck process), so that both maps have the same prior:
 *   theta_2 = r theta_1 + w,   w ~ N(0, (1 - r^2) S),   r = (1 - BOND_DRIFT / 2)^months between.
 * One month's step has the variance BOND_DRIFT S, and a map that is long past says less about now.
 * (A free random walk would pull the earlier map to the middle more than the later one, and name
 * changes between two equal maps.) The joint normal posterior of (theta_1, theta_2) follows; on the
 * expected-answer scale of the shared bank the difference is named where
 *   P(e(theta_2) - e(theta_1) > BOND_CHANGE_LEAST) >= BOND_CHANGE_SURE, or the same downwards.
 * The drift's size is a choice, not an estimate: a standard deviation of a little over a half in
 * one month, so that a month in which much happens is not explained away, and an unchanged parent
 * is seldom told of a change (docs/uncertainty.md).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_CHANGE_H
#define ATTUNE_BOND_CHANGE_H

#include "bond/map.h"

#define BOND_CHANGE_DAYS 28   /* younger maps are not compared */
#define BOND_CHANGE_LEAST 0.5 /* half a step between two answers, on the 0 … 4 scale */
#define BOND_CHANGE_SURE 0.9
#define BOND_DRIFT 0.35 /* of the prior's variance, in a month of 30.4375 days */

struct bond_change {
    size_t dimension;
    int direction; /* 1: its expected answer rose, -1: it fell */
    double shift;  /* posterior mean of the difference, 0 … 4 scale */
    double p;      /* probability that it passed the smallest change */
};

/* May these two maps be compared at all: same stage, same bank and model, far enough apart? */
bool bond_comparable(const struct bond_map *earlier, int64_t earlier_ms,
                     const struct bond_map *later, int64_t later_ms);

/* The named changes, in the dimensions' order, into out[CONTENT_DIM]; *n how many. Maps that cannot
 * be compared, and places with fewer than two answers in either map, give none; so do maps whose
 * covariances leave no joint posterior. ERR_NOMEM, ERR_DOMAIN. */
MUST_CHECK enum err bond_change(const struct content *c, const struct bond_map *earlier,
                                int64_t earlier_ms, const struct bond_map *later, int64_t later_ms,
                                struct bond_change out[CONTENT_DIM], size_t *n);

#endif
