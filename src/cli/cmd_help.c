/* cli/cmd_help.c: attune help.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>

#include "base/text.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "view/map_text.h"

static void say(const char *text, size_t indent, const struct cli_screen *screen)
{
    struct text lines;
    text_init(&lines);
    view_wrap(text, indent, screen->columns, screen->charset, &lines);
    if (lines.err == ERR_OK && lines.data)
        fputs(lines.data, stdout);
    text_finish(&lines);
}

static void say_section(const struct content_section *section, const struct cli_screen *screen)
{
    putchar('\n');
    say(section->title, 0, screen);
    for (size_t i = 0; i < section->ntext; i++)
        say(section->text[i], 2, screen);
}

/* Where there is more on one worry, by the page's id. */
static void say_pages(const struct content *content, const struct cli_screen *screen)
{
    if (content_page_count(content) == 0)
        return;
    putchar('\n');
    const char *words = content_words(content, "terminal", "help.pages");
    say(words ? words : "help.pages", 0, screen);
    for (size_t i = 0; i < content_page_count(content); i++) {
        const struct content_page *page = content_page(content, i);
        struct text line;
        text_init(&line);
        text_add(&line, "attune help ");
        text_add(&line, page->id);
        text_add(&line, ": ");
        text_add(&line, page->title);
        say(line.data ? line.data : "", 2, screen);
        text_finish(&line);
    }
}

/* The help of the content: what to do on a hard day, and who else can help. */
static int say_help(const struct content *content)
{
    struct cli_screen screen;
    int status = cli_screen(NULL, NULL, &screen);
    if (status != CLI_DONE)
        return status;
    say(content_help_title(content), 0, &screen);
    say(content_help_lead(content), 0, &screen);
    for (size_t i = 0; i < content_help_count(content); i++)
        say_section(content_help(content, i), &screen);
    say_section(content_help_region(content), &screen);
    say_pages(content, &screen);
    puts("\nattune --help names the commands.");
    return CLI_DONE;
}

/* One page of it, on one worry. */
static int say_page(const struct content *content, const struct content_page *page)
{
    struct cli_screen screen;
    int status = cli_screen(NULL, NULL, &screen);
    if (status != CLI_DONE)
        return status;
    say(page->title, 0, &screen);
    say(page->lead, 0, &screen);
    for (size_t i = 0; i < page->nsections; i++)
        say_section(&page->sections[i], &screen);
    say_section(content_help_region(content), &screen);
    return CLI_DONE;
}

static int run(struct cli *cli, int argc, char **argv)
{
    if (argc == 0)
        return say_help(cli->content);
    size_t page = argc == 1 ? content_page_find(cli->content, argv[0]) : CONTENT_NONE;
    if (page != CONTENT_NONE)
        return say_page(cli->content, content_page(cli->content, page));
    int taken;
    const struct cli_command *command = cli_args_command(argc, argv, &taken);
    if (!command || taken < argc)
        return cli_fail(CLI_USAGE,
                        "there is no command and no page \"%s\"; attune --help and "
                        "attune help name them all",
                        argv[taken]);
    cli_help_command(command);
    return CLI_DONE;
}

const struct cli_command cmd_help = {
    .name = "help",
    .usage = "[PAGE | COMMAND]",
    .summary = "help with a hard day, or on one worry; more about a command",
    .words = 2,
    .needs = CLI_CONTENT,
    .run = run,
};
