/* src/wasm/exports.c: the flat table of functions that the page calls (docs/view.md). One instance
 * holds one content and one journal; this is the only place with a mutable global.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "bond/run.h"
#include "import.h"
#include "journal/event_json.h"
#include "journal/fold.h"
#include "view/view.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

#define HEADER_ID 8 /* where a record's id stands (DESIGN.md, "The journal") */

static struct {
    struct content *content;
    struct journal *journal;
    uint64_t made;        /* the largest counter handed out */
    struct text out, rec; /* the answer, and the records beside it */
} at;

/* --- answering ------------------------------------------------------------------------------ */

static void fresh(void)
{
    text_clear(&at.out);
    text_clear(&at.rec);
}

/* Leaves the fault as the answer. If even that finds no memory the answer is empty. */
static int refuse(enum err e, const struct fault *fault)
{
    struct fault said = {.code = e};
    if (fault && fault->what[0])
        said = *fault;
    else
        fault_set(&said, e, 0, 0, err_name(e), NULL);
    said.code = e;
    fresh();
    if (view_problem_json(&said, &at.out))
        text_clear(&at.out);
    return e;
}

static int settle(enum err e, const struct fault *fault)
{
    if (!e)
        e = at.out.err ? at.out.err : at.rec.err;
    return e ? refuse(e, fault) : 0;
}

/* Every call but the first needs the content; the journal is made when it is first needed. */
static enum err ready(void)
{
    fresh();
    if (!at.content)
        return ERR_NOTFOUND;
    if (!at.journal)
        at.journal = journal_create();
    return at.journal ? ERR_OK : ERR_NOMEM;
}

static struct view view_at(double now, int offset)
{
    return (struct view){at.content, at.journal, (int64_t)now, offset};
}

/* --- memory --------------------------------------------------------------------------------- */

void *EXPORT(at_alloc)(size_t n)
{
    return malloc(n ? n : 1);
}

void EXPORT(at_free)(void *p)
{
    free(p);
}

const char *EXPORT(at_out_ptr)(void)
{
    return at.out.data;
}

size_t EXPORT(at_out_len)(void)
{
    return at.out.len;
}

const char *EXPORT(at_rec_ptr)(void)
{
    return at.rec.data;
}

size_t EXPORT(at_rec_len)(void)
{
    return at.rec.len;
}

/* --- content -------------------------------------------------------------------------------- */

int EXPORT(at_content)(const char *bundle, size_t n)
{
    struct fault fault = {0};
    fresh();
    enum err e = at.content ? ERR_EXISTS : content_create(bundle, n, &at.content, &fault);
    return settle(e, &fault);
}

int EXPORT(at_sentences)(const char *name, size_t n)
{
    struct fault fault = {0};
    char which[32] = {0};
    enum err e = ready();
    if (!e && n >= sizeof which)
        e = ERR_NOTFOUND;
    if (!e) {
        memcpy(which, name, n);
        e = view_sentences_json(at.content, which, &at.out, &fault);
    }
    return settle(e, &fault);
}

/* --- the journal ---------------------------------------------------------------------------- */

int EXPORT(at_reset)(void)
{
    journal_destroy(at.journal);
    at.journal = NULL;
    at.made = 0;
    return settle(ready(), NULL);
}

/* The page adds what its store already has, so nothing here waits to be stored. */
int EXPORT(at_add)(const uint8_t *records, size_t n)
{
    enum err e = ready();
    if (!e)
        e = journal_load(at.journal, records, n);
    return settle(e, NULL);
}

/* Records made one after another, before the first of them is stored, keep their order. */
static uint64_t next_counter(void)
{
    uint64_t next = journal_next_counter(at.journal);
    return at.made >= next ? at.made + 1 : next;
}

static enum err tell_made(void)
{
    struct journal_event event;
    enum err e = journal_event_read((const uint8_t *)at.rec.data, at.rec.len, &event, NULL);
    if (e)
        return e;
    at.made = event.counter;
    return view_made_json(&event, &at.out);
}

int EXPORT(at_event)(const char *json, size_t n)
{
    struct fault fault = {0};
    struct arena arena;
    const struct json *given = NULL;
    arena_init(&arena, 0);
    enum err e = ready();
    if (!e)
        e = json_parse(&arena, json, n, &given, &fault);
    if (!e) {
        /* The counter is ours to give: it is put in front of what was given. */
        struct json counter = {.type = JSON_NUMBER,
                               .number = (double)next_counter(),
                               .key = "counter",
                               .key_len = 7,
                               .next = given->child};
        struct json whole = *given;
        if (given->type == JSON_OBJECT && !json_get(given, "counter")) {
            whole.child = &counter;
            whole.count++;
        }
        e = journal_event_from_json(&whole, &at.rec, &fault);
    }
    arena_finish(&arena);
    if (!e)
        e = tell_made();
    return settle(e, &fault);
}

/* --- drawing -------------------------------------------------------------------------------- */

static enum err read_id(const struct json *o, const char *key, bool needed, uint8_t id[JOURNAL_ID],
                        struct fault *fault)
{
    if (!needed && !json_get(o, key))
        return ERR_OK;
    const struct json *m = json_need(o, key, JSON_STRING, fault);
    if (!m)
        return ERR_FORMAT;
    enum err e = text_read_hex(m->text, m->len, id, JOURNAL_ID);
    return e ? fault_set(fault, e, m->line, m->column, "\"", key,
                         "\": expected 32 hexadecimal digits", NULL)
             : ERR_OK;
}

static enum err read_header(const char *json, size_t n, struct journal_event *event,
                            struct fault *fault)
{
    static const char *const keys[] = {"id",       "device", "author", "bond",
                                       "observed", "offset", NULL};
    struct arena arena;
    const struct json *o;
    int64_t observed = 0, offset = 0;
    arena_init(&arena, 0);
    enum err e = json_parse(&arena, json, n, &o, fault);
    if (!e)
        e = json_only(o, keys, fault);
    if (!e)
        e = read_id(o, "id", true, event->id, fault);
    if (!e)
        e = read_id(o, "device", false, event->device, fault);
    if (!e)
        e = read_id(o, "author", false, event->author, fault);
    if (!e)
        e = json_need_int(o, "observed", -JOURNAL_MS_MAX, JOURNAL_MS_MAX, &observed, fault);
    if (!e)
        e = json_need_int(o, "offset", -JOURNAL_OFFSET_MAX, JOURNAL_OFFSET_MAX, &offset, fault);
    arena_finish(&arena);
    event->observed_ms = journal_event_time(observed);
    event->offset_min = (int16_t)offset;
    return e;
}

static const struct journal_child *child_of(const uint8_t *bond)
{
    size_t n;
    const struct journal_bond *bonds = journal_bonds(at.journal, &n);
    for (size_t i = 0; i < n; i++)
        if (memcmp(bonds[i].subject, bond, JOURNAL_ID) == 0)
            return journal_find_child(at.journal, bonds[i].child);
    return NULL;
}

static enum err draw(const uint8_t *bond, const uint8_t *run, struct journal_event *event,
                     struct fault *fault)
{
    const struct journal_child *child = child_of(bond);
    if (!child)
        return fault_set(fault, ERR_NOTFOUND, 0, 0, "there is no such child", NULL);
    struct bond_map map;
    enum err e =
        bond_run_draw(at.content, child, journal_story(at.journal, bond), run, &map, fault);
    if (e)
        return e;
    struct journal_map kept;
    struct text body;
    text_init(&body);
    bond_map_keep(at.content, &map, run, &kept);
    e = journal_map_write(&kept, &body);
    if (!e) {
        event->kind = JOURNAL_MAP;
        event->counter = next_counter();
        memcpy(event->bond, bond, JOURNAL_ID);
        event->body = (const uint8_t *)body.data;
        event->body_len = body.len;
        e = journal_event_write(event, &at.rec);
    }
    text_finish(&body);
    return e;
}

int EXPORT(at_draw)(const uint8_t *bond, const uint8_t *run, const char *header, size_t n)
{
    struct fault fault = {0};
    struct journal_event event = {0};
    enum err e = ready();
    if (!e)
        e = read_header(header, n, &event, &fault);
    if (!e)
        e = draw(bond, run, &event, &fault);
    if (!e)
        e = tell_made();
    return settle(e, &fault);
}

/* --- views ---------------------------------------------------------------------------------- */

int EXPORT(at_people)(double now, int offset)
{
    struct fault fault = {0};
    enum err e = ready();
    struct view v = view_at(now, offset);
    if (!e)
        e = view_people_json(&v, &at.out, &fault);
    return settle(e, &fault);
}

int EXPORT(at_ask)(const uint8_t *bond, double now, int offset, int back)
{
    struct fault fault = {0};
    enum err e = ready();
    struct view v = view_at(now, offset);
    if (!e)
        e = back < 0 ? ERR_DOMAIN : view_ask_json(&v, bond, (unsigned)back, &at.out, &fault);
    return settle(e, &fault);
}

int EXPORT(at_map)(const uint8_t *bond, const uint8_t *event, double now, int offset, double width)
{
    struct fault fault = {0};
    enum err e = ready();
    struct view v = view_at(now, offset);
    if (!e)
        e = view_map_json(&v, bond, event, width, &at.out, &fault);
    return settle(e, &fault);
}

int EXPORT(at_history)(const uint8_t *bond, double now, int offset)
{
    struct fault fault = {0};
    enum err e = ready();
    struct view v = view_at(now, offset);
    if (!e)
        e = view_history_json(&v, bond, &at.out, &fault);
    return settle(e, &fault);
}

/* --- out and in ----------------------------------------------------------------------------- */

int EXPORT(at_export)(void)
{
    enum err e = ready();
    if (!e)
        e = journal_export(at.journal, &at.rec);
    return settle(e, NULL);
}

int EXPORT(at_import)(const char *lines, size_t n)
{
    struct fault fault = {0};
    struct import_counts counts = {0};
    enum err e = ready();
    if (!e)
        e = import_lines(at.journal, lines, n, &at.rec, &counts, &fault);
    if (!e) {
        struct json_out w;
        json_out_init(&w, &at.out);
        json_begin(&w, NULL);
        json_int(&w, "format", 1);
        json_uint(&w, "new", counts.fresh);
        json_uint(&w, "known", counts.known);
        json_end(&w);
    }
    return settle(e, &fault);
}

/* What is told here counts as done: an instance whose store then failed has to be started again. */
int EXPORT(at_records)(void)
{
    enum err e = ready();
    if (e)
        return settle(e, NULL);
    struct journal_changes changes = journal_unsaved(at.journal);
    struct json_out w;
    json_out_init(&w, &at.out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_begin_array(&w, "remove");
    for (size_t i = 0; i < changes.ndrop; i++)
        json_hex(&w, NULL, changes.drop[i].bytes + HEADER_ID, JOURNAL_ID);
    json_end_array(&w);
    json_uint(&w, "replace", changes.nput);
    json_end(&w);
    for (size_t i = 0; i < changes.nput; i++)
        text_bytes(&at.rec, changes.put[i].bytes, changes.put[i].len);
    int code = settle(ERR_OK, NULL);
    if (!code)
        journal_saved(at.journal);
    return code;
}
