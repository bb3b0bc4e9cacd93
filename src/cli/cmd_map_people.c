/* cli/cmd_map_people.c: attune map people: who is known here.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/map.h"

static void say_bond(const struct cli_page *page, const struct app_family *f,
                     const struct journal_bond *bond)
{
    const struct journal_child *child = journal_find_child(f->journal, bond->child);
    const struct journal_caregiver *caregiver = journal_find_caregiver(f->journal, bond->caregiver);
    const struct journal_story *story = journal_story(f->journal, bond->subject);
    struct text line;
    text_init(&line);
    text_add(&line, caregiver ? caregiver->name : "?");
    text_add(&line, " ");
    text_add(&line, cli_page_words(page, "map.and"));
    text_add(&line, " ");
    text_add(&line, child ? child->name : "?");
    text_add(&line, child ? " (" : "");
    text_add(&line, child ? child->birth : "");
    text_add(&line, child ? "): " : ": ");
    text_uint(&line, story->nmaps);
    text_char(&line, ' ');
    text_add(&line, cli_page_words(page, story->nmaps == 1 ? "people.map" : "people.maps"));
    if (line.err == ERR_OK)
        cli_page_say(page, 0, line.data);
    text_finish(&line);
}

static int show(const struct cli *cli, const struct app_family *family)
{
    struct cli_page page;
    int status = cli_page_open(cli, stdout, &page);
    if (status != CLI_DONE)
        return status;
    if (cli_has(cli, "json")) {
        struct view v = app_take_view(family);
        struct fault fault = {0};
        struct text out;
        text_init(&out);
        enum err e = view_people_json(&v, &out, &fault);
        status = cli_map_json(e, &fault, &out);
        text_finish(&out);
        return status;
    }
    size_t n;
    const struct journal_bond *bonds = journal_bonds(family->journal, &n);
    for (size_t i = 0; i < n; i++)
        say_bond(&page, family, &bonds[i]);
    if (n == 0)
        cli_page_say_key(&page, "map.none");
    return CLI_DONE;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct app_family family;
    int status = cli_map_look(cli, &family);
    if (status != CLI_DONE)
        return status;
    status = show(cli, &family);
    app_family_close(&family);
    return status;
}

static const struct cli_option options[] = {
    {"json", NULL, "print JSON, with ids"},
    CLI_PAGE_OPTIONS,
};

const struct cli_command cmd_map_people = {
    .name = "map people",
    .usage = "",
    .summary = "who is known here",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
