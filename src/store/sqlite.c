/* store/sqlite.c: records in one SQLite file.
 *
 * Rollback journal, not write-ahead log: one file between calls, so that a copy of it is whole and
 * erased bytes have nowhere to stay; a transaction an answer is far below what that mode can do.
 * synchronous=EXTRA also syncs the folder after the journal is gone, so that what was acknowledged
 * survives a power cut. secure_delete writes zeros over what is taken out, but not over the copies
 * that a page keeps in its corners when its rows are moved: so what stays is written anew, and the
 * old pages, now free, are zeroed whole. That takes time in proportion to the file, on the rare day
 * that something is amended or erased. Tests cut the power, fail every call and search every byte.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

#define APPLICATION_ID 0x6174756e /* "atun" */
#define FORMAT 1
#define WAIT_MS 5000

struct sqlite {
    sqlite3 *db;
    sqlite3_stmt *put, *drop, *same;
    bool dropped; /* in this transaction */
};

#define TABLE "(seq INTEGER PRIMARY KEY, id BLOB NOT NULL, bytes BLOB NOT NULL);"
#define INDEX "CREATE INDEX record_id ON record(id);"

static enum err code_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_NOMEM:
        return ERR_NOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ERR_FORMAT;
    case SQLITE_TOOBIG:
        return ERR_LIMIT;
    default:
        return ERR_IO;
    }
}

static enum err failed(const struct sqlite *s, int rc, struct fault *fault)
{
    switch (code_of(rc)) {
    case ERR_NOMEM:
        return fault_set(fault, ERR_NOMEM, 0, 0, "not enough memory for the store", NULL);
    case ERR_BUSY:
        return fault_set(fault, ERR_BUSY, 0, 0, "another attune is writing to the store; ",
                         "close it or try again in a moment", NULL);
    case ERR_FORMAT:
        return fault_set(fault, ERR_FORMAT, 0, 0, "the store's file is damaged or is not ",
                         "attune's; it was left as it is: restore a copy, or move it away", NULL);
    default:
        return fault_set(fault, code_of(rc), 0, 0, "the store could not be read or written: ",
                         s->db != NULL ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc), NULL);
    }
}

static int run(struct sqlite *s, const char *sql)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL);
}

static int read_pragma(struct sqlite *s, const char *sql, int *out)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(stmt);
        *out = rc == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : 0;
        rc = rc == SQLITE_ROW ? SQLITE_OK : rc;
    }
    sqlite3_finalize(stmt);
    return rc;
}

static void sqlite_close(void *state)
{
    struct sqlite *s = state;
    if (s == NULL)
        return;
    sqlite3_finalize(s->put);
    sqlite3_finalize(s->drop);
    sqlite3_finalize(s->same);
    sqlite3_close(s->db);
    free(s);
}

/* Two that start at once must not both make the tables: hence the write lock before looking. */
static int make_tables(struct sqlite *s)
{
    int rc = run(s, "BEGIN IMMEDIATE");
    int format = 0;
    if (rc == SQLITE_OK)
        rc = read_pragma(s, "PRAGMA user_version", &format);
    if (rc == SQLITE_OK && format == 0)
        rc = run(s, "CREATE TABLE record" TABLE INDEX
                    "PRAGMA application_id = 1635022190;" /* APPLICATION_ID */
                    "PRAGMA user_version = 1");           /* FORMAT */
    if (rc == SQLITE_OK)
        rc = run(s, "COMMIT");
    if (rc != SQLITE_OK)
        (void)run(s, "ROLLBACK");
    return rc;
}

/* Looks before it touches: a file of somebody else's, or of a newer attune, is not written to. */
static enum err look(struct sqlite *s, struct fault *fault)
{
    int application = 0, format = 0, tables = 0;
    int rc = read_pragma(s, "PRAGMA application_id", &application);
    if (rc == SQLITE_OK)
        rc = read_pragma(s, "PRAGMA user_version", &format);
    if (rc == SQLITE_OK)
        rc = read_pragma(s, "SELECT count(*) FROM sqlite_schema", &tables);
    if (rc != SQLITE_OK)
        return failed(s, rc, fault);
    if (tables > 0 && application != APPLICATION_ID)
        return failed(s, SQLITE_NOTADB, fault);
    if (format > FORMAT)
        return fault_set(fault, ERR_VERSION, 0, 0, "the store was kept by a newer attune; ",
                         "nothing was changed: please update this one", NULL);
    if (format == 0) {
        rc = make_tables(s);
        if (rc != SQLITE_OK)
            return failed(s, rc, fault);
    }
    return ERR_OK;
}

static enum err set_up(struct sqlite *s, struct fault *fault)
{
    sqlite3_busy_timeout(s->db, WAIT_MS);
    enum err e = look(s, fault);
    if (e != ERR_OK)
        return e;
    int rc = run(s, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;"
                    "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF");
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(s->db, "INSERT INTO record(id, bytes) VALUES(?1, ?2)", -1, &s->put,
                                NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(s->db, "DELETE FROM record WHERE id = ?1 AND bytes = ?2", -1,
                                &s->drop, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(s->db, "SELECT 1 FROM record WHERE id = ?1 AND bytes = ?2", -1,
                                &s->same, NULL);
    return rc == SQLITE_OK ? ERR_OK : failed(s, rc, fault);
}

static enum err sqlite_open(const char *path, void **state, struct fault *fault)
{
    /* SQLite would make the file with the umask's mode; what a family keeps is the owner's. */
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return fault_set(fault, ERR_IO, 0, 0, "the store ", path,
                         " could not be opened: ", strerror(errno), NULL);
    close(fd);
    struct sqlite *s = calloc(1, sizeof *s);
    if (s == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "not enough memory to open the store", NULL);
    int rc = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    enum err e = rc == SQLITE_OK ? set_up(s, fault) : failed(s, rc, fault);
    if (e != ERR_OK) {
        sqlite_close(s);
        return e;
    }
    *state = s;
    return ERR_OK;
}

static enum err sqlite_begin(void *state, struct fault *fault)
{
    struct sqlite *s = state;
    s->dropped = false;
    int rc = run(s, "BEGIN IMMEDIATE");
    return rc == SQLITE_OK ? ERR_OK : failed(state, rc, fault);
}

static enum err sqlite_commit(void *state, struct fault *fault)
{
    struct sqlite *s = state;
    int rc = SQLITE_OK;
    if (s->dropped)
        rc = run(s, "CREATE TABLE fresh" TABLE
                    "INSERT INTO fresh SELECT seq, id, bytes FROM record ORDER BY seq;"
                    "DROP TABLE record; ALTER TABLE fresh RENAME TO record;" INDEX);
    if (rc == SQLITE_OK)
        rc = run(s, "COMMIT");
    return rc == SQLITE_OK ? ERR_OK : failed(s, rc, fault);
}

static void sqlite_rollback(void *state)
{
    (void)run(state, "ROLLBACK");
}

/* Steps a statement that takes an id and the record's bytes. */
static int step(sqlite3_stmt *stmt, const uint8_t *id, const uint8_t *bytes, size_t n)
{
    int rc = sqlite3_bind_blob(stmt, 1, id, JOURNAL_ID, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_blob64(stmt, 2, bytes, n, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(stmt);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return rc;
}

static enum err sqlite_put(void *state, const uint8_t *id, const uint8_t *record, size_t n,
                           struct fault *fault)
{
    struct sqlite *s = state;
    int rc = step(s->same, id, record, n);
    if (rc == SQLITE_DONE)
        rc = step(s->put, id, record, n);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? ERR_OK : failed(s, rc, fault);
}

static enum err sqlite_drop(void *state, const uint8_t *id, const uint8_t *record, size_t n,
                            struct fault *fault)
{
    struct sqlite *s = state;
    int rc = step(s->drop, id, record, n);
    s->dropped = s->dropped || sqlite3_changes(s->db) > 0;
    return rc == SQLITE_DONE ? ERR_OK : failed(s, rc, fault);
}

static enum err sqlite_each(void *state, store_each *each, void *context, struct fault *fault)
{
    struct sqlite *s = state;
    sqlite3_stmt *stmt = NULL;
    enum err e = ERR_OK;
    int rc = sqlite3_prepare_v2(s->db, "SELECT bytes FROM record ORDER BY seq", -1, &stmt, NULL);
    while (rc == SQLITE_OK && e == ERR_OK) {
        int row = sqlite3_step(stmt);
        if (row == SQLITE_DONE)
            break;
        if (row != SQLITE_ROW)
            rc = row;
        else
            e = each(context, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0));
    }
    if (rc != SQLITE_OK)
        e = failed(s, rc, fault);
    sqlite3_finalize(stmt);
    return e;
}

const struct store_ops store_sqlite = {
    .name = "sqlite",
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .put = sqlite_put,
    .drop = sqlite_drop,
    .each = sqlite_each,
};
