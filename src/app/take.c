/* app/take.c: taking a map. What is asked and what is drawn is decided in bond/; here it is kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/take.h"

#include <string.h>

struct view app_take_view(const struct app_family *f)
{
    return (struct view){f->content, f->journal, f->now.ms, f->now.offset_min};
}

/* Records a body that was written with `written`, and gives the text back. */
static enum err record(struct app_family *f, enum journal_kind kind, enum err written,
                       struct text *body, const struct journal_bond *bond, uint8_t *id,
                       struct fault *fault)
{
    enum err e = written;
    if (e != ERR_OK)
        fault_set(fault, e, 0, 0, e == ERR_NOMEM ? "out of memory" : "this cannot be kept", NULL);
    else
        e = app_family_record(f, kind, bond ? bond->caregiver : NULL, bond ? bond->subject : NULL,
                              body, id, fault);
    text_finish(body);
    return e;
}

static enum err new_id(uint8_t id[static JOURNAL_ID], struct fault *fault)
{
    if (app_clock_id(id) == ERR_OK)
        return ERR_OK;
    return fault_set(fault, ERR_IO, 0, 0, "the system has no source of random numbers", NULL);
}

static bool copy_name(char out[static JOURNAL_NAME_MAX + 1], const char *name)
{
    size_t n = strlen(name);
    if (n > JOURNAL_NAME_MAX)
        return false;
    memcpy(out, name, n + 1);
    return true;
}

static enum err name_too_long(struct fault *fault)
{
    return fault_set(fault, ERR_DOMAIN, 0, 0, "that name is too long; please shorten it", NULL);
}

enum err app_take_child(struct app_family *f, const char *name, const char *birth,
                        enum content_stage stage, uint8_t id[static JOURNAL_ID],
                        struct fault *fault)
{
    struct journal_child child = {.stage =
                                      stage == CONTENT_STAGE_AUTO ? JOURNAL_NONE : (uint8_t)stage};
    if (!copy_name(child.name, name))
        return name_too_long(fault);
    if (strlen(birth) != 7)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "expected a month of birth as YYYY-MM", NULL);
    memcpy(child.birth, birth, 8);
    enum err e = new_id(child.subject, fault);
    if (e != ERR_OK)
        return e;
    memcpy(id, child.subject, JOURNAL_ID);
    struct text body;
    text_init(&body);
    return record(f, JOURNAL_CHILD, journal_child_write(&child, &body), &body, NULL, NULL, fault);
}

enum err app_take_caregiver(struct app_family *f, const char *name, uint8_t id[static JOURNAL_ID],
                            struct fault *fault)
{
    struct journal_caregiver caregiver = {0};
    if (!copy_name(caregiver.name, name))
        return name_too_long(fault);
    enum err e = new_id(caregiver.subject, fault);
    if (e != ERR_OK)
        return e;
    memcpy(id, caregiver.subject, JOURNAL_ID);
    struct text body;
    text_init(&body);
    return record(f, JOURNAL_CAREGIVER, journal_caregiver_write(&caregiver, &body), &body, NULL,
                  NULL, fault);
}

enum err app_take_bond(struct app_family *f, const uint8_t child[static JOURNAL_ID],
                       const uint8_t caregiver[static JOURNAL_ID], uint8_t id[static JOURNAL_ID],
                       struct fault *fault)
{
    struct journal_bond bond;
    memcpy(bond.child, child, JOURNAL_ID);
    memcpy(bond.caregiver, caregiver, JOURNAL_ID);
    enum err e = new_id(bond.subject, fault);
    if (e != ERR_OK)
        return e;
    memcpy(id, bond.subject, JOURNAL_ID);
    struct text body;
    text_init(&body);
    return record(f, JOURNAL_BOND, journal_bond_write(&bond, &body), &body, &bond, NULL, fault);
}

const struct journal_bond *app_take_find(const struct app_family *f,
                                         const uint8_t id[static JOURNAL_ID])
{
    size_t n;
    const struct journal_bond *bonds = journal_bonds(f->journal, &n);
    for (size_t i = 0; i < n; i++)
        if (memcmp(bonds[i].subject, id, JOURNAL_ID) == 0)
            return &bonds[i];
    return NULL;
}

static enum err current(const struct app_family *f, const struct journal_bond *bond,
                        struct bond_run *out, struct fault *fault)
{
    const struct journal_child *child = journal_find_child(f->journal, bond->child);
    if (!child)
        return fault_set(fault, ERR_NOTFOUND, 0, 0, "this child is not known here", NULL);
    return bond_run_current(f->content, child, journal_story(f->journal, bond->subject), f->now.ms,
                            f->now.offset_min, out, fault);
}

enum err app_take_answer(struct app_family *f, const struct journal_bond *bond, size_t item,
                         int value, struct fault *fault)
{
    const struct journal_bond of = *bond; /* the journal's own may move while we record */
    struct bond_run run = {0};
    enum err e = current(f, &of, &run, fault);
    if (e != ERR_OK)
        return e;
    bool skip = value == BOND_SKIP;
    struct journal_answer answer = {
        .value = skip ? JOURNAL_NONE : (uint8_t)value,
        .skip = skip,
        .stage = (uint8_t)run.stage,
        .bank = run.bank,
    };
    const char *id = content_item(f->content, item)->id;
    if (strlen(id) > JOURNAL_WORD_MAX)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "the question's id is too long: ", id, NULL);
    memcpy(answer.item, id, strlen(id) + 1);
    if (run.run)
        memcpy(answer.run, run.run->id, JOURNAL_ID);
    else
        e = new_id(answer.run, fault);
    if (e != ERR_OK)
        return e;
    struct text body;
    text_init(&body);
    return record(f, JOURNAL_ANSWER, journal_answer_write(&answer, &body), &body, &of, NULL, fault);
}

/* Does this drawn map say what the new one would? Then drawing it again would only repeat it. */
static bool says_the_same(const struct journal_map *a, const struct text *body)
{
    struct text other;
    text_init(&other);
    bool same = journal_map_write(a, &other) == ERR_OK && other.len == body->len &&
                memcmp(other.data, body->data, body->len) == 0;
    text_finish(&other);
    return same;
}

enum err app_take_draw(struct app_family *f, const struct journal_bond *bond,
                       uint8_t event[static JOURNAL_ID], struct fault *fault)
{
    const struct journal_bond of = *bond;
    const struct journal_story *story = journal_story(f->journal, of.subject);
    struct bond_run run = {0};
    struct bond_map map;
    struct journal_map kept;
    enum err e = current(f, &of, &run, fault);
    if (e == ERR_OK && !run.run) {
        fault_set(fault, ERR_NOTFOUND, 0, 0, "there is no answer yet", NULL);
        return ERR_NOTFOUND;
    }
    if (e == ERR_OK)
        e = bond_run_draw(f->content, journal_find_child(f->journal, of.child), story, run.run->id,
                          &map, fault);
    if (e != ERR_OK)
        return e;
    bond_map_keep(f->content, &map, run.run->id, &kept);
    struct text body;
    text_init(&body);
    e = journal_map_write(&kept, &body);
    if (e == ERR_OK && run.run->map && says_the_same(&run.run->map->map, &body)) {
        memcpy(event, run.run->map->event, JOURNAL_ID);
        text_finish(&body);
        return ERR_OK;
    }
    return record(f, JOURNAL_MAP, e, &body, &of, event, fault);
}

enum err app_take_step(struct app_family *f, const struct journal_bond *bond,
                       const uint8_t event[static JOURNAL_ID], const char *step,
                       struct fault *fault)
{
    const struct journal_bond of = *bond;
    struct journal_step picked = {.state = JOURNAL_PICKED};
    if (strlen(step) > JOURNAL_WORD_MAX)
        return fault_set(fault, ERR_DOMAIN, 0, 0, "the step's id is too long: ", step, NULL);
    memcpy(picked.step, step, strlen(step) + 1);
    memcpy(picked.map, event, JOURNAL_ID);
    struct text body;
    text_init(&body);
    return record(f, JOURNAL_STEP, journal_step_write(&picked, &body), &body, &of, NULL, fault);
}
