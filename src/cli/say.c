/* cli/say.c: how a command says that something went wrong, and what help looks like.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/args.h"

#define SAID_MAX 8192 /* bytes of one message: a path and then some */

/* A message quotes files and arguments, and what they hold must never steer a terminal: control
 * characters, and bytes that are no UTF-8, are spelled out. */
static void put_harmless(const char *s, FILE *out)
{
    size_t n = strlen(s), len;
    for (const char *end = s + n; s < end; s += len) {
        size_t left = (size_t)(end - s), most = left < 4 ? left : 4;
        len = 1;
        if (text_utf8_valid(s, most) == 0) {
            fprintf(out, "\\x%02x", (unsigned char)*s);
            continue;
        }
        uint32_t c = text_utf8_next(s, left, &len);
        if (c == '\n')
            fputs("\\n", out);
        else if (c < ' ' || c == 127)
            fprintf(out, "\\x%02x", (unsigned)c);
        else if (c >= 0x80 && c < 0xA0)
            fprintf(out, "\\u%04x", (unsigned)c);
        else
            fwrite(s, 1, len, out);
    }
}

static void say_line(const char *before, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), nonnull));
static void say_line(const char *before, const char *format, va_list args)
{
    char said[SAID_MAX];
    vsnprintf(said, sizeof said, format, args);
    fputs(before, stderr);
    put_harmless(said, stderr);
    fputc('\n', stderr);
}

int cli_fail(int status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fflush(stdout);
    say_line("attune: ", format, args);
    va_end(args);
    return status;
}

void cli_more(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say_line("  ", format, args);
    va_end(args);
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
