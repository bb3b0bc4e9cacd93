/* fuzz/fuzz_journal_lines.c: any text as an exported journal. What is read goes into a journal, is
 * exported and read again: the same records, and nothing new.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "journal/event_json.h"
#include "journal/fold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void export_and_back(const uint8_t *records, size_t n)
{
    struct text file, again;
    struct fault f;
    size_t added = 1;
    struct journal *j = journal_create(), *k = journal_create();
    text_init(&file);
    text_init(&again);
    must(j != NULL && k != NULL);
    must(journal_add(j, records, n, NULL) == ERR_OK);
    must(journal_export(j, &file) == ERR_OK);
    must(journal_lines_read(file.data, file.len, &again, &f) == ERR_OK);
    must(journal_add(j, (const uint8_t *)again.data, again.len, &added) == ERR_OK);
    must(added == 0);
    /* Without devices, records that differ in nothing else become one. */
    must(journal_add(k, (const uint8_t *)again.data, again.len, &added) == ERR_OK);
    must(added <= journal_count(j) && journal_count(k) == added);
    journal_destroy(j);
    journal_destroy(k);
    text_finish(&file);
    text_finish(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text records;
    struct fault f = {0};
    text_init(&records);
    enum err e = journal_lines_read((const char *)data, size, &records, &f);
    must(e == ERR_OK || (f.code == e && f.what[0] != '\0' && records.len == 0));
    if (e == ERR_OK)
        export_and_back((const uint8_t *)records.data, records.len);
    text_finish(&records);
    return 0;
}
