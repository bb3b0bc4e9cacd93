/* stats/random.h: random numbers that the caller can repeat. The state is the caller's; nothing
 * here reads a clock or a device. Not for secrets.
 * The generator is xoshiro256++ 1.0 (Blackman & Vigna 2021, doi:10.1145/3460772), seeded by
 * splitmix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195). Every value, normal deviates
 * too, has the same bits on every machine.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_RANDOM_H
#define ATTUNE_STATS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct stats_random {
    uint64_t state[4];
};

/* Stream `stream` of `seed`: work that is split in pieces gives each piece (each respondent, say)
 * a stream of its own, so that the result does not depend on the split. Different pairs give
 * streams that overlap with negligible probability. */
void stats_random_init(struct stats_random *r, uint64_t seed, uint64_t stream);
uint64_t stats_random_bits(struct stats_random *r);
/* Uniform on the open interval (0, 1): an odd multiple of 2^-53. */
double stats_random_uniform(struct stats_random *r);
/* Standard normal, by inversion: exactly one uniform each. */
double stats_random_normal(struct stats_random *r);
/* Uniform on 0..n-1, without bias; n > 0. */
uint64_t stats_random_below(struct stats_random *r, uint64_t n);

/* One well-mixed word from a seed and an index: for orders that are drawn from a seed. */
uint64_t stats_random_mix(uint64_t seed, uint64_t index);

#endif
