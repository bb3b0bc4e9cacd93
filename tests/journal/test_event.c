/* The record's bytes and its JSON: what is read comes back, and nothing else is read.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "journal/event_json.h"
#include "tests/journal/make.h"

static void records_and_json_come_back(void **unused)
{
    (void)unused;
    struct text all, again, json;
    size_t at[64], n;
    text_init(&all);
    text_init(&again);
    text_init(&json);
    make_all_kinds(&all, at, &n);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *record = (const uint8_t *)all.data + at[i];
        size_t len = at[i + 1] - at[i], used;
        struct journal_event e;
        assert_int_equal(journal_event_read(record, all.len - at[i], &e, &used), ERR_OK);
        assert_int_equal(used, len);
        text_clear(&again);
        assert_int_equal(journal_event_write(&e, &again), ERR_OK);
        assert_int_equal(again.len, len);
        assert_memory_equal(again.data, record, len);

        struct json_out w;
        text_clear(&json);
        json_out_init(&w, &json);
        journal_event_to_json(&e, &w, NULL);
        assert_int_equal(json.err, ERR_OK);
        struct arena a;
        arena_init(&a, 0);
        const struct json *o;
        struct fault f = {0};
        assert_int_equal(json_parse(&a, json.data, json.len, &o, &f), ERR_OK);
        text_clear(&again);
        if (journal_event_from_json(o, &again, &f) != ERR_OK)
            print_error("%s\n%s\n", json.data, f.what);
        assert_int_equal(again.len, len);
        assert_memory_equal(again.data, record, len);
        arena_finish(&a);
    }
    text_finish(&all);
    text_finish(&again);
    text_finish(&json);
}

static void bytes_are_as_documented(void **unused)
{
    (void)unused;
    struct text out;
    text_init(&out);
    make_answer(&out, make_usual, 11, "w1", 3);
    static const uint8_t want[] = "\x01\x04\0\0"
                                  "\x2B\0\0\0" /* format, kind, length 43 */
                                  "\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA" /* id */
                                  "\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA" /* device */
                                  "\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA" /* author */
                                  "\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA" /* bond */
                                  "\x05\0\0\0\0\0\0\0"
                                  "\x00\xA2\x20\x03\xA2\x01\0\0"
                                  "\x3C\0\0\0\0\0\0\0"
                                  "\x01\x10\0\x0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA" /* run */
                                  "\x02\x02\0w1"
                                  "\x03\x01\0\x03"
                                  "\x05\x01\0\x03"                /* item, value, stage */
                                  "\x06\x08\0\x0B\0\0\0\0\0\0\0"; /* bank */
    assert_int_equal(out.len, sizeof want - 1);
    assert_memory_equal(out.data, want, sizeof want - 1);
    text_finish(&out);
}

static void json_is_as_documented(void **unused)
{
    (void)unused;
    struct text record, json;
    struct json_out w;
    struct journal_event e;
    text_init(&record);
    text_init(&json);
    make_answer(&record, make_usual, 11, "w1", 3);
    assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &e, NULL), ERR_OK);
    json_out_init(&w, &json);
    journal_event_to_json(&e, &w, NULL);
    assert_string_equal(
        json.data,
        "{\"kind\":\"answer\",\"id\":\"070000000000000000000000000000aa\","
        "\"device\":\"020000000000000000000000000000aa\","
        "\"author\":\"030000000000000000000000000000aa\","
        "\"bond\":\"040000000000000000000000000000aa\",\"counter\":5,"
        "\"observed\":1795348800000,\"offset\":60,"
        "\"body\":{\"run\":\"0b0000000000000000000000000000aa\",\"item\":\"w1\",\"value\":3,"
        "\"stage\":\"teen\",\"bank\":\"000000000000000b\"}}");
    text_finish(&record);
    text_finish(&json);
}

static void every_truncation_is_refused(void **unused)
{
    (void)unused;
    struct text all;
    size_t at[64], n;
    text_init(&all);
    make_all_kinds(&all, at, &n);
    for (size_t i = 0; i < n; i++) {
        size_t len = at[i + 1] - at[i];
        for (size_t part = 0; part < len; part++) {
            uint8_t *copy = malloc(part == 0 ? 1 : part);
            memcpy(copy, all.data + at[i], part);
            struct journal_event e;
            assert_int_equal(journal_event_read(copy, part, &e, NULL), ERR_FORMAT);
            free(copy);
        }
    }
    text_finish(&all);
}

/* A record with any bit flipped is either refused or read as exactly what its bytes say. */
static void every_flipped_bit_is_refused_or_meant(void **unused)
{
    (void)unused;
    struct text all, again;
    size_t at[64], n, refused = 0, meant = 0;
    text_init(&all);
    text_init(&again);
    make_all_kinds(&all, at, &n);
    for (size_t i = 0; i < n; i++) {
        for (size_t bit = 8 * at[i]; bit < 8 * at[i + 1]; bit++) {
            all.data[bit / 8] ^= (char)(1 << bit % 8);
            struct journal_event e;
            size_t used;
            const uint8_t *record = (const uint8_t *)all.data + at[i];
            if (journal_event_read(record, at[i + 1] - at[i], &e, &used) == ERR_OK) {
                meant++;
                text_clear(&again);
                assert_int_equal(journal_event_write(&e, &again), ERR_OK);
                assert_int_equal(again.len, used);
                assert_memory_equal(again.data, record, used);
            } else {
                refused++;
            }
            all.data[bit / 8] ^= (char)(1 << bit % 8);
        }
    }
    assert_true(refused > 3000);
    assert_true(meant > 3000);
    text_finish(&all);
    text_finish(&again);
}

/* What a header may not say: each changes one thing in a good event. */
static void headers_that_are_refused(void **unused)
{
    (void)unused;
    struct text record, out;
    struct journal_event good, e;
    text_init(&record);
    text_init(&out);
    make_answer(&record, make_usual, 11, "w1", 3);
    assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &good, NULL), ERR_OK);
#define REFUSED(...)                                                                               \
    do {                                                                                           \
        e = good;                                                                                  \
        __VA_ARGS__;                                                                               \
        assert_int_equal(journal_event_write(&e, &out), ERR_DOMAIN);                               \
        assert_int_equal(out.len, 0);                                                              \
    } while (0)
    REFUSED(e.kind = 0);
    REFUSED(memset(e.id, 0, sizeof e.id));
    REFUSED(memset(e.bond, 0, sizeof e.bond));
    REFUSED(e.counter = 0);
    REFUSED(e.counter = JOURNAL_COUNTER_MAX + 1);
    REFUSED(e.observed_ms += 1);
    REFUSED(e.observed_ms = JOURNAL_MS_MAX + JOURNAL_STEP_MS);
    REFUSED(e.observed_ms = -JOURNAL_MS_MAX - JOURNAL_STEP_MS);
    REFUSED(e.offset_min = 1081);
    REFUSED(e.offset_min = -1081);
    REFUSED(e.body_len = JOURNAL_BODY_MAX + 1);
    REFUSED(e.body_len -= 1);
    REFUSED(e.kind = JOURNAL_MAP);
    REFUSED(e.kind = JOURNAL_ERASE);
    e = good;
    e.observed_ms = -JOURNAL_MS_MAX;
    e.counter = JOURNAL_COUNTER_MAX;
    memset(e.device, 0, sizeof e.device);
    assert_int_equal(journal_event_write(&e, &out), ERR_OK);

    record.data[0] = 2; /* a format of tomorrow */
    assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &e, NULL), ERR_VERSION);
    record.data[0] = 0;
    assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &e, NULL), ERR_FORMAT);
    record.data[0] = 1;
    static const size_t reserved[] = {2, 3, 90, 91, 92, 93, 94, 95};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        record.data[reserved[i]] = 1;
        assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &e, NULL),
                         ERR_FORMAT);
        record.data[reserved[i]] = 0;
    }
    record.data[6] = 2; /* a body of 131,115 bytes */
    assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &e, NULL), ERR_LIMIT);
    text_finish(&record);
    text_finish(&out);
}

/* Bodies that no record may have. */
static void bodies_that_are_refused(void **unused)
{
    (void)unused;
#define RUN "\x01\x10\0\x0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA"
    static const struct {
        unsigned kind;
        const char *body;
        size_t n;
    } table[] = {
#define B(kind, s) {kind, s, sizeof s - 1}
        B(JOURNAL_ANSWER, ""),
        B(JOURNAL_ANSWER, RUN),               /* no item */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w"), /* neither value nor skip */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x02\x04\x01\0\x01"), /* both */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x05"),               /* value 5 */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\xFF"),               /* what absent reads as */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x02\0\x01\0"),             /* two bytes */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\0\0"),                     /* none */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x04\x01\0\0"),                 /* skip false */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x04\x01\0\x02"),
        B(JOURNAL_ANSWER, RUN "\x02\0\0\x03\x01\0\x02"),                  /* empty item */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0\n\x03\x01\0\x02"),              /* control character */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0\xC3\x03\x01\0\x02"),            /* not UTF-8 */
        B(JOURNAL_ANSWER, "\x02\x01\0w" RUN "\x03\x01\0\x02"),            /* tags descend */
        B(JOURNAL_ANSWER, RUN RUN "\x02\x01\0w\x03\x01\0\x02"),           /* a tag twice */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x02\x05\x01\0\x04"), /* no such stage */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x02\x06\x08\0\0\0\0\0\0\0\0\0"),
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x02\x07"), /* half a field */
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x02\x07\x01\0"),
        B(JOURNAL_ANSWER, RUN "\x02\x01\0w\x03\x01\0\x02\x08\0\0\x07\0\0"),
        B(JOURNAL_ANSWER, "\x01\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\x01\0w\x03\x01\0\x02"),
        B(JOURNAL_AMEND, RUN "\x02\x01\0\x0E\x03\0\0"), /* an amend of an amend */
        B(JOURNAL_AMEND, RUN "\x02\x01\0\x03\x03\0\0"), /* of a bond */
        B(JOURNAL_AMEND, RUN "\x02\x01\0\0\x03\0\0"),
        B(JOURNAL_AMEND, RUN "\x02\x01\0\x04\x03\0\0"),       /* that body fits no answer */
        B(JOURNAL_AMEND, RUN "\x02\x01\0\x63\x03\x01\0\x01"), /* nor that one any kind */
        B(JOURNAL_AMEND, RUN "\x02\x01\0\x63"),
        B(JOURNAL_STEP, "\x01\x01\0s"
                        "\x02\x10\0\x0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xAA"
                        "\x03\x01\0\0"), /* state 0 */
        B(99, "\x01"),
        B(99, "\x02\0\0\x01\0\0"),
        B(99, "\0\0\0"), /* tag 0 */
#undef B
    };
    struct text out;
    text_init(&out);
    struct journal_event e = {.counter = 1};
    make_id(e.id, 1);
    make_id(e.bond, 4);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        e.kind = (uint8_t)table[i].kind;
        e.body = (const uint8_t *)table[i].body;
        e.body_len = table[i].n;
        if (journal_event_write(&e, &out) != ERR_DOMAIN)
            print_error("row %zu was taken\n", i);
        assert_int_equal(out.len, 0);
    }
    text_finish(&out);
}

static void maps_that_are_refused(void **unused)
{
    (void)unused;
    struct text record, body;
    struct journal_event e;
    struct journal_map good, m;
    text_init(&record);
    text_init(&body);
    make_map(&record, make_usual, 11, 6, 5);
    assert_int_equal(journal_event_read((uint8_t *)record.data, record.len, &e, NULL), ERR_OK);
    assert_int_equal(journal_map_read(&e, &good), ERR_OK);
    assert_int_equal(good.ndim, 6);
    assert_string_equal(good.step[1].id, "p-ten-minutes");
#define BAD(...)                                                                                   \
    do {                                                                                           \
        m = good;                                                                                  \
        __VA_ARGS__;                                                                               \
        assert_int_equal(journal_map_write(&m, &body), ERR_DOMAIN);                                \
        assert_int_equal(body.len, 0);                                                             \
    } while (0)
    BAD(m.ndim = 0);
    BAD(m.ndim = 9);
    BAD(m.mean[5] = 0.0 / strlen(""));
    BAD(m.mean[5] = 1.0 / strlen(""));
    BAD(m.covariance[20] = -1);
    BAD(m.covariance[1] = 1.0 / strlen(""));
    BAD(m.place[3].sd = -0.1);
    BAD(m.place[3].upper = 0.0 / strlen(""));
    BAD(m.place[3].word_low = 4, m.place[3].word_high = 4);
    BAD(m.place[3].word_low = 0, m.place[3].word_high = 2);
    BAD(m.place[3].word_low = 2, m.place[3].word_high = 1);
    BAD(m.place[3].word_low = 2, m.place[3].word_high = JOURNAL_NONE);
    BAD(m.place[3].word_low = JOURNAL_NONE, m.place[3].word_high = 0);
    BAD(m.stage = 4);
    BAD(m.stage = JOURNAL_NONE);
    BAD(m.months = 1201);
    BAD(m.strength_dim = 6);
    BAD(m.strength_answer = 5);
    BAD(m.step[0].id[0] = '\0');
    BAD(m.step[0].answer = 5);
    BAD(memset(m.run, 0, sizeof m.run));
    BAD(memset(m.step[0].item, '\x01', 3));
    m = good;
    m.mean[0] = -0.0; /* is written as zero: one form for each value */
    assert_int_equal(journal_map_write(&m, &body), ERR_OK);
    text_finish(&record);
    text_finish(&body);
}

static void times_are_kept_to_five_minutes(void **unused)
{
    (void)unused;
    assert_true(journal_event_time(0) == 0);
    assert_true(journal_event_time(299999) == 0);
    assert_true(journal_event_time(300000) == 300000);
    assert_true(journal_event_time(-1) == -300000);
    assert_true(journal_event_time(-300000) == -300000);
    assert_true(journal_event_time(INT64_MAX) == JOURNAL_MS_MAX);
    assert_true(journal_event_time(INT64_MIN) == -JOURNAL_MS_MAX);
}

static void birth_months(void **unused)
{
    (void)unused;
    static const struct {
        const char *birth;
        bool good;
    } table[] = {{"2024-05", true},  {"1900-01", true},  {"9999-12", true},  {"2024-00", false},
                 {"2024-13", false}, {"2024-5", false},  {"2024-5x", false}, {"2024--5", false},
                 {"-024-05", false}, {"1899-12", false}, {"2024/05", false}, {"20240-5", false},
                 {"2024-+5", false}};
    struct text body;
    text_init(&body);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct journal_child c = {.subject = {1}, .name = "Leo", .stage = JOURNAL_NONE};
        strncpy(c.birth, table[i].birth, 7);
        assert_int_equal(journal_child_write(&c, &body), table[i].good ? ERR_OK : ERR_DOMAIN);
    }
    text_finish(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_and_json_come_back),
        cmocka_unit_test(bytes_are_as_documented),
        cmocka_unit_test(json_is_as_documented),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_flipped_bit_is_refused_or_meant),
        cmocka_unit_test(headers_that_are_refused),
        cmocka_unit_test(bodies_that_are_refused),
        cmocka_unit_test(maps_that_are_refused),
        cmocka_unit_test(times_are_kept_to_five_minutes),
        cmocka_unit_test(birth_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
