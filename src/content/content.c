/* content/content.c: a bundle becomes immutable content, all of it or nothing.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/content.h"

#include <stdlib.h>
#include <string.h>

#include "content/bundle.h"
#include "content/reader.h"

/* In the order of content_file_name(). */
static void (*const readers[CONTENT_FILES])(struct content_reader *) = {
    content_read_dimensions, content_read_evidence,  content_read_items,     content_read_steps,
    content_read_sentences,  content_read_sentences, content_read_sentences, content_read_help,
};

static void read_file(struct content_reader *r, const struct json *bundle, size_t file)
{
    r->root = NULL;
    r->id = NULL;
    r->file = "bundle";
    const struct json *root = content_object(r, bundle, content_file_name(file));
    if (root == NULL)
        return;
    r->file = content_file_name(file);
    r->root = root;
    content_format(r);
    if (r->err == ERR_OK)
        readers[file](r);
}

static enum err read_bundle(struct content *c, const struct json *bundle, struct fault *fault)
{
    const char *names[CONTENT_FILES + 1] = {NULL};
    for (size_t i = 0; i < CONTENT_FILES; i++)
        names[i] = content_file_name(i);
    struct content_reader r = {.content = c, .arena = &c->arena, .file = "bundle", .fault = fault};
    content_only(&r, bundle, names);
    for (size_t i = 0; r.err == ERR_OK && i < CONTENT_FILES; i++)
        read_file(&r, bundle, i);
    return r.err;
}

enum err content_create(const char *bundle, size_t n, struct content **out, struct fault *fault)
{
    *out = NULL;
    struct content *c = calloc(1, sizeof *c);
    if (c == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "bundle: not enough memory", NULL);
    arena_init(&c->arena, 0);
    struct arena scratch; /* the tree; what is kept of it is copied */
    arena_init(&scratch, 0);
    const struct json *root = NULL;
    struct fault found;
    enum err e = json_parse(&scratch, bundle, n, &root, &found);
    if (e != ERR_OK)
        e = fault_set(fault, e, found.line, found.column, "bundle: ", found.what, NULL);
    else
        e = read_bundle(c, root, fault);
    arena_finish(&scratch);
    if (e != ERR_OK) {
        content_destroy(c);
        return e;
    }
    *out = c;
    return ERR_OK;
}

void content_destroy(struct content *c)
{
    if (c == NULL)
        return;
    arena_finish(&c->arena);
    free(c);
}

const char *content_language(const struct content *c)
{
    return c->language;
}

const struct content_dimension *content_dimension(const struct content *c, size_t dim)
{
    return &c->dimensions[dim];
}

const double *content_prior_covariance(const struct content *c)
{
    return c->prior;
}

double content_temper(const struct content *c)
{
    return c->temper;
}

const char *content_answer_label(const struct content *c, int answer)
{
    return c->answers[answer];
}

/* A month of birth alone cannot tell five days from five weeks, so month one says both. */
const char *content_stem(const struct content *c, int months)
{
    return c->stem[months <= 0 ? 2 : months == 1 ? 1 : 0];
}

const char *content_stage_name(const struct content *c, enum content_stage stage)
{
    return c->stages[stage];
}

const char *content_band_name(const struct content *c, enum content_band band)
{
    return c->bands[band];
}

size_t content_design_count(const struct content *c)
{
    return c->design_ids.n;
}

const struct content_design *content_design(const struct content *c, size_t design)
{
    return &c->designs[design];
}

size_t content_item_count(const struct content *c)
{
    return c->item_ids.n;
}

const struct content_item *content_item(const struct content *c, size_t item)
{
    return &c->items[item];
}

size_t content_item_find(const struct content *c, const char *id)
{
    return content_index_find(&c->item_ids, id);
}

size_t content_step_count(const struct content *c)
{
    return c->step_ids.n;
}

const struct content_step *content_step(const struct content *c, size_t step)
{
    return &c->steps[step];
}

size_t content_step_find(const struct content *c, const char *id)
{
    return content_index_find(&c->step_ids, id);
}

size_t content_evidence_count(const struct content *c)
{
    return c->evidence_ids.n;
}

const struct content_evidence *content_evidence(const struct content *c, size_t evidence)
{
    return &c->evidence[evidence];
}

size_t content_evidence_find(const struct content *c, const char *id)
{
    return content_index_find(&c->evidence_ids, id);
}

const char *content_help_title(const struct content *c)
{
    return c->help_title;
}

const char *content_help_lead(const struct content *c)
{
    return c->help_lead;
}

size_t content_help_count(const struct content *c)
{
    return c->nhelp;
}

const struct content_section *content_help(const struct content *c, size_t section)
{
    return &c->help[section];
}

const struct content_section *content_help_region(const struct content *c)
{
    return &c->region;
}

size_t content_page_count(const struct content *c)
{
    return c->page_ids.n;
}

const struct content_page *content_page(const struct content *c, size_t page)
{
    return &c->pages[page];
}

size_t content_page_find(const struct content *c, const char *id)
{
    return content_index_find(&c->page_ids, id);
}

bool content_dimension_at(const struct content *c, size_t dim, int months)
{
    return months >= c->dimensions[dim].from;
}

bool content_item_at(const struct content *c, size_t item, int months)
{
    const struct content_item *i = &c->items[item];
    return months >= i->from && months < i->to && content_dimension_at(c, i->dimension, months);
}
