/* content/dimensions.c: reads dimensions.json: the six places, their words and cuts, the prior, the
 * answers, and the names of stages and bands.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/reader.h"

static const char *const dimension_ids[CONTENT_DIM] = {"warmth", "friction",   "communication",
                                                       "repair", "boundaries", "play"};

/* Positive definite: every pivot of L D L' above a small floor, so that the prior's precision is
 * not only defined but useful. (`stats` could say it too, but content knows only base.) */
static bool positive_definite(const double *a)
{
    const double least = 1e-3;
    double l[CONTENT_DIM][CONTENT_DIM], d[CONTENT_DIM];
    for (size_t i = 0; i < CONTENT_DIM; i++) {
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i * CONTENT_DIM + j];
            for (size_t k = 0; k < j; k++)
                sum -= l[i][k] * l[j][k] * d[k];
            if (i == j)
                d[i] = sum;
            else
                l[i][j] = sum / d[j];
        }
        if (!(d[i] > least))
            return false;
    }
    return true;
}

static void read_prior(struct content_reader *r, double *out)
{
    static const char *const keys[] = {"covariance", NULL};
    const struct json *o = content_object(r, r->root, "prior");
    content_only(r, o, keys);
    const struct json *rows =
        content_many(r, o, "covariance", JSON_ARRAY, CONTENT_DIM, CONTENT_DIM);
    if (rows == NULL)
        return;
    size_t n = 0;
    for (const struct json *row = rows->child; row != NULL; row = row->next) {
        bool six = row->type == JSON_ARRAY && row->count == CONTENT_DIM;
        for (const struct json *v = row->child; six && v != NULL; v = v->next) {
            six = v->type == JSON_NUMBER;
            out[n++] = v->number;
        }
        if (!six) {
            content_refuse(r, row, "covariance", "expected rows of six numbers");
            return;
        }
    }
    for (size_t i = 0; i < CONTENT_DIM; i++) {
        for (size_t j = 0; j <= i; j++) {
            double v = out[i * CONTENT_DIM + j];
            bool good = i == j ? v == 1 : v > -1 && v < 1 && v == out[j * CONTENT_DIM + i];
            if (!good) {
                content_refuse(r, rows, "covariance",
                               "expected 1 on the diagonal and, mirrored about it, numbers "
                               "between -1 and 1");
                return;
            }
        }
    }
    if (!positive_definite(out))
        content_refuse(r, rows, "covariance", "expected a positive definite matrix");
}

/* The tables of age.c are the law; the file repeats them so that it can be read by itself. */
static void read_parts(struct content_reader *r, const char *key, size_t parts, const char **names)
{
    static const char *const keys[] = {"id", "name", "from", "to", NULL};
    bool stages = parts == CONTENT_STAGES;
    const struct json *list = content_many(r, r->root, key, JSON_ARRAY, parts, parts);
    if (list == NULL)
        return;
    size_t i = 0;
    for (const struct json *o = list->child; o != NULL; o = o->next, i++) {
        content_only(r, o, keys);
        const char *id = content_id(r, o);
        names[i] = content_text(r, o, "name");
        int from = content_int(r, o, "from", 0, CONTENT_MONTHS_MAX);
        int to = content_int(r, o, "to", 1, CONTENT_MONTHS_MAX + 1);
        if (r->err != ERR_OK)
            return;
        bool same = stages ? strcmp(id, content_stage_id((enum content_stage)i)) == 0 &&
                                 from == content_stage_from((enum content_stage)i) &&
                                 to == content_stage_to((enum content_stage)i)
                           : strcmp(id, content_band_id((enum content_band)i)) == 0 &&
                                 from == content_band_from((enum content_band)i) &&
                                 to == content_band_to((enum content_band)i);
        if (!same) {
            content_refuse(r, o, NULL,
                           "expected the ids and months that attune is built with, in order of "
                           "age");
        }
    }
    r->id = NULL;
}

static void read_exactly(struct content_reader *r, const struct json *o, const char *key, size_t n,
                         const char **out)
{
    const char **texts = content_texts(r, o, key, n, n);
    if (r->err == ERR_OK)
        memcpy(out, texts, n * sizeof *out);
}

static void read_dimension(struct content_reader *r, const struct json *o, size_t place,
                           struct content_dimension *d)
{
    static const char *const keys[] = {"id",      "name", "short", "about", "from",     "absent",
                                       "high_is", "cuts", "words", "pairs", "strength", NULL};
    static const char *const highs[] = {"strength", "rubbing"};
    content_only(r, o, keys);
    d->id = content_id(r, o);
    if (r->err == ERR_OK && strcmp(d->id, dimension_ids[place]) != 0) {
        content_refuse(r, o, "id",
                       "expected warmth, friction, communication, repair, boundaries, play, in "
                       "this order");
    }
    d->name = content_text(r, o, "name");
    d->short_name = content_text(r, o, "short");
    d->about = content_text(r, o, "about");
    d->from = content_int(r, o, "from", 0, CONTENT_MONTHS_MAX);
    d->absent = d->from == 0 ? content_text_or_empty(r, o, "absent") : content_text(r, o, "absent");
    d->high = (enum content_high)content_choice(r, o, "high_is", highs, 2,
                                                "expected \"strength\" or \"rubbing\"");
    content_ascending(r, o, "cuts", 0, CONTENT_ANSWERS - 1, CONTENT_WORDS - 1, d->cuts,
                      "expected three ascending numbers between 0 and 4");
    read_exactly(r, o, "words", CONTENT_WORDS, d->words);
    read_exactly(r, o, "pairs", CONTENT_WORDS - 1, d->pairs);
    d->strength = content_text(r, o, "strength");
    r->id = NULL;
}

void content_read_dimensions(struct content_reader *r)
{
    static const char *const keys[] = {"format", "language", "stem",   "answers",    "stages",
                                       "bands",  "prior",    "temper", "dimensions", NULL};
    static const char *const stems[] = {"usual", "month_one", "newborn", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    c->language = content_text(r, r->root, "language");
    const struct json *stem = content_object(r, r->root, "stem");
    content_only(r, stem, stems);
    for (size_t i = 0; i < CONTENT_STEMS; i++)
        c->stem[i] = content_text(r, stem, stems[i]);
    read_exactly(r, r->root, "answers", CONTENT_ANSWERS, c->answers);
    read_parts(r, "stages", CONTENT_STAGES, c->stages);
    read_parts(r, "bands", CONTENT_BANDS, c->bands);
    read_prior(r, c->prior);
    c->temper = content_above(r, r->root, "temper", 0, 1);
    const struct json *list =
        content_many(r, r->root, "dimensions", JSON_ARRAY, CONTENT_DIM, CONTENT_DIM);
    size_t i = 0;
    for (const struct json *o = list == NULL ? NULL : list->child; o != NULL; o = o->next, i++)
        read_dimension(r, o, i, &c->dimensions[i]);
}
