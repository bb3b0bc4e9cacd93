/* cli/cmd_version.c: attune version.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>

#include "cli/commands.h"

static int run(struct cli *cli, int argc, char **argv)
{
    (void)cli, (void)argc, (void)argv;
    puts("attune " ATTUNE_VERSION);
    return CLI_DONE;
}

const struct cli_command cmd_version = {
    .name = "version",
    .usage = "",
    .summary = "say which attune this is",
    .run = run,
};
