/* bond/walk.h: the way through the questions: what was asked, what is known, what comes next.
 *
 * Each question is the one that tells most about all dimensions together (D rule at the mode of
 * the tempered posterior), among the places that still need answers and were asked least, so that
 * no place gets two more than another; never twice in a row from one place while another one still
 * needs answers. The first is a gentle one. A place is known once, right after one of its own
 * answers, its word was clear; it stays known, so that progress never falls. A place that was
 * skipped twice is let alone.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_WALK_H
#define ATTUNE_BOND_WALK_H

#include "bond/bank.h"
#include "bond/map.h"
#include "irt/score.h"

#define BOND_SKIPS 2 /* skipped this often, a place is let alone */

/* A place is known when, after at least bond_walk_least answers, one word holds BOND_KNOWN_ONE, or,
 * after one more, two neighbouring words hold BOND_KNOWN_TWO together. */
#define BOND_KNOWN_ONE 0.75
#define BOND_KNOWN_TWO 0.85

struct bond_walk {
    const struct bond_bank *bank;
    int *response; /* [n] scored, or IRT_MISSING */
    bool *asked;   /* [n] answered or skipped */
    size_t nasked;
    size_t answered[CONTENT_DIM], skipped[CONTENT_DIM];
    bool known[CONTENT_DIM];
    size_t last;               /* dimension of the newest question, or CONTENT_NONE */
    struct irt_posterior mode; /* of the answers so far, if fresh */
    bool fresh;
};

/* Answers that a place needs at least: 3; or 4 where few places are on the map, so that a newborn's
 * map, too, rests on more than a handful. */
size_t bond_walk_least(const struct bond_bank *bank);

/* The bank must outlive the walk. ERR_NOMEM. */
MUST_CHECK enum err bond_walk_init(struct bond_walk *walk, const struct bond_bank *bank);
void bond_walk_finish(struct bond_walk *walk);
/* One more answer as given (0 … 4, or BOND_SKIP) to a bank index. ERR_DOMAIN: out of range, or
 * answered before. ERR_NUMERIC. The walk is as it was on failure. */
MUST_CHECK enum err bond_walk_add(struct bond_walk *walk, size_t index, int value);
/* All answers of a run, content items. ERR_DOMAIN also for an item that this age does not ask. */
MUST_CHECK enum err bond_walk_add_all(struct bond_walk *walk, const struct bond_answer *answers,
                                      size_t n);
/* What comes next. ERR_NUMERIC, ERR_NOMEM. */
MUST_CHECK enum err bond_walk_next(struct bond_walk *walk, struct bond_next *out);

#endif
