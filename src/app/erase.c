/* app/erase.c: forgetting, down to the bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/erase.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

enum err app_erase(struct app_family *f, const uint8_t target[static JOURNAL_ID],
                   struct fault *fault)
{
    struct journal_erase erase;
    memcpy(erase.target, target, JOURNAL_ID);
    struct text body;
    text_init(&body);
    enum err e = journal_erase_write(&erase, &body);
    if (e == ERR_OK)
        e = app_family_record(f, JOURNAL_ERASE, NULL, NULL, &body, NULL, fault);
    else
        fault_set(fault, e, 0, 0, err_name(e), NULL);
    text_finish(&body);
    return e;
}

/* All records of the store, joined, and where each one ends. */
struct everything {
    struct text bytes, ends;
};

static enum err take(void *context, const uint8_t *record, size_t n)
{
    struct everything *all = context;
    text_bytes(&all->bytes, record, n);
    text_bytes(&all->ends, &all->bytes.len, sizeof all->bytes.len);
    return all->bytes.err != ERR_OK ? all->bytes.err : all->ends.err;
}

static enum err drop_records(struct store *store, const struct everything *all, struct fault *fault)
{
    size_t n = all->ends.len / sizeof(size_t), from = 0;
    struct journal_span *drop = calloc(n ? n : 1, sizeof *drop);
    if (!drop)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    for (size_t i = 0; i < n; i++) {
        size_t end;
        memcpy(&end, all->ends.data + i * sizeof end, sizeof end);
        drop[i] = (struct journal_span){(const uint8_t *)all->bytes.data + from, end - from};
        from = end;
    }
    enum err e = store_rewrite(store, drop, n, NULL, 0, fault);
    free(drop);
    return e;
}

static enum err overwrite(struct store *store, struct fault *fault)
{
    struct everything all;
    text_init(&all.bytes);
    text_init(&all.ends);
    enum err e = store_load(store, take, &all, fault);
    if (e == ERR_OK)
        e = drop_records(store, &all, fault);
    text_finish(&all.bytes);
    text_finish(&all.ends);
    return e;
}

enum err app_erase_all(struct app_family *f, struct fault *fault)
{
    static const char *const files[] = {"/journal.sqlite", "/journal.sqlite-wal",
                                        "/journal.sqlite-shm", "/journal.sqlite-journal",
                                        "/device"};
    enum err e = overwrite(f->store, fault);
    if (e != ERR_OK)
        return e;
    store_close(f->store);
    f->store = NULL;
    for (size_t i = 0; i < sizeof files / sizeof *files && e == ERR_OK; i++) {
        struct text path;
        text_init(&path);
        text_bytes(&path, f->folder.data, f->folder.len);
        text_add(&path, files[i]);
        if (path.err != ERR_OK)
            e = fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
        else if (unlink(path.data) != 0 && errno != ENOENT)
            e = fault_set(fault, ERR_IO, 0, 0, path.data,
                          " could not be removed: ", strerror(errno), NULL);
        text_finish(&path);
    }
    return e;
}
