/* cli/commands.h: one row for each command; the row stands in the command's own file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_COMMANDS_H
#define ATTUNE_CLI_COMMANDS_H

#include "cli/cli.h"

extern const struct cli_command cmd_help;
extern const struct cli_command cmd_irt;
extern const struct cli_command cmd_irt_info;
extern const struct cli_command cmd_irt_next;
extern const struct cli_command cmd_irt_probs;
extern const struct cli_command cmd_irt_score;
extern const struct cli_command cmd_irt_simulate;
extern const struct cli_command cmd_learn;
extern const struct cli_command cmd_map;
extern const struct cli_command cmd_map_erase;
extern const struct cli_command cmd_map_export;
extern const struct cli_command cmd_map_history;
extern const struct cli_command cmd_map_import;
extern const struct cli_command cmd_map_people;
extern const struct cli_command cmd_map_show;
extern const struct cli_command cmd_serve;
extern const struct cli_command cmd_version;
extern const struct cli_command cmd_words;

#endif
