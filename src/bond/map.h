/* bond/map.h: what attune knows of one caregiver and one child from their answers.
 * Pure numbers and indexes; sentences are made in view/.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_MAP_H
#define ATTUNE_BOND_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "content/content.h"

#define BOND_SKIP (-1)
#define BOND_ASK_MAX 24 /* questions at most in one map */
#define BOND_STEPS_MAX 2
#define BOND_MODEL 1 /* version of the rules below; kept with a drawn map */
#define BOND_WORD_EARLY 255

struct bond_answer {
    size_t item;
    int value;
}; /* value 0 … 4 as given, or BOND_SKIP */

enum bond_ready { BOND_ASKING, BOND_KNOWN, BOND_COUNT, BOND_NO_MORE };

struct bond_next {
    enum bond_ready ready; /* BOND_ASKING: ask `item` */
    size_t item;           /* or CONTENT_NONE when nothing is left */
    size_t asked, at_most; /* answers and skips so far; most that will be asked */
    size_t about_left;     /* a forecast of how many more */
    double progress;       /* 0 … 1, never falls while answering */
};

/* What to ask next at this effective age, after these answers (each item at most once).
 * ERR_DOMAIN (an item twice, a value out of range), ERR_NOMEM, ERR_NUMERIC. */
MUST_CHECK enum err bond_next(const struct content *c, int months,
                              const struct bond_answer *answers, size_t n, struct bond_next *out);

struct bond_place {
    bool on_map;
    size_t answered;
    double theta, theta_sd;       /* posterior, latent SD units */
    double expected, expected_sd; /* posterior of the mean expected answer over this
                                        dimension's items, 0 … 4 (Bock, Thissen & Zimowski 1997,
                                        doi:10.1111/j.1745-3984.1997.tb00515.x) */
    double lower, upper;          /* its central 90 % interval */
    double p_word[CONTENT_WORDS];
    int word_low, word_high; /* equal: one word; BOND_WORD_EARLY: too early to tell */
    /* Of a map that was just made; not kept with a drawn one: */
    bool pulled;   /* its answers pull in different directions */
    double tender; /* chance of its lower two words; for friction, of its upper two */
};

struct bond_reason {
    size_t item;
    int answer;
}; /* item CONTENT_NONE: no particular answer */

struct bond_step_choice {
    size_t step;
    struct bond_reason because;
};

struct bond_map {
    int months;
    enum content_stage stage;
    uint64_t bank_hash;
    uint32_t model;
    size_t asked, skipped;
    double mean[CONTENT_DIM], covariance[CONTENT_DIM * CONTENT_DIM];
    struct bond_place place[CONTENT_DIM];
    size_t strength;                     /* dimension, or CONTENT_NONE: nothing stands out yet */
    struct bond_reason strength_because; /* without a strength: the best answer, or none */
    size_t nstep;
    struct bond_step_choice step[BOND_STEPS_MAX];
    bool contradictory; /* the answers pull in different directions */
};

/* The map of these answers: EAP under the tempered likelihood. `stage` is kept, not used.
 * ERR_DOMAIN, ERR_NOMEM, ERR_NUMERIC. */
MUST_CHECK enum err bond_map_make(const struct content *c, int months,
                                  const struct bond_answer *answers, size_t n,
                                  struct bond_map *out);

/* Do the words of at least half of the places, and of two, lie in the tender half? */
bool bond_map_heavy(const struct content *c, const struct bond_map *map);

/* Other steps in place of choice k, best first: step indexes into out[cap]; returns how many. */
size_t bond_step_others(const struct content *c, const struct bond_map *map, size_t k,
                        struct bond_step_choice *out, size_t cap);

#endif
