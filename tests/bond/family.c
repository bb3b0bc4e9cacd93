/* A journal with one bond in it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "family.h"

#define RUNS 1000 /* ids of runs begin here */

static void number(uint8_t id[JOURNAL_ID], unsigned n)
{
    memset(id, 0, JOURNAL_ID);
    for (size_t i = 0; i < sizeof n; i++)
        id[JOURNAL_ID - 1 - i] = (uint8_t)(n >> (8 * i));
}

static void add(struct family *f, enum journal_kind kind, struct text *body, int64_t at_ms,
                bool of_bond, uint8_t made[JOURNAL_ID])
{
    struct journal_event e = {.kind = (uint8_t)kind,
                              .counter = journal_next_counter(f->journal),
                              .observed_ms = journal_event_time(at_ms),
                              .body = (const uint8_t *)body->data,
                              .body_len = body->len};
    struct text record;
    number(e.id, ++f->made);
    number(e.device, 77);
    memcpy(e.author, f->caregiver, JOURNAL_ID);
    if (of_bond)
        memcpy(e.bond, f->bond, JOURNAL_ID);
    text_init(&record);
    assert_int_equal(journal_event_write(&e, &record), ERR_OK);
    assert_int_equal(journal_add(f->journal, (const uint8_t *)record.data, record.len, NULL),
                     ERR_OK);
    if (made)
        memcpy(made, e.id, JOURNAL_ID);
    text_finish(&record);
    text_finish(body);
}

static void copy_text(char *to, size_t cap, const char *from)
{
    size_t n = strlen(from);
    assert_true(n < cap);
    memcpy(to, from, n + 1);
}

void family_begin(struct family *f, const char *child, const char *birth, uint8_t stage,
                  const char *caregiver)
{
    struct text body;
    text_init(&body);
    *f = (struct family){.content = sitting_content(), .journal = journal_create(), .made = 10};
    assert_non_null(f->journal);
    number(f->child, 1);
    number(f->caregiver, 2);
    number(f->bond, 3);
    struct journal_child c = {.stage = stage};
    memcpy(c.subject, f->child, JOURNAL_ID);
    copy_text(c.name, sizeof c.name, child);
    copy_text(c.birth, sizeof c.birth, birth);
    assert_int_equal(journal_child_write(&c, &body), ERR_OK);
    add(f, JOURNAL_CHILD, &body, FAMILY_NOW, false, NULL);
    struct journal_caregiver g = {0};
    memcpy(g.subject, f->caregiver, JOURNAL_ID);
    copy_text(g.name, sizeof g.name, caregiver);
    assert_int_equal(journal_caregiver_write(&g, &body), ERR_OK);
    add(f, JOURNAL_CAREGIVER, &body, FAMILY_NOW, false, NULL);
    struct journal_bond b = {0};
    memcpy(b.subject, f->bond, JOURNAL_ID);
    memcpy(b.child, f->child, JOURNAL_ID);
    memcpy(b.caregiver, f->caregiver, JOURNAL_ID);
    assert_int_equal(journal_bond_write(&b, &body), ERR_OK);
    add(f, JOURNAL_BOND, &body, FAMILY_NOW, true, NULL);
}

void family_end(struct family *f)
{
    journal_destroy(f->journal);
    content_destroy(f->content);
}

struct view family_view(const struct family *f, int64_t now)
{
    return (struct view){f->content, f->journal, now, 0};
}

void family_answer(struct family *f, unsigned run, size_t item, int value, int64_t at_ms)
{
    struct text body;
    struct journal_answer a = {.value = value == BOND_SKIP ? JOURNAL_NONE : (uint8_t)value,
                               .skip = value == BOND_SKIP,
                               .stage = JOURNAL_NONE};
    text_init(&body);
    number(a.run, RUNS + run);
    copy_text(a.item, sizeof a.item, content_item(f->content, item)->id);
    assert_int_equal(journal_answer_write(&a, &body), ERR_OK);
    add(f, JOURNAL_ANSWER, &body, at_ms, true, NULL);
}

size_t family_sit(struct family *f, unsigned run, int months, enum sitting_kind kind,
                  unsigned long seed, int64_t at_ms)
{
    struct bond_answer answers[BOND_ASK_MAX];
    size_t n = sitting(f->content, months, kind, seed, answers);
    for (size_t i = 0; i < n; i++)
        family_answer(f, run, answers[i].item, answers[i].value, at_ms);
    return n;
}

void family_draw(struct family *f, unsigned run, int64_t at_ms, uint8_t event[JOURNAL_ID])
{
    uint8_t id[JOURNAL_ID];
    struct bond_map map;
    struct journal_map kept;
    struct text body;
    number(id, RUNS + run);
    assert_int_equal(bond_run_draw(f->content, journal_find_child(f->journal, f->child),
                                   journal_story(f->journal, f->bond), id, &map, NULL),
                     ERR_OK);
    bond_map_keep(f->content, &map, id, &kept);
    text_init(&body);
    assert_int_equal(journal_map_write(&kept, &body), ERR_OK);
    add(f, JOURNAL_MAP, &body, at_ms, true, event);
}

void family_step(struct family *f, const uint8_t map[JOURNAL_ID], const char *step,
                 enum journal_step_state state)
{
    struct journal_step s = {.state = (uint8_t)state};
    struct text body;
    copy_text(s.step, sizeof s.step, step);
    memcpy(s.map, map, JOURNAL_ID);
    text_init(&body);
    assert_int_equal(journal_step_write(&s, &body), ERR_OK);
    add(f, JOURNAL_STEP, &body, FAMILY_NOW, true, NULL);
}

void family_birth(int months, char birth[8])
{
    int at = 2026 * 12 + 10 - months, year = at / 12, month = at % 12 + 1;
    birth[0] = (char)('0' + year / 1000);
    birth[1] = (char)('0' + year / 100 % 10);
    birth[2] = (char)('0' + year / 10 % 10);
    birth[3] = (char)('0' + year % 10);
    birth[4] = '-';
    birth[5] = (char)('0' + month / 10);
    birth[6] = (char)('0' + month % 10);
    birth[7] = '\0';
}
