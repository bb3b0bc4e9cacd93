/* fuzz/fuzz_bank.c: any bytes as BANK.json. What is accepted can be scored: the mode is found from
 * the prior mean, and no posterior is wider than its prior.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "irt/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ITEMS_MAX = 64, MEAN_ITEMS_MAX = 8 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_posterior(const struct irt_bank *bank, const struct irt_posterior *p)
{
    size_t n = irt_bank_ndim(bank);
    must(p->ndim == n && isfinite(p->log_density));
    for (size_t i = 0; i < n; i++) {
        double variance = p->covariance[i * n + i];
        must(isfinite(p->mean[i]) && variance > 0.0);
        must(variance <= irt_bank_covariance(bank)[i * n + i] * (1.0 + 1e-3));
    }
}

static void score(const struct irt_bank *bank, const uint8_t *data, size_t size)
{
    int response[ITEMS_MAX];
    struct irt_choice ranking[ITEMS_MAX];
    struct irt_posterior p;
    size_t nitem = irt_bank_nitem(bank), left;
    for (size_t i = 0; i < nitem; i++) /* answers from the bytes themselves, some missing */
        response[i] = (int)(data[i % size] % (irt_bank_item(bank, i)->ncat + 1)) - 1;
    must(irt_map(bank, response, 1.0, NULL, &p) == ERR_OK);
    check_posterior(bank, &p);
    enum err err = irt_rank(bank, response, NULL, p.mean, 1.0, IRT_RULE_D, 0, ranking, &left);
    must(err == ERR_OK || err == ERR_NUMERIC); /* a determinant may overflow */
    if (nitem > MEAN_ITEMS_MAX)
        return;
    err = irt_eap(bank, response, 0.5, &p);
    must(err == ERR_OK || err == ERR_NUMERIC); /* a bank of steps, a prior of no width */
    if (err == ERR_OK)
        check_posterior(bank, &p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct irt_bank *bank;
    struct fault fault = {0};
    enum err err = irt_bank_parse((const char *)data, size, &bank, &fault);
    must((err == ERR_OK) == (bank != NULL));
    must(err == ERR_OK || (fault.code == err && fault.what[0] != '\0'));
    if (err == ERR_OK && irt_bank_nitem(bank) <= ITEMS_MAX)
        score(bank, data, size);
    irt_bank_destroy(bank);
    return 0;
}
