/* irt/adapt.h: an adaptive questionnaire: what to ask next, and when it is enough.
 * The posterior is the mode with its Laplace covariance (irt_map), the next item the best by the
 * rule (irt_rank) among those that content balance allows.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_ADAPT_H
#define ATTUNE_IRT_ADAPT_H

#include "irt/select.h"

#define IRT_GROUP_MAX 64

/* {.temper = 1} asks everything, in the order of rule D. */
struct irt_adapt_rules {
    enum irt_rule rule;
    double temper;         /* (0, 1] */
    uint64_t seed;         /* order among ties; 0: the lower index */
    const bool *exclude;   /* [nitem] never asked, or NULL */
    const size_t *group;   /* [nitem] content group, under IRT_GROUP_MAX, or NULL */
    size_t lead;           /* by how many answers a group may be ahead of any other that still has
                             items; 0: no balance */
    size_t count_min;      /* neither SD nor gain stops before so many answers */
    size_t count_max;      /* stop at so many answers; 0: no maximum */
    double se_stop;        /* stop when every posterior SD is at or below it; 0: never */
    const double *se_each; /* [ndim] the same with one bound for each dimension, or NULL */
    double gain_stop;      /* stop when the best item gains less; 0: never. Gain is for D half the
                             rise of log det M (nats), for T the relative rise of the trace, for
                             A the relative fall of the inverse's trace */
};

enum irt_stop {
    IRT_STOP_NOT,   /* ask the chosen item */
    IRT_STOP_EMPTY, /* nothing left to ask */
    IRT_STOP_COUNT,
    IRT_STOP_SE,
    IRT_STOP_GAIN
};

struct irt_adapt_step {
    struct irt_posterior posterior; /* given the responses so far */
    enum irt_stop stop;
    struct irt_choice choice; /* unless stop: the item to ask, and its criterion */
    double gain;              /* of the choice; 0 when nothing is left */
};

/* The next step after response[nitem]. start: where to look for the mode from (the mode before
 * the last answer), or NULL. ERR_DOMAIN, ERR_NUMERIC, ERR_NOMEM. */
MUST_CHECK enum err irt_adapt_next(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                                   const int *response, const double *start,
                                   struct irt_adapt_step *out);

/* One answered item of a run, and the posterior after it. */
struct irt_adapt_event {
    size_t item;
    int response;
    struct irt_posterior posterior;
};

/* A whole run with somebody who would answer answers[nitem]; IRT_MISSING: who would skip that item,
 * after which it is not asked again. event[nitem], *n of them written; *stop: why it ended.
 * ERR_DOMAIN, ERR_NUMERIC, ERR_NOMEM. */
MUST_CHECK enum err irt_adapt_run(const struct irt_bank *bank, const struct irt_adapt_rules *rules,
                                  const int *answers, struct irt_adapt_event *event, size_t *n,
                                  enum irt_stop *stop);

#endif
