/* irt/grm.c: one item: its probabilities, its expected answer, what it can tell.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/grm.h"

#include <math.h>

#include "irt/curve.h"
#include "stats/matrix.h"
#include "stats/special.h"

struct irt_flaw irt_grm_flaw(const struct irt_grm *item)
{
    if (item->ndim < 1 || item->ndim > IRT_DIM_MAX)
        return (struct irt_flaw){IRT_PART_SHAPE, 0, "1 to 8 dimensions"};
    if (item->ncat < 2 || item->ncat > IRT_CAT_MAX)
        return (struct irt_flaw){IRT_PART_SHAPE, 0, "1 to 9 intercepts (2 to 10 categories)"};
    size_t zero = 0;
    for (size_t i = 0; i < item->ndim; i++) {
        if (!(fabs(item->a[i]) <= IRT_SLOPE_MAX))
            return (struct irt_flaw){IRT_PART_SLOPES, i, "a slope within -10000 and 10000"};
        zero += item->a[i] == 0.0;
    }
    if (zero == item->ndim)
        return (struct irt_flaw){IRT_PART_SLOPES, 0, "at least one slope that is not 0"};
    for (size_t k = 0; k + 1 < item->ncat; k++) {
        if (!(fabs(item->d[k]) <= IRT_INTERCEPT_MAX))
            return (struct irt_flaw){IRT_PART_INTERCEPT, k,
                                     "an intercept within -1000000 and 1000000"};
        if (k > 0 && !(item->d[k] < item->d[k - 1]))
            return (struct irt_flaw){IRT_PART_INTERCEPT, k, "an intercept below the one before it"};
    }
    return (struct irt_flaw){IRT_PART_NONE, 0, NULL};
}

enum err irt_grm_check(const struct irt_grm *item)
{
    return irt_grm_flaw(item).part == IRT_PART_NONE ? ERR_OK : ERR_DOMAIN;
}

void irt_curve_fill(size_t ncat, const double *d, struct irt_edge *edge)
{
    edge[0] = (struct irt_edge){IRT_BEYOND, -IRT_BEYOND, 1.0, 0.0};
    for (size_t k = 0; k < ncat; k++) {
        struct irt_edge *e = &edge[1 + k];
        e->upper = k == 0 ? IRT_BEYOND : d[k - 1];
        e->lower = k == ncat - 1 ? -IRT_BEYOND : d[k];
        e->gap = -stats_expm1(e->lower - e->upper);
        e->log_gap = stats_log(e->gap);
    }
}

void irt_curve_prob(const struct irt_curve *curve, double x, double *p, double *lean)
{
    const struct irt_edge *edge = curve->edge + 1;
    double s[2 * IRT_CAT_MAX]; /* s(z_k), s(-z_(k+1)) for each k */
    for (size_t k = 0; k < curve->ncat; k++) {
        s[2 * k] = x + edge[k].upper;
        s[2 * k + 1] = -(x + edge[k].lower);
    }
    stats_logistic_each(2 * curve->ncat, s, s);
    for (size_t k = 0; k < curve->ncat; k++) {
        p[k] = s[2 * k] * s[2 * k + 1] * edge[k].gap;
        lean[k] = s[2 * k + 1] - s[2 * k];
    }
}

double irt_curve_information(const struct irt_curve *curve, double x)
{
    double p[IRT_CAT_MAX], lean[IRT_CAT_MAX], sum = 0.0;
    irt_curve_prob(curve, x, p, lean);
    for (size_t k = 0; k < curve->ncat; k++)
        sum += p[k] * lean[k] * lean[k];
    return sum;
}

/* A curve of its own for an item that stands alone. */
struct own_curve {
    struct irt_curve curve;
    struct irt_edge edge[IRT_CAT_MAX + 1];
};

static const struct irt_curve *curve_of(const struct irt_grm *item, struct own_curve *own)
{
    irt_curve_fill(item->ncat, item->d, own->edge);
    own->curve = (struct irt_curve){item->ncat, own->edge};
    return &own->curve;
}

void irt_grm_prob(const struct irt_grm *item, const double *theta, double *p)
{
    struct own_curve own;
    double lean[IRT_CAT_MAX];
    irt_curve_prob(curve_of(item, &own), stats_dot(item->ndim, item->a, theta), p, lean);
}

void irt_grm_log_prob(const struct irt_grm *item, const double *theta, double *log_p)
{
    struct own_curve own;
    const struct irt_curve *curve = curve_of(item, &own);
    double x = stats_dot(item->ndim, item->a, theta);
    for (size_t k = 0; k < item->ncat; k++)
        log_p[k] = stats_log_logistic(x + curve->edge[1 + k].upper) +
                   stats_log_logistic(-(x + curve->edge[1 + k].lower)) + curve->edge[1 + k].log_gap;
}

double irt_grm_expected(const struct irt_grm *item, const double *theta)
{
    double x = stats_dot(item->ndim, item->a, theta), sum = 0.0;
    for (size_t k = 0; k + 1 < item->ncat; k++)
        sum += stats_logistic(x + item->d[k]); /* E[X] = sum of P(X >= k) */
    return sum;
}

double irt_grm_information(const struct irt_grm *item, const double *theta)
{
    struct own_curve own;
    return irt_curve_information(curve_of(item, &own), stats_dot(item->ndim, item->a, theta));
}
