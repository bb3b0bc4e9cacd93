/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/store/disk.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define FILES 64 /* every file ever made, by number; names point to them */
#define NAMES 8
#define SECTOR 512
#define NAME_MAX_ 256

enum entry_type { WRITE, TRUNCATE, SYNC, LINK, UNLINK, SYNC_FOLDER, ACKNOWLEDGE };

struct entry {
    enum entry_type type;
    int file;
    size_t at, n; /* truncate: n is the new size */
    uint8_t *bytes;
    char name[NAME_MAX_];
};

struct image {
    uint8_t *bytes;
    size_t n, cap;
};

struct folder {
    char name[NAMES][NAME_MAX_];
    int file[NAMES]; /* -1: no such name */
};

static struct {
    struct image file[FILES];
    struct folder folder;
    int nfiles;
    int opened[FILES];
    struct entry *log;
    size_t nlog, log_cap;
    bool recording, lie;
    size_t calls, fail_at;
    bool for_good, full;
} disk;

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* ---- images and names ---- */

static void resize(struct image *f, size_t n)
{
    if (n > f->cap) {
        f->cap = n * 2;
        f->bytes = realloc(f->bytes, f->cap);
        must(f->bytes != NULL);
    }
    if (n > f->n)
        memset(f->bytes + f->n, 0, n - f->n);
    f->n = n;
}

static void put(struct image *f, size_t at, const uint8_t *bytes, size_t n)
{
    if (at + n > f->n)
        resize(f, at + n);
    memcpy(f->bytes + at, bytes, n);
}

static int find(const struct folder *d, const char *name)
{
    for (int i = 0; i < NAMES; i++)
        if (d->file[i] >= 0 && strcmp(d->name[i], name) == 0)
            return i;
    return -1;
}

static void link_name(struct folder *d, const char *name, int file)
{
    int i = 0;
    while (i < NAMES && d->file[i] >= 0)
        i++;
    must(i < NAMES && strlen(name) < NAME_MAX_);
    memcpy(d->name[i], name, strlen(name) + 1);
    d->file[i] = file;
}

static void unlink_name(struct folder *d, const char *name)
{
    int i = find(d, name);
    if (i >= 0)
        d->file[i] = -1;
}

static void empty(void)
{
    for (int i = 0; i < FILES; i++)
        disk.file[i].n = 0;
    for (int i = 0; i < NAMES; i++)
        disk.folder.file[i] = -1;
    disk.nfiles = 0;
}

/* ---- the log ---- */

static void note(enum entry_type type, int file, size_t at, size_t n, const void *bytes,
                 const char *name)
{
    if (!disk.recording)
        return;
    if (disk.nlog == disk.log_cap) {
        disk.log_cap = disk.log_cap == 0 ? 256 : disk.log_cap * 2;
        disk.log = realloc(disk.log, disk.log_cap * sizeof *disk.log);
        must(disk.log != NULL);
    }
    struct entry *e = &disk.log[disk.nlog++];
    *e = (struct entry){.type = type, .file = file, .at = at, .n = n};
    if (bytes != NULL) {
        e->bytes = malloc(n);
        must(e->bytes != NULL);
        memcpy(e->bytes, bytes, n);
    }
    if (name != NULL)
        memcpy(e->name, name, strlen(name) + 1);
}

void disk_reset(bool with_log)
{
    for (size_t i = 0; i < disk.nlog; i++)
        free(disk.log[i].bytes);
    free(disk.log);
    for (int i = 0; i < FILES; i++)
        free(disk.file[i].bytes);
    memset(&disk, 0, sizeof disk);
    empty();
    disk.recording = with_log;
}

void disk_lie(bool lie)
{
    disk.lie = lie;
}

void disk_acknowledge(void)
{
    note(ACKNOWLEDGE, 0, 0, 0, NULL, NULL);
}

size_t disk_log_length(void)
{
    return disk.nlog;
}

size_t disk_acknowledged(size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += disk.log[i].type == ACKNOWLEDGE;
    return count;
}

void disk_fail_at(size_t n, bool for_good, bool full)
{
    disk.calls = 0;
    disk.fail_at = n;
    disk.for_good = for_good;
    disk.full = full;
}

size_t disk_calls(void)
{
    return disk.calls;
}

static bool fails(bool needs_room)
{
    if (disk.full && !needs_room)
        return false;
    disk.calls++;
    return disk.fail_at != 0 &&
           (disk.for_good ? disk.calls >= disk.fail_at : disk.calls == disk.fail_at);
}

/* ---- the power cut ---- */

static unsigned below(uint64_t *random, unsigned n) /* xorshift (Marsaglia 2003) */
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return (unsigned)(*random >> 33) % n;
}

/* Part of a write that was not synced: each sector is there or not. What the file grew by without
 * being written may hold anything. */
static void put_torn(struct image *f, const struct entry *e, uint64_t *random, unsigned odds)
{
    size_t old = f->n;
    if (e->at + e->n > old && below(random, 2) == 0) {
        resize(f, e->at + e->n);
        for (size_t i = old; i < f->n; i++)
            f->bytes[i] = (uint8_t)below(random, 256);
    }
    for (size_t from = e->at; from < e->at + e->n;) {
        size_t to = (from / SECTOR + 1) * SECTOR;
        if (to > e->at + e->n)
            to = e->at + e->n;
        if (below(random, 4) < odds)
            put(f, from, e->bytes + (from - e->at), to - from);
        from = to;
    }
}

/* Whether something later among the first n entries made this entry safe. */
static bool synced(size_t i, size_t n)
{
    const struct entry *e = &disk.log[i];
    bool name = e->type == LINK || e->type == UNLINK;
    for (size_t k = i + 1; k < n; k++) {
        const struct entry *s = &disk.log[k];
        if (name ? s->type == SYNC_FOLDER : s->type == SYNC && s->file == e->file)
            return true;
    }
    return false;
}

void disk_cut_power(size_t n, uint64_t *random)
{
    empty();
    disk.recording = false;
    /* How much of what was under way gets through: nothing, half, or nearly all. */
    unsigned odds = below(random, 4);
    for (size_t i = 0; i < n; i++) {
        const struct entry *e = &disk.log[i];
        struct image *f = &disk.file[e->file];
        bool safe = synced(i, n), through = safe || below(random, 4) < odds;
        switch (e->type) {
        case WRITE:
            if (safe)
                put(f, e->at, e->bytes, e->n);
            else
                put_torn(f, e, random, odds);
            break;
        case TRUNCATE:
            if (through)
                resize(f, e->n);
            break;
        case LINK:
            if (through)
                link_name(&disk.folder, e->name, e->file);
            break;
        case UNLINK:
            if (through)
                unlink_name(&disk.folder, e->name);
            break;
        case SYNC:
        case SYNC_FOLDER:
        case ACKNOWLEDGE:
            break;
        }
        if (e->file >= disk.nfiles)
            disk.nfiles = e->file + 1;
    }
}

bool disk_holds(const void *bytes, size_t n)
{
    for (int i = 0; i < NAMES; i++) {
        if (disk.folder.file[i] < 0)
            continue;
        const struct image *f = &disk.file[disk.folder.file[i]];
        if (f->n > 0 && memmem(f->bytes, f->n, bytes, n) != NULL)
            return true;
    }
    return false;
}

/* ---- what SQLite calls ---- */

/* A new file's number. The log names files by number, so while it runs none is used twice. */
static int new_file(void)
{
    for (int file = 0; !disk.recording && file < disk.nfiles; file++) {
        bool named = false;
        for (int i = 0; i < NAMES; i++)
            named = named || disk.folder.file[i] == file;
        if (!named && disk.opened[file] == 0)
            return file;
    }
    must(disk.nfiles < FILES);
    return disk.nfiles++;
}

struct handle {
    sqlite3_file base;
    int file;
    bool sync_folder;     /* a new journal: its first sync makes its name safe, as on Unix */
    char drop[NAME_MAX_]; /* delete this name on close */
};

static int disk_close(sqlite3_file *base)
{
    struct handle *h = (struct handle *)base;
    disk.opened[h->file]--;
    if (h->drop[0] != '\0') {
        unlink_name(&disk.folder, h->drop);
        note(UNLINK, 0, 0, 0, NULL, h->drop);
    }
    return SQLITE_OK;
}

static int disk_read(sqlite3_file *base, void *to, int n, sqlite3_int64 at)
{
    const struct image *f = &disk.file[((struct handle *)base)->file];
    if (fails(false))
        return SQLITE_IOERR_READ;
    size_t have = (size_t)at < f->n ? f->n - (size_t)at : 0;
    if (have > (size_t)n)
        have = (size_t)n;
    memset(to, 0, (size_t)n);
    if (have > 0)
        memcpy(to, f->bytes + at, have);
    return have == (size_t)n ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int disk_write(sqlite3_file *base, const void *bytes, int n, sqlite3_int64 at)
{
    int file = ((struct handle *)base)->file;
    bool failing = fails(true);
    size_t done = failing ? (size_t)n / 2 : (size_t)n; /* a short write before the error */
    put(&disk.file[file], (size_t)at, bytes, done);
    note(WRITE, file, (size_t)at, done, bytes, NULL);
    return !failing ? SQLITE_OK : disk.full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int disk_truncate(sqlite3_file *base, sqlite3_int64 n)
{
    int file = ((struct handle *)base)->file;
    if (fails(false))
        return SQLITE_IOERR_TRUNCATE;
    resize(&disk.file[file], (size_t)n);
    note(TRUNCATE, file, 0, (size_t)n, NULL, NULL);
    return SQLITE_OK;
}

static int disk_sync(sqlite3_file *base, int flags)
{
    struct handle *h = (struct handle *)base;
    (void)flags;
    if (fails(false))
        return SQLITE_IOERR_FSYNC;
    if (!disk.lie) {
        note(SYNC, h->file, 0, 0, NULL, NULL);
        if (h->sync_folder)
            note(SYNC_FOLDER, 0, 0, 0, NULL, NULL);
        h->sync_folder = false;
    }
    return SQLITE_OK;
}

static int disk_size(sqlite3_file *base, sqlite3_int64 *n)
{
    *n = (sqlite3_int64)disk.file[((struct handle *)base)->file].n;
    return SQLITE_OK;
}

static int disk_lock(sqlite3_file *base, int level)
{
    (void)base;
    (void)level;
    return SQLITE_OK;
}

static int disk_reserved(sqlite3_file *base, int *out)
{
    (void)base;
    *out = 0;
    return SQLITE_OK;
}

static int disk_control(sqlite3_file *base, int op, void *arg)
{
    (void)base;
    (void)op;
    (void)arg;
    return SQLITE_NOTFOUND;
}

static int disk_sector(sqlite3_file *base)
{
    (void)base;
    return SECTOR;
}

static int disk_character(sqlite3_file *base)
{
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* what SQLite assumes of every Unix disk */
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_lock,
    .xCheckReservedLock = disk_reserved,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_character,
};

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out)
{
    (void)vfs;
    struct handle *h = (struct handle *)base;
    memset(h, 0, sizeof *h);
    if (fails((flags & SQLITE_OPEN_CREATE) != 0))
        return SQLITE_CANTOPEN;
    /* The store has made the empty file itself before SQLite comes to open it. */
    bool journal = (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0;
    int i = name == NULL ? -1 : find(&disk.folder, name);
    if (i >= 0) {
        h->file = disk.folder.file[i];
    } else {
        h->file = new_file();
        disk.file[h->file].n = 0;
        h->sync_folder = journal;
        if (name != NULL) {
            link_name(&disk.folder, name, h->file);
            note(LINK, h->file, 0, 0, NULL, name);
        }
    }
    if (name != NULL && (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
        memcpy(h->drop, name, strlen(name) + 1);
    disk.opened[h->file]++;
    h->base.pMethods = &methods;
    if (out != NULL)
        *out = flags;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    if (fails(false))
        return SQLITE_IOERR_DELETE;
    if (find(&disk.folder, name) < 0)
        return SQLITE_IOERR_DELETE_NOENT;
    unlink_name(&disk.folder, name);
    note(UNLINK, 0, 0, 0, NULL, name);
    if (sync && !disk.lie)
        note(SYNC_FOLDER, 0, 0, 0, NULL, NULL);
    return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    if (fails(false))
        return SQLITE_IOERR_ACCESS;
    int i = find(&disk.folder, name);
    *out = i >= 0 && (flags != SQLITE_ACCESS_EXISTS || disk.file[disk.folder.file[i]].n > 0);
    return SQLITE_OK;
}

static int disk_path(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    (void)vfs;
    if (strlen(name) >= (size_t)n)
        return SQLITE_CANTOPEN;
    memcpy(out, name, strlen(name) + 1);
    return SQLITE_OK;
}

static int disk_random(sqlite3_vfs *vfs, int n, char *out)
{
    (void)vfs;
    memset(out, 7, (size_t)n);
    return n;
}

static int disk_sleep(sqlite3_vfs *vfs, int us)
{
    (void)vfs;
    return us;
}

static int disk_time(sqlite3_vfs *vfs, double *now)
{
    (void)vfs;
    *now = 2461000.5;
    return SQLITE_OK;
}

static int disk_error(sqlite3_vfs *vfs, int n, char *out)
{
    (void)vfs;
    (void)n;
    (void)out;
    return 0;
}

void disk_register(void)
{
    static sqlite3_vfs vfs = {
        .iVersion = 1,
        .szOsFile = sizeof(struct handle),
        .mxPathname = NAME_MAX_ - 1,
        .zName = "disk",
        .xOpen = disk_open,
        .xDelete = disk_delete,
        .xAccess = disk_access,
        .xFullPathname = disk_path,
        .xRandomness = disk_random,
        .xSleep = disk_sleep,
        .xCurrentTime = disk_time,
        .xGetLastError = disk_error,
    };
    disk_reset(false);
    must(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}
