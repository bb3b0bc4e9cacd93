/* fuzz/fuzz_csv.c: any bytes as a table. Cells lie within the text in order, every row is as wide
 * as the first, faults say where; and what was read, written again, reads the same.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* *again <- the table as the writer writes it. */
static enum err read_and_write(const char *bytes, size_t n, struct text *again)
{
    char *text = malloc(n + 1); /* of its very size, so that a byte too many is seen */
    must(text != NULL);
    if (n > 0)
        memcpy(text, bytes, n);
    text[n] = '\0';
    struct cli_csv csv;
    struct cli_csv_cell cell = {0};
    struct fault fault = {0};
    size_t width = 0, index = 0, rows = 0, cells = 0;
    const char *before = text;
    text_add(again, "\xEF\xBB\xBF"); /* or else a second mark would become the first */
    enum err e = cli_csv_init(&csv, text, n, &fault);
    while (e == ERR_OK && (e = cli_csv_next(&csv, &cell, &fault)) == ERR_OK) {
        char shown[CLI_CSV_SHOWN];
        must(cell.text >= before && cell.text + cell.n <= text + n);
        must(strlen(cell.text) == cell.n && cell.line > 0 && cell.column > 0);
        must(strlen(cli_csv_shown(cell.text, cell.n, shown)) < sizeof shown);
        before = cell.text + cell.n;
        if (cell.n > 0)
            cli_csv_put(again, cell.text, cell.n);
        else
            text_add(again, "\"\""); /* an empty line of its own would end the table */
        text_char(again, cell.last ? '\n' : ',');
        index++;
        cells++;
        if (!cell.last)
            continue;
        must(width == 0 || index == width);
        width = index;
        index = 0;
        rows++;
    }
    must(rows <= csv.most && cells <= n + 1);
    must(e == ERR_NOTFOUND || (e == fault.code && fault.line > 0 && fault.column > 0));
    must(text_utf8_valid(fault.what, strlen(fault.what)) == strlen(fault.what));
    must(again->err == ERR_OK);
    free(text);
    return e;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text once, twice;
    text_init(&once);
    text_init(&twice);
    if (read_and_write((const char *)data, size, &once) == ERR_NOTFOUND) {
        must(read_and_write(once.data, once.len, &twice) == ERR_NOTFOUND);
        must(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
    }
    text_finish(&once);
    text_finish(&twice);
    return 0;
}
