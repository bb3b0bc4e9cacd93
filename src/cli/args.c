/* cli/args.c: from argv to a command and its options.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/args.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct cli_option content_option = {
    "content", "DIR", "read the words from this folder, not from the program"};
static const struct cli_option data_option = {
    "data", "DIR", "keep everything in this folder, not in the usual one"};
static const struct cli_option today_option = {"today", "YYYY-MM-DD",
                                               "do as if today were that day"};

size_t cli_args_common(unsigned needs, const struct cli_option *out[3])
{
    size_t n = 0;
    if (needs & CLI_DATA) {
        out[n++] = &data_option;
        out[n++] = &today_option;
    }
    if (needs & CLI_CONTENT)
        out[n++] = &content_option;
    return n;
}

/* How many words of argv the name takes, or 0. */
static int name_words(const char *name, int argc, char **argv)
{
    int words = 0;
    for (const char *at = name; *at;) {
        size_t n = strcspn(at, " ");
        if (words >= argc || strlen(argv[words]) != n || strncmp(argv[words], at, n) != 0)
            return 0;
        words++;
        at += n + (at[n] == ' ');
    }
    return words;
}

const struct cli_command *cli_args_command(int argc, char **argv, int *taken)
{
    const struct cli_command *best = NULL;
    *taken = 0;
    for (size_t i = 0; i < cli_command_count; i++) {
        int words = name_words(cli_commands[i]->name, argc, argv);
        if (words > *taken) {
            best = cli_commands[i];
            *taken = words;
        }
    }
    return best;
}

/* Where the value of this option goes, and what it is; NULL when there is no such option. */
static const char **slot(struct cli *cli, const char *name, size_t n, bool *flag)
{
    const struct cli_command *command = cli->command;
    for (size_t i = 0; i < command->noption; i++) {
        const struct cli_option *o = &command->options[i];
        if (strlen(o->name) == n && strncmp(o->name, name, n) == 0) {
            *flag = o->value == NULL;
            return &cli->given[i];
        }
    }
    *flag = false;
    struct {
        const char *name;
        unsigned need;
        const char **to;
    } common[] = {
        {"data", CLI_DATA, &cli->data_dir},
        {"today", CLI_DATA, &cli->today},
        {"content", CLI_CONTENT, &cli->content_dir},
    };
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if ((command->needs & common[i].need) && strlen(common[i].name) == n &&
            strncmp(common[i].name, name, n) == 0)
            return common[i].to;
    return NULL;
}

/* argv[*at] is "--name" or "--name=value"; moves *at past a value of its own. */
static int read_option(struct cli *cli, int argc, char **argv, int *at)
{
    const char *name = argv[*at] + 2;
    size_t n = strcspn(name, "=");
    bool flag;
    const char **to = slot(cli, name, n, &flag);
    if (!to)
        return cli_fail(CLI_USAGE, "%s: there is no option %.*s; see attune %s --help",
                        cli->command->name, (int)n + 2, argv[*at], cli->command->name);
    if (*to)
        return cli_fail(CLI_USAGE, "--%.*s was given twice", (int)n, name);
    if (flag) {
        if (name[n])
            return cli_fail(CLI_USAGE, "--%.*s takes no value", (int)n, name);
        *to = "";
    } else if (name[n]) {
        *to = name + n + 1;
    } else {
        if (*at + 1 >= argc)
            return cli_fail(CLI_USAGE, "--%s needs a value", name);
        *to = argv[++*at];
    }
    return CLI_DONE;
}

int cli_args_read(struct cli *cli, int argc, char **argv, int *left, bool *help)
{
    int words = 0;
    bool only_words = false;
    *help = false;
    *left = 0;
    for (int i = 0; i < argc; i++) {
        const char *arg = argv[i];
        if (only_words || arg[0] != '-' || !arg[1]) {
            argv[words++] = argv[i];
        } else if (strcmp(arg, "--") == 0) {
            only_words = true;
        } else if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
            *help = true;
        } else if (arg[1] != '-') {
            return cli_fail(CLI_USAGE, "%s: there is no option %s; see attune %s --help",
                            cli->command->name, arg, cli->command->name);
        } else {
            int status = read_option(cli, argc, argv, &i);
            if (status != CLI_DONE)
                return status;
        }
    }
    *left = words;
    if (!*help && (size_t)words > cli->command->words)
        return cli_fail(CLI_USAGE, "%s: what is \"%s\"? See attune %s --help", cli->command->name,
                        argv[cli->command->words], cli->command->name);
    return CLI_DONE;
}

static size_t index_of(const struct cli *cli, const char *option)
{
    for (size_t i = 0; i < cli->command->noption; i++)
        if (strcmp(cli->command->options[i].name, option) == 0)
            return i;
    fprintf(stderr, "attune: %s has no row for --%s\n", cli->command->name, option);
    abort();
}

const char *cli_value(const struct cli *cli, const char *option)
{
    return cli->given[index_of(cli, option)];
}

bool cli_has(const struct cli *cli, const char *option)
{
    return cli_value(cli, option) != NULL;
}
