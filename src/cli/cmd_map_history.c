/* cli/cmd_map_history.c: attune map history: the maps of a pair, newest first.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/commands.h"
#include "cli/map.h"
#include "cli/who.h"
#include "view/map_text.h"

static int show(const struct cli *cli, const struct app_family *family,
                const uint8_t bond[static JOURNAL_ID])
{
    struct cli_page page;
    int status = cli_page_open(cli, stdout, &page);
    if (status != CLI_DONE)
        return status;
    struct view v = app_take_view(family);
    struct text out;
    text_init(&out);
    struct fault fault = {0};
    if (cli_has(cli, "json")) {
        enum err e = view_history_json(&v, bond, &out, &fault);
        status = cli_map_json(e, &fault, &out);
    } else {
        enum err e =
            view_history_text(&v, bond, page.screen.columns, page.screen.charset, &out, &fault);
        status = cli_page_show(&page, e, &fault, &out);
        if (status == CLI_DONE && journal_story(family->journal, bond)->nmaps > 1) {
            cli_page_blank(&page);
            cli_page_say_key(&page, "map.older");
        }
    }
    text_finish(&out);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct app_family family;
    int status = cli_map_look(cli, &family);
    if (status != CLI_DONE)
        return status;
    uint8_t bond[JOURNAL_ID];
    status = cli_who_find(cli, &family, bond);
    if (status == CLI_DONE)
        status = show(cli, &family, bond);
    app_family_close(&family);
    return status;
}

static const struct cli_option options[] = {
    CLI_WHO_OPTIONS,
    {"json", NULL, "print JSON"},
    CLI_PAGE_OPTIONS,
};

const struct cli_command cmd_map_history = {
    .name = "map history",
    .usage = "[--child NAME] [--caregiver NAME]",
    .summary = "the maps of a pair, newest first",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
