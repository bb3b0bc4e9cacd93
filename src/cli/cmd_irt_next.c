/* cli/cmd_irt_next.c: attune irt next.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "base/json.h"
#include "cli/cmd_irt.h"
#include "cli/commands.h"

struct job {
    struct cli_irt_answers answers;
    enum irt_rule rule;
    double temper;
    uint64_t seed;
};

static void put_row(const struct job *job, const struct cli_irt_name *id, const double *theta,
                    const struct irt_choice *ranking, size_t n, struct text *out)
{
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_text_n(&w, "id", id->text, id->n);
    json_begin_array(&w, "theta");
    for (size_t d = 0; d < irt_bank_ndim(job->answers.bank); d++)
        json_double(&w, NULL, theta[d]);
    json_end_array(&w);
    json_begin_array(&w, "ranking");
    for (size_t i = 0; i < n; i++) {
        json_begin(&w, NULL);
        json_text(&w, "item", irt_bank_item_id(job->answers.bank, ranking[i].item));
        json_double(&w, "criterion", ranking[i].criterion);
        json_end(&w);
    }
    json_end_array(&w);
    json_end(&w);
}

static enum err rank_rows(const void *context, size_t first, size_t n, struct text *out,
                          struct fault *fault)
{
    const struct job *job = context;
    size_t nitem = irt_bank_nitem(job->answers.bank);
    int *response = calloc(nitem, sizeof *response);
    struct irt_choice *ranking = calloc(nitem, sizeof *ranking);
    enum err e = response && ranking ? ERR_OK : ERR_NOMEM;
    for (size_t r = first; r < first + n && e == ERR_OK; r++) {
        const struct cli_irt_name *id = &job->answers.id[r];
        struct irt_posterior posterior;
        size_t left;
        cli_irt_answers_row(&job->answers, r, response);
        e = irt_map(job->answers.bank, response, job->temper, NULL, &posterior);
        if (e == ERR_OK)
            e = irt_rank(job->answers.bank, response, NULL, posterior.mean, job->temper, job->rule,
                         job->seed, ranking, &left);
        if (e != ERR_OK) {
            fault_set(fault, e, id->line, 0, "the items could not be ranked: ", err_name(e), NULL);
            break;
        }
        text_add(out, r ? ",\n" : "");
        put_row(job, id, posterior.mean, ranking, left, out);
    }
    free(response);
    free(ranking);
    return e;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct job job;
    struct cli_irt_work work = {.context = &job, .rows = rank_rows};
    int status = cli_irt_rule(cli, &job.rule);
    if (status == CLI_DONE)
        status = cli_irt_positive(cli, "temper", 1.0, 1.0, &job.temper);
    if (status == CLI_DONE)
        status = cli_irt_count(cli, "seed", 0, INT64_MAX, 0, &job.seed);
    if (status == CLI_DONE)
        status = cli_irt_threads(cli, &work.threads);
    if (status == CLI_DONE)
        status = cli_irt_answers_open(cli, &job.answers);
    if (status != CLI_DONE)
        return status;

    struct text head;
    text_init(&head);
    text_add(&head, "[");
    work.nrow = job.answers.nrow;
    work.file = job.answers.path;
    status = cli_irt_print(&work, &head, "]\n");
    cli_irt_answers_close(&job.answers);
    return status;
}

static const struct cli_option options[] = {
    CLI_IRT_BANK,
    CLI_IRT_RESPONSES,
    CLI_IRT_RULE,
    CLI_IRT_TEMPER,
    {"seed", "N", "order equally good items by chance, from this seed; 0: as in the bank (0)"},
    CLI_IRT_THREADS,
};

const struct cli_command cmd_irt_next = {
    .name = "irt next",
    .usage = "--bank BANK.json --responses R.csv [--rule D|T|A]",
    .summary = "lab: which item to ask each respondent next",
    .detail =
        "Prints JSON: [{\"id\": …, \"theta\": […], \"ranking\": [{\"item\": …, \"criterion\": …}, "
        "…]}, …],\n"
        "for each row the items not yet answered, best first. theta is the posterior mode. With\n"
        "M = prior precision + expected information of the answered items and of the candidate,\n"
        "the criterion is det M (D) or trace M (T), the largest first, or trace of M's inverse "
        "(A),\n"
        "the smallest first. A temper counts for the information too.\n"
        "\n" CLI_IRT_BANK_HELP CLI_IRT_RESPONSES_HELP CLI_IRT_FILES_HELP,
    .options = options,
    .noption = sizeof options / sizeof *options,
    .run = run,
};
