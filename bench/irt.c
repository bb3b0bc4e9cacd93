/* bench/irt.c: how fast respondents are scored and items chosen, as ratios to plain C in the same
 * run, and how the time grows with respondents, items and dimensions.
 * Usage: irt [THREADS]. Times are the least of several rounds, in which the competitors take turns:
 * processor time for what one thread does, time on the wall where several work.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "irt/adapt.h"
#include "irt/simulate.h"
#include "irt_plain.h"
#include "stats/random.h"

enum { PEOPLE_MAX = 8000, ITEMS_MAX = 96, THREADS_MAX = 64 };

static void must(enum err err)
{
    if (err == ERR_OK)
        return;
    fprintf(stderr, "bench: %s\n", err_name(err));
    exit(1);
}

static void *room_for(size_t n, size_t size)
{
    void *p = calloc(n, size);
    if (p == NULL)
        must(ERR_NOMEM);
    return p;
}

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

/* Items of five categories, one dimension each in turn, slopes 1 to 2, prior correlations .4. */
static struct irt_bank *make_bank(size_t ndim, size_t nitem)
{
    static double a[ITEMS_MAX][IRT_DIM_MAX], d[ITEMS_MAX][4];
    struct irt_grm items[ITEMS_MAX];
    double mean[IRT_DIM_MAX] = {0}, covariance[IRT_DIM_MAX * IRT_DIM_MAX];
    struct stats_random r;
    stats_random_init(&r, 1, 0);
    for (size_t i = 0; i < ndim; i++)
        for (size_t j = 0; j < ndim; j++)
            covariance[i * ndim + j] = i == j ? 1.0 : 0.4;
    for (size_t i = 0; i < nitem; i++) {
        double slope = 1.0 + stats_random_uniform(&r), middle = 0.7 * stats_random_normal(&r);
        for (size_t k = 0; k < ndim; k++)
            a[i][k] = k == i % ndim ? slope : 0.0;
        for (size_t k = 0; k < 4; k++)
            d[i][k] = slope * (1.5 - (double)k - middle);
        items[i] = (struct irt_grm){ndim, 5, a[i], d[i]};
    }
    struct irt_bank *bank;
    must(irt_bank_create(ndim, mean, covariance, nitem, items, &bank, NULL));
    return bank;
}

/* ---- Scoring ---- */

struct job {
    const struct irt_bank *bank;
    size_t n;
    const int *response;
    struct irt_posterior *out;
};

static void *score_range(void *context)
{
    struct job *job = context;
    must(irt_map_many(job->bank, job->n, job->response, 1.0, job->out));
    return NULL;
}

static double time_threads(const struct job *all, size_t threads)
{
    pthread_t thread[THREADS_MAX];
    struct job job[THREADS_MAX];
    double start = seconds_of(CLOCK_MONOTONIC);
    for (size_t t = 0; t < threads; t++) {
        size_t from = all->n * t / threads, to = all->n * (t + 1) / threads;
        job[t] = (struct job){all->bank, to - from,
                              all->response + from * irt_bank_nitem(all->bank), all->out + from};
        if (pthread_create(&thread[t], NULL, score_range, &job[t]) != 0)
            must(ERR_NOMEM);
    }
    for (size_t t = 0; t < threads; t++)
        pthread_join(thread[t], NULL);
    return seconds_of(CLOCK_MONOTONIC) - start;
}

static double time_many(const struct job *all)
{
    struct job job = *all;
    double start = seconds();
    score_range(&job);
    return seconds() - start;
}

static double time_plain(const struct job *all)
{
    double theta[IRT_DIM_MAX], se[IRT_DIM_MAX], start = seconds();
    for (size_t i = 0; i < all->n; i++)
        if (plain_map(all->bank, all->response + i * irt_bank_nitem(all->bank), theta, se) != 0)
            must(ERR_NUMERIC);
    return seconds() - start;
}

static double time_one_by_one(const struct job *all)
{
    double start = seconds();
    for (size_t i = 0; i < all->n; i++)
        must(irt_map(all->bank, all->response + i * irt_bank_nitem(all->bank), 1.0, NULL,
                     &all->out[i]));
    return seconds() - start;
}

struct times {
    double plain, alone, many, threads;
};

static struct times score(size_t ndim, size_t nitem, size_t people, size_t threads)
{
    struct irt_bank *bank = make_bank(ndim, nitem);
    double *theta = room_for(people * ndim, sizeof *theta);
    int *response = room_for(people * nitem, sizeof *response);
    struct job job = {bank, people, response, room_for(people, sizeof *job.out)};
    struct times best = {INFINITY, INFINITY, INFINITY, INFINITY};
    must(irt_simulate(bank, NULL, 1, 0, people, theta, response));
    for (int round = 0; round < 7; round++) {
        best.plain = fmin(best.plain, time_plain(&job));
        best.alone = fmin(best.alone, time_one_by_one(&job));
        best.many = fmin(best.many, time_many(&job));
        best.threads = fmin(best.threads, time_threads(&job, threads));
    }
    free(job.out);
    free(response);
    free(theta);
    irt_bank_destroy(bank);
    return best;
}

static void print_growth(const char *what, size_t value, size_t people, const struct times *t)
{
    printf("  %-12s %6zu %10.2f %10.2f %10.2f %10.2f %8.1fx\n", what, value, t->plain * 1e3,
           t->many * 1e3, t->threads * 1e3, t->many * 1e6 / (double)people, t->plain / t->threads);
}

static void scoring(size_t threads)
{
    struct times t = score(6, 48, 2000, threads);
    printf("MAP with standard errors, 2000 respondents, 48 items, 6 dimensions (ms)\n");
    printf("  plain C, one thread            %8.2f\n", t.plain * 1e3);
    printf("  irt_map, one by one            %8.2f  %5.1f times as fast\n", t.alone * 1e3,
           t.plain / t.alone);
    printf("  irt_map_many, one thread       %8.2f  %5.1f times as fast\n", t.many * 1e3,
           t.plain / t.many);
    printf("  irt_map_many, %2zu threads       %8.2f  %5.1f times as fast\n\n", threads,
           t.threads * 1e3, t.plain / t.threads);

    printf("  growth              at   plain ms    1 thread    threads  us/person    ratio\n");
    for (size_t people = 500; people <= PEOPLE_MAX; people *= 2) {
        t = score(6, 48, people, threads);
        print_growth("respondents", people, people, &t);
    }
    for (size_t nitem = 12; nitem <= ITEMS_MAX; nitem *= 2) {
        t = score(6, nitem, 2000, threads);
        print_growth("items", nitem, 2000, &t);
    }
    for (size_t ndim = 1; ndim <= IRT_DIM_MAX; ndim++) {
        t = score(ndim, 48, 2000, threads);
        print_growth("dimensions", ndim, 2000, &t);
    }
}

/* ---- Posterior means ---- */

static void means(void)
{
    printf("\nEAP, 48 items: ms a respondent\n");
    for (size_t ndim = 1; ndim <= IRT_DIM_MAX; ndim++) {
        enum { PEOPLE = 12 };
        struct irt_bank *bank = make_bank(ndim, 48);
        double theta[PEOPLE * IRT_DIM_MAX], sum = 0.0, most = 0.0;
        int response[PEOPLE * 48];
        must(irt_simulate(bank, NULL, 1, 0, PEOPLE, theta, response));
        for (size_t i = 0; i < PEOPLE; i++) {
            double best = INFINITY;
            for (int round = 0; round < 3; round++) {
                struct irt_posterior p;
                double start = seconds();
                must(irt_eap(bank, response + i * 48, 1.0, &p));
                best = fmin(best, seconds() - start);
            }
            sum += best;
            most = fmax(most, best);
        }
        printf("  dimensions %zu  mean %8.3f  most %8.3f\n", ndim, sum / PEOPLE * 1e3, most * 1e3);
        irt_bank_destroy(bank);
    }
}

/* ---- One adaptive choice ---- */

static void choices(void)
{
    enum { ROUNDS = 200 };
    struct irt_bank *bank = make_bank(6, 48);
    const struct irt_adapt_rules rules = {.temper = 1.0};
    double theta[6], ours = INFINITY, ranked = INFINITY, plain = INFINITY;
    int response[48];
    must(irt_simulate(bank, NULL, 2, 0, 1, theta, response));
    for (size_t i = 24; i < 48; i++) /* half way: 24 answered, 24 left */
        response[i] = IRT_MISSING;
    for (int round = 0; round < ROUNDS; round++) {
        struct irt_adapt_step step;
        struct irt_choice ranking[48];
        double mode[IRT_DIM_MAX], se[IRT_DIM_MAX];
        size_t n, item;
        double start = seconds();
        must(irt_adapt_next(bank, &rules, response, NULL, &step));
        ours = fmin(ours, seconds() - start);
        start = seconds();
        must(irt_rank(bank, response, NULL, step.posterior.mean, 1.0, IRT_RULE_D, 0, ranking, &n));
        ranked = fmin(ranked, seconds() - start);
        start = seconds();
        if (plain_map(bank, response, mode, se) != 0)
            must(ERR_NUMERIC);
        item = plain_next(bank, response, mode);
        plain = fmin(plain, seconds() - start);
        if (item != step.choice.item) {
            fprintf(stderr, "bench: the two do not choose the same item\n");
            exit(1);
        }
    }
    printf("\nOne adaptive choice, 6 dimensions, 24 answers, 24 candidates (us; the page may take "
           "2000)\n");
    printf("  plain C: mode and D rule       %8.2f\n", plain * 1e6);
    printf("  irt_adapt_next                 %8.2f  %5.1f times as fast\n", ours * 1e6,
           plain / ours);
    printf("  of which irt_rank              %8.2f\n", ranked * 1e6);
    irt_bank_destroy(bank);
}

int main(int argc, char **argv)
{
    long online = argc > 1 ? strtol(argv[1], NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = online < 1 ? 1 : online > THREADS_MAX ? THREADS_MAX : (size_t)online;
    scoring(threads);
    means();
    choices();
    return 0;
}
