/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/journal/make.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

uint64_t make_random(uint64_t *state) /* splitmix64 (Steele, Lea, Flood 2014) */
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

unsigned make_below(uint64_t *state, unsigned n)
{
    return (unsigned)(make_random(state) % n);
}

void make_id(uint8_t id[static JOURNAL_ID], unsigned number)
{
    memset(id, 0, JOURNAL_ID);
    id[0] = (uint8_t)number;
    id[1] = (uint8_t)(number >> 8);
    id[JOURNAL_ID - 1] = number == 0 ? 0 : 0xAA;
}

static void make(struct text *out, struct make m, unsigned kind, const void *body, size_t n)
{
    struct journal_event e = {.kind = (uint8_t)kind,
                              .counter = m.counter,
                              .observed_ms = m.ms,
                              .offset_min = m.offset,
                              .body = body,
                              .body_len = n};
    make_id(e.id, m.id);
    make_id(e.device, m.device);
    make_id(e.author, m.author);
    make_id(e.bond, m.bond);
    assert_int_equal(journal_event_write(&e, out), ERR_OK);
}

#define MAKE(word, kind, ...)                                                                      \
    struct text body;                                                                              \
    text_init(&body);                                                                              \
    __VA_ARGS__                                                                                    \
    assert_int_equal(journal_##word##_write(&in, &body), ERR_OK);                                  \
    make(out, m, kind, body.data, body.len);                                                       \
    text_finish(&body)

static void copy(char *to, size_t size, const char *from)
{
    assert_true(strlen(from) < size);
    memcpy(to, from, strlen(from) + 1);
}

void make_child(struct text *out, struct make m, unsigned subject, const char *name,
                const char *birth, unsigned stage)
{
    struct journal_child in = {.stage = (uint8_t)stage};
    make_id(in.subject, subject);
    copy(in.name, sizeof in.name, name);
    copy(in.birth, sizeof in.birth, birth);
    MAKE(child, JOURNAL_CHILD, );
}

void make_caregiver(struct text *out, struct make m, unsigned subject, const char *name)
{
    struct journal_caregiver in;
    make_id(in.subject, subject);
    copy(in.name, sizeof in.name, name);
    MAKE(caregiver, JOURNAL_CAREGIVER, );
}

void make_bond(struct text *out, struct make m, unsigned subject, unsigned child,
               unsigned caregiver)
{
    struct journal_bond in;
    make_id(in.subject, subject);
    make_id(in.child, child);
    make_id(in.caregiver, caregiver);
    m.bond = subject;
    MAKE(bond, JOURNAL_BOND, );
}

void make_answer(struct text *out, struct make m, unsigned run, const char *item, unsigned value)
{
    struct journal_answer in = {.value = value > 4 ? JOURNAL_NONE : (uint8_t)value,
                                .skip = value > 4,
                                .stage = (uint8_t)(run % 4),
                                .bank = run};
    make_id(in.run, run);
    copy(in.item, sizeof in.item, item);
    MAKE(answer, JOURNAL_ANSWER, );
}

void make_map(struct text *out, struct make m, unsigned run, unsigned ndim, unsigned seed)
{
    struct journal_map in = {.stage = (uint8_t)(seed % 4),
                             .months = (uint16_t)(seed % 228),
                             .bank = 0x0123456789ABCDEFu + seed,
                             .model = 1,
                             .pulled = seed % 5 == 0,
                             .asked = (uint16_t)(seed % 25),
                             .ndim = (uint8_t)ndim,
                             .strength_dim = JOURNAL_NONE,
                             .strength_answer = JOURNAL_NONE};
    make_id(in.run, run);
    uint64_t state = seed;
    for (unsigned i = 0; i < ndim; i++) {
        struct journal_place *p = &in.place[i];
        in.mean[i] = (double)make_below(&state, 1000000) / 333333 - 1.5;
        for (unsigned k = 0; k <= i; k++)
            in.covariance[i * (i + 1) / 2 + k] = (double)make_below(&state, 1000) / 7777;
        p->on_map = make_below(&state, 4) != 0;
        p->answered = (uint16_t)make_below(&state, 5);
        p->word_low = (uint8_t)(make_below(&state, 4) == 0 ? JOURNAL_NONE : make_below(&state, 3));
        p->word_high = p->word_low == JOURNAL_NONE ? JOURNAL_NONE
                                                   : (uint8_t)(p->word_low + make_below(&state, 2));
        p->mean = (double)make_below(&state, 4000) / 1000;
        p->sd = (double)make_below(&state, 1000) / 999;
        p->lower = p->mean - p->sd;
        p->upper = p->mean + p->sd;
    }
    if (seed % 3 != 0) {
        in.strength_dim = (uint8_t)(seed % ndim);
        copy(in.strength_item, sizeof in.strength_item, "w-laugh");
        in.strength_answer = 4;
    }
    for (unsigned i = 0; i < 2; i++) {
        in.step[i].answer = JOURNAL_NONE;
        if (i < seed % 3) {
            copy(in.step[i].id, sizeof in.step[i].id, i == 0 ? "r-say-sorry" : "p-ten-minutes");
            copy(in.step[i].item, sizeof in.step[i].item, seed % 2 == 0 ? "" : "r-after");
            in.step[i].answer = seed % 2 == 0 ? JOURNAL_NONE : 1;
        }
    }
    MAKE(map, JOURNAL_MAP, );
}

void make_step(struct text *out, struct make m, unsigned map, const char *step, unsigned state)
{
    struct journal_step in = {.state = (uint8_t)state};
    make_id(in.map, map);
    copy(in.step, sizeof in.step, step);
    MAKE(step, JOURNAL_STEP, );
}

void make_amend(struct text *out, struct make m, unsigned target, const struct text *like)
{
    struct journal_event e;
    assert_int_equal(journal_event_read((const uint8_t *)like->data, like->len, &e, NULL), ERR_OK);
    struct journal_amend in = {.of = e.kind, .body = e.body, .body_len = e.body_len};
    make_id(in.target, target);
    MAKE(amend, JOURNAL_AMEND, );
}

void make_retract(struct text *out, struct make m, unsigned target)
{
    struct journal_retract in;
    make_id(in.target, target);
    MAKE(retract, JOURNAL_RETRACT, );
}

void make_erase(struct text *out, struct make m, unsigned target)
{
    struct journal_erase in;
    make_id(in.target, target);
    m.bond = 0;
    MAKE(erase, JOURNAL_ERASE, );
}

void make_unknown(struct text *out, struct make m, unsigned kind, const char *body, size_t n)
{
    make(out, m, kind, body, n);
}

const struct make make_usual = {
    .id = 7, .device = 2, .author = 3, .bond = 4, .counter = 5, .ms = 1795348800000, .offset = 60};

void make_all_kinds(struct text *out, size_t at[], size_t *n)
{
    struct make m = make_usual, people = make_usual;
    people.bond = 0;
    struct text like;
    text_init(&like);
    *n = 0;
    at[(*n)++] = out->len, make_child(out, people, 9, "Zo\xC3\xAB \xF0\x9F\x99\x82", "2024-05", 1);
    at[(*n)++] = out->len, make_child(out, people, 9, "", "", JOURNAL_NONE);
    at[(*n)++] = out->len, make_caregiver(out, people, 10, "Sam \"S\" \\ O'Neil");
    at[(*n)++] = out->len, make_bond(out, m, 4, 9, 10);
    at[(*n)++] = out->len, make_answer(out, m, 11, "w-laugh", 3);
    at[(*n)++] = out->len, make_answer(out, m, 11, "w-laugh", 5);
    for (unsigned ndim = 1; ndim <= 8; ndim++)
        at[(*n)++] = out->len, make_map(out, m, 11, ndim, ndim);
    at[(*n)++] = out->len, make_step(out, m, 12, "p-ten-minutes", JOURNAL_PICKED);
    at[(*n)++] = out->len, make_step(out, m, 12, "p-ten-minutes", JOURNAL_LET_GO);
    make_answer(&like, m, 11, "w-laugh", 0);
    at[(*n)++] = out->len, make_amend(out, m, 7, &like);
    text_clear(&like);
    make_child(&like, people, 9, "Leo", "2024-06", 0);
    at[(*n)++] = out->len, make_amend(out, people, 7, &like);
    text_clear(&like);
    make_unknown(&like, m, 200, "\x01\x00\x00", 3);
    at[(*n)++] = out->len, make_amend(out, m, 7, &like);
    at[(*n)++] = out->len, make_retract(out, m, 7);
    at[(*n)++] = out->len, make_erase(out, m, 9);
    at[(*n)++] = out->len, make_unknown(out, m, 99, "", 0);
    at[(*n)++] = out->len, make_unknown(out, people, 7, "\x05\x02\x00hi\xFF\x00\x00", 8);
    at[*n] = out->len;
    text_finish(&like);
}
