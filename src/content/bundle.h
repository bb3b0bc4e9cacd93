/* content/bundle.h: the eight files of content, joined into one text.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_BUNDLE_H
#define ATTUNE_CONTENT_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

#define CONTENT_FILES 8

/* "dimensions", "evidence", "items", "steps", "words", "page", "terminal", "help": the names of
 * the files without ".json", in the order in which they are joined and read. */
const char *content_file_name(size_t file);

struct content_file {
    const char *text;
    size_t n;
};

/* Appends {"dimensions":…,"evidence":…} to out. Each file must be strict JSON and begin with a {
 * in its first column. As they are, the files keep their lines, so that content_create's faults
 * name the line in the file; compact drops all white space outside texts.
 * ERR_FORMAT, ERR_LIMIT (fault: file, line, column), ERR_NOMEM. */
MUST_CHECK enum err content_join(const struct content_file files[CONTENT_FILES], bool compact,
                                 struct text *out, struct fault *fault);

#endif
