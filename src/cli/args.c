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

static bool is_named(const struct cli_option *o, const char *name, size_t n)
{
    return strlen(o->name) == n && strncmp(o->name, name, n) == 0;
}

/* The option of this name, and where its value goes; NULL when there is no such option. */
static const struct cli_option *find(struct cli *cli, const char *name, size_t n, const char ***to)
{
    const struct cli_command *command = cli->command;
    for (size_t i = 0; i < command->noption; i++) {
        *to = &cli->given[i];
        if (is_named(&command->options[i], name, n))
            return &command->options[i];
    }
    const struct {
        const struct cli_option *option;
        unsigned need;
        const char **to;
    } common[] = {
        {&data_option, CLI_DATA, &cli->data_dir},
        {&today_option, CLI_DATA, &cli->today},
        {&content_option, CLI_CONTENT, &cli->content_dir},
    };
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        *to = common[i].to;
        if ((command->needs & common[i].need) && is_named(common[i].option, name, n))
            return common[i].option;
    }
    return NULL;
}

/* No file and no folder has an empty name: a script's variable was. */
static int check_path(const struct cli_option *o, const char *value)
{
    bool file = strcmp(o->value, "FILE") == 0;
    if (value[0] || (!file && strcmp(o->value, "DIR") != 0))
        return CLI_DONE;
    return cli_fail(CLI_USAGE, "--%s \"\": expected the name of a %s", o->name,
                    file ? "file" : "folder");
}

/* argv[*at] is "--name" or "--name=value"; moves *at past a value of its own. */
static int read_option(struct cli *cli, int argc, char **argv, int *at)
{
    const char *name = argv[*at] + 2, **to;
    size_t n = strcspn(name, "=");
    const struct cli_option *option = find(cli, name, n, &to);
    if (!option)
        return cli_fail(CLI_USAGE, "%s: there is no option %.*s; see attune %s --help",
                        cli->command->name, (int)n + 2, argv[*at], cli->command->name);
    if (*to)
        return cli_fail(CLI_USAGE, "--%.*s was given twice", (int)n, name);
    if (!option->value) {
        if (name[n])
            return cli_fail(CLI_USAGE, "--%.*s takes no value", (int)n, name);
        *to = "";
        return CLI_DONE;
    }
    if (!name[n] && *at + 1 >= argc)
        return cli_fail(CLI_USAGE, "--%s needs a value", name);
    *to = name[n] ? name + n + 1 : argv[++*at];
    return check_path(option, *to);
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
