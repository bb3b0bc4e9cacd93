/* cli/cmd_map_show.c: attune map show: the newest map again, or an older one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "cli/commands.h"
#include "cli/map.h"
#include "cli/who.h"

/* The map of that number, as map history counts them; without --map the newest. */
static int choose(const struct cli *cli, const struct journal_story *story, const uint8_t **event)
{
    const char *given = cli_value(cli, "map");
    int64_t number = (int64_t)story->nmaps;
    if (story->nmaps == 0)
        return cli_fail(CLI_COULD_NOT, "%s", cli_words(cli, "map.none"));
    if (given && (text_read_int(given, strlen(given), &number) != ERR_OK || number < 1 ||
                  (uint64_t)number > story->nmaps))
        return cli_fail(CLI_USAGE,
                        "--map \"%s\": expected a number from 1 to %zu, as map history gives it",
                        given, story->nmaps);
    *event = story->maps[number - 1]->event;
    return CLI_DONE;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct app_family family;
    int status = cli_map_look(cli, &family);
    if (status != CLI_DONE)
        return status;
    uint8_t bond[JOURNAL_ID];
    const uint8_t *event = NULL;
    status = cli_who_find(cli, &family, bond);
    if (status == CLI_DONE)
        status = choose(cli, journal_story(family.journal, bond), &event);
    if (status == CLI_DONE)
        status = cli_map_show(cli, &family, bond, event);
    app_family_close(&family);
    return status;
}

static const struct cli_option options[] = {
    CLI_WHO_OPTIONS,
    {"map", "N", "an older map, by its number in map history; 1 is the oldest"},
    {"json", NULL, "print JSON"},
    CLI_PAGE_OPTIONS,
};

const struct cli_command cmd_map_show = {
    .name = "map show",
    .usage = "[--child NAME] [--caregiver NAME] [--map N]",
    .summary = "draw the newest map again, or an older one",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
