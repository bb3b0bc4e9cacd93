/* tests/draw/cases.h: maps to draw in the tests, from the plain to the odd.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_DRAW_CASES_H
#define ATTUNE_TESTS_DRAW_CASES_H

#include "draw/landscape.h"

struct map_case {
    const char *name;
    size_t n;
    struct draw_place place[DRAW_PLACE_MAX];
};

extern const struct map_case map_cases[];
extern const size_t map_case_count;

/* By name; fails the running test if there is none. */
const struct map_case *map_case(const char *name);
/* The k-th of endlessly many odd maps: 1 to 8 places, any heights, long and short words. Its texts
 * live in `store`. */
void map_case_odd(size_t k, struct map_case *out, char store[static 2048]);

#endif
