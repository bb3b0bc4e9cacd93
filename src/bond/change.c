/* What has changed between two maps of one bond.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/change.h"

#include <math.h>
#include <string.h>

#include "bond/bank.h"
#include "bond/place.h"
#include "stats/matrix.h"
#include "stats/normal.h"
#include "stats/special.h"

#define D CONTENT_DIM
#define DAY_MS 86400000.0
#define MONTH_DAYS 30.4375

_Static_assert(2 * D <= STATS_MATRIX_MAX, "the joint posterior is one matrix");

bool bond_comparable(const struct bond_map *earlier, int64_t earlier_ms,
                     const struct bond_map *later, int64_t later_ms)
{
    return earlier->stage == later->stage && earlier->bank_hash == later->bank_hash &&
           earlier->model == later->model &&
           (double)later_ms - (double)earlier_ms >= BOND_CHANGE_DAYS * DAY_MS;
}

static enum err invert(size_t n, const double *a, double *inverse)
{
    double l[STATS_MATRIX_MAX * STATS_MATRIX_MAX];
    enum err e = stats_cholesky(n, a, l);
    if (!e)
        stats_cholesky_inverse(n, l, inverse);
    return e;
}

struct joint {
    double mean[2 * D];
    double covariance[2 * D * 2 * D];
};

/* The prior's joint precision is [A, -rA; -rA, A] with A = S^-1 / (1 - r^2); each map adds what its
 * answers said, P - S^-1 and P m. */
static enum err join(const double *prior, const struct bond_map *a, const struct bond_map *b,
                     double months, struct joint *out)
{
    double prior_precision[D * D], pa[D * D], pb[D * D], h[2 * D];
    double joint_precision[2 * D * 2 * D];
    enum err e = invert(D, prior, prior_precision);
    if (!e)
        e = invert(D, a->covariance, pa);
    if (!e)
        e = invert(D, b->covariance, pb);
    if (e)
        return e;
    double r = stats_exp(months * stats_log(1 - BOND_DRIFT / 2));
    double own = 1 / (1 - r * r), across = -r * own;
    for (size_t i = 0; i < D; i++)
        for (size_t j = 0; j < D; j++) {
            double s = prior_precision[i * D + j];
            joint_precision[i * 2 * D + j] = pa[i * D + j] - s + s * own;
            joint_precision[i * 2 * D + D + j] = s * across;
            joint_precision[(D + i) * 2 * D + j] = s * across;
            joint_precision[(D + i) * 2 * D + D + j] = pb[i * D + j] - s + s * own;
        }
    stats_times(D, pa, a->mean, h);
    stats_times(D, pb, b->mean, h + D);
    e = invert(2 * D, joint_precision, out->covariance);
    if (!e)
        stats_times(2 * D, out->covariance, h, out->mean);
    return e;
}

/* P(e(t2) - e(t1) > least) up and down, and the mean difference, by the trapezoid rule over t1 and
 * the exact normal tail of t2 given t1. */
static void compare(const struct bond_bank *bank, size_t d, const struct joint *joint,
                    struct bond_change *out)
{
    const double *v = joint->covariance;
    double m1 = joint->mean[d], m2 = joint->mean[D + d];
    double v1 = v[d * 2 * D + d], v2 = v[(D + d) * 2 * D + D + d], v12 = v[d * 2 * D + D + d];
    double s1 = sqrt(v1), left = v2 - v12 * v12 / v1;
    double s2 = left > 0 ? sqrt(left) : 0;
    double weight = 0, up = 0, down = 0, shift = 0;
    for (int i = -20; i <= 20; i++) {
        double z = i * 0.25, w = stats_normal_pdf(z);
        double t1 = m1 + s1 * z, centre = m2 + v12 / v1 * (t1 - m1);
        double e1 = bond_expected(bank, d, t1, NULL);
        double rise = bond_expected_inverse(bank, d, e1 + BOND_CHANGE_LEAST);
        double fall = bond_expected_inverse(bank, d, e1 - BOND_CHANGE_LEAST);
        weight += w;
        up += w * stats_normal_cdf((centre - rise) / s2);
        down += w * stats_normal_cdf((fall - centre) / s2);
        shift += w * (bond_expected(bank, d, centre, NULL) - e1);
    }
    out->dimension = d;
    out->direction = up >= down ? 1 : -1;
    out->p = (up >= down ? up : down) / weight;
    out->shift = shift / weight;
}

static bool both_known(const struct bond_place *a, const struct bond_place *b)
{
    return a->on_map && b->on_map && a->answered >= BOND_WORD_ANSWERS &&
           b->answered >= BOND_WORD_ANSWERS;
}

enum err bond_change(const struct content *c, const struct bond_map *earlier, int64_t earlier_ms,
                     const struct bond_map *later, int64_t later_ms,
                     struct bond_change out[CONTENT_DIM], size_t *n)
{
    *n = 0;
    /* The answers' scale is rebuilt from today's content: it has to be the maps' own. */
    if (!bond_comparable(earlier, earlier_ms, later, later_ms) ||
        content_bank_hash(c, later->months) != later->bank_hash)
        return ERR_OK;
    double months = ((double)later_ms - (double)earlier_ms) / (DAY_MS * MONTH_DAYS);
    struct bond_bank bank;
    enum err e = bond_bank_init(&bank, c, later->months);
    if (e)
        return e;
    struct joint joint;
    bool joined = join(irt_bank_covariance(bank.irt), earlier, later, months, &joint) == ERR_OK;
    for (size_t d = 0; joined && d < D; d++) {
        struct bond_change change;
        if (!bank.on_map[d] || !both_known(&earlier->place[d], &later->place[d]))
            continue;
        compare(&bank, d, &joint, &change);
        if (change.p >= BOND_CHANGE_SURE)
            out[(*n)++] = change;
    }
    bond_bank_finish(&bank);
    return ERR_OK;
}
