/* irt/adapt.c: one step of an adaptive questionnaire, and a whole run.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "irt/adapt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "irt/inside.h"
#include "stats/special.h"

static enum err check(const struct irt_bank *bank, const struct irt_adapt_rules *rules)
{
    if (!(rules->se_stop >= 0.0) || !(rules->gain_stop >= 0.0))
        return ERR_DOMAIN;
    for (size_t i = 0; rules->group != NULL && i < bank->nitem; i++)
        if (rules->group[i] >= IRT_GROUP_MAX)
            return ERR_DOMAIN;
    return ERR_OK;
}

/* closed[nitem] <- what may not be asked now: the excluded, and items of groups that are ahead of
 * another one that still has something to ask by `lead` answers. */
static void close_items(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                        const int *response, bool *closed)
{
    size_t count[IRT_GROUP_MAX] = {0}, least = bank->nitem;
    for (size_t i = 0; i < bank->nitem; i++) {
        closed[i] = rules->exclude != NULL && rules->exclude[i];
        if (rules->group != NULL && response[i] >= 0)
            count[rules->group[i]]++;
    }
    if (rules->group == NULL || rules->lead == 0)
        return;
    for (size_t i = 0; i < bank->nitem; i++)
        if (!closed[i] && response[i] < 0 && count[rules->group[i]] < least)
            least = count[rules->group[i]];
    for (size_t i = 0; i < bank->nitem; i++)
        closed[i] = closed[i] || count[rules->group[i]] >= least + rules->lead;
}

static bool known_well(const struct irt_adapt_rules *rules, const struct irt_posterior *p)
{
    if (rules->se_stop == 0.0 && rules->se_each == NULL)
        return false;
    for (size_t i = 0; i < p->ndim; i++) {
        double se = sqrt(p->covariance[i * p->ndim + i]);
        if ((rules->se_stop > 0.0 && se > rules->se_stop) ||
            (rules->se_each != NULL && se > rules->se_each[i]))
            return false;
    }
    return true;
}

static double gain_of(enum irt_rule rule, double base, double criterion)
{
    switch (rule) {
    case IRT_RULE_D:
        return 0.5 * stats_log(criterion / base);
    case IRT_RULE_T:
        return (criterion - base) / base;
    case IRT_RULE_A:
        return (base - criterion) / base;
    }
    return NAN;
}

static enum irt_stop why_stop(const struct irt_adapt_rules *rules, size_t answered, size_t left,
                              const struct irt_adapt_step *step)
{
    if (left == 0)
        return IRT_STOP_EMPTY;
    if (rules->count_max > 0 && answered >= rules->count_max)
        return IRT_STOP_COUNT;
    if (answered < rules->count_min)
        return IRT_STOP_NOT;
    if (known_well(rules, &step->posterior))
        return IRT_STOP_SE;
    if (step->gain < rules->gain_stop)
        return IRT_STOP_GAIN;
    return IRT_STOP_NOT;
}

/* irt_adapt_next with the caller's room for nitem candidates. */
static enum err next_in(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                        const int *response, const double *start, bool *closed,
                        struct irt_choice *ranking, struct irt_adapt_step *out)
{
    struct irt_adapt_step step = {0};
    size_t answered, left;
    double base;
    enum err err = check(bank, rules);
    if (!err)
        err = irt_answers_check(bank, response, &answered);
    if (!err)
        err = irt_map(bank, response, rules->temper, start, &step.posterior);
    if (err)
        return err;
    close_items(bank, rules, response, closed);
    err = irt_rank_from(bank, response, closed, step.posterior.mean, rules->temper, rules->rule,
                        rules->seed, ranking, &left, &base);
    if (err)
        return err;
    if (left > 0) {
        step.choice = ranking[0];
        step.gain = gain_of(rules->rule, base, ranking[0].criterion);
    }
    step.stop = why_stop(rules, answered, left, &step);
    *out = step;
    return ERR_OK;
}

enum err irt_adapt_next(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                        const int *response, const double *start, struct irt_adapt_step *out)
{
    struct irt_choice *ranking = calloc(bank->nitem, sizeof *ranking);
    bool *closed = calloc(bank->nitem, sizeof *closed);
    enum err err = ranking == NULL || closed == NULL
                       ? ERR_NOMEM
                       : next_in(bank, rules, response, start, closed, ranking, out);
    free(ranking);
    free(closed);
    return err;
}

/* What a run holds. */
struct run {
    int *response;
    bool *skipped, *closed;
    struct irt_choice *ranking;
};

static enum err run_in(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                       const int *answers, struct run *run, struct irt_adapt_event *event,
                       size_t *n, enum irt_stop *stop)
{
    struct irt_adapt_rules mine = *rules;
    mine.exclude = run->skipped;
    for (size_t i = 0; i < bank->nitem; i++) {
        run->response[i] = IRT_MISSING;
        run->skipped[i] = rules->exclude != NULL && rules->exclude[i];
    }
    bool waiting = false; /* the last event's posterior is not known yet */
    for (;;) {
        struct irt_adapt_step step;
        /* Always from the prior mean: the step then depends on the answers, not on their order. */
        enum err err = next_in(bank, &mine, run->response, NULL, run->closed, run->ranking, &step);
        if (err)
            return err;
        if (waiting)
            event[*n - 1].posterior = step.posterior;
        if (step.stop != IRT_STOP_NOT) {
            *stop = step.stop;
            return ERR_OK;
        }
        size_t item = step.choice.item;
        waiting = answers[item] != IRT_MISSING;
        if (waiting) {
            run->response[item] = answers[item];
            event[*n] = (struct irt_adapt_event){.item = item, .response = answers[item]};
            ++*n;
        } else {
            run->skipped[item] = true;
        }
    }
}

enum err irt_adapt_run(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                       const int *answers, struct irt_adapt_event *event, size_t *n,
                       enum irt_stop *stop)
{
    size_t nitem = bank->nitem, given;
    *n = 0;
    enum err err = irt_answers_check(bank, answers, &given);
    if (err)
        return err;
    struct run run = {.response = calloc(nitem, sizeof *run.response),
                      .skipped = calloc(nitem, sizeof *run.skipped),
                      .closed = calloc(nitem, sizeof *run.closed),
                      .ranking = calloc(nitem, sizeof *run.ranking)};
    if (run.response == NULL || run.skipped == NULL || run.closed == NULL || run.ranking == NULL)
        err = ERR_NOMEM;
    else
        err = run_in(bank, rules, answers, &run, event, n, stop);
    free(run.response);
    free(run.skipped);
    free(run.closed);
    free(run.ranking);
    return err;
}
