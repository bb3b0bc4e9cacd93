/* journal/event_json.h: the JSON form of events, and files of them (JSON Lines).
 *
 * A file is a header line {"attune":"journal","format":1} and one event a line. Known kinds have
 * named fields; unknown kinds and unknown fields go as hexadecimal digits, so that every record
 * comes back byte for byte. docs/journal.md shows one of each.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_EVENT_JSON_H
#define ATTUNE_JOURNAL_EVENT_JSON_H

#include "base/json.h"
#include "journal/event.h"

/* The longest line that is read; far more than the longest that is written. */
#define JOURNAL_LINE_MAX ((size_t)1 << 20)

/* Writes the event as one JSON object. e must come from journal_event_read. Errors stick in the
 * writer's text. */
void journal_event_to_json(const struct journal_event *e, struct json_out *w, const char *key);

/* Appends the record of a JSON event to *record. ERR_FORMAT with the place, ERR_VERSION (a kind
 * or member from a newer attune, perhaps), or record->err. On failure *record keeps its length. */
MUST_CHECK enum err journal_event_from_json(const struct json *object, struct text *record,
                                            struct fault *fault);

/* A file's header line, and one event's line. Files name no device: who imports one learns what
 * was written, not on which phone. Returns out->err. */
MUST_CHECK enum err journal_lines_begin(struct text *out);
MUST_CHECK enum err journal_lines_add(const struct journal_event *e, struct text *out);

/* A whole file to records, one after the other. Blank lines are passed over. All or nothing: on
 * failure *records keeps its length and the fault names the line. ERR_FORMAT, ERR_VERSION,
 * ERR_LIMIT (64 MiB, or a line too long), or records->err. */
MUST_CHECK enum err journal_lines_read(const char *text, size_t n, struct text *records,
                                       struct fault *fault);

#endif
