/* stats/random.c: xoshiro256++ and its seeding.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "stats/random.h"

#include "stats/normal.h"

#define GOLDEN_GAMMA UINT64_C(0x9e3779b97f4a7c15)

static uint64_t splitmix(uint64_t *x)
{
    uint64_t z = (*x += GOLDEN_GAMMA);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t stats_random_mix(uint64_t seed, uint64_t index)
{
    uint64_t x = splitmix(&seed) ^ index;
    return splitmix(&x);
}

void stats_random_init(struct stats_random *r, uint64_t seed, uint64_t stream)
{
    uint64_t x = stats_random_mix(seed, stream);
    for (int i = 0; i < 4; i++)
        r->state[i] = splitmix(&x); /* four different words: never all zero */
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t stats_random_bits(struct stats_random *r)
{
    uint64_t *s = r->state;
    uint64_t result = rotate_left(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

double stats_random_uniform(struct stats_random *r)
{
    return (double)((stats_random_bits(r) >> 11) | 1) * 0x1p-53;
}

double stats_random_normal(struct stats_random *r)
{
    return stats_normal_quantile(stats_random_uniform(r));
}

uint64_t stats_random_below(struct stats_random *r, uint64_t n)
{
    uint64_t reject = -n % n; /* 2^64 mod n values at the low end would favour some results */
    for (;;) {
        uint64_t x = stats_random_bits(r);
        if (x >= reject)
            return x % n;
    }
}
