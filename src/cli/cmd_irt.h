/* cli/cmd_irt.h: what the lab commands (attune irt …) share: their options, their two tables of
 * input, and the way from rows to output.
 * Nothing is written before everything is computed, and what is written does not depend on how many
 * threads worked. Functions that return int return an exit status, and have said why it is not
 * CLI_DONE.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_CMD_IRT_H
#define ATTUNE_CLI_CMD_IRT_H

#include <stdint.h>

#include "base/text.h"
#include "cli/cli.h"
#include "irt/select.h"

/* ---- Options ---- */

#define CLI_IRT_BANK                                                                               \
    {                                                                                              \
        "bank", "FILE", "the items, as JSON (see below); - for standard input"                     \
    }
#define CLI_IRT_RESPONSES                                                                          \
    {                                                                                              \
        "responses", "FILE", "answers, as CSV (see below); - for standard input"                   \
    }
#define CLI_IRT_THETA                                                                              \
    {                                                                                              \
        "theta", "FILE", "places, as CSV (see below); - for standard input"                        \
    }
#define CLI_IRT_THREADS                                                                            \
    {                                                                                              \
        "threads", "N", "how many threads work, 1 to 256 (as many as there are processors)"        \
    }
#define CLI_IRT_TEMPER                                                                             \
    {                                                                                              \
        "temper", "X", "the log-likelihood counts X times, above 0 to 1 (1)"                       \
    }
#define CLI_IRT_RULE                                                                               \
    {                                                                                              \
        "rule", "D|T|A", "largest det, largest trace, or smallest trace of the inverse (D)"        \
    }

/* The formats, for the commands' own help. */
#define CLI_IRT_BANK_HELP                                                                          \
    "BANK.json:\n"                                                                                 \
    "  {\"dimensions\": [\"F1\"], \"prior\": {\"mean\": [0], \"covariance\": [[1]]},\n"            \
    "   \"items\": [{\"id\": \"i1\", \"slopes\": {\"F1\": 1.7}, \"intercepts\": [2.1, 0.8, "       \
    "-0.4]}]}\n"                                                                                   \
    "  1 to 8 dimensions, 2 to 10 categories. P(answer >= k) = logistic(slopes . theta +\n"        \
    "  intercept k), k = 1, 2, …; intercepts fall; a slope that is not named is 0.\n"            \
    "  Each object may hold a \"note\", an item its \"text\"; other names are refused.\n"
#define CLI_IRT_RESPONSES_HELP                                                                     \
    "R.csv:\n"                                                                                     \
    "  A header `id,<item ids>` and a row for each respondent. Items may come in any order;\n"     \
    "  an item of the bank without a column is missing for everybody. An answer is 0 to\n"         \
    "  categories - 1; nothing or NA is missing. Each id once.\n"
#define CLI_IRT_THETA_HELP                                                                         \
    "T.csv:\n"                                                                                     \
    "  A header with a column for each dimension, as <name>, theta_<name>, or theta1, theta2\n"    \
    "  and so on by number, in any order; a first column `id` or `row` may name the rows (else\n"  \
    "  they are numbered from 1). Columns se_<name> are passed over, so what `attune irt score`\n" \
    "  prints can be read.\n"
#define CLI_IRT_FILES_HELP                                                                         \
    "Tables are RFC 4180, UTF-8, at most 64 MiB. A bad file ends with status 2, a message\n"       \
    "FILE:LINE:COLUMN, and no output; what could not be computed or written with status 1."

/* The options by these names, as a number in range; the fallback when not given. */
int cli_irt_count(const struct cli *cli, const char *option, uint64_t low, uint64_t high,
                  uint64_t fallback, uint64_t *out);
int cli_irt_positive(const struct cli *cli, const char *option, double high, double fallback,
                     double *out);
int cli_irt_rule(const struct cli *cli, enum irt_rule *out);
/* Where --threads was not given: the processors online. */
int cli_irt_threads(const struct cli *cli, size_t *out);
/* An option that must be there. */
int cli_irt_need(const struct cli *cli, const char *option, const char **out);

/* Reads --bank, and the table whose option is named (NULL: none) into *text, to be freed. *path is
 * the table's. *bank is NULL when this fails. */
int cli_irt_open(const struct cli *cli, const char *table, struct irt_bank **bank,
                 const char **path, char **text, size_t *n);

/* ---- The two tables, with the bank that they belong to (cmd_irt_answers.c, cmd_irt_places.c).
 * When opening fails there is nothing to close. ---- */

struct cli_irt_name {
    const char *text;
    size_t n, line; /* line: of the file */
};

struct cli_irt_answers { /* --bank and --responses */
    struct irt_bank *bank;
    const char *path;
    char *text;
    size_t nrow, ncol;
    struct cli_irt_name *id; /* [nrow], in text */
    size_t *item;            /* [ncol] of the bank */
    uint8_t *cell;           /* [nrow * ncol] see cli_irt_answers_row */
};
int cli_irt_answers_open(const struct cli *cli, struct cli_irt_answers *out);
void cli_irt_answers_close(struct cli_irt_answers *answers);
/* response[nitem] <- one row, in the bank's order. */
void cli_irt_answers_row(const struct cli_irt_answers *answers, size_t row, int *response);

struct cli_irt_places { /* --bank and --theta */
    struct irt_bank *bank;
    const char *path;
    char *text;
    size_t nrow;
    struct cli_irt_name *name; /* [nrow] in text, or NULL: rows have no names */
    double *theta;             /* [nrow * ndim] */
};
int cli_irt_places_open(const struct cli *cli, struct cli_irt_places *out);
void cli_irt_places_close(struct cli_irt_places *places);
/* Its name, or its number from 1. */
void cli_irt_places_put_name(struct text *out, const struct cli_irt_places *places, size_t row);

/* ---- From rows to output (cmd_irt_rows.c) ---- */

#define CLI_IRT_THREADS_MAX 256
#define CLI_IRT_BLOCK 64 /* rows at a time */

/* Work on rows first … first + n - 1 (n at most CLI_IRT_BLOCK), whose output is appended to *out.
 * Called from several threads at once. */
struct cli_irt_work {
    const void *context;
    enum err (*rows)(const void *context, size_t first, size_t n, struct text *out,
                     struct fault *fault);
    size_t nrow;
    size_t threads;   /* at most CLI_IRT_THREADS_MAX */
    const char *file; /* that faults name, or NULL */
};

/* All rows' output, in order, each block by itself: for whoever has more to do before writing. */
struct cli_irt_output {
    struct text *block;
    size_t nblock;
};
int cli_irt_compute(const struct cli_irt_work *work, struct cli_irt_output *out);
void cli_irt_output_finish(struct cli_irt_output *out);
/* head, the blocks, and tail to standard output. */
int cli_irt_write(const struct text *head, const struct cli_irt_output *out, const char *tail);
/* Both, and the finish. Also takes over *head, and its errors. */
int cli_irt_print(const struct cli_irt_work *work, struct text *head, const char *tail);

/* ",theta_<dim>" and so on for each dimension. */
void cli_irt_put_dims(struct text *out, const struct irt_bank *bank, const char *prefix);
void cli_irt_put_numbers(struct text *out, const double *v, size_t n); /* ",1.5,2" */
void cli_irt_put_ses(struct text *out, const struct irt_posterior *posterior);

#endif
