/* app/words.h: the content and the library, from the program or from a folder.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_WORDS_H
#define ATTUNE_APP_WORDS_H

#include "base/err.h"
#include "content/content.h"
#include "content/library.h"

/* dir: a folder with the eight files of docs/content.md, or NULL for those in the program. The
 * fault names the file. content_destroy gives it back. */
MUST_CHECK enum err app_words_open(const char *dir, struct content **out, struct fault *fault);
/* The library that goes with it: dir holds its eight files, and the faces are in the folder `faces`
 * beside dir; NULL: the one in the program. library_destroy gives it back. */
MUST_CHECK enum err app_library_open(const char *dir, const struct content *content,
                                     struct library **out, struct fault *fault);

#endif
