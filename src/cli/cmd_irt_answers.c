/* cli/cmd_irt_answers.c: a table of answers, held to the bank.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_irt.h"
#include "cli/csv.h"

#define NO_ANSWER UINT8_MAX

static uint64_t name_hash(const struct cli_irt_name *name)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a (Fowler, Noll & Vo 1991) */
    for (size_t i = 0; i < name->n; i++)
        h = (h ^ (unsigned char)name->text[i]) * 1099511628211u;
    return h ^ h >> 29;
}

/* The slot where this name is, or would be. */
static size_t *name_slot(const struct cli_irt_name *names, size_t *slots, size_t size,
                         const struct cli_irt_name *name)
{
    for (size_t at = name_hash(name);; at++) {
        size_t *slot = &slots[at & (size - 1)];
        if (!*slot)
            return slot;
        const struct cli_irt_name *other = &names[*slot - 1];
        if (other->n == name->n && memcmp(other->text, name->text, name->n) == 0)
            return slot;
    }
}

static enum err names_differ(const struct cli_irt_name *name, size_t n, struct fault *fault)
{
    size_t size = 16;
    while (size < 2 * n)
        size *= 2;
    size_t *slots = calloc(size, sizeof *slots); /* row + 1; 0: free */
    if (!slots)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    enum err e = ERR_OK;
    for (size_t i = 0; i < n && e == ERR_OK; i++) {
        size_t *slot = name_slot(name, slots, size, &name[i]);
        if (*slot) {
            struct cli_csv_cell cell = {(char *)name[i].text, name[i].n, name[i].line, 1, false};
            char why[64];
            snprintf(why, sizeof why, "stands on line %zu already", name[*slot - 1].line);
            e = cli_csv_bad(&cell, why, "each id once", fault);
        }
        *slot = i + 1;
    }
    free(slots);
    return e;
}

/* The item of this name, or nitem; files mostly keep the bank's order, so look after `last`. */
static size_t item_by_id(const struct irt_bank *bank, const char *id, size_t last)
{
    size_t nitem = irt_bank_nitem(bank);
    for (size_t i = 0; i < nitem; i++) {
        size_t item = (last + 1 + i) % nitem;
        if (strcmp(irt_bank_item_id(bank, item), id) == 0)
            return item;
    }
    return nitem;
}

static enum err read_header(struct cli_csv *csv, struct cli_irt_answers *out, struct fault *fault)
{
    static const char expected[] = "a header: id, then item ids of the bank";
    size_t nitem = irt_bank_nitem(out->bank);
    struct cli_csv_cell cell;
    enum err e = cli_csv_first(csv, &cell, expected, fault);
    if (e != ERR_OK)
        return e;
    if (strcmp(cell.text, "id") != 0 || cell.last)
        return cli_csv_bad(&cell, cell.last ? "is the whole header" : "begins the header", expected,
                           fault);
    out->item = calloc(nitem, sizeof *out->item);
    bool *seen = calloc(nitem, sizeof *seen);
    size_t item = nitem - 1;
    if (!out->item || !seen) {
        free(seen);
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    }
    while (e == ERR_OK && !cell.last && (e = cli_csv_next(csv, &cell, fault)) == ERR_OK) {
        item = item_by_id(out->bank, cell.text, item);
        if (item == nitem)
            e = cli_csv_bad(&cell, "is no item of the bank", "its item ids", fault);
        else if (seen[item])
            e = cli_csv_bad(&cell, "stands in the header twice", "each item once", fault);
        else {
            seen[item] = true;
            out->item[out->ncol++] = item;
        }
    }
    free(seen);
    return e;
}

static enum err read_answer(const struct irt_bank *bank, size_t item,
                            const struct cli_csv_cell *cell, uint8_t *out, struct fault *fault)
{
    size_t ncat = irt_bank_item(bank, item)->ncat;
    *out = NO_ANSWER;
    if (cell->n == 0 || strcmp(cell->text, "NA") == 0)
        return ERR_OK;
    if (cell->n == 1 && cell->text[0] >= '0' && (size_t)(cell->text[0] - '0') < ncat) {
        *out = (uint8_t)(cell->text[0] - '0');
        return ERR_OK;
    }
    char expected[64];
    const char *id = irt_bank_item_id(bank, item);
    char why[CLI_CSV_SHOWN + 32], shown[CLI_CSV_SHOWN];
    snprintf(why, sizeof why, "is no answer to item %s", cli_csv_shown(id, strlen(id), shown));
    snprintf(expected, sizeof expected, "0 to %zu, or nothing or NA", ncat - 1);
    return cli_csv_bad(cell, why, expected, fault);
}

static enum err read_rows(struct cli_csv *csv, struct cli_irt_answers *out, struct fault *fault)
{
    struct cli_csv_cell cell;
    enum err e;
    size_t n = 0;
    uint8_t *to = out->cell;
    while ((e = cli_csv_next(csv, &cell, fault)) == ERR_OK) {
        if (cell.n == 0)
            return cli_csv_bad(&cell, "begins the row", "the respondent's id", fault);
        out->id[n++] = (struct cli_irt_name){cell.text, cell.n, cell.line};
        for (size_t c = 0; c < out->ncol && e == ERR_OK; c++) {
            e = cli_csv_next(csv, &cell, fault);
            if (e == ERR_OK)
                e = read_answer(out->bank, out->item[c], &cell, to++, fault);
        }
        if (e != ERR_OK)
            return e;
    }
    if (e != ERR_NOTFOUND)
        return e;
    if (n == 0)
        return fault_set(fault, ERR_FORMAT, csv->line, 1,
                         "there is no row below the header; expected one for each respondent",
                         NULL);
    out->nrow = n;
    return names_differ(out->id, n, fault);
}

static enum err read_table(size_t n, struct cli_irt_answers *out, struct fault *fault)
{
    struct cli_csv csv;
    enum err e = cli_csv_init(&csv, out->text, n, fault);
    if (e == ERR_OK)
        e = read_header(&csv, out, fault);
    if (e != ERR_OK)
        return e;
    size_t cells = csv.most * out->ncol;
    out->id = calloc(csv.most, sizeof *out->id);
    out->cell = calloc(cells < n + 1 ? cells : n + 1, sizeof *out->cell);
    if (!out->id || !out->cell)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    return read_rows(&csv, out, fault);
}

int cli_irt_answers_open(const struct cli *cli, struct cli_irt_answers *out)
{
    size_t n;
    *out = (struct cli_irt_answers){0};
    int status = cli_irt_open(cli, "responses", &out->bank, &out->path, &out->text, &n);
    struct fault fault = {0};
    if (status == CLI_DONE && read_table(n, out, &fault) != ERR_OK)
        status = cli_fault(out->path, &fault);
    if (status != CLI_DONE)
        cli_irt_answers_close(out);
    return status;
}

void cli_irt_answers_close(struct cli_irt_answers *answers)
{
    irt_bank_destroy(answers->bank);
    free(answers->text);
    free(answers->id);
    free(answers->item);
    free(answers->cell);
    *answers = (struct cli_irt_answers){0};
}

void cli_irt_answers_row(const struct cli_irt_answers *answers, size_t row, int *response)
{
    for (size_t i = 0; i < irt_bank_nitem(answers->bank); i++)
        response[i] = IRT_MISSING;
    for (size_t c = 0; c < answers->ncol; c++)
        if (answers->cell[row * answers->ncol + c] != NO_ANSWER)
            response[answers->item[c]] = answers->cell[row * answers->ncol + c];
}
