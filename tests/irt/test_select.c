/* What is asked next and when to stop, against criteria computed the long way.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "irt/adapt.h"
#include "people.h"
#include "stats/matrix.h"
#include "tests/support/alloc.h"

enum { D = IRT_DIM_MAX };

/* det M, trace M or trace M^-1 with M = prior precision + temper * (answered + item). */
static double the_long_way(const struct irt_bank *bank, const int *response, size_t item,
                           const double *theta, double temper, enum irt_rule rule)
{
    size_t n = irt_bank_ndim(bank);
    double m[D * D], l[D * D], inverse[D * D], det = 1.0, trace = 0.0, inverse_trace = 0.0;
    irt_information(bank, response, theta, m);
    irt_item_information(bank, item, theta, m);
    for (size_t i = 0; i < n * n; i++)
        m[i] = temper * m[i] + irt_bank_precision(bank)[i];
    assert_int_equal(stats_cholesky(n, m, l), ERR_OK);
    stats_cholesky_inverse(n, l, inverse);
    for (size_t i = 0; i < n; i++) {
        det *= l[i * n + i] * l[i * n + i];
        trace += m[i * n + i];
        inverse_trace += inverse[i * n + i];
    }
    return rule == IRT_RULE_D ? det : rule == IRT_RULE_T ? trace : inverse_trace;
}

static void criteria_the_long_way_and_best_first(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 31, 0);
    for (size_t n = 1; n <= D; n++)
        for (int rule = IRT_RULE_D; rule <= IRT_RULE_A; rule++) {
            const struct people_plan plan = {n, 40, 0, 1.5, 0.4, n > 1 ? 1 + rule % 2 : 1};
            struct irt_bank *bank = people_bank(&plan, &r);
            int response[40];
            bool exclude[40] = {[3] = true, [17] = true};
            double theta[D];
            struct irt_choice ranking[40];
            size_t count, open = 0;
            people_answer(bank, 0.6, &r, response);
            for (size_t i = 0; i < n; i++)
                theta[i] = stats_random_normal(&r);
            for (size_t i = 0; i < 40; i++)
                open += response[i] == IRT_MISSING && !exclude[i];
            assert_int_equal(irt_rank(bank, response, exclude, theta, 0.8, (enum irt_rule)rule, 0,
                                      ranking, &count),
                             ERR_OK);
            assert_int_equal(count, open);
            for (size_t i = 0; i < count; i++) {
                size_t item = ranking[i].item;
                double right = the_long_way(bank, response, item, theta, 0.8, (enum irt_rule)rule);
                assert_true(response[item] == IRT_MISSING && !exclude[item]);
                assert_true(fabs(ranking[i].criterion / right - 1.0) < 1e-12);
                if (i == 0)
                    continue;
                double step = ranking[i].criterion - ranking[i - 1].criterion;
                assert_true(rule == IRT_RULE_A ? step >= 0.0 : step <= 0.0);
            }
            irt_bank_destroy(bank);
        }
}

/* Twelve items: six twins of one kind, six of a better kind. */
static struct irt_bank *twins(void)
{
    static const double mean[] = {0.0}, one[] = {1.0}, good[] = {1.8}, plain[] = {1.0};
    static const double d[] = {1.0, -1.0};
    struct irt_grm items[12];
    for (size_t i = 0; i < 12; i++)
        items[i] = (struct irt_grm){1, 3, i % 2 ? good : plain, d};
    struct irt_bank *bank;
    assert_int_equal(irt_bank_create(1, mean, one, 12, items, &bank, NULL), ERR_OK);
    return bank;
}

static void ties_by_index_or_by_seed(void **state)
{
    (void)state;
    struct irt_bank *bank = twins();
    int response[12];
    const double theta[] = {0.2};
    struct irt_choice ranking[12], again[12];
    size_t n, first[12] = {0};
    for (size_t i = 0; i < 12; i++)
        response[i] = IRT_MISSING;
    assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0, IRT_RULE_D, 0, ranking, &n),
                     ERR_OK);
    for (size_t i = 0; i < 12; i++)
        assert_int_equal(ranking[i].item, i < 6 ? 2 * i + 1 : 2 * (i - 6));
    for (uint64_t seed = 1; seed <= 600; seed++) {
        assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0, IRT_RULE_A, seed, ranking, &n),
                         ERR_OK);
        assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0, IRT_RULE_A, seed, again, &n),
                         ERR_OK);
        assert_memory_equal(ranking, again, sizeof ranking);
        for (size_t i = 0; i < 12; i++)
            assert_int_equal(ranking[i].item % 2, i < 6); /* a tie is settled among ties alone */
        first[ranking[0].item]++;
    }
    for (size_t i = 1; i < 12; i += 2) /* 100 expected, SD 9.1 */
        assert_true(first[i] > 60 && first[i] < 140);
    irt_bank_destroy(bank);
}

static void rank_refuses_nonsense(void **state)
{
    (void)state;
    struct irt_bank *bank = twins();
    int response[12] = {0};
    const double theta[] = {0.0}, nowhere[] = {INFINITY};
    struct irt_choice ranking[12];
    size_t n = 99;
    assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0, IRT_RULE_D, 0, ranking, &n),
                     ERR_OK);
    assert_int_equal(n, 0);
    assert_int_equal(irt_rank(bank, response, NULL, theta, 0.0, IRT_RULE_D, 0, ranking, &n),
                     ERR_DOMAIN);
    assert_int_equal(irt_rank(bank, response, NULL, nowhere, 1.0, IRT_RULE_D, 0, ranking, &n),
                     ERR_DOMAIN);
    assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0, (enum irt_rule)7, 0, ranking, &n),
                     ERR_DOMAIN);
    response[2] = 3;
    assert_int_equal(irt_rank(bank, response, NULL, theta, 1.0, IRT_RULE_D, 0, ranking, &n),
                     ERR_DOMAIN);
    irt_bank_destroy(bank);
}

/* A run, step by step, is irt_map and irt_rank; it stops for the reason it says. */
static void a_run_is_its_steps(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 32, 0);
    const struct people_plan plan = {3, 30, 5, 1.6, 0.4, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int answers[30], response[30];
    struct irt_adapt_event event[30];
    size_t n;
    enum irt_stop stop;
    people_answer(bank, 0.0, &r, answers);
    const struct irt_adapt_rules rules = {.rule = IRT_RULE_A, .temper = 0.9, .se_stop = 0.5};
    assert_int_equal(irt_adapt_run(bank, &rules, answers, event, &n, &stop), ERR_OK);
    assert_int_equal(stop, IRT_STOP_SE);
    assert_true(n > 6 && n < 30);
    for (size_t i = 0; i < 30; i++)
        response[i] = IRT_MISSING;
    for (size_t i = 0; i <= n; i++) {
        struct irt_posterior map;
        struct irt_choice ranking[30];
        struct irt_adapt_step step;
        size_t left;
        assert_int_equal(irt_map(bank, response, 0.9, NULL, &map), ERR_OK);
        assert_int_equal(irt_adapt_next(bank, &rules, response, NULL, &step), ERR_OK);
        if (i > 0)
            assert_memory_equal(event[i - 1].posterior.mean, map.mean, 3 * sizeof(double));
        double worst = 0.0;
        for (size_t k = 0; k < 3; k++)
            worst = fmax(worst, sqrt(map.covariance[k * 3 + k]));
        assert_int_equal(worst <= 0.5, i == n);
        assert_int_equal(step.stop, i == n ? IRT_STOP_SE : IRT_STOP_NOT);
        if (i == n)
            break;
        assert_int_equal(
            irt_rank(bank, response, NULL, map.mean, 0.9, IRT_RULE_A, 0, ranking, &left), ERR_OK);
        assert_int_equal(event[i].item, ranking[0].item);
        assert_int_equal(step.choice.item, ranking[0].item);
        assert_int_equal(event[i].response, answers[event[i].item]);
        response[event[i].item] = event[i].response;
    }
    irt_bank_destroy(bank);
}

static void every_reason_to_stop(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 33, 0);
    const struct people_plan plan = {2, 20, 4, 1.5, 0.3, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int answers[20];
    struct irt_adapt_event event[20];
    size_t n;
    enum irt_stop stop;
    people_answer(bank, 0.0, &r, answers);
    const double each[] = {0.55, 10.0}, unreachable[] = {0.0, 0.0};
    bool exclude[20] = {[0] = true, [1] = true};
    const struct {
        struct irt_adapt_rules rules;
        enum irt_stop stop;
        size_t least, most;
    } rows[] = {
        {{.temper = 1}, IRT_STOP_EMPTY, 20, 20},
        {{.temper = 1, .exclude = exclude}, IRT_STOP_EMPTY, 18, 18},
        {{.temper = 1, .count_max = 7}, IRT_STOP_COUNT, 7, 7},
        {{.temper = 1, .se_stop = 0.6}, IRT_STOP_SE, 2, 19},
        {{.temper = 1, .se_each = each}, IRT_STOP_SE, 1, 19},
        {{.temper = 1, .se_each = unreachable}, IRT_STOP_EMPTY, 20, 20},
        {{.temper = 1, .se_stop = 5.0}, IRT_STOP_SE, 0, 0},
        {{.temper = 1, .se_stop = 5.0, .count_min = 4}, IRT_STOP_SE, 4, 4},
        {{.temper = 1, .gain_stop = 100.0}, IRT_STOP_GAIN, 0, 0},
        {{.temper = 1, .gain_stop = 0.05}, IRT_STOP_GAIN, 1, 19},
        {{.temper = 1, .rule = IRT_RULE_T, .gain_stop = 0.06}, IRT_STOP_GAIN, 1, 19},
        {{.temper = 1, .rule = IRT_RULE_A, .gain_stop = 0.05}, IRT_STOP_GAIN, 1, 19},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(irt_adapt_run(bank, &rows[i].rules, answers, event, &n, &stop), ERR_OK);
        if (stop != rows[i].stop || n < rows[i].least || n > rows[i].most)
            fail_msg("row %zu: stop %d after %zu", i, (int)stop, n);
    }
    const size_t group[20] = {[5] = IRT_GROUP_MAX};
    const struct irt_adapt_rules bad[] = {{.temper = 0},
                                          {.temper = 1, .se_stop = -1},
                                          {.temper = 1, .gain_stop = NAN},
                                          {.temper = 1, .group = group}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(irt_adapt_run(bank, &bad[i], answers, event, &n, &stop), ERR_DOMAIN);
    irt_bank_destroy(bank);
}

/* With lead 1 no group is ever two answers ahead of another that still has items. */
static void content_balance(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 34, 0);
    const struct people_plan plan = {3, 30, 5, 1.6, 0.7, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int answers[30];
    size_t group[30], n;
    struct irt_adapt_event event[30];
    enum irt_stop stop;
    people_answer(bank, 0.0, &r, answers);
    for (size_t i = 0; i < 30; i++)
        group[i] = i < 4 ? 2 : i % 2; /* a group of four, two of thirteen */
    for (size_t lead = 1; lead <= 3; lead++) {
        const struct irt_adapt_rules rules = {.temper = 1, .group = group, .lead = lead};
        assert_int_equal(irt_adapt_run(bank, &rules, answers, event, &n, &stop), ERR_OK);
        assert_int_equal(n, 30);
        size_t count[3] = {0}, widest = 0;
        const size_t all[3] = {13, 13, 4};
        for (size_t i = 0; i < n; i++) {
            count[group[event[i].item]]++;
            for (size_t a = 0; a < 3; a++)
                for (size_t b = 0; b < 3; b++)
                    if (count[b] < all[b] && count[a] > count[b] && count[a] - count[b] > widest)
                        widest = count[a] - count[b];
        }
        assert_true(widest <= lead);
    }
    irt_bank_destroy(bank);
}

static void skipped_items_are_not_asked_again(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 35, 0);
    const struct people_plan plan = {2, 16, 4, 1.5, 0.3, 1};
    struct irt_bank *bank = people_bank(&plan, &r);
    int answers[16];
    size_t n, given = 0;
    struct irt_adapt_event event[16];
    enum irt_stop stop;
    people_answer(bank, 0.4, &r, answers);
    for (size_t i = 0; i < 16; i++)
        given += answers[i] != IRT_MISSING;
    const struct irt_adapt_rules rules = {.temper = 1};
    assert_int_equal(irt_adapt_run(bank, &rules, answers, event, &n, &stop), ERR_OK);
    assert_int_equal(n, given);
    assert_int_equal(stop, IRT_STOP_EMPTY);
    struct irt_posterior all;
    assert_int_equal(irt_map(bank, answers, 1.0, NULL, &all), ERR_OK);
    for (size_t i = 0; i < 2; i++)
        assert_true(all.mean[i] == event[n - 1].posterior.mean[i]);
    for (size_t i = 0; i < 16; i++)
        answers[i] = IRT_MISSING;
    assert_int_equal(irt_adapt_run(bank, &rules, answers, event, &n, &stop), ERR_OK);
    assert_int_equal(n, 0);
    irt_bank_destroy(bank);
}

struct no_memory {
    struct irt_bank *bank;
    int answers[12];
};

static enum err run_once(void *context)
{
    struct no_memory *c = context;
    struct irt_adapt_event event[12];
    size_t n;
    enum irt_stop stop;
    const struct irt_adapt_rules rules = {.temper = 1, .count_max = 5};
    return irt_adapt_run(c->bank, &rules, c->answers, event, &n, &stop);
}

static enum err next_once(void *context)
{
    struct no_memory *c = context;
    struct irt_adapt_step step;
    const struct irt_adapt_rules rules = {.temper = 1};
    return irt_adapt_next(c->bank, &rules, c->answers, NULL, &step);
}

static void no_memory(void **state)
{
    (void)state;
    struct stats_random r;
    stats_random_init(&r, 36, 0);
    const struct people_plan plan = {3, 12, 4, 1.4, 0.3, 1};
    struct no_memory c = {.bank = people_bank(&plan, &r)};
    people_answer(c.bank, 0.5, &r, c.answers);
    assert_int_equal(alloc_sweep(run_once, &c), 4);
    assert_int_equal(alloc_sweep(next_once, &c), 2);
    irt_bank_destroy(c.bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(criteria_the_long_way_and_best_first),
        cmocka_unit_test(ties_by_index_or_by_seed),
        cmocka_unit_test(rank_refuses_nonsense),
        cmocka_unit_test(a_run_is_its_steps),
        cmocka_unit_test(every_reason_to_stop),
        cmocka_unit_test(content_balance),
        cmocka_unit_test(skipped_items_are_not_asked_again),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
