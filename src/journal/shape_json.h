/* journal/shape_json.h: for the journal's own files: kinds and bodies as members of an object.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_SHAPE_JSON_H
#define ATTUNE_JOURNAL_SHAPE_JSON_H

#include "base/json.h"
#include "journal/shape.h"

/* A kind's name, or its number where it has none. */
void journal_kind_to_json(struct json_out *w, const char *key, unsigned kind);
/* ERR_FORMAT; ERR_VERSION for a name that this version does not know. */
MUST_CHECK enum err journal_kind_from_json(const struct json *o, const char *key, uint8_t *kind,
                                           struct fault *fault);

/* "body": {…} for known kinds, else "body_hex". */
void journal_body_to_json(struct json_out *w, unsigned kind, const uint8_t *body, size_t n);
/* Appends the bytes of o's "body" or "body_hex" to *body. ERR_FORMAT, ERR_NOMEM. */
MUST_CHECK enum err journal_body_from_json(const struct json *o, unsigned kind, struct text *body,
                                           struct fault *fault);

#endif
