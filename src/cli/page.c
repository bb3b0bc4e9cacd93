/* cli/page.c: sentences of the content, written to a stream at the terminal's width.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/page.h"

#include "view/map_text.h"

int cli_page_open(const struct cli *cli, FILE *out, struct cli_page *page)
{
    page->out = out;
    page->content = cli->content;
    return cli_screen(cli_value(cli, "columns"), cli_value(cli, "charset"), &page->screen);
}

static const char *words_of(const struct content *content, const char *key)
{
    const char *words = content_words(content, "terminal", key);
    return words ? words : key;
}

const char *cli_words(const struct cli *cli, const char *key)
{
    return words_of(cli->content, key);
}

const char *cli_page_words(const struct cli_page *page, const char *key)
{
    return words_of(page->content, key);
}

void cli_page_say(const struct cli_page *page, size_t indent, const char *text)
{
    struct text lines;
    text_init(&lines);
    view_wrap(text, indent, page->screen.columns, page->screen.charset, &lines);
    if (lines.err == ERR_OK && lines.data)
        fputs(lines.data, page->out);
    text_finish(&lines);
}

void cli_page_say_key(const struct cli_page *page, const char *key)
{
    cli_page_say(page, 0, cli_page_words(page, key));
}

void cli_page_prompt(const struct cli_page *page, const char *words)
{
    fprintf(page->out, "%s: ", words);
    fflush(page->out);
}

void cli_page_blank(const struct cli_page *page)
{
    fputc('\n', page->out);
}

int cli_page_show(const struct cli_page *page, enum err e, const struct fault *fault,
                  const struct text *text)
{
    if (e != ERR_OK)
        return cli_fault(NULL, fault);
    fputs(text->data ? text->data : "", page->out);
    return CLI_DONE;
}
