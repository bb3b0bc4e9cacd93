/* cli/cmd_irt_score.c: attune irt score.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_irt.h"
#include "cli/commands.h"
#include "cli/csv.h"
#include "irt/score.h"

struct job {
    struct cli_irt_answers answers;
    double temper;
    bool eap;
};

static enum err score(const struct job *job, size_t first, size_t n, const int *response,
                      struct irt_posterior *posterior, struct fault *fault)
{
    size_t nitem = irt_bank_nitem(job->answers.bank);
    if (!job->eap && irt_map_many(job->answers.bank, n, response, job->temper, posterior) == ERR_OK)
        return ERR_OK;
    for (size_t r = 0; r < n; r++) { /* one by one also says which of many failed */
        const int *mine = response + r * nitem;
        enum err e = job->eap ? irt_eap(job->answers.bank, mine, job->temper, &posterior[r])
                              : irt_map(job->answers.bank, mine, job->temper, NULL, &posterior[r]);
        if (e != ERR_OK)
            return fault_set(fault, e, job->answers.id[first + r].line, 0,
                             "the answers could not be scored: ", err_name(e), NULL);
    }
    return ERR_OK;
}

static enum err score_rows(const void *context, size_t first, size_t n, struct text *out,
                           struct fault *fault)
{
    const struct job *job = context;
    size_t nitem = irt_bank_nitem(job->answers.bank);
    int *response = calloc(n * nitem, sizeof *response);
    struct irt_posterior *posterior = calloc(n, sizeof *posterior);
    enum err e = ERR_NOMEM;
    if (response && posterior) {
        for (size_t r = 0; r < n; r++)
            cli_irt_answers_row(&job->answers, first + r, response + r * nitem);
        e = score(job, first, n, response, posterior, fault);
    }
    for (size_t r = 0; r < n && e == ERR_OK; r++) {
        const struct cli_irt_name *id = &job->answers.id[first + r];
        cli_csv_put(out, id->text, id->n);
        cli_irt_put_numbers(out, posterior[r].mean, posterior[r].ndim);
        cli_irt_put_ses(out, &posterior[r]);
        text_char(out, '\n');
    }
    free(response);
    free(posterior);
    return e;
}

static int method_of(const struct cli *cli, bool *eap)
{
    const char *given = cli_value(cli, "method");
    *eap = given && strcmp(given, "eap") == 0;
    if (!given || *eap || strcmp(given, "map") == 0)
        return CLI_DONE;
    return cli_fail(CLI_USAGE, "--method \"%s\": expected map or eap", given);
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct job job;
    struct cli_irt_work work = {.context = &job, .rows = score_rows};
    int status = method_of(cli, &job.eap);
    if (status == CLI_DONE)
        status = cli_irt_positive(cli, "temper", 1.0, 1.0, &job.temper);
    if (status == CLI_DONE)
        status = cli_irt_threads(cli, &work.threads);
    if (status == CLI_DONE)
        status = cli_irt_answers_open(cli, &job.answers);
    if (status != CLI_DONE)
        return status;

    struct text head;
    text_init(&head);
    text_add(&head, "id");
    cli_irt_put_dims(&head, job.answers.bank, "theta_");
    cli_irt_put_dims(&head, job.answers.bank, "se_");
    text_char(&head, '\n');
    work.nrow = job.answers.nrow;
    work.file = job.answers.path;
    status = cli_irt_print(&work, &head, "");
    cli_irt_answers_close(&job.answers);
    return status;
}

static const struct cli_option options[] = {
    CLI_IRT_BANK,
    CLI_IRT_RESPONSES,
    {"method", "map|eap", "posterior mode, or posterior mean (map)"},
    CLI_IRT_TEMPER,
    CLI_IRT_THREADS,
};

const struct cli_command cmd_irt_score = {
    .name = "irt score",
    .usage = "--bank BANK.json --responses R.csv [--method map|eap]",
    .summary = "lab: where respondents stand, with standard errors",
    .detail =
        "Prints CSV: id,theta_<dimension>…,se_<dimension>…, in units of the prior. With map the\n"
        "standard errors come from the inverse observed information, the prior's included;\n"
        "with eap they are posterior standard deviations. The same bytes for any --threads.\n"
        "\n" CLI_IRT_BANK_HELP CLI_IRT_RESPONSES_HELP CLI_IRT_FILES_HELP,
    .options = options,
    .noption = sizeof options / sizeof *options,
    .run = run,
};
