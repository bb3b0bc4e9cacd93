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

static enum err check_records(const uint8_t *records, size_t n, struct fault *fault)
{
    for (size_t at = 0, used; at < n; at += used) {
        struct journal_event event;
        enum err e = journal_event_read(records + at, n - at, &event, &used);
        if (e != ERR_OK)
            return fault_set(fault, e, 0, 0, "these bytes are no records of a journal", NULL);
    }
    return ERR_OK;
}

static enum err put_records(struct store *store, const uint8_t *records, size_t n,
                            struct fault *fault)
{
    enum err e = ERR_OK;
    for (size_t at = 0, used; at < n && e == ERR_OK; at += used) {
        struct journal_event event;
        e = journal_event_read(records + at, n - at, &event, &used);
        if (e == ERR_OK)
            e = store->ops->put(store->state, event.id, records + at, used, fault);
    }
    return e;
}

enum err store_rewrite(struct store *store, const uint8_t *ids, size_t nid,
                       const uint8_t *records, size_t n, struct fault *fault)
{
    enum err e = check_records(records, n, fault);
    if (e != ERR_OK || (nid == 0 && n == 0))
        return e;
    e = store->ops->begin(store->state, fault);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < nid && e == ERR_OK; i++)
        e = store->ops->drop(store->state, ids + i * JOURNAL_ID, fault);
    if (e == ERR_OK)
        e = put_records(store, records, n, fault);
    if (e == ERR_OK)
        e = store->ops->commit(store->state, fault);
    if (e != ERR_OK)
        store->ops->rollback(store->state);
    return e;
}

enum err store_append(struct store *store, const uint8_t *records, size_t n, struct fault *fault)
{
    return store_rewrite(store, NULL, 0, records, n, fault);
}

enum err store_load(struct store *store, store_each *each, void *context, struct fault *fault)
{
    return store->ops->each(store->state, each, context, fault);
}
