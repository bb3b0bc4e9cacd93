/* journal/shape.c: the table of kinds and fields.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/shape.h"

#include <math.h>
#include <string.h>

#define MONTHS_MAX 1200
#define AMEND_MAX (JOURNAL_BODY_MAX - (3 + JOURNAL_ID) - (3 + 1) - 3)

static const char *const stages[] = {"infant", "early", "school", "teen"};
static const char *const states[] = {NULL, "picked", "let_go"};

#define FIELD(tag, needed, type, of, member, name)                                                 \
    {                                                                                              \
        tag, needed, JOURNAL_F_##type, name, offsetof(struct journal_##of, member), 0, NULL        \
    }
#define FIELD_MAX(tag, needed, type, of, member, name, max)                                        \
    {                                                                                              \
        tag, needed, JOURNAL_F_##type, name, offsetof(struct journal_##of, member), max, NULL      \
    }
#define CHOICE(tag, needed, of, member, name, names)                                               \
    {                                                                                              \
        tag, needed, JOURNAL_F_CHOICE, name, offsetof(struct journal_##of, member),                \
            sizeof names / sizeof *names - 1, names                                                \
    }

static const struct journal_field child[] = {
    FIELD(1, true, ID, child, subject, "subject"),
    FIELD_MAX(2, false, TEXT, child, name, "name", JOURNAL_NAME_MAX),
    FIELD(3, false, BIRTH, child, birth, "birth"),
    CHOICE(4, false, child, stage, "stage", stages),
};

static const struct journal_field caregiver[] = {
    FIELD(1, true, ID, caregiver, subject, "subject"),
    FIELD_MAX(2, false, TEXT, caregiver, name, "name", JOURNAL_NAME_MAX),
};

static const struct journal_field bond[] = {
    FIELD(1, true, ID, bond, subject, "subject"),
    FIELD(2, true, ID, bond, child, "child"),
    FIELD(3, true, ID, bond, caregiver, "caregiver"),
};

static const struct journal_field answer[] = {
    FIELD(1, true, ID, answer, run, "run"),
    FIELD_MAX(2, true, TEXT, answer, item, "item", JOURNAL_WORD_MAX),
    FIELD_MAX(3, false, SMALL, answer, value, "value", 4),
    FIELD(4, false, FLAG, answer, skip, "skip"),
    CHOICE(5, false, answer, stage, "stage", stages),
    FIELD(6, false, HASH, answer, bank, "bank"),
};

static const struct journal_field map[] = {
    FIELD(1, true, ID, map, run, "run"),
    CHOICE(2, true, map, stage, "stage", stages),
    FIELD_MAX(3, true, U16, map, months, "months", MONTHS_MAX),
    FIELD(4, false, HASH, map, bank, "bank"),
    FIELD(5, true, U32, map, model, "model"),
    FIELD_MAX(6, true, U16, map, asked, "asked", UINT16_MAX),
    FIELD_MAX(7, true, U16, map, skipped, "skipped", UINT16_MAX),
    FIELD(8, true, MEAN, map, mean, "mean"),
    FIELD(9, true, COVARIANCE, map, covariance, "covariance"),
    FIELD(10, true, PLACES, map, place, "places"),
    FIELD_MAX(11, false, SMALL, map, strength_dim, "strength", JOURNAL_DIM_MAX - 1),
    FIELD_MAX(12, false, TEXT, map, strength_item, "strength_item", JOURNAL_WORD_MAX),
    FIELD_MAX(13, false, SMALL, map, strength_answer, "strength_answer", 4),
    FIELD_MAX(14, false, TEXT, map, step[0].id, "step1", JOURNAL_WORD_MAX),
    FIELD_MAX(15, false, TEXT, map, step[0].item, "step1_item", JOURNAL_WORD_MAX),
    FIELD_MAX(16, false, SMALL, map, step[0].answer, "step1_answer", 4),
    FIELD_MAX(17, false, TEXT, map, step[1].id, "step2", JOURNAL_WORD_MAX),
    FIELD_MAX(18, false, TEXT, map, step[1].item, "step2_item", JOURNAL_WORD_MAX),
    FIELD_MAX(19, false, SMALL, map, step[1].answer, "step2_answer", 4),
    FIELD(20, false, FLAG, map, pulled, "pulled"),
};

static const struct journal_field step[] = {
    FIELD_MAX(1, true, TEXT, step, step, "step", JOURNAL_WORD_MAX),
    FIELD(2, true, ID, step, map, "map"),
    CHOICE(3, true, step, state, "state", states),
};

static const struct journal_field amend[] = {
    FIELD(1, true, ID, amend, target, "target"),
    FIELD(2, true, KIND, amend, of, "of"),
    FIELD_MAX(3, true, BODY, amend, body, "body", AMEND_MAX),
};

static const struct journal_field retract[] = {FIELD(1, true, ID, retract, target, "target")};
static const struct journal_field erase[] = {FIELD(1, true, ID, erase, target, "target")};

static bool answer_fits(const void *body)
{
    const struct journal_answer *a = body;
    return a->skip == (a->value == JOURNAL_NONE);
}

static bool place_fits(const struct journal_place *p)
{
    bool too_early = p->word_low == JOURNAL_NONE && p->word_high == JOURNAL_NONE;
    bool said =
        p->word_high <= 3 && (p->word_low == p->word_high || p->word_low + 1 == p->word_high);
    return (too_early || said) && p->sd >= 0;
}

static bool map_step_fits(const struct journal_map_step *s)
{
    return s->id[0] != '\0' || (s->item[0] == '\0' && s->answer == JOURNAL_NONE);
}

static bool map_fits(const void *body)
{
    const struct journal_map *m = body;
    for (size_t i = 0; i < m->ndim; i++)
        if (!place_fits(&m->place[i]) || m->covariance[i * (i + 1) / 2 + i] < 0)
            return false;
    bool strength = m->strength_dim < m->ndim || m->strength_dim == JOURNAL_NONE;
    return strength && map_step_fits(&m->step[0]) && map_step_fits(&m->step[1]) &&
           (m->step[0].id[0] != '\0' || m->step[1].id[0] == '\0');
}

static bool amend_fits(const void *body)
{
    const struct journal_amend *a = body;
    return journal_shape_check(a->of, a->body, a->body_len) == ERR_OK;
}

#define SHAPE(number, word, fits)                                                                  \
    {                                                                                              \
        number, #word, word, sizeof word / sizeof *word, sizeof(struct journal_##word), fits       \
    }

static const struct journal_shape shapes[] = {
    SHAPE(JOURNAL_CHILD, child, NULL),       SHAPE(JOURNAL_CAREGIVER, caregiver, NULL),
    SHAPE(JOURNAL_BOND, bond, NULL),         SHAPE(JOURNAL_ANSWER, answer, answer_fits),
    SHAPE(JOURNAL_MAP, map, map_fits),       SHAPE(JOURNAL_STEP, step, NULL),
    SHAPE(JOURNAL_AMEND, amend, amend_fits), SHAPE(JOURNAL_RETRACT, retract, NULL),
    SHAPE(JOURNAL_ERASE, erase, NULL),
};

const struct journal_shape *journal_shape_of(unsigned kind)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].kind == kind)
            return &shapes[i];
    return NULL;
}

const struct journal_shape *journal_shape_named(const char *name)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(shapes[i].name, name) == 0)
            return &shapes[i];
    return NULL;
}

enum err journal_shape_check(unsigned kind, const uint8_t *body, size_t n)
{
    const struct journal_shape *s = journal_shape_of(kind);
    union journal_any any;
    if (s != NULL)
        return journal_shape_read(s, body, n, &any, NULL);
    return journal_shape_fields_ok(body, n, 0) ? ERR_OK : ERR_FORMAT;
}

void journal_shape_blank(const struct journal_shape *s, void *out)
{
    memset(out, 0, s->size);
    for (size_t i = 0; i < s->nfields; i++)
        if (s->fields[i].type == JOURNAL_F_SMALL || s->fields[i].type == JOURNAL_F_CHOICE)
            *((uint8_t *)out + s->fields[i].at) = JOURNAL_NONE;
}
