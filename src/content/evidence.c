/* content/evidence.c: reads evidence.json: the studies behind the sentences, and their figures.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>

#include "content/reader.h"

#define EFFECTS_MAX 16
#define DIFFERENCE_MAX 10 /* standard deviations: past it something was misread */
#define ODDS_MIN 0.001
#define ODDS_MAX 1000
#define MEAN_MAX 1e9
#define BASE_MIN 0.001

/* Where the kind's value, and its interval, may lie. */
static const struct {
    const char *name;
    double lo, hi;
} kinds[] = {
    [CONTENT_EFFECT_R] = {"r", -0.999, 0.999},
    [CONTENT_EFFECT_RPB] = {"rpb", -0.999, 0.999},
    [CONTENT_EFFECT_D] = {"d", -DIFFERENCE_MAX, DIFFERENCE_MAX},
    [CONTENT_EFFECT_G] = {"g", -DIFFERENCE_MAX, DIFFERENCE_MAX},
    [CONTENT_EFFECT_OR] = {"or", ODDS_MIN, ODDS_MAX},
    [CONTENT_EFFECT_MEAN] = {"mean", -MEAN_MAX, MEAN_MAX},
    [CONTENT_EFFECT_SHARE] = {"share", 0, 1},
};
#define KINDS (sizeof kinds / sizeof kinds[0])

static void read_effect(struct content_reader *r, const struct json *o,
                        struct content_effect *effect)
{
    static const char *const keys[] = {"kind", "value", "lower", "upper", "of", NULL};
    static const char *const odds_keys[] = {"kind", "value", "lower", "upper", "base", "of", NULL};
    const char *names[KINDS];
    for (size_t i = 0; i < KINDS; i++)
        names[i] = kinds[i].name;
    size_t kind =
        content_choice(r, o, "kind", names, KINDS, "expected r, rpb, d, g, or, mean or share");
    bool odds = kind == CONTENT_EFFECT_OR;
    content_only(r, o, odds ? odds_keys : keys);
    effect->kind = (enum content_effect_kind)kind;
    effect->value = content_number(r, o, "value", kinds[kind].lo, kinds[kind].hi, false);
    effect->lower = content_number(r, o, "lower", kinds[kind].lo, kinds[kind].hi, true);
    effect->upper = content_number(r, o, "upper", kinds[kind].lo, kinds[kind].hi, true);
    effect->base = odds ? content_number(r, o, "base", BASE_MIN, 1 - BASE_MIN, true) : NAN;
    effect->of = content_text(r, o, "of");
    bool none = isnan(effect->lower) && isnan(effect->upper);
    if (r->err == ERR_OK && !none &&
        !(effect->lower <= effect->value && effect->value <= effect->upper)) {
        content_refuse(r, o, "lower",
                       "expected an interval about \"value\", or null for both of its ends");
    }
}

static const struct content_effect *read_effects(struct content_reader *r, const struct json *o,
                                                 size_t *n)
{
    const struct json *list = content_many(r, o, "effects", JSON_ARRAY, 0, EFFECTS_MAX);
    struct content_effect *effects =
        list == NULL ? NULL : content_records(r, list->count, sizeof *effects);
    if (effects == NULL)
        return NULL;
    for (const struct json *m = list->child; r->err == ERR_OK && m != NULL; m = m->next)
        read_effect(r, m, &effects[(*n)++]);
    return effects;
}

static void read_study(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id",     "claim", "plain",   "authors", "year",
                                       "title",  "venue", "doi",     "figure",  "interval",
                                       "people", "limit", "effects", NULL};
    struct content_evidence *e = record;
    e->id = content_id(r, o);
    content_only(r, o, keys);
    e->claim = content_text(r, o, "claim");
    e->plain = content_text(r, o, "plain");
    e->year = content_int(r, o, "year", 1900, 2199);
    e->title = content_text(r, o, "title");
    e->venue = content_text(r, o, "venue");
    e->people = content_text(r, o, "people");
    e->limit = content_text(r, o, "limit");
    /* What a study does not give stays empty: better than a number from memory. */
    e->authors = content_text_or_empty(r, o, "authors");
    e->doi = content_text_or_empty(r, o, "doi");
    e->figure = content_text_or_empty(r, o, "figure");
    e->interval = content_text_or_empty(r, o, "interval");
    e->effects = read_effects(r, o, &e->neffects);
}

void content_read_evidence(struct content_reader *r)
{
    static const char *const keys[] = {"format", "evidence", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    c->evidence = content_list(r, "evidence", 0, sizeof *c->evidence, read_study, &c->evidence_ids);
}
