/* cli/cmd_map_erase.c: attune map erase: a child, a caregiver, a pair, or everything.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "app/erase.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/map.h"
#include "cli/who.h"

/* Whose id is to go. */
static int find_target(const struct cli *cli, const struct app_family *family,
                       uint8_t target[static JOURNAL_ID])
{
    const char *child = cli_value(cli, "child"), *caregiver = cli_value(cli, "caregiver");
    if (child && caregiver)
        return cli_who_find(cli, family, target);
    if (child) {
        const struct journal_child *found;
        int status = cli_who_child(family, child, &found);
        if (status == CLI_DONE)
            memcpy(target, found->subject, JOURNAL_ID);
        return status;
    }
    const struct journal_caregiver *found;
    int status = cli_who_caregiver(family, caregiver, &found);
    if (status == CLI_DONE)
        memcpy(target, found->subject, JOURNAL_ID);
    return status;
}

/* Asked once at a terminal; --yes has answered already. */
static int make_sure(const struct cli *cli, const struct cli_page *page, bool *sure)
{
    *sure = cli_has(cli, "yes");
    if (*sure)
        return CLI_DONE;
    struct cli_keys keys;
    cli_keys_init(&keys, stdout);
    if (!keys.terminal)
        return cli_fail(CLI_USAGE, "map erase asks at a terminal; elsewhere it needs --yes");
    struct text line;
    text_init(&line);
    cli_page_prompt(page, cli_page_words(page, "kept.erase.sure"));
    *sure = cli_keys_line(&keys, &line) && line.len == 5 && memcmp(line.data, "erase", 5) == 0;
    text_finish(&line);
    if (!keys.interrupted)
        return CLI_DONE;
    cli_page_blank(page);
    cli_page_say_key(page, "kept.erase.kept");
    return CLI_INTERRUPTED;
}

static int erase(const struct cli *cli, struct app_family *family)
{
    struct cli_page page = {.out = stdout, .content = cli->content};
    int status = cli_screen(NULL, NULL, &page.screen);
    uint8_t target[JOURNAL_ID];
    bool all = cli_has(cli, "all"), sure = false;
    if (status == CLI_DONE && all && !family->store) {
        cli_page_say_key(&page, "map.none");
        return CLI_DONE;
    }
    if (status == CLI_DONE && !all)
        status = find_target(cli, family, target);
    if (status == CLI_DONE)
        status = make_sure(cli, &page, &sure);
    if (status != CLI_DONE)
        return status;
    if (!sure) {
        cli_page_say_key(&page, "kept.erase.kept");
        return CLI_DONE;
    }
    struct fault fault = {0};
    enum err e = all ? app_erase_all(family, &fault) : app_erase(family, target, &fault);
    if (e != ERR_OK)
        return cli_fault(NULL, &fault);
    cli_page_say_key(&page, "kept.erase.done");
    return CLI_DONE;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    bool somebody = cli_has(cli, "child") || cli_has(cli, "caregiver");
    if (somebody == cli_has(cli, "all"))
        return cli_fail(CLI_USAGE,
                        "map erase needs --child NAME, --caregiver NAME, both, or --all");
    struct app_family family;
    int status = cli_map_look(cli, &family);
    if (status != CLI_DONE)
        return status;
    status = erase(cli, &family);
    app_family_close(&family);
    return status;
}

static const struct cli_option options[] = {
    CLI_WHO_OPTIONS,
    {"all", NULL, "everything that is kept here"},
    {"yes", NULL, "do not ask"},
};

const struct cli_command cmd_map_erase = {
    .name = "map erase",
    .usage = "--child NAME | --caregiver NAME | --all [--yes]",
    .summary = "erase a child, a caregiver, or everything",
    .detail = "It asks once. Both names erase only the maps of the two. The bytes are\n"
              "overwritten; a copy that was exported is not reached. Who was erased by name\n"
              "stays erased even when an old copy is imported again; --all leaves nothing here,\n"
              "not even that.",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
