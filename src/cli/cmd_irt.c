/* cli/cmd_irt.c: attune irt: the group's own help, and the options that its commands share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/cmd_irt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/file.h"
#include "cli/commands.h"

#define FILE_MAX ((size_t)64 << 20)

static int run(struct cli *cli, int argc, char **argv)
{
    (void)cli;
    if (argc > 0)
        return cli_fail(CLI_USAGE, "there is no command \"irt %s\"; attune irt --help names them",
                        argv[0]);
    return cli_fail(CLI_USAGE, "irt: expected score, next, probs, info or simulate; see attune "
                               "irt --help");
}

const struct cli_command cmd_irt = {
    .name = "irt",
    .usage = "score|next|probs|info|simulate --bank BANK.json …",
    .summary = "lab: graded response models, for any bank of items",
    .detail = "  attune irt score     where respondents stand: MAP or EAP, with standard errors\n"
              "  attune irt next      which item to ask each respondent next\n"
              "  attune irt probs     category probabilities at given places\n"
              "  attune irt info      test information at given places\n"
              "  attune irt simulate  respondents, or whole adaptive runs\n"
              "\n"
              "`attune irt COMMAND --help` explains each option.\n"
              "\n" CLI_IRT_BANK_HELP CLI_IRT_RESPONSES_HELP CLI_IRT_THETA_HELP CLI_IRT_FILES_HELP,
    .words = 1,
    .run = run,
};

int cli_irt_need(const struct cli *cli, const char *option, const char **out)
{
    *out = cli_value(cli, option);
    if (*out)
        return CLI_DONE;
    cli_fail(CLI_USAGE, "%s: expected --%s; see attune %s --help", cli->command->name, option,
             cli->command->name);
    return CLI_USAGE;
}

int cli_irt_count(const struct cli *cli, const char *option, uint64_t low, uint64_t high,
                  uint64_t fallback, uint64_t *out)
{
    const char *given = cli_value(cli, option);
    int64_t v;
    *out = fallback;
    if (!given)
        return CLI_DONE;
    if (text_read_int(given, strlen(given), &v) != ERR_OK || v < 0 || (uint64_t)v < low ||
        (uint64_t)v > high)
        return cli_fail(CLI_USAGE, "--%s \"%s\": expected a whole number from %llu to %llu", option,
                        given, (unsigned long long)low, (unsigned long long)high);
    *out = (uint64_t)v;
    return CLI_DONE;
}

int cli_irt_positive(const struct cli *cli, const char *option, double high, double fallback,
                     double *out)
{
    const char *given = cli_value(cli, option);
    *out = fallback;
    if (!given)
        return CLI_DONE;
    if (text_read_double(given, strlen(given), out) != ERR_OK || !(*out > 0.0) || *out > high)
        return cli_fail(CLI_USAGE, "--%s \"%s\": expected a number above 0 and at most %g", option,
                        given, high);
    return CLI_DONE;
}

int cli_irt_rule(const struct cli *cli, enum irt_rule *out)
{
    static const struct {
        const char *name;
        enum irt_rule rule;
    } rules[] = {{"D", IRT_RULE_D}, {"T", IRT_RULE_T}, {"A", IRT_RULE_A}};
    const char *given = cli_value(cli, "rule");
    *out = IRT_RULE_D;
    if (!given)
        return CLI_DONE;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(given, rules[i].name) == 0) {
            *out = rules[i].rule;
            return CLI_DONE;
        }
    return cli_fail(CLI_USAGE, "--rule \"%s\": expected D, T or A", given);
}

int cli_irt_threads(const struct cli *cli, size_t *out)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t n, usual = CLI_IRT_THREADS_MAX;
    if (online < CLI_IRT_THREADS_MAX)
        usual = online < 1 ? 1 : (uint64_t)online;
    int status = cli_irt_count(cli, "threads", 1, CLI_IRT_THREADS_MAX, usual, &n);
    *out = (size_t)n;
    return status;
}

static int read_file(const char *path, char **text, size_t *n)
{
    struct fault fault = {0};
    enum err e = app_file_read(path, FILE_MAX, text, n, &fault);
    if (e == ERR_LIMIT)
        e = fault_set(&fault, e, 0, 0, fault.what, "; expected at most 64 MiB", NULL);
    return e == ERR_OK ? CLI_DONE : cli_fault(path, &fault);
}

int cli_irt_open(const struct cli *cli, const char *table, struct irt_bank **bank,
                 const char **path, char **text, size_t *n)
{
    const char *bank_path;
    char *json;
    size_t json_n;
    *bank = NULL;
    int status = cli_irt_need(cli, "bank", &bank_path);
    if (status == CLI_DONE && table)
        status = cli_irt_need(cli, table, path);
    if (status != CLI_DONE)
        return status;
    if (table && strcmp(bank_path, "-") == 0 && strcmp(*path, "-") == 0)
        return cli_fail(CLI_USAGE, "only one file can come from standard input");
    status = read_file(bank_path, &json, &json_n);
    if (status != CLI_DONE)
        return status;
    struct fault fault = {0};
    enum err e = irt_bank_parse(json, json_n, bank, &fault);
    free(json);
    if (e != ERR_OK)
        return cli_fault(bank_path, &fault);
    if (table)
        status = read_file(*path, text, n);
    if (status != CLI_DONE) {
        irt_bank_destroy(*bank);
        *bank = NULL;
    }
    return status;
}
