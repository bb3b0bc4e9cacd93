/* app/erase.h: forgetting, down to the bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_ERASE_H
#define ATTUNE_APP_ERASE_H

#include "app/family.h"

/* Erases a child, a caregiver or a bond and all that belongs to it. What stays is one record that
 * says so, which wins over every older copy that comes back. Errors as app_family_record. */
MUST_CHECK enum err app_erase(struct app_family *f, const uint8_t target[static JOURNAL_ID],
                              struct fault *fault);
/* Overwrites everything that is kept and removes the files. Nothing stays, so that an exported copy
 * can be imported again. The family shows nothing from then on and should be closed. ERR_IO,
 * ERR_BUSY, ERR_NOMEM. */
MUST_CHECK enum err app_erase_all(struct app_family *f, struct fault *fault);

#endif
