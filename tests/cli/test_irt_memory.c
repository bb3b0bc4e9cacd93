/* The lab commands with each of their allocations failing: status 1, nothing lost, no output.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "test_irt_lab.h"
#include "tests/support/alloc.h"

/* The part of the program's table that is tried here. */
const struct cli_command *const cli_commands[] = {&cmd_irt_score, &cmd_irt_next, &cmd_irt_probs,
                                                  &cmd_irt_info, &cmd_irt_simulate};
const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;

/* Runs one command line with standard output and standard error in files. */
static enum err run_line(void *context)
{
    char line[256], *words[16], *rest = NULL;
    int n = 0, taken, left;
    bool help;
    snprintf(line, sizeof line, "%s", (const char *)context);
    for (char *w = strtok_r(line, " ", &rest); w; w = strtok_r(NULL, " ", &rest))
        words[n++] = w;
    struct cli cli = {.command = cli_args_command(n, words, &taken)};
    assert_non_null(cli.command);
    assert_int_equal(cli_args_read(&cli, n - taken, words + taken, &left, &help), CLI_DONE);

    fflush(stdout);
    int old_out = dup(1), old_err = dup(2);
    int out = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int err = open("err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, 1);
    dup2(err, 2);
    int status = cli.command->run(&cli, 0, NULL);
    fflush(stdout);
    dup2(old_out, 1);
    dup2(old_err, 2);
    close(out), close(err), close(old_out), close(old_err);

    struct stat said, printed;
    assert_int_equal(stat("err", &said), 0);
    assert_int_equal(stat("out", &printed), 0);
    assert_true((said.st_size == 0) == (status == CLI_DONE));
    assert_true((printed.st_size > 0) == (status == CLI_DONE));
    return status == CLI_DONE ? ERR_OK : status == CLI_COULD_NOT ? ERR_NOMEM : ERR_DOMAIN;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "irt score --bank bank.json --responses t.csv --threads 1",
        "irt score --bank bank.json --responses t.csv --threads 1 --method eap",
        "irt next --bank bank.json --responses t.csv --threads 1",
        "irt probs --bank bank.json --theta again.csv --threads 1",
        "irt info --bank bank.json --theta again.csv --threads 1",
        "irt simulate --bank bank.json --n 70 --seed 1 --threads 1 --truth truth",
        "irt simulate --bank bank.json --n 3 --seed 1 --threads 1 --adaptive",
    };
    lab_write("bank.json",
              "{\"dimensions\": [\"F1\", \"F2\"],"
              " \"prior\": {\"mean\": [0, 0], \"covariance\": [[1, 0.5], [0.5, 1]]}, \"items\": ["
              "{\"id\": \"i1\", \"slopes\": {\"F1\": 1.5}, \"intercepts\": [1, -1]},"
              "{\"id\": \"i2\", \"slopes\": {\"F2\": 1.2}, \"intercepts\": [0.3]}]}",
              0);
    lab_write("t.csv", "id,i1,i2\np1,1,0\np2,2,\n", 0);
    lab_write("again.csv", "id,F1,F2\na,0,1\n", 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(alloc_sweep(run_line, (void *)lines[i]) > 10);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    if (argc < 2)
        return 99;
    lab_open(argv[1]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_close();
    return failed;
}
