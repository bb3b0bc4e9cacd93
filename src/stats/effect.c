/* stats/effect.c: effect sizes told as chances.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "stats/effect.h"

#include <math.h>

#include "stats/normal.h"

#define PI 3.14159265358979323846

static double both_above(double r)
{
    return 0.5 + asin(r) / PI; /* NaN past 1 */
}

static double superiority(double d)
{
    return stats_normal_cdf(d / sqrt(2));
}

static double difference(double r)
{
    return r > -1 && r < 1 ? 2 * r / sqrt(1 - r * r) : NAN;
}

static double share(double ratio, double base)
{
    if (!(ratio >= 0 && base > 0 && base < 1))
        return NAN;
    return ratio * base / (1 - base + ratio * base);
}

struct stats_effect stats_effect_both_above(struct stats_effect r)
{
    return (struct stats_effect){both_above(r.value), both_above(r.lower), both_above(r.upper)};
}

struct stats_effect stats_effect_above_middle(struct stats_effect d)
{
    return (struct stats_effect){stats_normal_cdf(d.value), stats_normal_cdf(d.lower),
                                 stats_normal_cdf(d.upper)};
}

struct stats_effect stats_effect_superiority(struct stats_effect d)
{
    return (struct stats_effect){superiority(d.value), superiority(d.lower), superiority(d.upper)};
}

struct stats_effect stats_effect_d(struct stats_effect r)
{
    return (struct stats_effect){difference(r.value), difference(r.lower), difference(r.upper)};
}

struct stats_effect stats_effect_share(struct stats_effect ratio, double base)
{
    return (struct stats_effect){share(ratio.value, base), share(ratio.lower, base),
                                 share(ratio.upper, base)};
}
