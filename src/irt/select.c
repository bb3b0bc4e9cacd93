/* irt/select.c: ranks what could be asked next. One more item adds info c u u' to M, so that its
 * determinant, trace and the trace of its inverse follow from M^-1 u without a new factorisation:
 *   det (M + c u u') = det M (1 + c u' M^-1 u),   tr (M + c u u') = tr M + c u' u,
 *   tr (M + c u u')^-1 = tr M^-1 - c |M^-1 u|^2 / (1 + c u' M^-1 u)   (Sherman & Morrison 1950).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/select.h"

#include <math.h>
#include <string.h>

#include "irt/inside.h"
#include "stats/matrix.h"
#include "stats/random.h"

#define TIE 1e-12

/* M at theta, and what the three rules need of it. */
struct knowledge {
    double inverse[IRT_DIM_MAX * IRT_DIM_MAX];
    double det, trace, inverse_trace;
};

static enum err know(const struct irt_bank *bank, const int *response, const double *theta,
                     double temper, struct knowledge *k)
{
    size_t n = bank->ndim;
    double m[IRT_DIM_MAX * IRT_DIM_MAX], factor[IRT_DIM_MAX * IRT_DIM_MAX];
    irt_information(bank, response, theta, m);
    for (size_t i = 0; i < n * n; i++)
        m[i] = temper * m[i] + bank->precision[i];
    enum err err = stats_cholesky(n, m, factor);
    if (err)
        return err;
    stats_cholesky_inverse(n, factor, k->inverse);
    k->det = 1.0;
    k->trace = k->inverse_trace = 0.0;
    for (size_t i = 0; i < n; i++) {
        k->det *= factor[i * n + i] * factor[i * n + i];
        k->trace += m[i * n + i];
        k->inverse_trace += k->inverse[i * n + i];
    }
    return ERR_OK;
}

static double criterion(size_t n, const struct knowledge *k, enum irt_rule rule, const double *u,
                        double c)
{
    double toward[IRT_DIM_MAX]; /* M^-1 u */
    stats_times(n, k->inverse, u, toward);
    double known = 1.0 + c * stats_dot(n, u, toward);
    switch (rule) {
    case IRT_RULE_D:
        return k->det * known;
    case IRT_RULE_T:
        return k->trace + c * stats_dot(n, u, u);
    case IRT_RULE_A:
        return k->inverse_trace - c * stats_dot(n, toward, toward) / known;
    }
    return NAN;
}

static bool before(enum irt_rule rule, const struct irt_choice *a, const struct irt_choice *b)
{
    if (a->criterion != b->criterion)
        return rule == IRT_RULE_A ? a->criterion < b->criterion : a->criterion > b->criterion;
    return a->item < b->item;
}

/* Heapsort: no memory, no recursion, and never slow. */
static void sift(struct irt_choice *c, size_t root, size_t n, enum irt_rule rule)
{
    for (size_t child; (child = 2 * root + 1) < n; root = child) {
        if (child + 1 < n && before(rule, &c[child], &c[child + 1]))
            child++;
        if (!before(rule, &c[root], &c[child]))
            return;
        struct irt_choice moved = c[root];
        c[root] = c[child];
        c[child] = moved;
    }
}

static void sort(struct irt_choice *c, size_t n, enum irt_rule rule)
{
    for (size_t i = n / 2; i-- > 0;)
        sift(c, i, n, rule);
    for (size_t end = n; end-- > 1;) {
        struct irt_choice last = c[end];
        c[end] = c[0];
        c[0] = last;
        sift(c, 0, end, rule);
    }
}

static bool tie_before(uint64_t seed, size_t a, size_t b)
{
    if (seed == 0)
        return a < b;
    uint64_t of_a = stats_random_mix(seed, a), of_b = stats_random_mix(seed, b);
    return of_a != of_b ? of_a < of_b : a < b;
}

/* A run of ties reaches as far as criteria lie within TIE of its first. */
static void settle_ties(struct irt_choice *c, size_t n, uint64_t seed)
{
    for (size_t first = 0, next; first < n; first = next) {
        double leader = c[first].criterion;
        for (next = first + 1; next < n; next++) {
            if (fabs(c[next].criterion - leader) > TIE * fabs(leader))
                break;
            struct irt_choice moved = c[next];
            size_t i = next;
            for (; i > first && tie_before(seed, moved.item, c[i - 1].item); i--)
                c[i] = c[i - 1];
            c[i] = moved;
        }
    }
}

static double before_asking(const struct knowledge *k, enum irt_rule rule)
{
    return rule == IRT_RULE_D ? k->det : rule == IRT_RULE_T ? k->trace : k->inverse_trace;
}

static enum err check(const struct irt_bank *bank, const int *response, const double *theta,
                      double temper, enum irt_rule rule)
{
    size_t answered;
    if (!(temper > 0.0 && temper <= 1.0) || rule < IRT_RULE_D || rule > IRT_RULE_A)
        return ERR_DOMAIN;
    for (size_t i = 0; i < bank->ndim; i++)
        if (!isfinite(theta[i]))
            return ERR_DOMAIN;
    return irt_answers_check(bank, response, &answered);
}

enum err irt_rank_from(const struct irt_bank *bank, const int *response, const bool *exclude,
                       const double *theta, double temper, enum irt_rule rule, uint64_t seed,
                       struct irt_choice *ranking, size_t *n, double *base)
{
    struct knowledge k;
    size_t count = 0;
    *n = 0;
    enum err err = check(bank, response, theta, temper, rule);
    if (!err)
        err = know(bank, response, theta, temper, &k);
    if (err)
        return err;
    *base = before_asking(&k, rule);
    for (size_t g = 0; g < bank->ndirection; g++) {
        const struct irt_direction *d = &bank->direction[g];
        double x = irt_along(bank, d, theta);
        for (size_t s = d->first; s < d->first + d->count; s++) {
            const struct irt_slot *slot = &bank->slot[s];
            if (response[slot->item] >= 0 || (exclude != NULL && exclude[slot->item]))
                continue;
            double info =
                slot->slope * slot->slope * irt_curve_information(&slot->curve, slot->slope * x);
            double value = criterion(bank->ndim, &k, rule, d->u, temper * info);
            if (!isfinite(value))
                return ERR_NUMERIC;
            ranking[count++] = (struct irt_choice){slot->item, value};
        }
    }
    sort(ranking, count, rule);
    settle_ties(ranking, count, seed);
    *n = count;
    return ERR_OK;
}

enum err irt_rank(const struct irt_bank *bank, const int *response, const bool *exclude,
                  const double *theta, double temper, enum irt_rule rule, uint64_t seed,
                  struct irt_choice *ranking, size_t *n)
{
    double base;
    return irt_rank_from(bank, response, exclude, theta, temper, rule, seed, ranking, n, &base);
}
