/* tests/irt/golden.h: the golden values of $ATTUNE_SHARED/golden/irt, or a skipped test that says
 * that they are not there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_IRT_GOLDEN_H
#define ATTUNE_TESTS_IRT_GOLDEN_H

#include <stddef.h>

#include "irt/bank.h"

/* A table without quotes: header and cells as texts. */
struct golden {
    size_t nrow, ncol;
    char **cell; /* [(1 + nrow) * ncol], the header first */
    char *text;
};

/* Skips the running test when the folder is not there; fails it when the file is. */
struct golden golden_open(const char *name);
void golden_close(struct golden *g);
const char *golden_text(const struct golden *g, size_t row, size_t col);
double golden_number(const struct golden *g, size_t row, size_t col);
/* The column of that name; fails the test without it. */
size_t golden_column(const struct golden *g, const char *name);
/* An answer: a number, or IRT_MISSING where the cell is empty. */
int golden_answer(const struct golden *g, size_t row, size_t col);

struct irt_bank *golden_bank(void);

#endif
