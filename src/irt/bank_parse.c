/* irt/bank_parse.c: BANK.json to a bank. Every fault says what was expected, and where.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "irt/bank.h"
#include "irt/inside.h"

#define TEXT_MAX ((size_t)8 << 20) /* a full bank of 4096 items needs a quarter of it */
#define NAME_MAX_BYTES 200

/* What the file says, before it is checked as a whole; lives in the parser's arena. */
struct draft {
    size_t ndim, nitem;
    const char *dim_name[IRT_DIM_MAX];
    double mean[IRT_DIM_MAX], covariance[IRT_DIM_MAX * IRT_DIM_MAX];
    struct irt_grm *item;
    const char **item_id;
};

static enum err expected(struct fault *fault, const struct json *at, const char *where,
                         const char *what)
{
    return fault_set(fault, ERR_DOMAIN, at->line, at->column, where, ": expected ", what, NULL);
}

static enum err name_check(const struct json *at, const char *where, const char *what,
                           struct fault *fault)
{
    if (at->type != JSON_STRING || at->len == 0 || at->len > NAME_MAX_BYTES ||
        memchr(at->text, '\0', at->len) != NULL)
        return expected(fault, at, where, what);
    return ERR_OK;
}

/* Refuses a member that the format does not know: what somebody wrote down to be heeded is never
 * passed over. (What is no object is json_need's to refuse.) */
static enum err only(const struct json *o, const char *const *keys, const char *what,
                     struct fault *fault)
{
    if (o->type != JSON_OBJECT)
        return ERR_OK;
    enum err err = json_only(o, keys, fault);
    if (err && fault != NULL)
        fault_set(fault, err, fault->line, fault->column, fault->what, "; expected ", what, NULL);
    return err;
}

static const struct json *list_of(const struct json *o, const char *key, size_t count,
                                  const char *what, struct fault *fault)
{
    const struct json *list = json_need(o, key, JSON_ARRAY, fault);
    if (list != NULL && list->count != count) {
        fault_set(fault, ERR_FORMAT, list->line, list->column, key, ": expected ", what, NULL);
        return NULL;
    }
    return list;
}

static enum err numbers(const struct json *list, const char *where, double *out,
                        struct fault *fault)
{
    for (const struct json *v = list->child; v != NULL; v = v->next) {
        if (v->type != JSON_NUMBER)
            return expected(fault, v, where, "a number");
        *out++ = v->number;
    }
    return ERR_OK;
}

static enum err read_dimensions(const struct json *top, struct draft *draft, struct fault *fault)
{
    const struct json *list = json_need(top, "dimensions", JSON_ARRAY, fault);
    if (list == NULL)
        return ERR_FORMAT;
    if (list->count < 1 || list->count > IRT_DIM_MAX)
        return expected(fault, list, "dimensions", "1 to 8 names");
    for (const struct json *v = list->child; v != NULL; v = v->next) {
        enum err err = name_check(v, "dimensions", "a name of 1 to 200 bytes", fault);
        if (err)
            return err;
        for (size_t i = 0; i < draft->ndim; i++)
            if (strcmp(draft->dim_name[i], v->text) == 0)
                return fault_set(fault, ERR_DOMAIN, v->line, v->column, "dimensions: \"", v->text,
                                 "\" stands here twice; expected different names", NULL);
        draft->dim_name[draft->ndim++] = v->text;
    }
    return ERR_OK;
}

static enum err read_prior(const struct json *top, struct draft *draft, struct fault *fault)
{
    static const char *const keys[] = {"mean", "covariance", "note", NULL};
    size_t n = draft->ndim;
    const struct json *prior = json_need(top, "prior", JSON_OBJECT, fault);
    if (prior == NULL)
        return ERR_FORMAT;
    enum err err = only(prior, keys, "mean and covariance, or a note", fault);
    if (err)
        return err;
    const struct json *mean = list_of(prior, "mean", n, "one number per dimension", fault);
    if (mean == NULL)
        return ERR_FORMAT;
    err = numbers(mean, "mean", draft->mean, fault);
    if (err)
        return err;
    for (const struct json *v = mean->child; v != NULL; v = v->next)
        if (!(fabs(v->number) <= IRT_MEAN_MAX))
            return expected(fault, v, "mean", "a number from -1e6 to 1e6");
    const struct json *rows = list_of(prior, "covariance", n, "one row per dimension", fault);
    if (rows == NULL)
        return ERR_FORMAT;
    const struct json *row = rows->child;
    for (size_t i = 0; i < n; i++, row = row->next) {
        if (row->type != JSON_ARRAY || row->count != n)
            return expected(fault, row, "covariance", "a row of one number per dimension");
        err = numbers(row, "covariance", draft->covariance + i * n, fault);
        if (err)
            return err;
    }
    struct irt_prior_flaw flaw = irt_prior_flaw(n, draft->covariance);
    if (flaw.expected == NULL)
        return ERR_OK;
    const struct json *at = rows;
    if (flaw.row < n) {
        at = rows->child;
        for (size_t i = 0; i < flaw.row; i++)
            at = at->next;
        at = at->child;
        for (size_t j = 0; j < flaw.column; j++)
            at = at->next;
    }
    return expected(fault, at, "covariance", flaw.expected);
}

static enum err read_slopes(const struct json *slopes, const struct draft *draft, double *a,
                            struct fault *fault)
{
    for (const struct json *v = slopes->child; v != NULL; v = v->next) {
        size_t dim = 0;
        while (dim < draft->ndim && (strlen(draft->dim_name[dim]) != v->key_len ||
                                     memcmp(draft->dim_name[dim], v->key, v->key_len) != 0))
            dim++;
        if (dim == draft->ndim)
            return fault_set(fault, ERR_DOMAIN, v->line, v->column, "slopes: \"", v->key,
                             "\" is no dimension of this bank", NULL);
        if (v->type != JSON_NUMBER)
            return expected(fault, v, "slopes", "a number");
        a[dim] = v->number;
    }
    return ERR_OK;
}

static const struct json *child_at(const struct json *list, size_t index)
{
    const struct json *v = list->child;
    while (v != NULL && index-- > 0)
        v = v->next;
    return v;
}

static enum err read_item(const struct json *o, const struct draft *draft, struct arena *arena,
                          struct irt_grm *item, const char **id, struct fault *fault)
{
    static const char *const keys[] = {"id", "slopes", "intercepts", "text", "note", NULL};
    enum err err = only(o, keys, "id, slopes and intercepts, or a text or a note", fault);
    if (err)
        return err;
    const struct json *name = json_need(o, "id", JSON_STRING, fault);
    if (name == NULL)
        return ERR_FORMAT;
    err = name_check(name, "id", "a name of 1 to 200 bytes", fault);
    if (err)
        return err;
    *id = name->text;
    const struct json *slopes = json_need(o, "slopes", JSON_OBJECT, fault);
    if (slopes == NULL)
        return ERR_FORMAT;
    const struct json *intercepts = json_need(o, "intercepts", JSON_ARRAY, fault);
    if (intercepts == NULL)
        return ERR_FORMAT;
    double *a = arena_array(arena, draft->ndim + intercepts->count, sizeof *a);
    if (a == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    err = read_slopes(slopes, draft, a, fault);
    if (!err)
        err = numbers(intercepts, "intercepts", a + draft->ndim, fault);
    if (err)
        return err;
    *item = (struct irt_grm){draft->ndim, intercepts->count + 1, a, a + draft->ndim};

    struct irt_flaw flaw = irt_grm_flaw(item);
    switch (flaw.part) {
    case IRT_PART_NONE:
        break;
    case IRT_PART_SHAPE:
        return expected(fault, intercepts, "intercepts", flaw.expected);
    case IRT_PART_SLOPES: {
        const struct json *at = slopes;
        for (const struct json *v = slopes->child; v != NULL; v = v->next)
            if (!(fabs(v->number) <= IRT_SLOPE_MAX))
                at = v;
        return expected(fault, at, "slopes", flaw.expected);
    }
    case IRT_PART_INTERCEPT:
        return expected(fault, child_at(intercepts, flaw.index), "intercepts", flaw.expected);
    }
    return ERR_OK;
}

static enum err read_items(const struct json *top, struct draft *draft, struct arena *arena,
                           struct fault *fault)
{
    const struct json *list = json_need(top, "items", JSON_ARRAY, fault);
    if (list == NULL)
        return ERR_FORMAT;
    if (list->count < 1 || list->count > IRT_ITEM_MAX)
        return expected(fault, list, "items", "1 to 4096 items");
    draft->item = arena_array(arena, list->count, sizeof *draft->item);
    draft->item_id = arena_array(arena, list->count, sizeof *draft->item_id);
    if (draft->item == NULL || draft->item_id == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    for (const struct json *o = list->child; o != NULL; o = o->next) {
        size_t i = draft->nitem;
        enum err err = read_item(o, draft, arena, &draft->item[i], &draft->item_id[i], fault);
        if (err)
            return err;
        for (size_t j = 0; j < i; j++)
            if (strcmp(draft->item_id[j], draft->item_id[i]) == 0) {
                const struct json *id = json_get(o, "id");
                return fault_set(fault, ERR_DOMAIN, id->line, id->column, "id: \"", id->text,
                                 "\" stands here twice; expected different ids", NULL);
            }
        draft->nitem++;
    }
    return ERR_OK;
}

static enum err keep_names(struct irt_bank *bank, const struct draft *draft)
{
    bank->item_id = arena_array(&bank->arena, draft->nitem, sizeof *bank->item_id);
    bank->dim_name = arena_array(&bank->arena, draft->ndim, sizeof *bank->dim_name);
    if (bank->item_id == NULL || bank->dim_name == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < draft->nitem; i++) {
        const char *id = draft->item_id[i];
        bank->item_id[i] = arena_text(&bank->arena, id, strlen(id));
        if (bank->item_id[i] == NULL)
            return ERR_NOMEM;
    }
    for (size_t i = 0; i < draft->ndim; i++) {
        const char *name = draft->dim_name[i];
        bank->dim_name[i] = arena_text(&bank->arena, name, strlen(name));
        if (bank->dim_name[i] == NULL)
            return ERR_NOMEM;
    }
    return ERR_OK;
}

static enum err read_all(struct arena *arena, const char *text, size_t n, struct draft *draft,
                         struct fault *fault)
{
    static const char *const keys[] = {"dimensions", "prior", "items", "note", NULL};
    const struct json *top;
    enum err err = json_parse(arena, text, n, &top, fault);
    if (!err && top->type != JSON_OBJECT)
        err = fault_set(fault, ERR_FORMAT, top->line, top->column,
                        "expected an object with \"dimensions\", \"prior\" and \"items\"", NULL);
    if (!err)
        err = only(top, keys, "dimensions, prior and items, or a note", fault);
    if (!err)
        err = read_dimensions(top, draft, fault);
    if (!err)
        err = read_prior(top, draft, fault);
    if (!err)
        err = read_items(top, draft, arena, fault);
    return err;
}

enum err irt_bank_parse(const char *json, size_t n, struct irt_bank **out, struct fault *fault)
{
    *out = NULL;
    if (n > TEXT_MAX)
        return fault_set(fault, ERR_LIMIT, 0, 0, "expected a bank of at most 8 MiB", NULL);
    struct arena arena;
    arena_init(&arena, 0);
    struct draft draft = {0};
    enum err err = read_all(&arena, json, n, &draft, fault);
    struct irt_bank *bank = NULL;
    if (!err)
        err = irt_bank_create(draft.ndim, draft.mean, draft.covariance, draft.nitem, draft.item,
                              &bank, fault);
    if (!err) {
        err = keep_names(bank, &draft);
        if (err)
            err = fault_set(fault, err, 0, 0, "out of memory", NULL);
    }
    arena_finish(&arena);
    if (err) {
        irt_bank_destroy(bank);
        return err;
    }
    *out = bank;
    return ERR_OK;
}
