/* irt/bank.h: a set of items over one latent space with its normal prior.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_BANK_H
#define ATTUNE_IRT_BANK_H

#include <stddef.h>

#include "base/err.h"
#include "irt/grm.h"

#define IRT_ITEM_MAX 4096
#define IRT_MISSING (-1)       /* a response that was not given */
#define IRT_MEAN_MAX 1e6       /* of |prior mean|, in units of the dimension */
#define IRT_VARIANCE_MIN 1e-12 /* of the prior: past these, places and slopes lose their digits */
#define IRT_VARIANCE_MAX 1e12

struct irt_bank; /* checked, immutable, safe to share between threads */

/* Copies and checks. mean[ndim]; covariance[ndim*ndim], symmetric positive definite, row-major;
 * both within the bounds above. ERR_DOMAIN (the fault names the item or the matrix), ERR_LIMIT,
 * ERR_NOMEM. */
MUST_CHECK enum err irt_bank_create(size_t ndim, const double *mean, const double *covariance,
                                    size_t nitem, const struct irt_grm *items,
                                    struct irt_bank **out, struct fault *fault);
/* From the text of a BANK.json (docs/bank.md). Keeps the names. */
MUST_CHECK enum err irt_bank_parse(const char *json, size_t n, struct irt_bank **out,
                                   struct fault *fault);
void irt_bank_destroy(struct irt_bank *bank); /* NULL is allowed */

size_t irt_bank_ndim(const struct irt_bank *bank);
size_t irt_bank_nitem(const struct irt_bank *bank);
const struct irt_grm *irt_bank_item(const struct irt_bank *bank, size_t item);
const double *irt_bank_mean(const struct irt_bank *bank);               /* [ndim] */
const double *irt_bank_covariance(const struct irt_bank *bank);         /* [ndim*ndim] */
const double *irt_bank_precision(const struct irt_bank *bank);          /* [ndim*ndim] */
const char *irt_bank_item_id(const struct irt_bank *bank, size_t item); /* "" if unnamed */
const char *irt_bank_dim_name(const struct irt_bank *bank, size_t dim); /* "" if unnamed */

#endif
