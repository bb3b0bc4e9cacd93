/* The words that do not hang on a family, as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "view/effect.h"
#include "view/view.h"
#include "view/write.h"

static void write_flat(struct json_out *w, const struct content *c, const char *file)
{
    json_begin(w, "words");
    for (size_t i = 0; i < content_words_count(c, file); i++) {
        const char *key;
        const char *words = content_words_at(c, file, i, &key);
        json_text(w, key, words);
    }
    json_end(w);
}

static void write_paragraphs(struct json_out *w, const struct content_section *s)
{
    json_begin_array(w, "text");
    for (size_t i = 0; i < s->ntext; i++)
        json_text(w, NULL, s->text[i]);
    json_end_array(w);
}

static void write_section(struct json_out *w, const struct content_section *s)
{
    json_begin(w, NULL);
    json_text(w, "title", s->title);
    write_paragraphs(w, s);
    json_end(w);
}

static void write_pages(struct json_out *w, const struct content *c)
{
    json_begin_array(w, "pages");
    for (size_t i = 0; i < content_page_count(c); i++) {
        const struct content_page *page = content_page(c, i);
        json_begin(w, NULL);
        json_text(w, "id", page->id);
        json_text(w, "title", page->title);
        json_text(w, "lead", page->lead);
        json_begin_array(w, "sections");
        for (size_t k = 0; k < page->nsections; k++)
            write_section(w, &page->sections[k]);
        json_end_array(w);
        json_end(w);
    }
    json_end_array(w);
}

static void write_help(struct json_out *w, const struct content *c)
{
    json_text(w, "title", content_help_title(c));
    json_text(w, "lead", content_help_lead(c));
    json_begin_array(w, "sections");
    for (size_t i = 0; i < content_help_count(c); i++)
        write_section(w, content_help(c, i));
    json_end_array(w);
    write_pages(w, c);
    const struct content_section *region = content_help_region(c);
    json_begin(w, "region");
    json_text(w, "name", region->title);
    write_paragraphs(w, region);
    json_end(w);
}

/* Each as a sentence, ready to be read. */
static void write_effects(struct json_out *w, const struct content *c,
                          const struct content_evidence *e)
{
    struct text t;
    text_init(&t);
    json_begin_array(w, "effects");
    for (size_t i = 0; i < e->neffects; i++) {
        view_effect(&t, c, &e->effects[i]);
        view_take(w, NULL, &t);
    }
    json_end_array(w);
}

static void write_evidence(struct json_out *w, const struct content *c)
{
    json_begin_array(w, "evidence");
    for (size_t i = 0; i < content_evidence_count(c); i++) {
        const struct content_evidence *e = content_evidence(c, i);
        json_begin(w, NULL);
        json_text(w, "id", e->id);
        json_text(w, "claim", e->claim);
        json_text(w, "plain", e->plain);
        json_text(w, "authors", e->authors);
        json_int(w, "year", e->year);
        json_text(w, "title", e->title);
        json_text(w, "venue", e->venue);
        json_text(w, "doi", e->doi);
        json_text(w, "figure", e->figure);
        json_text(w, "interval", e->interval);
        json_text(w, "people", e->people);
        json_text(w, "limit", e->limit);
        write_effects(w, c, e);
        json_end(w);
    }
    json_end_array(w);
}

static void write_stages(struct json_out *w, const struct content *c)
{
    json_begin_array(w, "stages");
    for (int s = 0; s < CONTENT_STAGES; s++) {
        enum content_stage stage = (enum content_stage)s;
        json_begin(w, NULL);
        json_text(w, "id", content_stage_id(stage));
        json_text(w, "name", content_stage_name(c, stage));
        json_int(w, "from", content_stage_from(stage));
        json_int(w, "to", content_stage_to(stage));
        json_end(w);
    }
    json_end_array(w);
    json_begin_array(w, "answers");
    for (int k = 0; k < CONTENT_ANSWERS; k++)
        json_text(w, NULL, content_answer_label(c, k));
    json_end_array(w);
}

enum err view_sentences_json(const struct content *c, const char *name, struct text *out,
                             struct fault *fault)
{
    size_t len = out->len;
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    enum err e = ERR_OK;
    if (strcmp(name, "help") == 0)
        write_help(&w, c);
    else if (strcmp(name, "evidence") == 0)
        write_evidence(&w, c);
    else if (strcmp(name, "stages") == 0)
        write_stages(&w, c);
    else if (content_words_count(c, name) > 0)
        write_flat(&w, c, name);
    else
        e = ERR_NOTFOUND;
    json_end(&w);
    return view_settle(out, len, e, fault);
}
