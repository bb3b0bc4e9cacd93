/* fuzz/fuzz_content.c: any bytes as a bundle. What is read must be whole: every accessor answers,
 * every number lies in its range, every reference points inside.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "content/content.h"
#include "view/effect.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void look_at_items(const struct content *c)
{
    for (size_t i = 0; i < content_item_count(c); i++) {
        const struct content_item *item = content_item(c, i);
        must(content_item_find(c, item->id) == i);
        must(item->dimension < CONTENT_DIM && item->design < content_design_count(c));
        must(item->from >= 0 && item->from < item->to && item->to <= CONTENT_MONTHS_MAX + 1);
        must(item->slope > 0 && item->slope <= 4);
        for (size_t k = 1; k < CONTENT_ANSWERS - 1; k++)
            must(item->intercepts[k] < item->intercepts[k - 1]);
        must(item->text[0] != '\0' && item->often[0] != '\0');
    }
}

static void look_at_steps(const struct content *c)
{
    for (size_t i = 0; i < content_step_count(c); i++) {
        const struct content_step *step = content_step(c, i);
        must(content_step_find(c, step->id) == i);
        must(step->dimension < CONTENT_DIM && step->bands > 0 && step->bands < 1U << CONTENT_BANDS);
        for (size_t k = 0; k < step->nevidence; k++)
            must(step->evidence[k] < content_evidence_count(c));
        for (size_t k = 0; k < step->nitems; k++)
            must(step->items[k] < content_item_count(c));
    }
}

static void look_at_studies(const struct content *c)
{
    for (size_t i = 0; i < content_evidence_count(c); i++) {
        const struct content_evidence *e = content_evidence(c, i);
        must(content_evidence_find(c, e->id) == i);
        for (size_t k = 0; k < e->neffects; k++) {
            const struct content_effect *effect = &e->effects[k];
            struct text t;
            must(isfinite(effect->value) && isnan(effect->lower) == isnan(effect->upper));
            must(isnan(effect->lower) ||
                 (effect->lower <= effect->value && effect->value <= effect->upper));
            text_init(&t);
            view_effect(&t, c, effect);
            text_finish(&t);
        }
    }
    for (size_t i = 0; i < content_page_count(c); i++)
        must(content_page_find(c, content_page(c, i)->id) == i &&
             content_page(c, i)->nsections > 0);
}

static void look_at(const struct content *c)
{
    look_at_items(c);
    look_at_steps(c);
    look_at_studies(c);
    for (int m = 0; m <= CONTENT_MONTHS_MAX; m += 13)
        must(content_bank_hash(c, m) == content_bank_hash(c, m));
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const double *cuts = content_dimension(c, d)->cuts;
        must(0 < cuts[0] && cuts[0] < cuts[1] && cuts[1] < cuts[2] && cuts[2] < 4);
    }
    must(content_temper(c) > 0 && content_temper(c) <= 1);
    must(content_words(c, "words", "no such key!") == NULL);
    for (size_t i = 0; i < content_words_count(c, "page"); i++) {
        const char *key = NULL;
        const char *text = content_words_at(c, "page", i, &key);
        must(content_words(c, "page", key) == text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct content *c = NULL;
    struct fault fault;
    enum err e = content_create((const char *)data, size, &c, &fault);
    must((e == ERR_OK) == (c != NULL));
    must(e == ERR_OK || (fault.code == e && fault.what[0] != '\0'));
    if (c != NULL)
        look_at(c);
    content_destroy(c);
    return 0;
}
