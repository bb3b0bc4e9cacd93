/* cli/cmd_irt_info.c: attune irt info.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/cmd_irt.h"
#include "cli/commands.h"
#include "irt/score.h"

static void put_head(const struct irt_bank *bank, struct text *head)
{
    size_t n = irt_bank_ndim(bank);
    text_add(head, "row");
    for (size_t j = 1; j <= n; j++)
        for (size_t i = j; i <= n; i++) {
            text_add(head, ",I");
            text_uint(head, i);
            text_uint(head, j);
        }
    text_char(head, '\n');
}

static void put_row(const struct cli_irt_places *places, size_t row, struct text *out)
{
    double info[IRT_DIM_MAX * IRT_DIM_MAX];
    size_t n = irt_bank_ndim(places->bank);
    irt_information(places->bank, NULL, places->theta + row * n, info);
    cli_irt_places_put_name(out, places, row);
    for (size_t j = 0; j < n; j++)
        for (size_t i = j; i < n; i++)
            cli_irt_put_numbers(out, &info[i * n + j], 1);
    text_char(out, '\n');
}

static enum err put_rows(const void *context, size_t first, size_t n, struct text *out,
                         struct fault *fault)
{
    (void)fault;
    for (size_t row = first; row < first + n; row++)
        put_row(context, row, out);
    return ERR_OK;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct cli_irt_places places;
    struct cli_irt_work work = {.context = &places, .rows = put_rows};
    int status = cli_irt_threads(cli, &work.threads);
    if (status == CLI_DONE)
        status = cli_irt_places_open(cli, &places);
    if (status != CLI_DONE)
        return status;

    struct text head;
    text_init(&head);
    put_head(places.bank, &head);
    work.nrow = places.nrow;
    work.file = places.path;
    status = cli_irt_print(&work, &head, "");
    cli_irt_places_close(&places);
    return status;
}

static const struct cli_option options[] = {CLI_IRT_BANK, CLI_IRT_THETA, CLI_IRT_THREADS};

const struct cli_command cmd_irt_info = {
    .name = "irt info",
    .usage = "--bank BANK.json --theta T.csv",
    .summary = "lab: test information at given places",
    .detail =
        "Prints CSV: row,I11,I21,I31,…: the lower triangle, column by column, of the expected\n"
        "information of all items, per squared unit of theta and without the prior. Dimensions\n"
        "are numbered in the bank's order.\n"
        "\n" CLI_IRT_BANK_HELP CLI_IRT_THETA_HELP CLI_IRT_FILES_HELP,
    .options = options,
    .noption = sizeof options / sizeof *options,
    .run = run,
};
