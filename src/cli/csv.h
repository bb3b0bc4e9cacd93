/* cli/csv.h: a table as text (RFC 4180), cell by cell, and cells written back.
 * UTF-8, with or without a byte order mark; lines end in LF or CRLF, the last one may lack its end;
 * a cell between double quotes may hold commas, line ends and, doubled, quotes. Every row has as
 * many cells as the first, and empty lines may stand only at the end.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_CSV_H
#define ATTUNE_CLI_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

struct cli_csv {
    char *at, *end, *line_start;
    size_t line;
    size_t index; /* of the next cell in its row */
    size_t width; /* cells in a row; 0 while the first row is read */
    size_t most;  /* there are no more rows than this (and no more cells than bytes, plus one) */
};

struct cli_csv_cell {
    char *text; /* NUL-terminated, and no NUL within */
    size_t n;
    size_t line, column; /* where it begins; the column counts bytes */
    bool last;           /* of its row */
};

/* Begins to read text[0..n), which is changed on the way: quotes are taken off where they stand,
 * and text[n] must be the caller's too. ERR_FORMAT: no UTF-8 text. */
MUST_CHECK enum err cli_csv_init(struct cli_csv *csv, char *text, size_t n, struct fault *fault);
/* The next cell. ERR_NOTFOUND (and no fault): the table has ended. ERR_FORMAT: broken quoting, or a
 * row with more or fewer cells than the first. */
MUST_CHECK enum err cli_csv_next(struct cli_csv *csv, struct cli_csv_cell *cell,
                                 struct fault *fault);

/* The first cell of the header; `expected`, for the message, when there is none. ERR_FORMAT. */
MUST_CHECK enum err cli_csv_first(struct cli_csv *csv, struct cli_csv_cell *cell,
                                  const char *expected, struct fault *fault);

/* ERR_FORMAT, with a fault at this cell: "its text" why; expected … */
enum err cli_csv_bad(const struct cli_csv_cell *cell, const char *why, const char *expected,
                     struct fault *fault);
/* A text between quotes, for a message: cut short. (cli_fail makes it harmless.) Returns out. */
#define CLI_CSV_SHOWN 80
const char *cli_csv_shown(const char *text, size_t n, char out[static CLI_CSV_SHOWN]);

/* Appends a cell, between quotes when it needs them. */
void cli_csv_put(struct text *out, const char *cell, size_t n);

#endif
