/* cli/cmd_irt_rows.c: from rows to output: blocks of rows, shared out among threads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_irt.h"
#include "cli/csv.h"

#define HELD_MAX ((size_t)1 << 30) /* output that waits in memory to be written */
#define NOWHERE ((size_t)-1)

/* Everything below the work and the blocks is guarded by the lock. */
struct crew {
    const struct cli_irt_work *work;
    struct cli_irt_output *out;
    pthread_mutex_t lock;
    size_t next, held;
    size_t failed; /* the lowest block that failed, or NOWHERE */
    struct fault fault;
};

static enum err do_block(const struct cli_irt_work *work, size_t b, struct text *out,
                         struct fault *fault)
{
    size_t first = b * CLI_IRT_BLOCK, n = work->nrow - first;
    enum err e =
        work->rows(work->context, first, n < CLI_IRT_BLOCK ? n : CLI_IRT_BLOCK, out, fault);
    if (e == ERR_OK)
        e = out->err;
    if (e != ERR_OK && fault->code != e)
        fault_set(fault, e, 0, 0, err_name(e), NULL);
    return e;
}

/* Blocks are taken in order, so when one fails all before it are done or under way, and the lowest
 * failure is the same for any number of threads. */
static void *work_on(void *arg)
{
    struct crew *crew = arg;
    pthread_mutex_lock(&crew->lock);
    while (crew->failed == NOWHERE && crew->next < crew->out->nblock) {
        size_t b = crew->next++;
        struct text *out = &crew->out->block[b];
        pthread_mutex_unlock(&crew->lock);

        struct fault fault = {0};
        enum err e = do_block(crew->work, b, out, &fault);

        pthread_mutex_lock(&crew->lock);
        crew->held += out->cap;
        if (e == ERR_OK && crew->held > HELD_MAX)
            e = fault_set(&fault, ERR_LIMIT, 0, 0,
                          "the output would pass 1 GiB; expected fewer rows at a time", NULL);
        if (e != ERR_OK && b < crew->failed) {
            crew->failed = b;
            crew->fault = fault;
        }
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* This thread works too; where the system gives no more threads, those that there are do it all. */
static void work_together(struct crew *crew, size_t threads)
{
    pthread_t helper[CLI_IRT_THREADS_MAX];
    size_t most = threads < crew->out->nblock ? threads : crew->out->nblock, n = 0;
    while (n + 1 < most && pthread_create(&helper[n], NULL, work_on, crew) == 0)
        n++;
    work_on(crew);
    while (n > 0)
        pthread_join(helper[--n], NULL);
}

int cli_irt_compute(const struct cli_irt_work *work, struct cli_irt_output *out)
{
    size_t nblock = (work->nrow + CLI_IRT_BLOCK - 1) / CLI_IRT_BLOCK;
    *out = (struct cli_irt_output){calloc(nblock + 1, sizeof *out->block), nblock};
    if (!out->block)
        return cli_fail(CLI_COULD_NOT, "out of memory");
    struct crew crew = {
        .work = work, .out = out, .lock = PTHREAD_MUTEX_INITIALIZER, .failed = NOWHERE};
    work_together(&crew, work->threads);
    pthread_mutex_destroy(&crew.lock);
    if (crew.failed == NOWHERE)
        return CLI_DONE;
    cli_irt_output_finish(out);
    return cli_fault(work->file, &crew.fault);
}

void cli_irt_output_finish(struct cli_irt_output *out)
{
    for (size_t b = 0; b < out->nblock; b++)
        text_finish(&out->block[b]);
    free(out->block);
    *out = (struct cli_irt_output){0};
}

int cli_irt_write(const struct text *head, const struct cli_irt_output *out, const char *tail)
{
    signal(SIGPIPE, SIG_IGN); /* `| head` ends this quietly, but not in the middle of something */
    errno = 0;
    bool well = fwrite(head->data, 1, head->len, stdout) == head->len;
    for (size_t b = 0; b < out->nblock && well; b++)
        well = fwrite(out->block[b].data, 1, out->block[b].len, stdout) == out->block[b].len;
    well = well && fputs(tail, stdout) != EOF && fflush(stdout) == 0;
    if (well)
        return CLI_DONE;
    if (errno == EPIPE)
        return CLI_NO_READER;
    return cli_fail(CLI_COULD_NOT, "standard output could not be written: %s", strerror(errno));
}

int cli_irt_print(const struct cli_irt_work *work, struct text *head, const char *tail)
{
    struct cli_irt_output out = {0};
    int status = head->err == ERR_OK ? cli_irt_compute(work, &out)
                                     : cli_fail(CLI_COULD_NOT, "%s", err_name(head->err));
    if (status == CLI_DONE) {
        status = cli_irt_write(head, &out, tail);
        cli_irt_output_finish(&out);
    }
    text_finish(head);
    return status;
}

void cli_irt_put_dims(struct text *out, const struct irt_bank *bank, const char *prefix)
{
    for (size_t d = 0; d < irt_bank_ndim(bank); d++) {
        struct text name;
        text_init(&name);
        text_add(&name, prefix);
        text_add(&name, irt_bank_dim_name(bank, d));
        text_char(out, ',');
        if (name.err == ERR_OK)
            cli_csv_put(out, name.data, name.len);
        else if (out->err == ERR_OK)
            out->err = name.err;
        text_finish(&name);
    }
}

void cli_irt_put_numbers(struct text *out, const double *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_char(out, ',');
        text_double(out, v[i]);
    }
}

void cli_irt_put_ses(struct text *out, const struct irt_posterior *posterior)
{
    for (size_t i = 0; i < posterior->ndim; i++) {
        double se = sqrt(posterior->covariance[i * posterior->ndim + i]);
        cli_irt_put_numbers(out, &se, 1);
    }
}
