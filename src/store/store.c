/* store/store.c: what every backend has in common: records are checked before anything is begun,
 * and a failure in the middle takes everything back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store.h"

#include <stdlib.h>

struct store {
    const struct store_ops *ops;
    void *state;
};

enum err store_open(const struct store_ops *ops, const char *path, struct store **out,
                    struct fault *fault)
{
    struct store *store = malloc(sizeof *store);
    *out = NULL;
    if (store == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "not enough memory to open the store", NULL);
    store->ops = ops;
    enum err e = ops->open(path, &store->state, fault);
    if (e != ERR_OK) {
        free(store);
        return e;
    }
    *out = store;
    return ERR_OK;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    store->ops->close(store->state);
    free(store);
}

/* Goes through joined records; with `state` it puts each one, without it only looks. */
static enum err walk(const struct store_ops *ops, void *state, struct journal_span span,
                     struct fault *fault)
{
    for (size_t at = 0, used; at < span.len; at += used) {
        struct journal_event event;
        enum err e = journal_event_read(span.bytes + at, span.len - at, &event, &used);
        if (e != ERR_OK)
            return fault_set(fault, e, 0, 0, "these bytes are no records of a journal", NULL);
        if (state == NULL)
            continue;
        e = ops->put(state, event.id, span.bytes + at, used, fault);
        if (e != ERR_OK)
            return e;
    }
    return ERR_OK;
}

static enum err drop(const struct store *store, struct journal_span span, struct fault *fault)
{
    struct journal_event event;
    enum err e = journal_event_read(span.bytes, span.len, &event, NULL);
    if (e != ERR_OK)
        return fault_set(fault, e, 0, 0, "these bytes are no record of a journal", NULL);
    return store->ops->drop(store->state, event.id, span.bytes, span.len, fault);
}

enum err store_rewrite(struct store *store, const struct journal_span *dropped, size_t ndrop,
                       const struct journal_span *put, size_t nput, struct fault *fault)
{
    enum err e = ERR_OK;
    for (size_t i = 0; i < nput && e == ERR_OK; i++)
        e = walk(store->ops, NULL, put[i], fault);
    if (e != ERR_OK || ndrop + nput == 0)
        return e;
    e = store->ops->begin(store->state, fault);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < ndrop && e == ERR_OK; i++)
        e = drop(store, dropped[i], fault);
    for (size_t i = 0; i < nput && e == ERR_OK; i++)
        e = walk(store->ops, store->state, put[i], fault);
    if (e == ERR_OK)
        e = store->ops->commit(store->state, fault);
    if (e != ERR_OK)
        store->ops->rollback(store->state);
    return e;
}

enum err store_append(struct store *store, const uint8_t *records, size_t n, struct fault *fault)
{
    return store_rewrite(store, NULL, 0, &(struct journal_span){records, n}, n > 0, fault);
}

enum err store_load(struct store *store, store_each *each, void *context, struct fault *fault)
{
    return store->ops->each(store->state, each, context, fault);
}
