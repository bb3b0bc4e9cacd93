/* app/words.h: the content, from the program or from a folder.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_WORDS_H
#define ATTUNE_APP_WORDS_H

#include "base/err.h"
#include "content/content.h"

/* dir: a folder with the eight files of docs/content.md, or NULL for those in the program. The
 * fault names the file. content_destroy gives it back. */
MUST_CHECK enum err app_words_open(const char *dir, struct content **out, struct fault *fault);

#endif
