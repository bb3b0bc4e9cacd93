/* src/wasm/import.h: which records of a file a journal does not have yet.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_WASM_IMPORT_H
#define ATTUNE_WASM_IMPORT_H

#include "journal/fold.h"

struct import_counts {
    size_t fresh, known;
};

/* Appends to *out the records of a JSON Lines file that would live in the journal and are not in
 * it; the journal itself is not changed. What is known, or was retracted or erased, is only
 * counted.
 * Errors as journal_lines_read and journal_add. */
MUST_CHECK enum err import_lines(const struct journal *j, const char *lines, size_t n,
                                 struct text *out, struct import_counts *counts,
                                 struct fault *fault);

#endif
