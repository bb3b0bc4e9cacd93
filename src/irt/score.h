/* irt/score.h: what a pattern of responses says of theta.
 * Responses: response[nitem], a category 0..ncat-1 or IRT_MISSING.
 * temper in (0, 1]: the log-likelihood is multiplied by it (power posterior; Bissiri, Holmes &
 * Walker 2016, doi:10.1111/rssb.12158); the prior is not.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_IRT_SCORE_H
#define ATTUNE_IRT_SCORE_H

#include "irt/bank.h"

struct irt_posterior {
    size_t ndim;
    double mean[IRT_DIM_MAX];
    double covariance[IRT_DIM_MAX * IRT_DIM_MAX]; /* row-major, ndim*ndim used */
    double log_density; /* log posterior at the mode (MAP), or log marginal likelihood (EAP) */
};

/* Log-likelihood of the responses at theta[ndim]; gradient[ndim] and hessian[ndim*ndim] are
 * filled where not NULL (hessian: observed, second derivatives). NaN, and nothing filled, when a
 * response is no category of its item. */
double irt_loglik(const struct irt_bank *bank, const int *response, const double *theta,
                  double *gradient, double *hessian);

/* Expected Fisher information of one item at theta, added to info[ndim*ndim]. */
void irt_item_information(const struct irt_bank *bank, size_t item, const double *theta,
                          double *info);
/* info[ndim*ndim] <- the same summed over all items (answered NULL) or over those with a response.
 * No prior. */
void irt_information(const struct irt_bank *bank, const int *answered, const double *theta,
                     double *info);

/* Mode of the posterior by Newton with a safe step, from `start` (NULL: the prior mean);
 * covariance = inverse of the observed negative Hessian with the prior's precision.
 * ERR_DOMAIN: a response out of range, temper outside (0, 1]. ERR_NUMERIC: no convergence. */
MUST_CHECK enum err irt_map(const struct irt_bank *bank, const int *response, double temper,
                            const double *start, struct irt_posterior *out);
/* The modes of n respondents, response[n * nitem] one row each, out[n]: the same bits as n calls of
 * irt_map, several times as fast. On an error some of out may be written. */
MUST_CHECK enum err irt_map_many(const struct irt_bank *bank, size_t n, const int *response,
                                 double temper, struct irt_posterior *out);
/* Posterior mean and covariance. ERR_DOMAIN as above; ERR_NOMEM. ERR_NUMERIC: no mode was found,
 * or grids did not settle and the lattice reached its cap of blocks with a mean or SD still
 * uncertain by more than 0.0033 prior SDs (docs/bank.md, EAP; very steep items that cross). */
MUST_CHECK enum err irt_eap(const struct irt_bank *bank, const int *response, double temper,
                            struct irt_posterior *out);

#endif
