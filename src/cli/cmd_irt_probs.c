/* cli/cmd_irt_probs.c: attune irt probs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "cli/cmd_irt.h"
#include "cli/commands.h"
#include "cli/csv.h"
#include "irt/grm.h"

static size_t most_categories(const struct irt_bank *bank)
{
    size_t most = 0;
    for (size_t i = 0; i < irt_bank_nitem(bank); i++)
        if (irt_bank_item(bank, i)->ncat > most)
            most = irt_bank_item(bank, i)->ncat;
    return most;
}

static void put_head(const struct irt_bank *bank, struct text *head)
{
    text_add(head, "row,item");
    for (size_t k = 0; k < most_categories(bank); k++) {
        text_add(head, ",p");
        text_uint(head, k);
    }
    text_char(head, '\n');
}

static void put_row(const struct cli_irt_places *places, size_t row, struct text *out)
{
    const struct irt_bank *bank = places->bank;
    const double *theta = places->theta + row * irt_bank_ndim(bank);
    size_t most = most_categories(bank);
    for (size_t i = 0; i < irt_bank_nitem(bank); i++) {
        const struct irt_grm *item = irt_bank_item(bank, i);
        const char *id = irt_bank_item_id(bank, i);
        double p[IRT_CAT_MAX];
        irt_grm_prob(item, theta, p);
        cli_irt_places_put_name(out, places, row);
        text_char(out, ',');
        cli_csv_put(out, id, strlen(id));
        cli_irt_put_numbers(out, p, item->ncat);
        text_repeat(out, ",", most - item->ncat);
        text_char(out, '\n');
    }
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

const struct cli_command cmd_irt_probs = {
    .name = "irt probs",
    .usage = "--bank BANK.json --theta T.csv",
    .summary = "lab: category probabilities at given places",
    .detail =
        "Prints CSV: row,item,p0,p1,…, for each row all items in the bank's order. There are as\n"
        "many columns as the item with the most categories needs; the rest stay empty.\n"
        "\n" CLI_IRT_BANK_HELP CLI_IRT_THETA_HELP CLI_IRT_FILES_HELP,
    .options = options,
    .noption = sizeof options / sizeof *options,
    .run = run,
};
