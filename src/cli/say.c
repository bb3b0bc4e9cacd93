/* cli/say.c: how a command says that something went wrong, and what help looks like.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/args.h"

int cli_fail(int status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fflush(stdout);
    fputs("attune: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return status;
}

int cli_fault(const char *file, const struct fault *fault)
{
    bool ours = fault->code == ERR_FORMAT || fault->code == ERR_DOMAIN ||
                fault->code == ERR_LIMIT || fault->code == ERR_VERSION;
    int status = ours ? CLI_USAGE : CLI_COULD_NOT;
    const char *what = fault->what[0] ? fault->what : err_name(fault->code);
    if (!file)
        return cli_fail(status, "%s", what);
    if (strcmp(file, "-") == 0)
        file = "standard input";
    if (!fault->line)
        return cli_fail(status, "%s: %s", file, what);
    if (!fault->column)
        return cli_fail(status, "%s:%zu: %s", file, fault->line, what);
    return cli_fail(status, "%s:%zu:%zu: %s", file, fault->line, fault->column, what);
}

static void say_option(const struct cli_option *o)
{
    char left[40];
    snprintf(left, sizeof left, "--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
    printf("  %-24s %s\n", left, o->help);
}

void cli_help_command(const struct cli_command *c)
{
    printf("attune %s%s%s\n\n%s\n", c->name, c->usage[0] ? " " : "", c->usage, c->summary);
    const struct cli_option *common[3];
    size_t ncommon = cli_args_common(c->needs, common);
    if (c->noption + ncommon > 0)
        putchar('\n');
    for (size_t i = 0; i < c->noption; i++)
        say_option(&c->options[i]);
    for (size_t i = 0; i < ncommon; i++)
        say_option(common[i]);
    if (c->detail)
        printf("\n%s\n", c->detail);
}

void cli_help_all(void)
{
    puts("attune: see how things are between you and one child, and find one small step.\n");
    for (size_t i = 0; i < cli_command_count; i++)
        printf("  attune %-12s %s\n", cli_commands[i]->name, cli_commands[i]->summary);
    puts("\nStart with `attune map`. It takes about four minutes, and nothing leaves this\n"
         "computer. `attune COMMAND --help` says more about a command.");
}
