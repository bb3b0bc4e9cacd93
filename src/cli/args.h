/* cli/args.h: from argv to a command and its options.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_ARGS_H
#define ATTUNE_CLI_ARGS_H

#include "cli/cli.h"

/* The command whose name takes the most words of argv; *taken is how many. NULL: none. */
const struct cli_command *cli_args_command(int argc, char **argv, int *taken);

/* Reads argv by cli->command into cli; the words that are left are moved to the front of argv and
 * counted in *left. *help: --help or -h was among them. CLI_DONE, or CLI_USAGE (said why). */
int cli_args_read(struct cli *cli, int argc, char **argv, int *left, bool *help);

/* The options that come with needs (--content, --data, --today). */
size_t cli_args_common(unsigned needs, const struct cli_option *out[3]);

#endif
