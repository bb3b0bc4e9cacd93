/* app/family.c: a family's data while a command works on it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/family.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/file.h"
#include "app/folder.h"
#include "store/store.h"

static enum err no_memory(struct fault *fault)
{
    return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
}

static enum err load_record(void *journal, const uint8_t *record, size_t n)
{
    return journal_load(journal, record, n);
}

/* The path of something in the folder. */
static enum err path_of(const struct app_family *f, const char *name, struct text *path,
                        struct fault *fault)
{
    text_init(path);
    text_bytes(path, f->folder.data, f->folder.len);
    text_add(path, "/");
    text_add(path, name);
    return path->err == ERR_OK ? ERR_OK : no_memory(fault);
}

bool app_family_keeps(const struct app_family *f, const char *path)
{
    static const char *const own[] = {"journal.sqlite", "device"};
    bool same = false;
    for (size_t i = 0; i < sizeof own / sizeof *own && f->store && !same; i++) {
        struct text kept;
        same = path_of(f, own[i], &kept, NULL) == ERR_OK && app_file_same(path, kept.data);
        text_finish(&kept);
    }
    return same;
}

/* This folder's device id: two folders never write under one id. */
static enum err find_device(struct app_family *f, struct fault *fault)
{
    struct text path;
    enum err e = path_of(f, "device", &path, fault);
    char *digits = NULL;
    size_t n;
    if (e == ERR_OK && app_file_read(path.data, 64, &digits, &n, NULL) == ERR_OK && n >= 32 &&
        text_read_hex(digits, 32, f->device, JOURNAL_ID) == ERR_OK) {
        free(digits);
        text_finish(&path);
        return ERR_OK;
    }
    free(digits);
    struct text made;
    text_init(&made);
    if (e == ERR_OK && app_clock_id(f->device) != ERR_OK)
        e = fault_set(fault, ERR_IO, 0, 0, "the system has no source of random numbers", NULL);
    text_hex(&made, f->device, JOURNAL_ID);
    text_char(&made, '\n');
    if (e == ERR_OK && made.err != ERR_OK)
        e = no_memory(fault);
    if (e == ERR_OK)
        e = app_file_write(path.data, made.data, made.len, fault);
    text_finish(&made);
    text_finish(&path);
    return e;
}

/* What the journal has found out that the store has not yet: new records, and texts to forget. */
static enum err keep(struct app_family *f, struct fault *fault)
{
    struct journal_changes changes = journal_unsaved(f->journal);
    enum err e = ERR_OK;
    if (f->store && changes.nput + changes.ndrop > 0)
        e = store_rewrite(f->store, changes.drop, changes.ndrop, changes.put, changes.nput, fault);
    if (e == ERR_OK)
        journal_saved(f->journal);
    return e;
}

enum err app_family_borrow(const struct content *content, struct app_time now,
                           struct app_family *out, struct fault *fault)
{
    *out = (struct app_family){.content = content, .now = now};
    text_init(&out->folder);
    out->journal = journal_create();
    if (!out->journal)
        return no_memory(fault);
    if (app_clock_id(out->device) != ERR_OK) {
        app_family_close(out);
        return fault_set(fault, ERR_IO, 0, 0, "the system has no source of random numbers", NULL);
    }
    return ERR_OK;
}

/* Whatever else keeps us from the journal is for the opening to say. */
static bool is_absent(const char *path)
{
    struct stat st;
    return stat(path, &st) != 0 && errno == ENOENT;
}

static enum err open_store(struct app_family *f, const char *chosen, bool look, struct fault *fault)
{
    struct text path;
    text_init(&path);
    enum err e = app_folder_find(chosen, &f->folder, fault);
    if (e == ERR_OK)
        e = path_of(f, "journal.sqlite", &path, fault);
    if (e == ERR_OK && look && is_absent(path.data)) {
        text_finish(&path);
        return ERR_OK;
    }
    if (e == ERR_OK)
        e = app_folder_make(f->folder.data, fault);
    if (e == ERR_OK)
        e = find_device(f, fault);
    if (e == ERR_OK)
        e = store_open(&store_sqlite, path.data, &f->store, fault);
    text_finish(&path);
    if (e == ERR_OK)
        e = store_load(f->store, load_record, f->journal, fault);
    /* An erase that came in an import elsewhere may have left something to forget. */
    return e == ERR_OK ? keep(f, fault) : e;
}

static enum err open_family(const char *chosen, bool look, const struct content *content,
                            struct app_time now, struct app_family *out, struct fault *fault)
{
    enum err e = app_family_borrow(content, now, out, fault);
    if (e == ERR_OK) {
        e = open_store(out, chosen, look, fault);
        if (e != ERR_OK)
            app_family_close(out);
    }
    return e;
}

enum err app_family_open(const char *chosen, const struct content *content, struct app_time now,
                         struct app_family *out, struct fault *fault)
{
    return open_family(chosen, false, content, now, out, fault);
}

enum err app_family_look(const char *chosen, const struct content *content, struct app_time now,
                         struct app_family *out, struct fault *fault)
{
    return open_family(chosen, true, content, now, out, fault);
}

void app_family_close(struct app_family *f)
{
    store_close(f->store);
    journal_destroy(f->journal);
    text_finish(&f->folder);
    f->store = NULL;
    f->journal = NULL;
}

enum err app_family_record(struct app_family *f, enum journal_kind kind, const uint8_t *author,
                           const uint8_t *bond, const struct text *body, uint8_t *id,
                           struct fault *fault)
{
    struct journal_event event = {
        .kind = (uint8_t)kind,
        .counter = journal_next_counter(f->journal),
        .observed_ms = journal_event_time(f->now.ms),
        .offset_min = (int16_t)f->now.offset_min,
        .body = (const uint8_t *)body->data,
        .body_len = body->len,
    };
    if (app_clock_id(event.id) != ERR_OK)
        return fault_set(fault, ERR_IO, 0, 0, "the system has no source of random numbers", NULL);
    memcpy(event.device, f->device, JOURNAL_ID);
    if (author)
        memcpy(event.author, author, JOURNAL_ID);
    if (bond)
        memcpy(event.bond, bond, JOURNAL_ID);

    struct text record;
    text_init(&record);
    enum err e = journal_event_write(&event, &record);
    if (e == ERR_OK)
        e = journal_add(f->journal, (const uint8_t *)record.data, record.len, NULL);
    if (e != ERR_OK)
        fault_set(fault, e, 0, 0, "this could not be recorded: ", err_name(e), NULL);
    text_finish(&record);
    if (e == ERR_OK)
        e = keep(f, fault);
    if (e == ERR_OK && id)
        memcpy(id, event.id, JOURNAL_ID);
    return e;
}

static size_t count_records(const struct text *records)
{
    size_t count = 0, used;
    struct journal_event event;
    for (size_t at = 0; at < records->len; at += used, count++)
        if (journal_event_read((const uint8_t *)records->data + at, records->len - at, &event,
                               &used) != ERR_OK)
            break;
    return count;
}

enum err app_family_merge(struct app_family *f, const struct text *records, size_t *fresh,
                          size_t *known, struct fault *fault)
{
    enum err e = journal_add(f->journal, (const uint8_t *)records->data, records->len, fresh);
    if (e != ERR_OK)
        return fault_set(fault, e, 0, 0, "its events do not fit: ", err_name(e), NULL);
    *known = count_records(records) - *fresh;
    return keep(f, fault);
}
