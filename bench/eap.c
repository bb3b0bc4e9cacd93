/* bench/eap.c: how exact posterior means and SDs are, beside adaptive Gauss-Hermite quadrature as a
 * textbook has it. Two dimensions, where a fine grid is the truth; answers all highest, all lowest,
 * random, and few. The table of docs/bank.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "irt/score.h"
#include "stats/matrix.h"
#include "stats/quadrature.h"
#include "stats/random.h"

enum { D = 2, ITEMS = 12, PATTERNS = 12, GRID = 241, NODES_MAX = 15 };

static void must(enum err err)
{
    if (err == ERR_OK)
        return;
    fprintf(stderr, "bench: %s\n", err_name(err));
    exit(1);
}

/* Six items a dimension, three to five categories, slopes 0.7 to 1.3 times `slope`. */
static struct irt_bank *make_bank(double slope, double rho, struct stats_random *r)
{
    double a[ITEMS][D] = {{0}}, d[ITEMS][4];
    const double mean[D] = {0}, covariance[D * D] = {1, rho, rho, 1};
    struct irt_grm items[ITEMS];
    for (size_t i = 0; i < ITEMS; i++) {
        size_t ncat = 3 + stats_random_below(r, 3);
        double s = slope * (0.7 + 0.6 * stats_random_uniform(r)), b = stats_random_normal(r);
        a[i][i % D] = s;
        for (size_t k = 0; k + 1 < ncat; k++)
            d[i][k] = -s * (b + 0.8 * ((double)k - 0.5 * (double)(ncat - 2)));
        items[i] = (struct irt_grm){D, ncat, a[i], d[i]};
    }
    struct irt_bank *bank;
    must(irt_bank_create(D, mean, covariance, ITEMS, items, &bank, NULL));
    return bank;
}

static void make_answers(const struct irt_bank *bank, int pattern, struct stats_random *r,
                         int *response)
{
    for (size_t i = 0; i < ITEMS; i++) {
        int top = (int)irt_bank_item(bank, i)->ncat - 1;
        response[i] = pattern % 4 == 0   ? top
                      : pattern % 4 == 1 ? 0
                                         : (int)stats_random_below(r, (uint64_t)top + 1);
        if (pattern % 4 == 3 && i >= 3)
            response[i] = IRT_MISSING;
    }
}

/* Sums of weight * (1, x, x x') become a posterior around `centre`. */
struct sums {
    double mass, first[D], second[D * D];
};

static void add(struct sums *s, double weight, const double *x)
{
    s->mass += weight;
    for (size_t i = 0; i < D; i++) {
        s->first[i] += weight * x[i];
        for (size_t j = 0; j < D; j++)
            s->second[i * D + j] += weight * x[i] * x[j];
    }
}

static void finish(const struct sums *s, const double *centre, double *mean, double *sd)
{
    for (size_t i = 0; i < D; i++) {
        double m = s->first[i] / s->mass;
        mean[i] = centre[i] + m;
        sd[i] = sqrt(s->second[i * D + i] / s->mass - m * m);
    }
}

static double log_posterior(const struct irt_bank *bank, const int *response, const double *theta)
{
    return irt_loglik(bank, response, theta, NULL, NULL) -
           0.5 * stats_quadratic(D, irt_bank_precision(bank), theta);
}

static void by_fine_grid(const struct irt_bank *bank, const int *response,
                         const struct irt_posterior *map, double *mean, double *sd)
{
    struct sums s = {0};
    double top = log_posterior(bank, response, map->mean);
    for (size_t i = 0; i < GRID; i++)
        for (size_t j = 0; j < GRID; j++) {
            const double x[D] = {7.5 * (2.0 * (double)i / (GRID - 1) - 1.0),
                                 7.5 * (2.0 * (double)j / (GRID - 1) - 1.0)};
            const double theta[D] = {map->mean[0] + x[0], map->mean[1] + x[1]};
            add(&s, exp(log_posterior(bank, response, theta) - top), x);
        }
    finish(&s, map->mean, mean, sd);
}

static void by_gauss_hermite(const struct irt_bank *bank, const int *response,
                             const struct irt_posterior *map, size_t n, double *mean, double *sd)
{
    double node[NODES_MAX], weight[NODES_MAX], l[D * D];
    double top = log_posterior(bank, response, map->mean);
    struct sums s = {0};
    must(stats_gauss_normal(n, node, weight));
    must(stats_cholesky(D, map->covariance, l));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const double z[D] = {node[i], node[j]};
            double x[D], theta[D];
            stats_lower_times(D, l, z, x);
            for (size_t k = 0; k < D; k++)
                theta[k] = map->mean[k] + x[k];
            add(&s,
                weight[i] * weight[j] *
                    exp(log_posterior(bank, response, theta) - top + 0.5 * stats_dot(D, z, z)),
                x);
        }
    finish(&s, map->mean, mean, sd);
}

static double distance(const double *mean, const double *sd, const double *right_mean,
                       const double *right_sd)
{
    double most = 0.0;
    for (size_t i = 0; i < D; i++)
        most = fmax(most, fmax(fabs(mean[i] - right_mean[i]), fabs(sd[i] - right_sd[i])));
    return most;
}

static void one_line(double slope, double rho)
{
    static const size_t nodes[] = {5, 9, 15};
    struct stats_random r;
    stats_random_init(&r, 11, (uint64_t)(slope * 100.0 + rho * 10.0));
    double ours = 0.0, hermite[3] = {0};
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
        struct irt_bank *bank = make_bank(slope, rho, &r);
        int response[ITEMS];
        struct irt_posterior map, eap;
        double right_mean[D], right_sd[D], mean[D], sd[D];
        make_answers(bank, pattern, &r, response);
        must(irt_map(bank, response, 1.0, NULL, &map));
        must(irt_eap(bank, response, 1.0, &eap));
        by_fine_grid(bank, response, &map, right_mean, right_sd);
        for (size_t i = 0; i < D; i++)
            sd[i] = sqrt(eap.covariance[i * D + i]);
        ours = fmax(ours, distance(eap.mean, sd, right_mean, right_sd));
        for (size_t k = 0; k < 3; k++) {
            by_gauss_hermite(bank, response, &map, nodes[k], mean, sd);
            hermite[k] = fmax(hermite[k], distance(mean, sd, right_mean, right_sd));
        }
        irt_bank_destroy(bank);
    }
    printf("%6g %6g   %9.1e %9.1e %9.1e %9.1e\n", slope, rho, ours, hermite[0], hermite[1],
           hermite[2]);
}

int main(void)
{
    static const double slopes[] = {1, 2, 4, 8}, rhos[] = {0, 0.5, 0.9};
    printf("Largest error of a posterior mean or SD, in prior SDs; Gauss-Hermite by nodes an axis\n"
           " slope    rho     irt_eap      GH 5      GH 9     GH 15\n");
    for (size_t i = 0; i < sizeof slopes / sizeof *slopes; i++)
        for (size_t j = 0; j < sizeof rhos / sizeof *rhos; j++)
            one_line(slopes[i], rhos[j]);
    return 0;
}
