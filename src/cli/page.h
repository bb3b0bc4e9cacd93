/* cli/page.h: sentences of the content, written to a stream at the terminal's width.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_PAGE_H
#define ATTUNE_CLI_PAGE_H

#include <stdio.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/screen.h"

struct cli_page {
    FILE *out;
    struct cli_screen screen;
    const struct content *content;
};

/* For a command with the options "charset" and "columns" in its row (CLI_PAGE_OPTIONS). CLI_DONE or
 * CLI_USAGE. */
int cli_page_open(const struct cli *cli, FILE *out, struct cli_page *page);
#define CLI_PAGE_OPTIONS                                                                           \
    {"charset", "WHICH", "ascii, unicode or colour; found out otherwise"},                         \
    {                                                                                              \
        "columns", "N", "how wide the terminal is, 24 to 200"                                      \
    }

/* The terminal's sentence by its key. Never NULL. */
const char *cli_page_words(const struct cli_page *page, const char *key);
/* A paragraph, wrapped and indented. */
void cli_page_say(const struct cli_page *page, size_t indent, const char *text);
void cli_page_say_key(const struct cli_page *page, const char *key);
/* "words: " without a line's end, for an answer to follow. */
void cli_page_prompt(const struct cli_page *page, const char *words);
void cli_page_blank(const struct cli_page *page);
/* Text that is laid out already; CLI_DONE, or CLI_COULD_NOT (said why) when e is an error. */
int cli_page_show(const struct cli_page *page, enum err e, const struct fault *fault,
                  const struct text *text);

#endif
