/* store/memory.c: a store that lasts as long as the process: for tests and for runs that keep
 * nothing. A transaction is a second list that takes the first one's place.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

struct kept {
    size_t n;
    uint8_t bytes[];
};

struct list {
    struct kept **at;
    size_t n, cap;
};

struct memory {
    struct list now, next; /* next: only during a transaction */
    bool writing;
};

static void list_finish(struct list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->at[i]);
    free(list->at);
    *list = (struct list){0};
}

static enum err list_put(struct list *list, const uint8_t *record, size_t n)
{
    if (list->n == list->cap) {
        size_t cap = list->cap == 0 ? 16 : list->cap * 2;
        struct kept **at = realloc(list->at, cap * sizeof *at);
        if (at == NULL)
            return ERR_NOMEM;
        list->at = at;
        list->cap = cap;
    }
    struct kept *kept = malloc(sizeof *kept + n);
    if (kept == NULL)
        return ERR_NOMEM;
    kept->n = n;
    memcpy(kept->bytes, record, n);
    list->at[list->n++] = kept;
    return ERR_OK;
}

static enum err no_memory(struct fault *fault)
{
    return fault_set(fault, ERR_NOMEM, 0, 0, "not enough memory to keep this", NULL);
}

static enum err memory_open(const char *path, void **state, struct fault *fault)
{
    (void)path;
    *state = calloc(1, sizeof(struct memory));
    return *state != NULL ? ERR_OK : no_memory(fault);
}

static void memory_rollback(void *state)
{
    struct memory *m = state;
    list_finish(&m->next);
    m->writing = false;
}

static void memory_close(void *state)
{
    struct memory *m = state;
    memory_rollback(m);
    list_finish(&m->now);
    free(m);
}

static enum err memory_begin(void *state, struct fault *fault)
{
    struct memory *m = state;
    for (size_t i = 0; i < m->now.n; i++) {
        const struct kept *k = m->now.at[i];
        if (list_put(&m->next, k->bytes, k->n) != ERR_OK) {
            memory_rollback(m);
            return no_memory(fault);
        }
    }
    m->writing = true;
    return ERR_OK;
}

static enum err memory_commit(void *state, struct fault *fault)
{
    (void)fault;
    struct memory *m = state;
    list_finish(&m->now);
    m->now = m->next;
    m->next = (struct list){0};
    m->writing = false;
    return ERR_OK;
}

static bool is(const struct kept *k, const uint8_t *record, size_t n)
{
    return k->n == n && memcmp(k->bytes, record, n) == 0;
}

static enum err memory_put(void *state, const uint8_t *id, const uint8_t *record, size_t n,
                           struct fault *fault)
{
    (void)id;
    struct memory *m = state;
    for (size_t i = 0; i < m->next.n; i++) {
        if (is(m->next.at[i], record, n))
            return ERR_OK;
    }
    return list_put(&m->next, record, n) == ERR_OK ? ERR_OK : no_memory(fault);
}

static enum err memory_drop(void *state, const uint8_t *id, const uint8_t *record, size_t n,
                            struct fault *fault)
{
    (void)fault;
    (void)id;
    struct list *list = &((struct memory *)state)->next;
    size_t stay = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (is(list->at[i], record, n))
            free(list->at[i]);
        else
            list->at[stay++] = list->at[i];
    }
    list->n = stay;
    return ERR_OK;
}

static enum err memory_each(void *state, store_each *each, void *context, struct fault *fault)
{
    (void)fault;
    const struct list *list = &((struct memory *)state)->now;
    enum err e = ERR_OK;
    for (size_t i = 0; i < list->n && e == ERR_OK; i++)
        e = each(context, list->at[i]->bytes, list->at[i]->n);
    return e;
}

const struct store_ops store_memory = {
    .name = "memory",
    .open = memory_open,
    .close = memory_close,
    .begin = memory_begin,
    .commit = memory_commit,
    .rollback = memory_rollback,
    .put = memory_put,
    .drop = memory_drop,
    .each = memory_each,
};
