/* bond/place.h: one dimension's posterior on the answers' own scale, and the word that it carries.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BOND_PLACE_H
#define ATTUNE_BOND_PLACE_H

#include "bond/bank.h"
#include "bond/map.h"

#define BOND_WORD_ONE 0.70  /* one word, where it holds at least this probability */
#define BOND_WORD_TWO 0.85  /* else two neighbours, where they hold this together */
#define BOND_WORD_ANSWERS 2 /* with fewer answers it is too early to tell */

/* p[w] <- probability of each word under theta ~ N(mean, sd^2). sd > 0. The expected answer rises
 * with theta, so the cuts carry over exactly and only normal probabilities are needed. */
void bond_place_words(const struct bond_bank *bank, size_t dim, double mean, double sd,
                      double p[CONTENT_WORDS]);
/* The most probable word. */
int bond_place_top(const double p[CONTENT_WORDS]);
/* Fills theta, expected, its interval, p_word and tender of the place. */
void bond_place_posterior(const struct bond_bank *bank, size_t dim, double mean, double sd,
                          struct bond_place *place);
/* Chooses word_low and word_high from p_word, answered and pulled: where answers pull in different
 * directions one word would be too sure, and two are the most that is said. */
void bond_place_choose_word(struct bond_place *place);

#endif
