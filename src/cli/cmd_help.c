/* cli/cmd_help.c: attune help.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/args.h"
#include "cli/commands.h"

static int run(struct cli *cli, int argc, char **argv)
{
    (void)cli;
    if (argc == 0) {
        cli_help_all();
        return CLI_DONE;
    }
    int taken;
    const struct cli_command *command = cli_args_command(argc, argv, &taken);
    if (!command || taken < argc)
        return cli_fail(CLI_USAGE, "there is no command \"%s\"; attune --help names them all",
                        argv[taken]);
    cli_help_command(command);
    return CLI_DONE;
}

const struct cli_command cmd_help = {
    .name = "help",
    .usage = "[COMMAND]",
    .summary = "help with a hard day; or say more about a command",
    .words = 2,
    .run = run,
};
