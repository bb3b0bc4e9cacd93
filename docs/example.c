/* docs/example.c: score one pattern of answers with libattune. This is the tutorial.
 *   cc example.c $(pkg-config --cflags --libs attune) -o example && ./example
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "irt/bank.h"
#include "irt/score.h"

/* A bank: dimensions, their prior, and items with slopes and decreasing intercepts. */
static const char bank_json[] =
    "{\"dimensions\": [\"calm\"],"
    " \"prior\": {\"mean\": [0], \"covariance\": [[1]]},"
    " \"items\": ["
    "  {\"id\": \"a\", \"slopes\": {\"calm\": 1.7}, \"intercepts\": [2.1, 0.8, -0.4, -1.9]},"
    "  {\"id\": \"b\", \"slopes\": {\"calm\": 1.2}, \"intercepts\": [1.5, 0.2, -0.9, -2.2]},"
    "  {\"id\": \"c\", \"slopes\": {\"calm\": 0.8}, \"intercepts\": [1.0, 0.0, -1.0, -2.0]}]}";

int main(void)
{
    struct irt_bank *bank;
    struct fault fault;
    if (irt_bank_parse(bank_json, strlen(bank_json), &bank, &fault) != ERR_OK) {
        fprintf(stderr, "the bank: line %zu, column %zu: %s\n", fault.line, fault.column,
                fault.what);
        return 1;
    }

    /* Category 3 of item a, 2 of item b; item c was not answered. */
    const int response[] = {3, 2, IRT_MISSING};
    struct irt_posterior posterior;
    enum err e = irt_eap(bank, response, 1.0, &posterior);
    if (e == ERR_OK)
        printf("%s: %.4f, variance %.4f\n", irt_bank_dim_name(bank, 0), posterior.mean[0],
               posterior.covariance[0]);
    else
        fprintf(stderr, "no score: %s\n", err_name(e));
    irt_bank_destroy(bank);
    return e == ERR_OK ? 0 : 1;
}
