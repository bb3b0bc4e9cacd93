/* cli/cmd_learn.c: attune learn: all the words as one book, the studies for a reference manager.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/words.h"
#include "cli/commands.h"
#include "view/bibliography.h"
#include "view/book.h"

static int print(struct text *text)
{
    enum err e = text->err;
    if (e == ERR_OK)
        fwrite(text->data, 1, text->len, stdout);
    text_finish(text);
    return e == ERR_OK ? CLI_DONE : cli_fail(CLI_COULD_NOT, "%s", err_name(e));
}

static int book(const struct cli *cli)
{
    struct library *library;
    struct fault fault = {0};
    struct text text;
    if (app_library_open(cli->content_dir, cli->content, &library, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);
    text_init(&text);
    view_book(cli->content, library, cli_value(cli, "child"), &text);
    library_destroy(library);
    return print(&text);
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    static const char *const whats[] = {"book", "bibtex", "csl"};
    size_t asked = 0;
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++)
        asked += cli_has(cli, whats[i]);
    if (asked != 1)
        return cli_fail(CLI_USAGE, "attune learn --book, --bibtex or --csl, one of them");
    if (cli_has(cli, "child") && !cli_has(cli, "book"))
        return cli_fail(CLI_USAGE, "--child goes with --book");
    if (cli_has(cli, "book"))
        return book(cli);
    struct text text;
    text_init(&text);
    if (cli_has(cli, "bibtex"))
        view_bibtex(cli->content, &text);
    else
        view_csl(cli->content, &text);
    return print(&text);
}

static const struct cli_option options[] = {
    {"book", NULL, "all that attune asks and says, as one book in Markdown"},
    {"child", "NAME", "what the child is called in it"},
    {"bibtex", NULL, "the studies as BibTeX"},
    {"csl", NULL, "the studies as CSL-JSON"},
};

const struct cli_command cmd_learn = {
    .name = "learn",
    .usage = "--book | --bibtex | --csl",
    .summary = "all the words as one book; the studies for a reference manager",
    .detail =
        "The book goes from how to read it over the questions, the small steps, the lines for\n"
        "hard and good moments, cards and answers to help and to every study with its figure.\n"
        "    attune learn --book --child Leo > attune.md",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT,
    .run = run,
};
