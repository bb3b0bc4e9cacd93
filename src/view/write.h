/* view/write.h: for the view's own files: small helps around the JSON writer.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_WRITE_H
#define ATTUNE_VIEW_WRITE_H

#include "base/json.h"
#include "base/text.h"

#define VIEW_WIDTH_MAX 4096
#define VIEW_COLUMNS_MIN 24
#define VIEW_COLUMNS_MAX 200
#define VIEW_NOT_LINES 5

extern const char *const view_not_keys[VIEW_NOT_LINES]; /* "What this is not", line by line */

/* Writes t as a string member and empties it; its failure becomes the writer's. */
void view_take(struct json_out *w, const char *key, struct text *t);
/* Ends an append: on failure `out` is cut back to len, and the error is told. */
enum err view_settle(struct text *out, size_t len, enum err e, struct fault *fault);

#endif
