/* view/view.h: what is shown, as JSON (docs/view.md): one place for the page, the terminal's
 * --json and the tests. Sentences are finished here: the child's name is in them.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_VIEW_H
#define ATTUNE_VIEW_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "content/content.h"

struct journal;
struct journal_event;

/* What every view is made from; owns nothing. */
struct view {
    const struct content *content;
    const struct journal *journal;
    int64_t now;    /* milliseconds since 1970-01-01 UTC */
    int offset_min; /* local time minus UTC, minutes */
};

/* All append one JSON object to `out` and nothing on failure (out->len is put back, and out->err
 * stays clear unless memory ran out). Ids are 16 bytes. Errors: ERR_NOTFOUND (no such bond, map or
 * question), ERR_DOMAIN (a birth month in the future of `now`, a width that cannot be drawn),
 * ERR_NUMERIC, ERR_NOMEM. `fault` (or NULL) says more. */
MUST_CHECK enum err view_people_json(const struct view *v, struct text *out, struct fault *fault);
/* back: 0 goes on; k steps back to the k-th newest answer or skip of the run. */
MUST_CHECK enum err view_ask_json(const struct view *v, const uint8_t bond[16], unsigned back,
                                  struct text *out, struct fault *fault);
/* event: the map's event id, or NULL for the newest. width: of the landscape, in SVG units
 * (height follows); 0 leaves the landscape out (null). */
MUST_CHECK enum err view_map_json(const struct view *v, const uint8_t bond[16],
                                  const uint8_t *event, double width, struct text *out,
                                  struct fault *fault);
MUST_CHECK enum err view_history_json(const struct view *v, const uint8_t bond[16],
                                      struct text *out, struct fault *fault);
/* The words that do not hang on a family: "page", "terminal" or "words" (flat), "help",
 * "evidence", or "stages" (with the answers' labels). ERR_NOTFOUND. */
MUST_CHECK enum err view_sentences_json(const struct content *c, const char *name, struct text *out,
                                        struct fault *fault);
/* What was made: id, kind, counter. */
MUST_CHECK enum err view_made_json(const struct journal_event *event, struct text *out);
/* Why something was refused. */
MUST_CHECK enum err view_problem_json(const struct fault *fault, struct text *out);

#endif
