/* cli/cmd_map_show.c: attune map show: the newest map again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/commands.h"
#include "cli/map.h"
#include "cli/who.h"

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct app_family family;
    int status = cli_map_look(cli, &family);
    if (status != CLI_DONE)
        return status;
    uint8_t bond[JOURNAL_ID];
    status = cli_who_find(cli, &family, bond);
    if (status == CLI_DONE && journal_story(family.journal, bond)->nmaps == 0)
        status = cli_fail(CLI_COULD_NOT, "%s", content_words(cli->content, "terminal", "map.none"));
    if (status == CLI_DONE)
        status = cli_map_show(cli, &family, bond, NULL);
    app_family_close(&family);
    return status;
}

static const struct cli_option options[] = {
    CLI_WHO_OPTIONS,
    {"json", NULL, "print JSON"},
    CLI_PAGE_OPTIONS,
};

const struct cli_command cmd_map_show = {
    .name = "map show",
    .usage = "[--child NAME] [--caregiver NAME]",
    .summary = "draw the newest map again",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
