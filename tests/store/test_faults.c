/* What the store holds after power cuts, failing disks, full disks and failing allocations: all
 * that it acknowledged, whole; and nothing of what it was told to forget.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "journal/body.h"
#include "store/store.h"
#include "tests/store/disk.h"

/* A short life of a store. After step i it holds what `holds` says: bit n stands for record n. */
#define RECORDS 8
static const struct {
    unsigned drop, put, holds;
} life[] = {
    {0, 0x01, 0x01}, {0, 0x06, 0x07}, {0x02, 0x08, 0x0D}, {0, 0x10, 0x1D},
    {0x11, 0, 0x0C}, {0, 0xE0, 0xEC}, {0x60, 0x02, 0x8E}, {0x8E, 0x01, 0x01},
};
#define STEPS (sizeof life / sizeof *life)

static char path[64];
static struct text record[RECORDS];
static char secret[RECORDS][32];

/* Record n: unknown to attune, from a few bytes to several of SQLite's pages; each begins and ends
 * with a secret of its own. */
static void make_records(void)
{
    static const size_t sizes[RECORDS] = {20, 5000, 100, 30, 12000, 64, 4000, 300};
    for (unsigned n = 0; n < RECORDS; n++) {
        struct text body;
        text_init(&body);
        /* No two alike in any place: half of one and a torn sector must not make another. */
        for (unsigned i = 0; i + 1 < sizeof secret[n]; i++)
            secret[n][i] = (char)('a' + (3 * n + 7 * i) % 26);
        text_add(&body, "xyz");
        text_add(&body, secret[n]);
        text_repeat(&body, "filling ", sizes[n] / 8);
        text_add(&body, secret[n]);
        body.data[0] = 1;
        body.data[1] = (char)((body.len - 3) & 0xFF);
        body.data[2] = (char)((body.len - 3) >> 8);
        struct journal_event e = {.kind = 99,
                                  .id = {1, (uint8_t)n},
                                  .counter = n + 1,
                                  .body = (uint8_t *)body.data,
                                  .body_len = body.len};
        text_init(&record[n]);
        assert_int_equal(journal_event_write(&e, &record[n]), ERR_OK);
        text_finish(&body);
    }
}

static size_t spans_of(unsigned bits, struct journal_span *out)
{
    size_t n = 0;
    for (unsigned i = 0; i < RECORDS; i++)
        if (bits >> i & 1)
            out[n++] = (struct journal_span){(uint8_t *)record[i].data, record[i].len};
    return n;
}

static enum err take_step(struct store *store, size_t i)
{
    struct journal_span drop[RECORDS], put[RECORDS];
    struct fault f = {0};
    size_t ndrop = spans_of(life[i].drop, drop), nput = spans_of(life[i].put, put);
    enum err e = store_rewrite(store, drop, ndrop, put, nput, &f);
    assert_true(e == ERR_OK || (f.code == e && f.what[0] != '\0'));
    return e;
}

static enum err collect(void *context, const uint8_t *bytes, size_t n)
{
    unsigned *bits = context;
    for (unsigned i = 0; i < RECORDS; i++)
        if (n == record[i].len && memcmp(bytes, record[i].data, n) == 0 && !(*bits >> i & 1)) {
            *bits |= 1u << i;
            return ERR_OK;
        }
    return ERR_FORMAT; /* not one of ours, or twice */
}

/* What the disk's store holds; all ones when it cannot be read. */
static unsigned look(void)
{
    struct store *store = NULL;
    struct fault f = {0};
    unsigned bits = 0;
    enum err e = store_open(&store_sqlite, path, &store, &f);
    if (e == ERR_OK)
        e = store_load(store, collect, &bits, &f);
    store_close(store);
    return e == ERR_OK ? bits : ~0u;
}

static unsigned after(size_t steps)
{
    return steps == 0 ? 0 : life[steps - 1].holds;
}

/* Lives the whole life with the log running. */
static void live(void)
{
    struct store *store = NULL;
    struct fault f = {0};
    assert_int_equal(store_open(&store_sqlite, path, &store, &f), ERR_OK);
    for (size_t i = 0; i < STEPS; i++) {
        assert_int_equal(take_step(store, i), ERR_OK);
        disk_acknowledge();
    }
    store_close(store);
}

/* Power cuts at random moments; how many left something lost, half done, or not forgotten. */
static unsigned cut_often(unsigned times)
{
    uint64_t random = 20261122;
    unsigned wrong = 0;
    for (unsigned k = 0; k < times; k++) {
        size_t n = k % (disk_log_length() + 1), done = disk_acknowledged(n);
        disk_cut_power(n, &random);
        unsigned is = look();
        bool good = is == after(done) || (done < STEPS && is == after(done + 1));
        /* A file that grows in a power cut may pick up anything from a disk's free space, but of
         * what was acknowledged as forgotten nothing may be left to pick up. */
        for (unsigned i = 0; good && done > 0 && i < RECORDS; i++)
            if (!((after(done) | after(done < STEPS ? done + 1 : done)) >> i & 1))
                good = !disk_holds(secret[i], strlen(secret[i]));
        wrong += !good;
    }
    return wrong;
}

static void power_cuts_lose_nothing_acknowledged(void **unused)
{
    (void)unused;
    disk_reset(true);
    live();
    assert_int_equal(look(), after(STEPS));
    /* ATTUNE_POWER_CUTS=300000 for a release. */
    const char *times = getenv("ATTUNE_POWER_CUTS");
    assert_int_equal(cut_often(times != NULL ? (unsigned)strtoul(times, NULL, 10) : 6000), 0);
}

/* The same on a disk whose syncs do nothing: if this finds nothing wrong, the test above is worth
 * nothing. */
static void power_cuts_on_a_lying_disk_are_noticed(void **unused)
{
    (void)unused;
    disk_reset(true);
    disk_lie(true);
    live();
    assert_true(cut_often(500) > 50);
}

/* Lives on until something fails, then starts anew on a sound disk: all that was acknowledged must
 * be there, and the step that failed wholly or not at all. */
static bool live_with_failure(void)
{
    struct store *store = NULL;
    struct fault f = {0};
    size_t done = 0;
    enum err e = store_open(&store_sqlite, path, &store, &f);
    if (e != ERR_OK)
        assert_true(f.code == e && f.what[0] != '\0' && store == NULL);
    for (; e == ERR_OK && done < STEPS; done += e == ERR_OK)
        e = take_step(store, done);
    unsigned bits = 0;
    if (e == ERR_OK)
        e = store_load(store, collect, &bits, &f);
    assert_true(e != ERR_OK || bits == after(STEPS));
    assert_true(e == ERR_OK || e == ERR_IO || e == ERR_NOMEM || e == ERR_FORMAT);
    /* A failure that passes must not stop what comes after it. */
    disk_fail_at(0, false, false);
    if (e != ERR_OK && store != NULL && done < STEPS) {
        bits = 0;
        assert_int_equal(store_load(store, collect, &bits, &f), ERR_OK);
        assert_true(bits == after(done) || bits == after(done + 1));
        assert_int_equal(take_step(store, done), ERR_OK);
        done++;
    }
    store_close(store);
    unsigned is = look();
    assert_true(is == after(done) || (e != ERR_OK && done < STEPS && is == after(done + 1)));
    return e != ERR_OK;
}

static void every_call_to_the_disk_may_fail(void **unused)
{
    (void)unused;
    disk_reset(false);
    assert_false(live_with_failure());
    disk_reset(false);
    disk_fail_at(0, false, false);
    live();
    size_t calls = disk_calls();
    assert_true(calls > 100);
    unsigned failed = 0;
    for (int how = 0; how < 4; how++) {
        for (size_t n = 1; n <= calls; n++) {
            disk_reset(false);
            disk_fail_at(n, how % 2 == 1, how >= 2);
            failed += live_with_failure();
        }
    }
    assert_true(failed > calls); /* some failures do no harm, such as one while closing */
}

/* ---- many records, much forgotten ---- */

enum { MANY = 300 };

static uint64_t next_random(uint64_t *state) /* xorshift (Marsaglia 2003) */
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* A record whose id and body are its own eight bytes over and over. */
static void make_marked(struct text *out, uint64_t mark, size_t n)
{
    struct text body;
    text_init(&body);
    text_bytes(&body, "\x01", 1);
    text_bytes(&body, (uint8_t[]){(uint8_t)(8 * n), (uint8_t)(8 * n >> 8)}, 2);
    for (size_t i = 0; i < n; i++)
        text_bytes(&body, &mark, sizeof mark);
    struct journal_event e = {
        .kind = 99, .counter = 1, .body = (uint8_t *)body.data, .body_len = body.len};
    memcpy(e.id, &mark, 8);
    memcpy(e.id + 8, &mark, 8);
    text_clear(out);
    assert_int_equal(journal_event_write(&e, out), ERR_OK);
    text_finish(&body);
}

/* Pages split, merge and are balanced as records come and go: of those that went, neither id nor
 * body may be left in a corner of any page. */
static void a_full_life_leaves_no_crumbs(void **unused)
{
    (void)unused;
    disk_reset(false);
    struct store *store = NULL;
    struct fault f;
    struct text kept[MANY];
    uint64_t mark[MANY], gone[MANY], random = 42;
    size_t ngone = 0;
    assert_int_equal(store_open(&store_sqlite, path, &store, &f), ERR_OK);
    for (size_t i = 0; i < MANY; i++) {
        text_init(&kept[i]);
        mark[i] = 0;
    }
    for (int k = 1; k <= 1000; k++) {
        size_t i = next_random(&random) % MANY;
        struct journal_span old = {(uint8_t *)kept[i].data, kept[i].len}, new;
        uint64_t was = mark[i];
        struct text record_new;
        text_init(&record_new);
        mark[i] = next_random(&random);
        size_t words = next_random(&random) % 4 == 0 ? 200 : 2;
        make_marked(&record_new, mark[i], 1 + next_random(&random) % words);
        new = (struct journal_span){(uint8_t *)record_new.data, record_new.len};
        assert_int_equal(store_rewrite(store, &old, was != 0, &new, k % 5 != 0, &f), ERR_OK);
        if (was != 0 && ngone < MANY)
            gone[ngone++] = was;
        if (k % 5 == 0) {
            mark[i] = 0;
            text_clear(&kept[i]);
            text_finish(&record_new);
        } else {
            text_finish(&kept[i]);
            kept[i] = record_new;
        }
        for (size_t g = 0; k % 50 == 0 && g < ngone; g++)
            assert_false(disk_holds(&gone[g], sizeof gone[g]));
        if (k % 50 == 0)
            ngone = 0;
    }
    for (size_t i = 0; i < MANY; i++) {
        if (mark[i] != 0)
            assert_true(disk_holds(&mark[i], sizeof mark[i])); /* the search itself works */
        text_finish(&kept[i]);
    }
    store_close(store);
}

/* ---- SQLite's own allocations ---- */

static sqlite3_mem_methods real;
static size_t asked, fail_at;
static bool fail_on;

static bool fails(void)
{
    asked++;
    return fail_at != 0 && (fail_on ? asked >= fail_at : asked == fail_at);
}

static void *failing_malloc(int n)
{
    return fails() ? NULL : real.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
    return fails() ? NULL : real.xRealloc(p, n);
}

static void every_allocation_of_sqlite_may_fail(void **unused)
{
    (void)unused;
    enum { FEW = 3 }; /* to the end of the first rewrite */
    disk_reset(false);
    asked = fail_at = 0;
    struct store *whole = NULL;
    assert_int_equal(store_open(&store_sqlite, path, &whole, NULL), ERR_OK);
    for (size_t i = 0; i < FEW; i++)
        assert_int_equal(take_step(whole, i), ERR_OK);
    store_close(whole);
    size_t all = asked;
    for (int for_good = 0; for_good < 2; for_good++) {
        for (size_t n = 1; n <= all; n++) {
            disk_reset(false);
            asked = 0;
            fail_at = n;
            fail_on = for_good;
            struct store *store = NULL;
            struct fault f = {0};
            size_t done = 0;
            enum err e = store_open(&store_sqlite, path, &store, &f);
            for (; e == ERR_OK && done < FEW; done += e == ERR_OK)
                e = take_step(store, done);
            if (e != ERR_OK)
                assert_int_equal(e, ERR_NOMEM);
            store_close(store);
            fail_at = 0;
            unsigned is = look();
            assert_true(is == after(done) || (done < FEW && is == after(done + 1)));
        }
    }
}

int main(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        return 1;
    sqlite3_mem_methods failing = real;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) != SQLITE_OK)
        return 1;
    disk_register();
    snprintf(path, sizeof path, "/tmp/attune-faults-%ld.db", (long)getpid());
    make_records();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(power_cuts_lose_nothing_acknowledged),
        cmocka_unit_test(power_cuts_on_a_lying_disk_are_noticed),
        cmocka_unit_test(every_call_to_the_disk_may_fail),
        cmocka_unit_test(a_full_life_leaves_no_crumbs),
        cmocka_unit_test(every_allocation_of_sqlite_may_fail),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path); /* the empty file that the store makes before SQLite opens its own */
    for (unsigned n = 0; n < RECORDS; n++)
        text_finish(&record[n]);
    disk_reset(false);
    return failed;
}
