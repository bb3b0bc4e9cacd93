/* app/family.h: a family's data while a command works on it: what is kept, what it says, and how
 * one more thing is recorded.
 *
 * Whatever is recorded is durable when the call returns. When a call fails with ERR_IO or ERR_BUSY,
 * nothing was kept and the family should be closed: what it shows may be ahead of what is kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_FAMILY_H
#define ATTUNE_APP_FAMILY_H

#include <stdbool.h>

#include "app/clock.h"
#include "base/text.h"
#include "content/content.h"
#include "journal/body.h"
#include "journal/fold.h"

struct store;

struct app_family {
    const struct content *content;
    struct app_time now;
    struct journal *journal;
    struct store *store; /* NULL: nothing is kept */
    struct text folder;  /* where; empty for a borrowed family */
    uint8_t device[JOURNAL_ID];
};

/* Opens what is kept in the folder (chosen, or the usual one), making it when it is not there.
 * ERR_IO, ERR_BUSY, ERR_FORMAT, ERR_VERSION, ERR_NOMEM; then there is nothing to close. */
MUST_CHECK enum err app_family_open(const char *chosen, const struct content *content,
                                    struct app_time now, struct app_family *out,
                                    struct fault *fault);
/* The same for a command that only looks: where nothing is kept yet, nothing is made, and the
 * family is an empty one that keeps nothing (store is NULL). */
MUST_CHECK enum err app_family_look(const char *chosen, const struct content *content,
                                    struct app_time now, struct app_family *out,
                                    struct fault *fault);
/* The same without anything kept: for a run that leaves no trace. */
MUST_CHECK enum err app_family_borrow(const struct content *content, struct app_time now,
                                      struct app_family *out, struct fault *fault);
void app_family_close(struct app_family *f);
/* Is the path one of the files in which the family's data is kept? Nothing else may write there. */
bool app_family_keeps(const struct app_family *f, const char *path);

/* Records one event with a body as its room wrote it. author and bond may be NULL. id[16] <- its
 * event id (NULL is allowed). */
MUST_CHECK enum err app_family_record(struct app_family *f, enum journal_kind kind,
                                      const uint8_t *author, const uint8_t *bond,
                                      const struct text *body, uint8_t *id, struct fault *fault);
/* Takes in records from elsewhere, all or none. *fresh <- how many were new, *known <- the rest. */
MUST_CHECK enum err app_family_merge(struct app_family *f, const struct text *records,
                                     size_t *fresh, size_t *known, struct fault *fault);

#endif
