/* cli/main.c: find the command, read its arguments, open what it needs, call it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/words.h"
#include "cli/args.h"

/* Output that could not be written (a full disk, a closed pipe) is not a success. */
static int finish(int status)
{
    errno = 0;
    if ((fflush(stdout) == 0 && !ferror(stdout)) || status != CLI_DONE)
        return status;
    if (errno == EPIPE)
        return CLI_NO_READER;
    return cli_fail(CLI_COULD_NOT, "standard output could not be written%s%s", errno ? ": " : "",
                    errno ? strerror(errno) : "");
}

static int run_command(const struct cli_command *command, int argc, char **argv)
{
    struct cli cli = {.command = command};
    int words = argc;
    if (!(command->needs & CLI_RAW)) {
        bool help;
        int status = cli_args_read(&cli, argc, argv, &words, &help);
        if (status != CLI_DONE)
            return status;
        if (help) {
            cli_help_command(command);
            return CLI_DONE;
        }
    }
    if (command->needs & CLI_CONTENT) {
        struct fault fault = {0};
        if (app_words_open(cli.content_dir, &cli.content, &fault) != ERR_OK)
            return cli_fault(NULL, &fault);
    }
    int status = command->run(&cli, words, argv);
    content_destroy(cli.content);
    return status;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        cli_help_all();
        return finish(CLI_DONE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        static char name[] = "version";
        argv[1] = name;
    }
    int taken;
    const struct cli_command *command = cli_args_command(argc - 1, argv + 1, &taken);
    if (!command)
        return cli_fail(CLI_USAGE, "there is no command \"%s\"; attune --help names them all",
                        argv[1]);
    return finish(run_command(command, argc - 1 - taken, argv + 1 + taken));
}
