/* cli/table.c: all commands, in the order in which help names them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/cli.h"
#include "cli/commands.h"

const struct cli_command *const cli_commands[] = {
    &cmd_map,        &cmd_map_show,  &cmd_map_history,  &cmd_map_people, &cmd_map_export,
    &cmd_map_import, &cmd_map_erase,
#ifdef ATTUNE_SERVER
    &cmd_serve,
#endif
    &cmd_learn,      &cmd_words,     &cmd_irt,          &cmd_irt_score,  &cmd_irt_next,
    &cmd_irt_probs,  &cmd_irt_info,  &cmd_irt_simulate, &cmd_help,       &cmd_version,
};
const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;
