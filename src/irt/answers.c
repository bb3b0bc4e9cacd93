/* irt/answers.c: the log-likelihood of patterns of answers, with gradient and Hessian, in one pass
 * over the items for four respondents at a time.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "irt/inside.h"
#include "irt/score.h"
#include "stats/clones.h"
#include "stats/special.h"

#define L IRT_LANES
#define BLOCK 16 /* items whose logistics are taken together */

/* Each answer is two logistics, s(z_k) and s(-z_(k+1)) (irt/curve.h). */
struct block {
    double z[BLOCK][2][L], s[BLOCK][2][L];
};

/* A sum of logarithms, kept as a product for as long as that is a normal number. */
struct log_sum {
    double product[L], sum[L];
};
#define PRODUCT_MIN 1e-150 /* the product of two such is still normal */

STATS_CLONE_PART void fill_block(const struct irt_slot *slot, size_t n, const int *const *response,
                                 const double *x, struct block *b)
{
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < L; l++) {
            int k = response[l] == NULL ? IRT_MISSING : response[l][slot[i].item];
            const struct irt_edge *e = &slot[i].curve.edge[k + 1];
            double along = slot[i].slope * x[l];
            b->z[i][0][l] = along + e->upper;
            b->z[i][1][l] = -(along + e->lower);
        }
}

static void add_logs_one_by_one(const struct block *b, size_t n, size_t l, struct log_sum *log)
{
    for (size_t i = 0; i < n; i++)
        log->sum[l] += stats_log_logistic(b->z[i][0][l]) + stats_log_logistic(b->z[i][1][l]);
}

STATS_CLONE_PART void add_logs(const struct block *b, size_t n, struct log_sum *log)
{
    double product[L] = {1.0, 1.0, 1.0, 1.0};
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < L; l++)
            product[l] *= b->s[i][0][l] * b->s[i][1][l];
    for (size_t l = 0; l < L; l++) {
        if (!(product[l] > PRODUCT_MIN)) {
            add_logs_one_by_one(b, n, l, log);
            continue;
        }
        log->product[l] *= product[l];
        if (log->product[l] < PRODUCT_MIN) {
            log->sum[l] += stats_log(log->product[l]);
            log->product[l] = 1.0;
        }
    }
}

STATS_CLONE_PART void add_leans(const struct irt_slot *slot, size_t n, const struct block *b,
                                double *first, double *second)
{
    for (size_t i = 0; i < n; i++) {
        double c = slot[i].slope;
        for (size_t l = 0; l < L; l++) {
            double above = b->s[i][0][l], below = b->s[i][1][l];
            first[l] += c * (below - above);
            second[l] += c * c * (above * (1.0 - above) + below * (1.0 - below));
        }
    }
}

STATS_CLONE_PART void along(const struct irt_bank *bank, const struct irt_direction *d,
                            const int *const *response, const double *x, struct log_sum *log,
                            double *first, double *second)
{
    struct block b;
    memset(first, 0, L * sizeof *first);
    memset(second, 0, L * sizeof *second);
    for (size_t done = 0, n; done < d->count; done += n) {
        const struct irt_slot *slot = bank->slot + d->first + done;
        n = d->count - done < BLOCK ? d->count - done : BLOCK;
        fill_block(slot, n, response, x, &b);
        stats_logistic_each(n * 2 * L, b.z[0][0], b.s[0][0]);
        add_leans(slot, n, &b, first, second);
        add_logs(&b, n, log);
    }
}

STATS_CLONES void irt_lanes_along(const struct irt_bank *bank, const struct irt_direction *d,
                                  const int *const response[L], const double x[L], double value[L],
                                  double first[L], double second[L])
{
    struct log_sum log = {{1.0, 1.0, 1.0, 1.0}, {0}};
    along(bank, d, response, x, &log, first, second);
    for (size_t l = 0; l < L; l++)
        value[l] = log.sum[l] + stats_log(log.product[l]);
}

STATS_CLONE_PART void add_direction(const double *basis, size_t top, const double *first,
                                    const double *second, struct irt_lanes_sums *out)
{
    for (size_t i = 0; i < top; i++) {
        for (size_t l = 0; l < L; l++)
            out->gradient[i][l] += basis[i] * first[l];
        for (size_t j = 0; j <= i; j++)
            for (size_t l = 0; l < L; l++)
                out->curvature[i][j][l] += basis[i] * basis[j] * second[l];
    }
}

STATS_CLONES void irt_lanes_sum(const struct irt_bank *bank, const struct irt_lanes *at,
                                struct irt_lanes_sums *out)
{
    memset(out->gradient, 0, bank->ndim * sizeof *out->gradient);
    memset(out->curvature, 0, bank->ndim * sizeof *out->curvature);
    struct log_sum log = {{1.0, 1.0, 1.0, 1.0}, {0}};
    for (size_t g = 0; g < bank->ndirection; g++) {
        const struct irt_direction *d = &bank->direction[g];
        const double *basis = at->by_prior ? d->v : d->u;
        double x[L], first[L], second[L];
        for (size_t l = 0; l < L; l++)
            x[l] = at->by_prior ? d->at_mean : 0.0;
        for (size_t i = 0; i < d->top; i++)
            for (size_t l = 0; l < L; l++)
                x[l] += basis[i] * at->place[i][l];
        along(bank, d, at->response, x, &log, first, second);
        add_direction(basis, d->top, first, second, out);
    }
    for (size_t l = 0; l < L; l++)
        out->value[l] = log.sum[l] + stats_log(log.product[l]);
}

enum err irt_answers_check(const struct irt_bank *bank, const int *response, size_t *answered)
{
    *answered = 0;
    for (size_t i = 0; i < bank->nitem; i++) {
        if (response[i] < IRT_MISSING || response[i] >= (int)bank->item[i].ncat)
            return ERR_DOMAIN;
        *answered += response[i] != IRT_MISSING;
    }
    return ERR_OK;
}

double irt_log_gaps(const struct irt_bank *bank, const int *response)
{
    double sum = 0.0;
    for (size_t s = 0; s < bank->nitem; s++)
        sum += bank->slot[s].curve.edge[response[bank->slot[s].item] + 1].log_gap;
    return sum;
}

double irt_loglik(const struct irt_bank *bank, const int *response, const double *theta,
                  double *gradient, double *hessian)
{
    size_t n = bank->ndim, answered;
    struct irt_lanes at = {.response = {response}};
    struct irt_lanes_sums sums;
    if (irt_answers_check(bank, response, &answered))
        return NAN;
    for (size_t i = 0; i < n; i++)
        at.place[i][0] = theta[i];
    irt_lanes_sum(bank, &at, &sums);
    for (size_t i = 0; gradient != NULL && i < n; i++)
        gradient[i] = sums.gradient[i][0];
    for (size_t i = 0; hessian != NULL && i < n; i++)
        for (size_t j = 0; j <= i; j++)
            hessian[i * n + j] = hessian[j * n + i] = -sums.curvature[i][j][0];
    return sums.value[0] + irt_log_gaps(bank, response);
}
