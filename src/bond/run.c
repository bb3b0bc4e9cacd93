/* From the journal's story of a bond to answers that can be scored.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bond/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)

enum err bond_child_months(const struct journal_child *child, int64_t at_ms, int offset_min,
                           int *months, int *effective, struct fault *fault)
{
    int birth, age;
    enum err e = content_birth_parse(child->birth, &birth, fault);
    if (!e)
        e = content_months(birth, at_ms, offset_min, &age, fault);
    if (e)
        return e;
    enum content_stage chosen =
        child->stage < CONTENT_STAGES ? (enum content_stage)child->stage : CONTENT_STAGE_AUTO;
    if (months)
        *months = age;
    if (effective)
        *effective = content_effective(age, chosen);
    return ERR_OK;
}

static bool still_asked(const struct content *c, const struct journal_run *run, int months)
{
    for (size_t i = 0; i < run->nanswers; i++) {
        size_t item = content_item_find(c, run->answers[i].item);
        if (item == CONTENT_NONE || !content_item_at(c, item, months))
            return false;
    }
    return true;
}

enum err bond_run_of(const struct content *c, const struct journal_child *child,
                     const struct journal_run *run, struct bond_run *out, struct fault *fault)
{
    int months;
    enum err e =
        bond_child_months(child, run->first_ms, run->first_offset_min, NULL, &months, fault);
    if (e)
        return e;
    *out = (struct bond_run){run, months, content_stage_at(months), content_bank_hash(c, months)};
    return ERR_OK;
}

static bool goes_on(const struct content *c, const struct bond_run *old, int64_t now_ms,
                    enum content_stage stage)
{
    const struct journal_run *run = old->run;
    if (run->nanswers == 0 || now_ms - run->first_ms >= BOND_RUN_DAYS * DAY_MS)
        return false;
    if (old->stage != stage || (run->stage < CONTENT_STAGES && run->stage != stage))
        return false;
    return run->bank ? run->bank == old->bank : still_asked(c, run, old->months);
}

enum err bond_run_current(const struct content *c, const struct journal_child *child,
                          const struct journal_story *story, int64_t now_ms, int offset_min,
                          struct bond_run *out, struct fault *fault)
{
    int months;
    enum err e = bond_child_months(child, now_ms, offset_min, NULL, &months, fault);
    if (e)
        return e;
    enum content_stage stage = content_stage_at(months);
    for (size_t i = story->nruns; i-- > 0;) {
        struct bond_run old;
        /* A run from before the birth month that is given now says nothing about now. */
        if (bond_run_of(c, child, &story->runs[i], &old, NULL) == ERR_OK &&
            goes_on(c, &old, now_ms, stage)) {
            *out = old;
            return ERR_OK;
        }
    }
    *out = (struct bond_run){NULL, months, stage, content_bank_hash(c, months)};
    return ERR_OK;
}

enum err bond_run_answers(const struct content *c, const struct bond_run *run,
                          struct bond_answer **out, size_t *n)
{
    size_t all = run->run ? run->run->nanswers : 0;
    struct bond_answer *answers = malloc((all ? all : 1) * sizeof *answers);
    if (!answers)
        return ERR_NOMEM;
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        const struct journal_given *given = &run->run->answers[i];
        size_t item = content_item_find(c, given->item);
        if (item == CONTENT_NONE || !content_item_at(c, item, run->months) ||
            !content_dimension_at(c, content_item(c, item)->dimension, run->months))
            continue;
        answers[(*n)++] = (struct bond_answer){item, given->skip ? BOND_SKIP : (int)given->value};
    }
    *out = answers;
    return ERR_OK;
}

enum err bond_run_draw(const struct content *c, const struct journal_child *child,
                       const struct journal_story *story, const uint8_t run[static JOURNAL_ID],
                       struct bond_map *out, struct fault *fault)
{
    const struct journal_run *found = journal_find_run(story, run);
    if (!found)
        return fault_set(fault, ERR_NOTFOUND, 0, 0, "there are no answers of that run", NULL);
    struct bond_run of;
    struct bond_answer *answers;
    size_t n;
    enum err e = bond_run_of(c, child, found, &of, fault);
    if (e)
        return e;
    e = bond_run_answers(c, &of, &answers, &n);
    if (!e) {
        e = bond_map_make(c, of.months, answers, n, out);
        free(answers);
    }
    return e ? fault_set(fault, e, 0, 0, "the map could not be drawn: ", err_name(e), NULL) : e;
}

/* Ids are checked to be shorter than this when content is parsed and when an event is read. */
static void keep_word(char out[JOURNAL_WORD_MAX + 1], const char *id)
{
    size_t n = strlen(id);
    n = n <= JOURNAL_WORD_MAX ? n : JOURNAL_WORD_MAX;
    memcpy(out, id, n);
    out[n] = '\0';
}

static void keep_reason(const struct content *c, const struct bond_reason *reason,
                        char item[JOURNAL_WORD_MAX + 1], uint8_t *answer)
{
    *answer = JOURNAL_NONE;
    if (reason->item == CONTENT_NONE)
        return;
    keep_word(item, content_item(c, reason->item)->id);
    *answer = (uint8_t)reason->answer;
}

static uint8_t keep_word_index(int word)
{
    return word == BOND_WORD_EARLY ? JOURNAL_NONE : (uint8_t)word;
}

void bond_map_keep(const struct content *c, const struct bond_map *map,
                   const uint8_t run[static JOURNAL_ID], struct journal_map *out)
{
    *out = (struct journal_map){
        .stage = (uint8_t)map->stage,
        .months = (uint16_t)map->months,
        .bank = map->bank_hash,
        .model = map->model,
        .asked = (uint16_t)map->asked,
        .skipped = (uint16_t)map->skipped,
        .ndim = CONTENT_DIM,
        .pulled = map->contradictory,
        .strength_dim = map->strength == CONTENT_NONE ? JOURNAL_NONE : (uint8_t)map->strength,
    };
    memcpy(out->run, run, JOURNAL_ID);
    for (size_t i = 0, at = 0; i < CONTENT_DIM; i++) {
        const struct bond_place *place = &map->place[i];
        out->mean[i] = map->mean[i];
        for (size_t j = 0; j <= i; j++)
            out->covariance[at++] = map->covariance[i * CONTENT_DIM + j];
        out->place[i] = (struct journal_place){
            .on_map = place->on_map,
            .answered = (uint16_t)place->answered,
            .word_low = keep_word_index(place->word_low),
            .word_high = keep_word_index(place->word_high),
            .mean = place->expected,
            .sd = place->expected_sd,
            .lower = place->lower,
            .upper = place->upper,
        };
    }
    keep_reason(c, &map->strength_because, out->strength_item, &out->strength_answer);
    for (size_t k = 0; k < BOND_STEPS_MAX; k++) {
        out->step[k].answer = JOURNAL_NONE;
        if (k >= map->nstep)
            continue;
        keep_word(out->step[k].id, content_step(c, map->step[k].step)->id);
        keep_reason(c, &map->step[k].because, out->step[k].item, &out->step[k].answer);
    }
}

static struct bond_reason kept_reason(const struct content *c, const char *item, uint8_t answer)
{
    size_t found = item[0] ? content_item_find(c, item) : CONTENT_NONE;
    if (found == CONTENT_NONE || answer >= CONTENT_ANSWERS)
        return (struct bond_reason){CONTENT_NONE, 0};
    return (struct bond_reason){found, answer};
}

static int kept_word_index(uint8_t word)
{
    return word == JOURNAL_NONE ? BOND_WORD_EARLY : word;
}

static void kept_place(const struct journal_map *kept, size_t d, struct bond_map *map)
{
    const struct journal_place *place = &kept->place[d];
    double variance = map->covariance[d * CONTENT_DIM + d];
    map->place[d] = (struct bond_place){
        .on_map = place->on_map,
        .answered = place->answered,
        .theta = kept->mean[d],
        .theta_sd = variance > 0 ? sqrt(variance) : 0,
        .expected = place->mean,
        .expected_sd = place->sd,
        .lower = place->lower,
        .upper = place->upper,
        .word_low = kept_word_index(place->word_low),
        .word_high = kept_word_index(place->word_high),
    };
}

enum err bond_map_kept(const struct content *c, const struct journal_map *kept,
                       struct bond_map *out)
{
    if (kept->ndim != CONTENT_DIM || kept->months > CONTENT_MONTHS_MAX ||
        kept->stage >= CONTENT_STAGES || kept->skipped > kept->asked)
        return ERR_VERSION;
    *out = (struct bond_map){
        .months = kept->months,
        .stage = (enum content_stage)kept->stage,
        .bank_hash = kept->bank,
        .model = kept->model,
        .asked = kept->asked,
        .skipped = kept->skipped,
        .contradictory = kept->pulled,
        .strength = kept->strength_dim < CONTENT_DIM ? kept->strength_dim : CONTENT_NONE,
        .strength_because = kept_reason(c, kept->strength_item, kept->strength_answer),
    };
    for (size_t i = 0, at = 0; i < CONTENT_DIM; i++) {
        out->mean[i] = kept->mean[i];
        for (size_t j = 0; j <= i; j++, at++)
            out->covariance[i * CONTENT_DIM + j] = out->covariance[j * CONTENT_DIM + i] =
                kept->covariance[at];
    }
    for (size_t d = 0; d < CONTENT_DIM; d++)
        kept_place(kept, d, out);
    for (size_t k = 0; k < BOND_STEPS_MAX; k++) {
        size_t step = kept->step[k].id[0] ? content_step_find(c, kept->step[k].id) : CONTENT_NONE;
        if (step != CONTENT_NONE)
            out->step[out->nstep++] = (struct bond_step_choice){
                step, kept_reason(c, kept->step[k].item, kept->step[k].answer)};
    }
    return ERR_OK;
}
