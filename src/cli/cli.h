/* cli/cli.h: what a command is, what it is given, and how it says that something went wrong.
 * A command is one file with its row beside it; main() reads the arguments by the row, opens what
 * the row needs, and calls it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_CLI_H
#define ATTUNE_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "content/content.h"

/* Exit statuses. */
enum {
    CLI_DONE = 0,
    CLI_COULD_NOT = 1,
    CLI_USAGE = 2,
    CLI_INTERRUPTED = 130, /* Ctrl-C, as a shell says it: 128 + SIGINT */
    CLI_NO_READER = 141    /* whoever read standard output has gone: 128 + SIGPIPE */
};

#define CLI_OPTIONS_MAX 24

struct cli_option {
    const char *name;  /* "child": given as --child NAME or --child=NAME */
    const char *value; /* "NAME" for people; NULL: a flag. A "FILE" or "DIR" is never empty */
    const char *help;  /* one line */
};

enum {
    CLI_CONTENT = 1, /* cli->content is open; the command also takes --content DIR */
    CLI_DATA = 2,    /* keeps a family's data; also takes --data DIR and --today YYYY-MM-DD */
    CLI_RAW = 4      /* main() reads no arguments: the command does, --help included */
};

struct cli;
struct cli_command {
    const char *name;    /* "map", or "map show": the longest match is the command */
    const char *usage;   /* what follows the name, for people; "" for nothing */
    const char *summary; /* one line */
    const char *detail;  /* more, or NULL: what --help says below the options */
    const struct cli_option *options;
    size_t noption;
    size_t words; /* arguments that are no options: at most so many */
    unsigned needs;
    int (*run)(struct cli *cli, int argc, char **argv); /* argv: the words, or all when CLI_RAW */
};

struct cli {
    const struct cli_command *command;
    struct content *content;
    const char *content_dir, *data_dir, *today; /* as given, or NULL */
    const char *given[CLI_OPTIONS_MAX];         /* by option; "" for a flag; NULL: not given */
};

/* The value of an option of this command, or NULL when it was not given. A name that is not in the
 * row is a mistake of ours and ends the program. */
const char *cli_value(const struct cli *cli, const char *option);
bool cli_has(const struct cli *cli, const char *option);

/* Both write "attune: …" and a line's end to standard error and return the status, so that a
 * command can write `return cli_fail(…)`. What is quoted from files and arguments goes in as it is:
 * control characters, line ends too, come out spelled ("\x1b", "\n"). */
int cli_fail(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "attune: FILE:line:column: what" ("FILE" may be NULL). CLI_USAGE for what was read (format,
 * domain, limit, version), CLI_COULD_NOT for what the machine refused. */
int cli_fault(const char *file, const struct fault *fault);
/* One more line of the same message, indented. */
void cli_more(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The terminal's sentence by its key (content/<language>/terminal.json), or the key itself where a
 * folder of --content has none. */
const char *cli_words(const struct cli *cli, const char *key);

/* The table (cli/table.c). */
extern const struct cli_command *const cli_commands[];
extern const size_t cli_command_count;

/* One command's help, or the short help over all. */
void cli_help_command(const struct cli_command *command);
void cli_help_all(void);

#endif
