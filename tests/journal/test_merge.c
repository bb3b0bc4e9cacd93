/* Devices that hold the same events show the same thing, in whatever order and pieces the events
 * came, with tombstones, twins and exports among them; and it is what the rules say.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "journal/event_json.h"
#include "tests/journal/make.h"
#include "tests/journal/tell.h"

#define BONDS 3
#define MOST 48

/* Ids: 1…3 bonds, 11…13 children, 21…22 caregivers, 31…33 runs; events 101 and up. Everything
 * comes from small pools, so that ids, counters and devices collide all the time. */
static unsigned pick(uint64_t *state, unsigned first, unsigned n)
{
    return first + make_below(state, n);
}

static struct make any_header(uint64_t *state)
{
    return (struct make){.id = pick(state, 101, 24),
                         .device = make_below(state, 4),
                         .author = make_below(state, 4) == 0 ? 0 : pick(state, 21, 2),
                         .bond = pick(state, 1, BONDS),
                         .counter = pick(state, 1, 20),
                         .ms = (int64_t)make_below(state, 50) * JOURNAL_STEP_MS,
                         .offset = (int16_t)(make_below(state, 3) * 60)};
}

static void any_content(uint64_t *state, struct text *out, bool for_amend)
{
    static const char *const items[] = {"w1", "w2", "f1", "c1"};
    static const char *const names[] = {"Leo", "Zo\xC3\xAB", "", "Kim"};
    struct make m = any_header(state), people = m;
    people.bond = 0;
    switch (make_below(state, for_amend ? 11 : 13)) {
    case 0:
        make_child(out, people, pick(state, 11, 3), names[make_below(state, 4)],
                   make_below(state, 2) ? "2024-05" : "", make_below(state, 5) % 5 == 4 ? 255 : 1);
        return;
    case 1:
        make_caregiver(out, people, pick(state, 21, 2), names[make_below(state, 4)]);
        return;
    case 2:
    case 3:
        make_map(out, m, pick(state, 31, 3), 1 + make_below(state, 8), make_below(state, 100));
        return;
    case 4:
        make_step(out, m, pick(state, 101, 4), items[make_below(state, 4)],
                  pick(state, JOURNAL_PICKED, 2));
        return;
    case 5:
        make_unknown(out, m, 99, "\x01\x01\x00x", make_below(state, 2) ? 4 : 0);
        return;
    case 11:
    case 12:
        make_bond(out, m, pick(state, 1, BONDS), pick(state, 11, 3), pick(state, 21, 2));
        return;
    default:
        make_answer(out, m, pick(state, 31, 3), items[make_below(state, 4)], make_below(state, 6));
        return;
    }
}

static void any_event(uint64_t *state, struct text *out)
{
    struct make m = any_header(state);
    unsigned what = make_below(state, 20);
    if (what >= 5) {
        any_content(state, out, false);
    } else if (what == 4 && make_below(state, 4) == 0) {
        static const unsigned targets[] = {1, 2, 11, 12, 21, 101};
        make_erase(out, m, targets[make_below(state, 6)]);
    } else if (what >= 3) {
        if (make_below(state, 3) == 0)
            m.bond = 0;
        make_retract(out, m, pick(state, 101, 24));
    } else {
        struct text like;
        struct journal_event e;
        text_init(&like);
        any_content(state, &like, true);
        assert_int_equal(journal_event_read((uint8_t *)like.data, like.len, &e, NULL), ERR_OK);
        if (e.kind == JOURNAL_CHILD || e.kind == JOURNAL_CAREGIVER)
            m.bond = 0;
        make_amend(out, m, pick(state, 101, 24), &like);
        text_finish(&like);
    }
}

/* Records one after the other, and where each begins. */
struct heap {
    struct text bytes;
    size_t at[4 * MOST + 1], n;
};

static const uint8_t *record(const struct heap *h, size_t i)
{
    return (const uint8_t *)h->bytes.data + h->at[i];
}

static size_t length(const struct heap *h, size_t i)
{
    return h->at[i + 1] - h->at[i];
}

/* Splits what was appended since at[n]. */
static void heap_split(struct heap *h)
{
    while (h->at[h->n] < h->bytes.len) {
        struct journal_event e;
        size_t used;
        assert_int_equal(journal_event_read((uint8_t *)h->bytes.data + h->at[h->n],
                                            h->bytes.len - h->at[h->n], &e, &used),
                         ERR_OK);
        assert_true(h->n + 1 < sizeof h->at / sizeof *h->at);
        h->at[h->n + 1] = h->at[h->n] + used;
        h->n++;
    }
}

/* Adds all of h in a random order and in random pieces, some twice. */
static void deliver(struct journal *j, const struct heap *h, uint64_t *state)
{
    size_t order[4 * MOST];
    for (size_t i = 0; i < h->n; i++)
        order[i] = i;
    for (size_t i = h->n; i > 1; i--) {
        size_t k = make_below(state, (unsigned)i), keep = order[k];
        order[k] = order[i - 1];
        order[i - 1] = keep;
    }
    struct text piece;
    text_init(&piece);
    unsigned pieces = make_below(state, 3); /* one by one, by handfuls, all at once */
    for (size_t i = 0; i < h->n; i++) {
        text_bytes(&piece, record(h, order[i]), length(h, order[i]));
        if (make_below(state, 8) == 0) {
            size_t again = make_below(state, (unsigned)i + 1);
            text_bytes(&piece, record(h, order[again]), length(h, order[again]));
        }
        if (pieces == 0 || (pieces == 1 && make_below(state, 5) == 0)) {
            assert_int_equal(journal_add(j, (uint8_t *)piece.data, piece.len, NULL), ERR_OK);
            text_clear(&piece);
        }
        if (make_below(state, 10) == 0)
            journal_saved(j);
    }
    assert_int_equal(journal_add(j, (uint8_t *)piece.data, piece.len, NULL), ERR_OK);
    text_finish(&piece);
}

static void assert_tells(const struct journal *j, const struct heap *h, uint64_t seed)
{
    struct text quick, slow;
    text_init(&quick);
    text_init(&slow);
    tell_journal(j, BONDS, &quick);
    tell_slowly((uint8_t *)h->bytes.data, h->bytes.len, BONDS, &slow);
    if (strcmp(quick.data, slow.data) != 0)
        print_error("seed %llu\n---- is\n%s---- should be\n%s", (unsigned long long)seed,
                    quick.data, slow.data);
    assert_string_equal(quick.data, slow.data);
    text_finish(&quick);
    text_finish(&slow);
}

static void any_order_tells_what_the_rules_say(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 12000; seed++) {
        uint64_t state = seed;
        struct heap h = {.n = 0};
        text_init(&h.bytes);
        unsigned n = make_below(&state, MOST);
        for (unsigned i = 0; i < n; i++)
            any_event(&state, &h.bytes);
        heap_split(&h);
        struct journal *j = journal_create();
        assert_non_null(j);
        deliver(j, &h, &state);
        assert_tells(j, &h, seed);
        journal_destroy(j);
        text_finish(&h.bytes);
    }
}

/* Takes from one journal what another holds, as records or as an exported file, into both the
 * other journal and the heap of all that it was ever given. */
static void exchange(const struct journal *from, struct journal *to, struct heap *given,
                     uint64_t *state)
{
    size_t before = given->bytes.len;
    if (make_below(state, 2) == 0) {
        struct journal_cursor c = {0};
        struct journal_span s;
        while (journal_next(from, &c, &s, NULL))
            text_bytes(&given->bytes, s.bytes, s.len);
    } else {
        struct text file;
        struct fault f;
        text_init(&file);
        assert_int_equal(journal_export(from, &file), ERR_OK);
        assert_int_equal(journal_lines_read(file.data, file.len, &given->bytes, &f), ERR_OK);
        text_finish(&file);
    }
    assert_int_equal(
        journal_add(to, (uint8_t *)given->bytes.data + before, given->bytes.len - before, NULL),
        ERR_OK);
}

/* Three devices that forget what tombstones cover, pass on what is left, and meet again: each
 * shows what the rules say of all that it was ever given, and in the end all show the same. */
static void devices_that_forget_still_agree(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        uint64_t state = seed * 7919;
        struct journal *device[3];
        struct heap given[3] = {{.n = 0}}, whole = {.n = 0};
        text_init(&whole.bytes);
        for (int d = 0; d < 3; d++) {
            device[d] = journal_create();
            assert_non_null(device[d]);
            text_init(&given[d].bytes);
        }
        for (int round = 0; round < 12; round++) {
            unsigned a = make_below(&state, 3), b = make_below(&state, 3);
            size_t before = given[a].bytes.len;
            for (unsigned i = make_below(&state, 4); i > 0; i--)
                any_event(&state, &given[a].bytes);
            text_bytes(&whole.bytes, given[a].bytes.data + before, given[a].bytes.len - before);
            assert_int_equal(journal_add(device[a], (uint8_t *)given[a].bytes.data + before,
                                         given[a].bytes.len - before, NULL),
                             ERR_OK);
            if (a != b && make_below(&state, 2) == 0)
                exchange(device[a], device[b], &given[b], &state);
        }
        for (int d = 0; d < 3; d++)
            assert_tells(device[d], &given[d], seed);
        /* Everybody hears everything once more. */
        heap_split(&whole);
        for (int d = 0; d < 3; d++) {
            deliver(device[d], &whole, &state);
            for (int k = 0; k < 3; k++)
                if (k != d)
                    text_bytes(&given[d].bytes, given[k].bytes.data, given[k].bytes.len);
        }
        for (int d = 0; d < 3; d++) {
            text_bytes(&given[d].bytes, whole.bytes.data, whole.bytes.len);
            assert_int_equal(
                journal_add(device[d], (uint8_t *)given[d].bytes.data, given[d].bytes.len, NULL),
                ERR_OK);
        }
        struct text first, other;
        text_init(&first);
        tell_journal(device[0], BONDS, &first);
        for (int d = 1; d < 3; d++) {
            text_init(&other);
            tell_journal(device[d], BONDS, &other);
            assert_string_equal(other.data, first.data);
            text_finish(&other);
        }
        assert_tells(device[0], &given[0], seed);
        text_finish(&first);
        text_finish(&whole.bytes);
        for (int d = 0; d < 3; d++) {
            journal_destroy(device[d]);
            text_finish(&given[d].bytes);
        }
    }
}

/* ---- a store that does what journal_unsaved says ends up with what the journal holds ---- */

struct shelf {
    struct text record[4 * MOST];
    size_t n;
};

static size_t shelf_find(const struct shelf *s, struct journal_span r)
{
    size_t i = 0;
    while (i < s->n &&
           (s->record[i].len != r.len || memcmp(s->record[i].data, r.bytes, r.len) != 0))
        i++;
    return i;
}

static void shelf_save(struct shelf *s, struct journal *j)
{
    struct journal_changes c = journal_unsaved(j);
    for (size_t i = 0; i < c.ndrop; i++) {
        size_t at = shelf_find(s, c.drop[i]);
        assert_true(at < s->n);
        text_finish(&s->record[at]);
        s->record[at] = s->record[--s->n];
    }
    for (size_t i = 0; i < c.nput; i++) {
        assert_int_equal(shelf_find(s, c.put[i]), s->n);
        text_init(&s->record[s->n]);
        text_bytes(&s->record[s->n++], c.put[i].bytes, c.put[i].len);
    }
    journal_saved(j);
    assert_int_equal(journal_unsaved(j).nput + journal_unsaved(j).ndrop, 0);
}

static void assert_shelf_is(const struct shelf *s, const struct journal *j)
{
    struct journal_cursor c = {0};
    struct journal_span r;
    size_t n = 0;
    for (; journal_next(j, &c, &r, NULL); n++)
        assert_true(shelf_find(s, r) < s->n);
    assert_int_equal(n, s->n);
    assert_int_equal(n, journal_count(j));
}

static void what_is_saved_is_what_is_held(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        uint64_t state = seed * 104729;
        struct journal *j = journal_create();
        struct shelf *s = calloc(1, sizeof *s);
        struct heap h = {.n = 0};
        assert_non_null(j);
        text_init(&h.bytes);
        size_t before = 0;
        for (unsigned i = 0; i < MOST; i++) {
            any_event(&state, &h.bytes);
            if (make_below(&state, 3) != 0)
                continue;
            assert_int_equal(
                journal_add(j, (uint8_t *)h.bytes.data + before, h.bytes.len - before, NULL),
                ERR_OK);
            before = h.bytes.len;
            if (make_below(&state, 2) == 0) {
                shelf_save(s, j);
                assert_shelf_is(s, j);
            }
            if (make_below(&state, 10) == 0) { /* the program ends, unsaved things are lost */
                h.bytes.len = before = 0;
                struct journal *again = journal_create();
                assert_non_null(again);
                for (size_t k = 0; k < s->n; k++) {
                    text_bytes(&h.bytes, s->record[k].data, s->record[k].len);
                    if (make_below(&state, 2) == 0) {
                        assert_int_equal(journal_load(again, (uint8_t *)h.bytes.data + before,
                                                      h.bytes.len - before),
                                         ERR_OK);
                        before = h.bytes.len;
                    }
                }
                assert_int_equal(
                    journal_load(again, (uint8_t *)h.bytes.data + before, h.bytes.len - before),
                    ERR_OK);
                before = h.bytes.len;
                assert_int_equal(journal_unsaved(again).nput + journal_unsaved(again).ndrop, 0);
                journal_destroy(j);
                j = again;
            }
        }
        assert_int_equal(
            journal_add(j, (uint8_t *)h.bytes.data + before, h.bytes.len - before, NULL), ERR_OK);
        shelf_save(s, j);
        assert_shelf_is(s, j);
        assert_tells(j, &h, seed);
        for (size_t i = 0; i < s->n; i++)
            text_finish(&s->record[i]);
        free(s);
        text_finish(&h.bytes);
        journal_destroy(j);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_tells_what_the_rules_say),
        cmocka_unit_test(devices_that_forget_still_agree),
        cmocka_unit_test(what_is_saved_is_what_is_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
