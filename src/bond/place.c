/* One dimension's posterior on the answers' own scale, and its word.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/place.h"

#include <math.h>

#include "stats/normal.h"

#define Z90 1.6448536269514722 /* 95 % point of the standard normal: a central 90 % interval */

void bond_place_words(const struct bond_bank *bank, size_t dim, double mean, double sd,
                      double p[CONTENT_WORDS])
{
    double below = 0;
    for (size_t k = 0; k < BOND_CUTS; k++) {
        double up_to = stats_normal_cdf((bank->cut[dim][k] - mean) / sd);
        p[k] = up_to > below ? up_to - below : 0;
        below = up_to;
    }
    p[CONTENT_WORDS - 1] = below < 1 ? 1 - below : 0;
}

int bond_place_top(const double p[CONTENT_WORDS])
{
    int top = 0;
    for (int w = 1; w < CONTENT_WORDS; w++)
        if (p[w] > p[top])
            top = w;
    return top;
}

/* Mean and SD of the expected answer by the trapezoid rule on z in [-6, 6]: for so smooth a
 * function of a normal variable it is exact to far below what a picture or a word can show. */
static void moments(const struct bond_bank *bank, size_t dim, double mean, double sd,
                    struct bond_place *place)
{
    double w = 0, m = 0, s = 0;
    for (int i = -24; i <= 24; i++) {
        double z = i * 0.25;
        double weight = stats_normal_pdf(z);
        double e = bond_expected(bank, dim, mean + sd * z, NULL);
        w += weight;
        m += weight * e;
        s += weight * e * e;
    }
    m /= w;
    double variance = s / w - m * m;
    place->expected = m;
    place->expected_sd = variance > 0 ? sqrt(variance) : 0;
}

void bond_place_posterior(const struct bond_bank *bank, size_t dim, double mean, double sd,
                          struct bond_place *place)
{
    place->theta = mean;
    place->theta_sd = sd;
    moments(bank, dim, mean, sd, place);
    place->lower = bond_expected(bank, dim, mean - Z90 * sd, NULL);
    place->upper = bond_expected(bank, dim, mean + Z90 * sd, NULL);
    bond_place_words(bank, dim, mean, sd, place->p_word);
    const double *p = place->p_word;
    bool rubs = content_dimension(bank->content, dim)->high == CONTENT_HIGH_RUBBING;
    place->tender = rubs ? p[2] + p[3] : p[0] + p[1];
}

void bond_place_choose_word(struct bond_place *place)
{
    place->word_low = place->word_high = BOND_WORD_EARLY;
    if (!place->on_map || place->answered < BOND_WORD_ANSWERS)
        return;
    const double *p = place->p_word;
    int top = bond_place_top(p);
    if (!place->pulled && p[top] >= BOND_WORD_ONE) {
        place->word_low = place->word_high = top;
        return;
    }
    int low = top;
    if (top == CONTENT_WORDS - 1 || (top > 0 && p[top - 1] > p[top + 1]))
        low = top - 1;
    if (p[low] + p[low + 1] >= BOND_WORD_TWO) {
        place->word_low = low;
        place->word_high = low + 1;
    }
}
