/* content/content.h: the words of attune, parsed and checked: dimensions, items, steps, sentences,
 * help, evidence. Format: docs/content.md.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_CONTENT_H
#define ATTUNE_CONTENT_CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "content/age.h"

#define CONTENT_ANSWERS 5 /* 0 … 4 */
#define CONTENT_WORDS 4   /* place words, lowest to highest */
#define CONTENT_NONE SIZE_MAX

enum content_place {
    CONTENT_WARMTH,
    CONTENT_FRICTION,
    CONTENT_COMMUNICATION,
    CONTENT_REPAIR,
    CONTENT_BOUNDARIES,
    CONTENT_PLAY,
    CONTENT_DIM /* how many dimensions there are */
};
enum content_high { CONTENT_HIGH_STRENGTH, CONTENT_HIGH_RUBBING };
enum content_basis { CONTENT_TESTED, CONTENT_PRINCIPLE, CONTENT_EXPERIENCE };
enum content_effect_kind {
    CONTENT_EFFECT_R,   /* correlation of two things that come in degrees */
    CONTENT_EFFECT_RPB, /* the same between two groups and one thing (point-biserial) */
    CONTENT_EFFECT_D,   /* standardised difference of two groups, Cohen's */
    CONTENT_EFFECT_G,   /* the same, Hedges's */
    CONTENT_EFFECT_OR,  /* odds ratio */
    CONTENT_EFFECT_MEAN,
    CONTENT_EFFECT_SHARE /* 0 … 1 */
};

struct content_dimension {
    const char *id, *name, *short_name, *about;
    int from;           /* first month on the map */
    const char *absent; /* why it is not on this map yet; "" when from is 0 */
    enum content_high high;
    double cuts[CONTENT_WORDS - 1]; /* on the 0 … 4 scale of the expected answer, ascending */
    const char *words[CONTENT_WORDS];
    const char *pairs[CONTENT_WORDS - 1]; /* words k and k+1 said as one phrase */
    const char *strength;
};

/* Design parameters: said, with their reason, until answers of many families calibrate them. */
struct content_design {
    const char *id;
    double slope, thresholds[CONTENT_ANSWERS - 1]; /* ascending, on the scale of the place */
    double intercepts[CONTENT_ANSWERS - 1];        /* -slope * threshold */
    const char *why;
};

struct content_item {
    const char *id;
    size_t dimension;
    const char *facet;
    int from, to; /* months, half open */
    const char *text;
    bool reverse;                           /* answers count as 4 - answer */
    double slope;                           /* after reversal */
    double intercepts[CONTENT_ANSWERS - 1]; /* strictly decreasing */
    size_t design;                          /* which design these come from */
    const char *tells, *high, *low;
    const char *often, *seldom; /* clauses after "You said" */
};

struct content_step {
    const char *id;
    size_t dimension;
    unsigned bands; /* bit per enum content_band */
    const char *text, *why;
    enum content_basis basis;
    const size_t *evidence; /* indexes */
    size_t nevidence;
    bool low_energy, one_hand, time, phone_away, for_me;
    const size_t *items; /* indexes of the items this step answers to */
    size_t nitems;
};

/* An effect as a study printed it. */
struct content_effect {
    enum content_effect_kind kind;
    double value;
    double lower, upper; /* its interval; both NaN: not given */
    double base;         /* CONTENT_EFFECT_OR: a share to show it on, or NaN; else NaN */
    const char *of;      /* what it is about; of two groups the first is the one that is told */
};

struct content_evidence {
    const char *id, *claim, *plain, *authors, *title, *venue, *doi, *figure, *interval, *people,
        *limit;
    int year;
    const struct content_effect *effects;
    size_t neffects;
};

struct content_section {
    const char *title;
    const char *const *text;
    size_t ntext;
};

/* A page of its own within the help. */
struct content_page {
    const char *id, *title, *lead;
    const struct content_section *sections;
    size_t nsections;
};

struct content; /* immutable, safe to share */

/* Parses a bundle {"dimensions":{…},"items":{…},"steps":{…},"words":{…},"page":{…},
 * "terminal":{…},"help":{…},"evidence":{…}}. Every reference resolves, every field has its type
 * and range, unknown members are refused. The fault says the file, the id, the line within the file
 * (lines are kept by content_join unless it is asked to be compact) and what was expected.
 * ERR_FORMAT, ERR_LIMIT, ERR_VERSION, ERR_NOMEM; nothing is kept then. The bundle may go after. */
MUST_CHECK enum err content_create(const char *bundle, size_t n, struct content **out,
                                   struct fault *fault);
void content_destroy(struct content *c);

const char *content_language(const struct content *c); /* "en" */
const struct content_dimension *content_dimension(const struct content *c, size_t dim);
const double *content_prior_covariance(const struct content *c); /* [6*6] */
double content_temper(const struct content *c);
const char *content_answer_label(const struct content *c, int answer); /* 0 … 4 */
const char *content_stem(const struct content *c, int months); /* "In the last two weeks" … */
const char *content_stage_name(const struct content *c, enum content_stage stage);
const char *content_band_name(const struct content *c, enum content_band band);
size_t content_design_count(const struct content *c);
const struct content_design *content_design(const struct content *c, size_t design);
size_t content_item_count(const struct content *c);
const struct content_item *content_item(const struct content *c, size_t item);
size_t content_item_find(const struct content *c, const char *id); /* or CONTENT_NONE */
size_t content_step_count(const struct content *c);
const struct content_step *content_step(const struct content *c, size_t step);
size_t content_step_find(const struct content *c, const char *id);
size_t content_evidence_count(const struct content *c);
const struct content_evidence *content_evidence(const struct content *c, size_t evidence);
size_t content_evidence_find(const struct content *c, const char *id);
/* Sentence by key from words, page or terminal ("words", "early"); NULL if there is none. */
const char *content_words(const struct content *c, const char *file, const char *key);
size_t content_words_count(const struct content *c, const char *file);
/* The at-th sentence in the file's own order, and its key. */
const char *content_words_at(const struct content *c, const char *file, size_t at,
                             const char **key);
const char *content_help_title(const struct content *c);
const char *content_help_lead(const struct content *c);
size_t content_help_count(const struct content *c);
const struct content_section *content_help(const struct content *c, size_t section);
size_t content_page_count(const struct content *c);
const struct content_page *content_page(const struct content *c, size_t page);
size_t content_page_find(const struct content *c, const char *id);
/* The part that a host fills in; its title is the region's name. */
const struct content_section *content_help_region(const struct content *c);
/* 64-bit FNV-1a over all that decides a map at this age (the items asked then with their
 * parameters, prior, temper, cuts): the bank's hash that a drawn map keeps. Wordings are left out,
 * so that a corrected comma or another language does not break a run; an item whose meaning
 * changes gets a new id. */
uint64_t content_bank_hash(const struct content *c, int months);
/* Is the item asked, is the dimension on the map, at this effective age? */
bool content_item_at(const struct content *c, size_t item, int months);
bool content_dimension_at(const struct content *c, size_t dim, int months);

#endif
