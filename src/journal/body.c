/* journal/body.c: the typed face of the table of fields.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/body.h"

#include "journal/shape.h"

static enum err read(const struct journal_event *e, unsigned kind, void *out)
{
    return e->kind == kind && journal_shape_read(journal_shape_of(kind), e->body, e->body_len, out,
                                                 NULL) == ERR_OK
               ? ERR_OK
               : ERR_DOMAIN;
}

#define BODY(kind, word)                                                                           \
    enum err journal_##word##_read(const struct journal_event *e, struct journal_##word *out)      \
    {                                                                                              \
        return read(e, kind, out);                                                                 \
    }                                                                                              \
    enum err journal_##word##_write(const struct journal_##word *in, struct text *body)            \
    {                                                                                              \
        return journal_shape_write(journal_shape_of(kind), in, body);                              \
    }

BODY(JOURNAL_CHILD, child)
BODY(JOURNAL_CAREGIVER, caregiver)
BODY(JOURNAL_BOND, bond)
BODY(JOURNAL_ANSWER, answer)
BODY(JOURNAL_MAP, map)
BODY(JOURNAL_STEP, step)
BODY(JOURNAL_AMEND, amend)
BODY(JOURNAL_RETRACT, retract)
BODY(JOURNAL_ERASE, erase)
