/* cli/map.c: what the map commands share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/map.h"

#include <stdio.h>

#include "view/map_text.h"

int cli_map_now(const struct cli *cli, struct app_time *now)
{
    *now = app_clock_now();
    struct fault fault = {0};
    if (cli->today && app_clock_day(cli->today, now, &fault) != ERR_OK)
        return cli_fail(CLI_USAGE, "--today: %s", fault.what);
    return CLI_DONE;
}

static int open_family(const struct cli *cli, bool look, struct app_family *family)
{
    struct app_time now;
    int status = cli_map_now(cli, &now);
    if (status != CLI_DONE)
        return status;
    struct fault fault = {0};
    enum err e = look ? app_family_look(cli->data_dir, cli->content, now, family, &fault)
                      : app_family_open(cli->data_dir, cli->content, now, family, &fault);
    if (e != ERR_OK) {
        cli_fault(NULL, &fault);
        return CLI_COULD_NOT; /* whatever is wrong with what is kept, the command made sense */
    }
    return CLI_DONE;
}

int cli_map_open(const struct cli *cli, struct app_family *family)
{
    return open_family(cli, false, family);
}

int cli_map_look(const struct cli *cli, struct app_family *family)
{
    return open_family(cli, true, family);
}

int cli_map_json(enum err e, const struct fault *fault, const struct text *json)
{
    if (e != ERR_OK)
        return cli_fault(NULL, fault);
    fwrite(json->data, 1, json->len, stdout);
    putchar('\n');
    return CLI_DONE;
}

int cli_map_show(const struct cli *cli, const struct app_family *family,
                 const uint8_t bond[static JOURNAL_ID], const uint8_t *event)
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
        enum err e = view_map_json(&v, bond, event, CLI_JSON_WIDTH, &out, &fault);
        status = cli_map_json(e, &fault, &out);
    } else {
        enum err e =
            view_map_text(&v, bond, event, page.screen.columns, page.screen.charset, &out, &fault);
        status = cli_page_show(&page, e, &fault, &out);
    }
    text_finish(&out);
    return status;
}
