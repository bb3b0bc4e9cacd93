/* cli/keys.h: what a person types: single keys at a terminal, lines when input comes from a pipe.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_KEYS_H
#define ATTUNE_CLI_KEYS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

#define CLI_LINE_MAX 1024
#define CLI_KEY_END (-1) /* the input ended, or somebody pressed Ctrl-C */

/* Everything that is asked is written to `out`. */
struct cli_keys {
    FILE *out;
    bool terminal;    /* standard input is one */
    bool interrupted; /* by Ctrl-C at the terminal; from then on the input has ended */
};

/* From here on Ctrl-C at a terminal ends no program in the middle of something: it waits until a
 * key is waited for. */
void cli_keys_init(struct cli_keys *keys, FILE *out);

/* One key, lower case, without Enter at a terminal (where it is shown); of a line from a pipe its
 * only character. '\n' for an empty line, '?' for help, 0 for anything longer or stranger. The left
 * arrow counts as 'b'. */
int cli_keys_one(struct cli_keys *keys);
/* A line without its end and without blanks around it; false when the input ended. What is longer
 * than CLI_LINE_MAX comes back cut, what is no UTF-8 as an empty line. */
bool cli_keys_line(struct cli_keys *keys, struct text *line);

#endif
