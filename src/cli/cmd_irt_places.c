/* cli/cmd_irt_places.c: a table of places on the bank's dimensions.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_irt.h"
#include "cli/csv.h"

/* What a column of T.csv is: a dimension 0 … ndim - 1, or one of these. */
enum { COLUMN_UNKNOWN = IRT_DIM_MAX, COLUMN_PASSED, COLUMN_NAME };
#define PLACE_MAX 1e6 /* latent SDs; far past it sums of slopes times places overflow */
#define COLUMNS_MAX (2 * IRT_DIM_MAX + 1) /* a name, and thetas with their SEs */

static size_t column_kind(const struct irt_bank *bank, const char *name)
{
    size_t ndim = irt_bank_ndim(bank);
    for (size_t d = 0; d < ndim; d++)
        if (strcmp(irt_bank_dim_name(bank, d), name) == 0)
            return d;
    for (size_t d = 0; d < ndim; d++) {
        const char *dim = irt_bank_dim_name(bank, d);
        if (strncmp(name, "theta_", 6) == 0 && strcmp(name + 6, dim) == 0)
            return d;
        if (strncmp(name, "se_", 3) == 0 && strcmp(name + 3, dim) == 0)
            return COLUMN_PASSED;
    }
    for (size_t d = 0; d < ndim; d++)
        if (strncmp(name, "theta", 5) == 0 && name[5] == (char)('1' + d) && !name[6])
            return d;
    return strcmp(name, "id") == 0 || strcmp(name, "row") == 0 ? COLUMN_NAME : COLUMN_UNKNOWN;
}

static enum err column_add(const struct irt_bank *bank, const struct cli_csv_cell *cell,
                           size_t *kind, size_t n, struct fault *fault)
{
    static const char expected[] = "a column for each dimension of the bank, as it is named there "
                                   "or theta1, theta2, …";
    if (n == COLUMNS_MAX)
        return cli_csv_bad(cell, "is a column too many", expected, fault);
    kind[n] = column_kind(bank, cell->text);
    if (kind[n] == COLUMN_UNKNOWN || (kind[n] == COLUMN_NAME && n > 0))
        return cli_csv_bad(cell, "is no dimension of the bank", expected, fault);
    for (size_t i = 0; i < n; i++)
        if (kind[i] == kind[n] && kind[n] < COLUMN_UNKNOWN)
            return cli_csv_bad(cell, "stands for a dimension that has a column already",
                               "one column for each", fault);
    return ERR_OK;
}

static enum err read_header(const struct irt_bank *bank, struct cli_csv *csv, size_t *kind,
                            size_t *ncol, struct fault *fault)
{
    struct cli_csv_cell cell;
    enum err e = cli_csv_first(csv, &cell, "a header with the names of the dimensions", fault);
    while (e == ERR_OK) {
        e = column_add(bank, &cell, kind, *ncol, fault);
        if (e != ERR_OK)
            return e;
        ++*ncol;
        if (cell.last)
            break;
        e = cli_csv_next(csv, &cell, fault);
    }
    for (size_t d = 0; e == ERR_OK && d < irt_bank_ndim(bank); d++) {
        bool there = false;
        for (size_t c = 0; c < *ncol; c++)
            there = there || kind[c] == d;
        if (!there)
            e = fault_set(fault, ERR_FORMAT, 1, 1, "the header lacks dimension \"",
                          irt_bank_dim_name(bank, d), "\"; expected a column for each", NULL);
    }
    return e;
}

static enum err read_cell(const struct cli_csv_cell *cell, size_t kind, size_t ndim,
                          struct cli_irt_places *out, struct fault *fault)
{
    double v;
    if (kind == COLUMN_NAME && out->name)
        out->name[out->nrow] = (struct cli_irt_name){cell->text, cell->n, cell->line};
    if (kind >= ndim)
        return ERR_OK;
    if (text_read_double(cell->text, cell->n, &v) != ERR_OK || fabs(v) > PLACE_MAX)
        return cli_csv_bad(cell, "is no place on a dimension", "a number from -1e6 to 1e6", fault);
    out->theta[out->nrow * ndim + kind] = v;
    return ERR_OK;
}

static enum err read_rows(struct cli_csv *csv, const size_t *kind, struct cli_irt_places *out,
                          struct fault *fault)
{
    struct cli_csv_cell cell;
    enum err e;
    for (size_t c = 0; (e = cli_csv_next(csv, &cell, fault)) == ERR_OK; c++) {
        e = read_cell(&cell, kind[c], irt_bank_ndim(out->bank), out, fault);
        if (e != ERR_OK)
            return e;
        if (cell.last) {
            out->nrow++;
            c = (size_t)-1;
        }
    }
    if (e == ERR_NOTFOUND && out->nrow == 0)
        return fault_set(fault, ERR_FORMAT, csv->line, 1,
                         "there is no row below the header; expected one for each place", NULL);
    return e == ERR_NOTFOUND ? ERR_OK : e;
}

static enum err read_table(size_t n, struct cli_irt_places *out, struct fault *fault)
{
    struct cli_csv csv;
    size_t kind[COLUMNS_MAX] = {0}, ncol = 0;
    enum err e = cli_csv_init(&csv, out->text, n, fault);
    if (e == ERR_OK)
        e = read_header(out->bank, &csv, kind, &ncol, fault);
    if (e != ERR_OK)
        return e;
    /* Each cell has a byte behind it, and the header more bytes than there are dimensions. */
    size_t cells = csv.most * irt_bank_ndim(out->bank);
    out->theta = calloc(cells < n ? cells : n, sizeof *out->theta);
    out->name = kind[0] == COLUMN_NAME ? calloc(csv.most, sizeof *out->name) : NULL;
    if (!out->theta || (kind[0] == COLUMN_NAME && !out->name))
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    return read_rows(&csv, kind, out, fault);
}

int cli_irt_places_open(const struct cli *cli, struct cli_irt_places *out)
{
    size_t n;
    *out = (struct cli_irt_places){0};
    int status = cli_irt_open(cli, "theta", &out->bank, &out->path, &out->text, &n);
    struct fault fault = {0};
    if (status == CLI_DONE && read_table(n, out, &fault) != ERR_OK)
        status = cli_fault(out->path, &fault);
    if (status != CLI_DONE)
        cli_irt_places_close(out);
    return status;
}

void cli_irt_places_close(struct cli_irt_places *places)
{
    irt_bank_destroy(places->bank);
    free(places->text);
    free(places->name);
    free(places->theta);
    *places = (struct cli_irt_places){0};
}

void cli_irt_places_put_name(struct text *out, const struct cli_irt_places *places, size_t row)
{
    if (places->name)
        cli_csv_put(out, places->name[row].text, places->name[row].n);
    else
        text_uint(out, row + 1);
}
