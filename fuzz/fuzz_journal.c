/* fuzz/fuzz_journal.c: any bytes as records. What is read is written back byte for byte, its JSON
 * too; and a journal holds the same whether the records come at once or one by one from the end.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "journal/event_json.h"
#include "journal/fold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void must_be(const struct text *t, const uint8_t *bytes, size_t n)
{
    must(t->err == ERR_OK && t->len == n && (n == 0 || memcmp(t->data, bytes, n) == 0));
}

static void there_and_back(const struct journal_event *e, const uint8_t *bytes, size_t n)
{
    struct text record, json;
    struct json_out w;
    struct arena a;
    struct fault f;
    const struct json *o;
    text_init(&record);
    text_init(&json);
    arena_init(&a, 0);
    must(journal_event_write(e, &record) == ERR_OK);
    must_be(&record, bytes, n);
    json_out_init(&w, &json);
    journal_event_to_json(e, &w, NULL);
    must(json_parse(&a, json.data, json.len, &o, &f) == ERR_OK);
    text_clear(&record);
    must(journal_event_from_json(o, &record, &f) == ERR_OK);
    must_be(&record, bytes, n);
    arena_finish(&a);
    text_finish(&record);
    text_finish(&json);
}

/* Everything that a journal holds, record after record. */
static void hold(const struct journal *j, struct text *out)
{
    struct journal_cursor c = {0};
    struct journal_span s;
    size_t n = 0;
    for (; journal_next(j, &c, &s, NULL); n++)
        text_bytes(out, s.bytes, s.len);
    must(n == journal_count(j));
}

/* Adds the records from the last to the first; at[n] is where they end. */
static void add_backwards(struct journal *j, const uint8_t *data, const size_t *at, size_t n)
{
    while (n-- > 0)
        must(journal_add(j, data + at[n], at[n + 1] - at[n], NULL) == ERR_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST = 256 };
    size_t at[MOST + 1] = {0}, n = 0, used;
    struct journal_event e;
    while (n < MOST && journal_event_read(data + at[n], size - at[n], &e, &used) == ERR_OK) {
        there_and_back(&e, data + at[n], used);
        at[n + 1] = at[n] + used;
        n++;
    }
    struct journal *once = journal_create(), *backwards = journal_create();
    struct text one, other;
    text_init(&one);
    text_init(&other);
    must(once != NULL && backwards != NULL);
    /* What follows the good records is refused with them. */
    if (at[n] < size && n < MOST) {
        must(journal_add(once, data, size, NULL) != ERR_OK);
        must(journal_count(once) == 0);
    }
    must(journal_add(once, data, at[n], NULL) == ERR_OK);
    add_backwards(backwards, data, at, n);
    hold(once, &one);
    hold(backwards, &other);
    must_be(&other, (const uint8_t *)one.data, one.len);
    journal_destroy(once);
    journal_destroy(backwards);
    text_finish(&one);
    text_finish(&other);
    return 0;
}
