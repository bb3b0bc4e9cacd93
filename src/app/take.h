/* app/take.h: taking a map: who it is of, one answer after the other, and the drawing of it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_TAKE_H
#define ATTUNE_APP_TAKE_H

#include "app/family.h"
#include "bond/run.h"
#include "view/view.h"

struct view app_take_view(const struct app_family *f);

/* Each records a new person or pair and gives its id. Errors as app_family_record; ERR_DOMAIN for
 * a name or month that a journal cannot hold. stage: CONTENT_STAGE_AUTO, or one chosen by hand. */
MUST_CHECK enum err app_take_child(struct app_family *f, const char *name, const char *birth,
                                   enum content_stage stage, uint8_t id[static JOURNAL_ID],
                                   struct fault *fault);
MUST_CHECK enum err app_take_caregiver(struct app_family *f, const char *name,
                                       uint8_t id[static JOURNAL_ID], struct fault *fault);
MUST_CHECK enum err app_take_bond(struct app_family *f, const uint8_t child[static JOURNAL_ID],
                                  const uint8_t caregiver[static JOURNAL_ID],
                                  uint8_t id[static JOURNAL_ID], struct fault *fault);

/* The bond by its id, or NULL. */
const struct journal_bond *app_take_find(const struct app_family *f,
                                         const uint8_t id[static JOURNAL_ID]);

/* Keeps one answer (0 … 4, or BOND_SKIP) in the bond's current run, or begins one. */
MUST_CHECK enum err app_take_answer(struct app_family *f, const struct journal_bond *bond,
                                    size_t item, int value, struct fault *fault);
/* Draws the map of the bond's current run and keeps it; event[16] <- its id. When the newest map
 * says already all that this one would, that one is given, and nothing is kept. ERR_NOTFOUND: no
 * answer yet. */
MUST_CHECK enum err app_take_draw(struct app_family *f, const struct journal_bond *bond,
                                  uint8_t event[static JOURNAL_ID], struct fault *fault);
/* The step of that map was picked. */
MUST_CHECK enum err app_take_step(struct app_family *f, const struct journal_bond *bond,
                                  const uint8_t event[static JOURNAL_ID], const char *step,
                                  struct fault *fault);

#endif
