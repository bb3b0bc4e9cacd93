/* app/folder.h: where a family's data lies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_FOLDER_H
#define ATTUNE_APP_FOLDER_H

#include "base/err.h"
#include "base/text.h"

/* chosen, or $XDG_DATA_HOME/attune (when that is an absolute path, as its specification asks), or
 * ~/.local/share/attune. Appends to *path. ERR_NOTFOUND: no home. ERR_NOMEM. */
MUST_CHECK enum err app_folder_find(const char *chosen, struct text *path, struct fault *fault);
/* Makes it and what leads to it; what is made is for its owner alone. ERR_IO, ERR_NOMEM. */
MUST_CHECK enum err app_folder_make(const char *path, struct fault *fault);

#endif
