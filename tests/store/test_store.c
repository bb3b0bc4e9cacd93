/* tests/store/test_store.c: one suite over every backend; then what only a file can get wrong.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "journal/body.h"
#include "store/store.h"

#define SECRET "Rumpelstiltskin"

static char folder[64], path[128];

/* A record of a caregiver's name: the n-th, with a name of its own. */
static void make_record(unsigned n, const char *name, struct text *out)
{
    struct journal_caregiver who = {.subject = {9}};
    snprintf(who.name, sizeof who.name, "%s", name);
    struct text body;
    text_init(&body);
    assert_int_equal(journal_caregiver_write(&who, &body), ERR_OK);
    struct journal_event e = {.kind = JOURNAL_CAREGIVER, .counter = n + 1, .device = {7}};
    e.id[0] = 1;
    memcpy(e.id + 1, &n, sizeof n);
    e.body = (const uint8_t *)body.data;
    e.body_len = body.len;
    assert_int_equal(journal_event_write(&e, out), ERR_OK);
    text_finish(&body);
}

static struct journal_span span_of(const struct text *t)
{
    return (struct journal_span){(const uint8_t *)t->data, t->len};
}

static enum err add_up(void *context, const uint8_t *record, size_t n)
{
    text_bytes(context, record, n);
    return ERR_OK;
}

static void assert_holds(struct store *store, const struct text *expected)
{
    struct text got;
    text_init(&got);
    struct fault fault;
    assert_int_equal(store_load(store, add_up, &got, &fault), ERR_OK);
    assert_int_equal(got.len, expected->len);
    if (got.len > 0)
        assert_memory_equal(got.data, expected->data, got.len);
    text_finish(&got);
}

static struct store *opened(const struct store_ops *ops)
{
    struct store *store = NULL;
    struct fault fault = {0};
    if (store_open(ops, path, &store, &fault) != ERR_OK)
        fail_msg("%s", fault.what);
    return store;
}

static int fresh(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/attune-store-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/journal.db", folder);
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

/* ---- the same for every backend ---- */

static void keeps_in_order(const struct store_ops *ops)
{
    struct store *store = opened(ops);
    struct text all, one;
    struct fault fault;
    text_init(&all);
    text_init(&one);
    assert_holds(store, &all);
    for (unsigned i = 0; i < 50; i++) {
        text_clear(&one);
        make_record(i, "Mara", &one);
        if (i % 7 == 0)
            make_record(i + 1000, "Jo", &one); /* two in one call */
        assert_int_equal(store_append(store, (uint8_t *)one.data, one.len, &fault), ERR_OK);
        text_bytes(&all, one.data, one.len);
    }
    assert_holds(store, &all);
    /* The same again changes nothing. */
    assert_int_equal(store_append(store, (uint8_t *)one.data, one.len, &fault), ERR_OK);
    assert_holds(store, &all);
    /* Twins: one id, different bytes: both stay until the journal says which goes. */
    text_clear(&one);
    make_record(3, "Maria", &one);
    assert_int_equal(store_append(store, (uint8_t *)one.data, one.len, &fault), ERR_OK);
    size_t before = all.len;
    text_bytes(&all, one.data, one.len);
    assert_holds(store, &all);
    struct journal_span drop = span_of(&one);
    assert_int_equal(store_rewrite(store, &drop, 1, NULL, 0, &fault), ERR_OK);
    all.len = before;
    assert_holds(store, &all);
    text_finish(&all);
    text_finish(&one);
    store_close(store);
}

static void refuses_whole(const struct store_ops *ops)
{
    struct store *store = opened(ops);
    struct text good, bad;
    struct fault fault = {0};
    text_init(&good);
    text_init(&bad);
    make_record(1, "Mara", &good);
    assert_int_equal(store_append(store, (uint8_t *)good.data, good.len, &fault), ERR_OK);
    make_record(2, "Jo", &bad);
    make_record(3, "Lu", &bad);
    for (size_t cut = 1; cut < bad.len; cut++) {
        if (cut == bad.len / 2)
            continue; /* the border between the two: a whole record */
        assert_int_not_equal(store_append(store, (uint8_t *)bad.data, cut, &fault), ERR_OK);
    }
    assert_holds(store, &good);
    /* A rewrite whose second half is broken drops nothing. */
    struct journal_span drop = span_of(&good), put = {(uint8_t *)bad.data, bad.len - 1};
    assert_int_equal(store_rewrite(store, &drop, 1, &put, 1, &fault), ERR_FORMAT);
    assert_non_null(strstr(fault.what, "records"));
    assert_holds(store, &good);
    text_finish(&good);
    text_finish(&bad);
    store_close(store);
}

static enum err stop_at_once(void *context, const uint8_t *record, size_t n)
{
    (void)record;
    (void)n;
    ++*(int *)context;
    return ERR_LIMIT;
}

static void reader_may_stop(const struct store_ops *ops)
{
    struct store *store = opened(ops);
    struct text two;
    struct fault fault;
    text_init(&two);
    make_record(1, "Mara", &two);
    make_record(2, "Jo", &two);
    assert_int_equal(store_append(store, (uint8_t *)two.data, two.len, &fault), ERR_OK);
    int calls = 0;
    assert_int_equal(store_load(store, stop_at_once, &calls, &fault), ERR_LIMIT);
    assert_int_equal(calls, 1);
    text_finish(&two);
    store_close(store);
    store_close(NULL);
}

#define EACH_BACKEND(test)                                                                         \
    static void test##_memory(void **state)                                                        \
    {                                                                                              \
        (void)state;                                                                               \
        test(&store_memory);                                                                       \
    }                                                                                              \
    static void test##_sqlite(void **state)                                                        \
    {                                                                                              \
        (void)state;                                                                               \
        test(&store_sqlite);                                                                       \
    }
EACH_BACKEND(keeps_in_order)
EACH_BACKEND(refuses_whole)
EACH_BACKEND(reader_may_stop)

/* ---- what only a file can get wrong ---- */

/* Is the text anywhere in any file of the folder? */
static bool in_files(const char *text)
{
    char command[256];
    snprintf(command, sizeof command, "grep -rqaF '%s' '%s'", text, folder);
    return system(command) == 0;
}

static void stays_and_is_private(void **state)
{
    (void)state;
    struct text one;
    struct fault fault;
    text_init(&one);
    make_record(1, "Mara", &one);
    struct store *store = opened(&store_sqlite);
    assert_int_equal(store_append(store, (uint8_t *)one.data, one.len, &fault), ERR_OK);
    store_close(store);
    store = opened(&store_sqlite);
    assert_holds(store, &one);
    store_close(store);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    text_finish(&one);
}

static void forgets_to_the_byte(void **state)
{
    (void)state;
    struct text many, secret;
    struct fault fault;
    text_init(&many);
    text_init(&secret);
    for (unsigned i = 0; i < 300; i++)
        make_record(i, i % 2 ? "Mara" : SECRET, i % 2 ? &many : &secret);
    struct store *store = opened(&store_sqlite);
    assert_int_equal(store_append(store, (uint8_t *)many.data, many.len, &fault), ERR_OK);
    assert_int_equal(store_append(store, (uint8_t *)secret.data, secret.len, &fault), ERR_OK);
    assert_true(in_files(SECRET)); /* the search itself works */
    size_t length = secret.len / 150;
    struct journal_span drop[150];
    for (size_t i = 0; i < 150; i++)
        drop[i] = (struct journal_span){(uint8_t *)secret.data + i * length, length};
    assert_int_equal(store_rewrite(store, drop, 150, NULL, 0, &fault), ERR_OK);
    assert_false(in_files(SECRET));
    assert_true(in_files("Mara"));
    assert_holds(store, &many);
    store_close(store);
    text_finish(&many);
    text_finish(&secret);
}

static char *whole_file(size_t *n)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *bytes = malloc(1 << 20);
    *n = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

/* Opening must fail like this, and leave the file as it was. */
static void assert_refused(enum err code, const char *says)
{
    size_t n, after;
    char *before = whole_file(&n);
    struct store *store = NULL;
    struct fault fault = {0};
    assert_int_equal(store_open(&store_sqlite, path, &store, &fault), code);
    assert_null(store);
    assert_non_null(strstr(fault.what, says));
    char *now = whole_file(&after);
    assert_int_equal(after, n);
    assert_memory_equal(now, before, n);
    free(before);
    free(now);
}

static void sql(const char *text)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void leaves_others_alone(void **state)
{
    (void)state;
    FILE *f = fopen(path, "wb");
    for (int i = 0; i < 4096; i++)
        fputc(i * 7 % 251, f);
    fclose(f);
    assert_refused(ERR_FORMAT, "left as it is");
    unlink(path);
    sql("CREATE TABLE recipe(name); INSERT INTO recipe VALUES('soup')");
    assert_refused(ERR_FORMAT, "left as it is");
    unlink(path);
    store_close(opened(&store_sqlite));
    sql("PRAGMA user_version = 2");
    assert_refused(ERR_VERSION, "newer");
    struct store *store = NULL;
    struct fault fault = {0};
    assert_int_equal(store_open(&store_sqlite, "/nowhere/at/all.db", &store, &fault), ERR_IO);
    assert_non_null(strstr(fault.what, "/nowhere/at/all.db"));
}

static enum err read_record(void *context, const uint8_t *record, size_t n)
{
    struct journal_event e;
    ++*(size_t *)context;
    return journal_event_read(record, n, &e, NULL);
}

/* One byte of the file is wrong, here and there: that is noticed or does not matter; nothing is
 * read past its end, and what could not be read is not written to either. */
static void damage_is_said_and_left(void **state)
{
    (void)state;
    struct text many;
    struct fault fault;
    text_init(&many);
    for (unsigned i = 0; i < 80; i++)
        make_record(i, "Mara", &many);
    struct store *store = opened(&store_sqlite);
    assert_int_equal(store_append(store, (uint8_t *)many.data, many.len, &fault), ERR_OK);
    store_close(store);
    size_t n, said = 0;
    char *whole = whole_file(&n);
    for (size_t at = 0; at < n; at += at < 120 ? 1 : 37) {
        char *damaged = malloc(n);
        memcpy(damaged, whole, n);
        damaged[at] = (char)(damaged[at] ^ (at % 2 ? 0xFF : 0x01));
        FILE *f = fopen(path, "wb");
        assert_int_equal(fwrite(damaged, 1, n, f), n);
        fclose(f);
        size_t records = 0, now;
        enum err e = store_open(&store_sqlite, path, &store, &fault);
        if (e == ERR_OK)
            e = store_load(store, read_record, &records, &fault);
        store_close(store);
        char *after = whole_file(&now);
        if (e != ERR_OK) {
            said++;
            assert_true(e == ERR_FORMAT || e == ERR_VERSION || e == ERR_LIMIT || e == ERR_IO);
            assert_int_equal(now, n);
            assert_memory_equal(after, damaged, n);
        }
        free(after);
        free(damaged);
    }
    assert_true(said > 50);
    free(whole);
    text_finish(&many);
}

static void waits_for_its_turn(void **state)
{
    (void)state;
    store_close(opened(&store_sqlite));
    pid_t child[4];
    for (int c = 0; c < 4; c++) {
        child[c] = fork();
        if (child[c] != 0)
            continue;
        struct store *store;
        struct fault fault;
        if (store_open(&store_sqlite, path, &store, &fault) != ERR_OK)
            _exit(1);
        struct text one;
        text_init(&one);
        for (unsigned i = 0; i < 25; i++) {
            text_clear(&one);
            make_record((unsigned)c * 100 + i, "Mara", &one);
            if (store_append(store, (uint8_t *)one.data, one.len, &fault) != ERR_OK)
                _exit(2);
        }
        _exit(0);
    }
    for (int c = 0; c < 4; c++) {
        int status;
        waitpid(child[c], &status, 0);
        assert_int_equal(status, 0);
    }
    struct text got;
    struct fault fault;
    text_init(&got);
    struct store *store = opened(&store_sqlite);
    assert_int_equal(store_load(store, add_up, &got, &fault), ERR_OK);
    struct text one;
    text_init(&one);
    make_record(0, "Mara", &one);
    assert_int_equal(got.len, 100 * one.len);
    text_finish(&one);
    text_finish(&got);
    store_close(store);
}

/* A child says each number down a pipe once it is acknowledged; killed in the middle, all that it
 * said must be there. */
static void killed_keeps_its_word(void **state)
{
    (void)state;
    unsigned said = 0;
    for (unsigned round = 0; round < 60; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            struct store *store;
            struct fault fault;
            struct text one;
            text_init(&one);
            if (store_open(&store_sqlite, path, &store, &fault) != ERR_OK)
                _exit(1);
            for (unsigned i = said;; i++) {
                text_clear(&one);
                make_record(i, "Mara", &one);
                if (store_append(store, (uint8_t *)one.data, one.len, &fault) != ERR_OK)
                    _exit(2);
                if (write(ends[1], &i, sizeof i) != sizeof i)
                    _exit(3);
            }
        }
        close(ends[1]);
        unsigned i;
        for (unsigned k = 0; k <= round % 5 && read(ends[0], &i, sizeof i) == sizeof i; k++)
            said = i + 1;
        usleep(round * 97 % 1500); /* somewhere within the next transaction */
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        while (read(ends[0], &i, sizeof i) == sizeof i)
            said = i + 1;
        close(ends[0]);
    }
    struct text got, one;
    struct fault fault;
    text_init(&got);
    text_init(&one);
    make_record(0, "Mara", &one);
    struct store *store = opened(&store_sqlite);
    assert_int_equal(store_load(store, add_up, &got, &fault), ERR_OK);
    assert_true(got.len >= said * one.len);
    store_close(store);
    text_finish(&got);
    text_finish(&one);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, tidy)
    const struct CMUnitTest tests[] = {
        TEST(keeps_in_order_memory), TEST(keeps_in_order_sqlite),  TEST(refuses_whole_memory),
        TEST(refuses_whole_sqlite),  TEST(reader_may_stop_memory), TEST(reader_may_stop_sqlite),
        TEST(stays_and_is_private),  TEST(forgets_to_the_byte),    TEST(leaves_others_alone),
        TEST(waits_for_its_turn),    TEST(killed_keeps_its_word),  TEST(damage_is_said_and_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
