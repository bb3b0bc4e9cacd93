/* cli/cmd_irt_simulate.c: attune irt simulate.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/file.h"
#include "cli/cmd_irt.h"
#include "cli/commands.h"
#include "cli/csv.h"
#include "irt/adapt.h"
#include "irt/simulate.h"

#define RESPONDENTS_MAX 10000000
#define TRUTH_MAX ((size_t)1 << 30) /* bytes */

struct job {
    struct irt_bank *bank;
    uint64_t seed;
    bool adaptive;
    struct irt_adapt_rules rules;
};

/* The block's respondents, to be freed. */
struct crowd {
    double *theta;
    int *response;
};

static enum err crowd_draw(const struct job *job, size_t first, size_t n, struct crowd *out)
{
    *out = (struct crowd){calloc(n * irt_bank_ndim(job->bank), sizeof *out->theta),
                          calloc(n * irt_bank_nitem(job->bank), sizeof *out->response)};
    if (!out->theta || !out->response)
        return ERR_NOMEM;
    return irt_simulate(job->bank, NULL, job->seed, first, n, out->theta, out->response);
}

static void crowd_free(struct crowd *crowd)
{
    free(crowd->theta);
    free(crowd->response);
}

static enum err truth_rows(const void *context, size_t first, size_t n, struct text *out,
                           struct fault *fault)
{
    (void)fault;
    const struct job *job = context;
    struct crowd crowd;
    enum err e = crowd_draw(job, first, n, &crowd);
    for (size_t r = 0; r < n && e == ERR_OK; r++) {
        size_t ndim = irt_bank_ndim(job->bank);
        text_uint(out, first + r + 1);
        cli_irt_put_numbers(out, crowd.theta + r * ndim, ndim);
        text_char(out, '\n');
    }
    crowd_free(&crowd);
    return e;
}

static enum err response_rows(const void *context, size_t first, size_t n, struct text *out,
                              struct fault *fault)
{
    (void)fault;
    const struct job *job = context;
    size_t nitem = irt_bank_nitem(job->bank);
    struct crowd crowd;
    enum err e = crowd_draw(job, first, n, &crowd);
    for (size_t r = 0; r < n && e == ERR_OK; r++) {
        text_uint(out, first + r + 1);
        for (size_t i = 0; i < nitem; i++) {
            text_char(out, ',');
            text_int(out, crowd.response[r * nitem + i]);
        }
        text_char(out, '\n');
    }
    crowd_free(&crowd);
    return e;
}

static void put_step(const struct job *job, uint64_t respondent, size_t step,
                     const struct irt_adapt_event *event, struct text *out)
{
    const char *id = irt_bank_item_id(job->bank, event->item);
    text_uint(out, respondent);
    text_char(out, ',');
    text_uint(out, step);
    text_char(out, ',');
    cli_csv_put(out, id, strlen(id));
    text_char(out, ',');
    text_int(out, event->response);
    cli_irt_put_numbers(out, event->posterior.mean, event->posterior.ndim);
    cli_irt_put_ses(out, &event->posterior);
    text_char(out, '\n');
}

static enum err adaptive_rows(const void *context, size_t first, size_t n, struct text *out,
                              struct fault *fault)
{
    const struct job *job = context;
    size_t nitem = irt_bank_nitem(job->bank);
    struct irt_adapt_event *event = calloc(nitem, sizeof *event);
    struct crowd crowd;
    enum err e = crowd_draw(job, first, n, &crowd);
    if (!event)
        e = ERR_NOMEM;
    for (size_t r = 0; r < n && e == ERR_OK; r++) {
        size_t steps;
        enum irt_stop stop;
        e = irt_adapt_run(job->bank, &job->rules, crowd.response + r * nitem, event, &steps, &stop);
        for (size_t s = 0; s < steps && e == ERR_OK; s++)
            put_step(job, first + r + 1, s + 1, &event[s], out);
    }
    if (e == ERR_NUMERIC)
        fault_set(fault, e, 0, 0, "an adaptive run could not be computed: ", err_name(e), NULL);
    crowd_free(&crowd);
    free(event);
    return e;
}

static int write_truth(const struct job *job, const struct cli_irt_work *responses,
                       const char *path)
{
    struct cli_irt_work work = *responses;
    struct cli_irt_output rows;
    work.rows = truth_rows;
    int status = cli_irt_compute(&work, &rows);
    if (status != CLI_DONE)
        return status;
    struct text file;
    struct fault fault = {0};
    text_init(&file);
    file.limit = TRUTH_MAX;
    text_add(&file, "id");
    cli_irt_put_dims(&file, job->bank, "theta_");
    text_char(&file, '\n');
    for (size_t b = 0; b < rows.nblock; b++)
        text_bytes(&file, rows.block[b].data, rows.block[b].len);
    if (file.err != ERR_OK)
        status = cli_fail(CLI_COULD_NOT, "%s", err_name(file.err));
    else if (app_file_write(path, file.data, file.len, &fault) != ERR_OK)
        status = cli_fault(path, &fault);
    text_finish(&file);
    cli_irt_output_finish(&rows);
    return status;
}

static void put_head(const struct job *job, struct text *head)
{
    text_add(head, job->adaptive ? "id,step,item,response" : "id");
    if (job->adaptive) {
        cli_irt_put_dims(head, job->bank, "theta_");
        cli_irt_put_dims(head, job->bank, "se_");
    }
    for (size_t i = 0; i < irt_bank_nitem(job->bank) && !job->adaptive; i++) {
        const char *id = irt_bank_item_id(job->bank, i);
        text_char(head, ',');
        cli_csv_put(head, id, strlen(id));
    }
    text_char(head, '\n');
}

/* What only an adaptive run knows is refused without one: nothing asked for is passed over. */
static int read_rules(const struct cli *cli, struct job *job)
{
    static const char *const adaptive_only[] = {"stop-se", "max-items", "rule", "temper"};
    job->adaptive = cli_has(cli, "adaptive");
    for (size_t i = 0; i < sizeof adaptive_only / sizeof *adaptive_only && !job->adaptive; i++)
        if (cli_has(cli, adaptive_only[i]))
            return cli_fail(CLI_USAGE, "--%s: expected --adaptive with it", adaptive_only[i]);
    uint64_t most;
    int status = cli_irt_positive(cli, "stop-se", 1e6, 0.0, &job->rules.se_stop);
    if (status == CLI_DONE)
        status = cli_irt_count(cli, "max-items", 1, IRT_ITEM_MAX, 0, &most);
    if (status == CLI_DONE)
        status = cli_irt_rule(cli, &job->rules.rule);
    if (status == CLI_DONE)
        status = cli_irt_positive(cli, "temper", 1.0, 1.0, &job->rules.temper);
    if (status == CLI_DONE)
        job->rules.count_max = (size_t)most;
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    struct job job = {0};
    struct cli_irt_work work = {.context = &job};
    const char *truth = cli_value(cli, "truth"), *given;
    uint64_t n;
    int status = cli_irt_need(cli, "n", &given);
    if (status == CLI_DONE)
        status = cli_irt_count(cli, "n", 1, RESPONDENTS_MAX, 0, &n);
    if (status == CLI_DONE)
        status = cli_irt_need(cli, "seed", &given);
    if (status == CLI_DONE)
        status = cli_irt_count(cli, "seed", 0, INT64_MAX, 0, &job.seed);
    if (status == CLI_DONE)
        status = read_rules(cli, &job);
    if (status == CLI_DONE)
        status = cli_irt_threads(cli, &work.threads);
    if (status == CLI_DONE && truth && (!truth[0] || strcmp(truth, "-") == 0))
        status = cli_fail(CLI_USAGE, "--truth \"%s\": expected the name of a file", truth);
    if (status == CLI_DONE && truth && cli_has(cli, "bank") &&
        app_file_same(truth, cli_value(cli, "bank")))
        status = cli_fail(CLI_USAGE, "--truth %s: that is the bank; expected another file", truth);
    if (status == CLI_DONE)
        status = cli_irt_open(cli, NULL, &job.bank, NULL, NULL, NULL);
    if (status != CLI_DONE)
        return status;

    struct text head;
    struct cli_irt_output out = {0};
    text_init(&head);
    put_head(&job, &head);
    work.nrow = (size_t)n;
    work.rows = job.adaptive ? adaptive_rows : response_rows;
    status = head.err == ERR_OK ? cli_irt_compute(&work, &out)
                                : cli_fail(CLI_COULD_NOT, "%s", err_name(head.err));
    if (status == CLI_DONE) {
        status = truth ? write_truth(&job, &work, truth) : CLI_DONE;
        if (status == CLI_DONE)
            status = cli_irt_write(&head, &out, "");
        cli_irt_output_finish(&out);
    }
    text_finish(&head);
    irt_bank_destroy(job.bank);
    return status;
}

static const struct cli_option options[] = {
    CLI_IRT_BANK,
    {"n", "N", "how many respondents, 1 to 10000000"},
    {"seed", "N", "from which chance flows; the same seed, the same respondents"},
    {"adaptive", NULL, "whole adaptive runs, one line an answer"},
    {"stop-se", "X", "a run stops when every standard error is at most this, in theta (never)"},
    {"max-items", "M", "a run stops at so many answers (when the bank is used up)"},
    CLI_IRT_RULE,
    CLI_IRT_TEMPER,
    {"truth", "FILE", "also write the true places there, as CSV: id,theta_<dimension>…"},
    CLI_IRT_THREADS,
};

const struct cli_command cmd_irt_simulate = {
    .name = "irt simulate",
    .usage = "--bank BANK.json --n N --seed S [--adaptive …] [--truth FILE]",
    .summary = "lab: respondents who answer as the bank says, or whole adaptive runs",
    .detail =
        "Draws respondents from the prior and their answers from the items. Prints CSV that\n"
        "`attune irt score` reads, id,<item ids>; or, with --adaptive, one line for each answer "
        "of\n"
        "each run: id,step,item,response,theta_<dimension>…,se_<dimension>…, where theta is the\n"
        "posterior mode after that answer. --stop-se, --max-items, --rule and --temper belong to\n"
        "--adaptive; the first bound that is met stops a run. The same bytes for any --threads.\n"
        "\n" CLI_IRT_BANK_HELP CLI_IRT_FILES_HELP,
    .options = options,
    .noption = sizeof options / sizeof *options,
    .run = run,
};
