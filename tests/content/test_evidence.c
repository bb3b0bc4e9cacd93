/* The studies against the table in which each was checked: only rows that were verified, with the
 * DOI that stands there, and no DOI that stands there from memory.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samples.h"

enum { YEAR = 3, TITLE, DOI = 6, CONFIDENCE = 14, COLUMNS };

/* The row of a table with tabs whose first column is the id, cut into its columns; false: none. */
static bool find_row(const char *table, const char *id, char column[COLUMNS][1024])
{
    size_t n = strlen(id);
    for (const char *line = table; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, id, n) != 0 || line[n] != '\t')
            continue;
        for (size_t i = 0; i < COLUMNS; i++) {
            size_t len = strcspn(line, "\t\n");
            assert_true(len < sizeof column[i]);
            memcpy(column[i], line, len);
            column[i][len] = '\0';
            line += len + (line[len] == '\t');
        }
        return true;
    }
    return false;
}

static bool right(const struct content_evidence *e, char column[COLUMNS][1024])
{
    bool from_memory = strstr(column[DOI], "from memory") != NULL;
    if (strcmp(column[CONFIDENCE], "verified") != 0) {
        print_error("%s is %s\n", e->id, column[CONFIDENCE]);
        return false;
    }
    if (e->doi[0] != '\0' && (from_memory || strcmp(e->doi, column[DOI]) != 0)) {
        print_error("%s: DOI %s, in the table %s\n", e->id, e->doi, column[DOI]);
        return false;
    }
    if (strcmp(e->title, column[TITLE]) != 0) {
        print_error("%s: title \"%s\", in the table \"%s\"\n", e->id, e->title, column[TITLE]);
        return false;
    }
    if ((int)strtol(column[YEAR], NULL, 10) != e->year) {
        print_error("%s: year %d, in the table %s\n", e->id, e->year, column[YEAR]);
        return false;
    }
    return true;
}

static void test_verified(void **state)
{
    (void)state;
    const char *shared = getenv("ATTUNE_SHARED");
    char *table = shared == NULL ? NULL : samples_read(shared, "evidence.tsv");
    if (table == NULL) {
        print_message("evidence.tsv is not here (ATTUNE_SHARED): skipped\n");
        skip();
    }
    struct samples s;
    struct content *c = NULL;
    samples_load(&s, "content/en");
    assert_int_equal(samples_create(&s, &c, NULL), ERR_OK);
    samples_finish(&s);
    static char column[COLUMNS][1024];
    size_t wrong = 0;
    for (size_t i = 0; i < content_evidence_count(c); i++) {
        const struct content_evidence *e = content_evidence(c, i);
        if (!find_row(table, e->id, column)) {
            print_error("%s is not in the table\n", e->id);
            wrong++;
        } else {
            wrong += !right(e, column);
        }
    }
    assert_true(content_evidence_count(c) > 0);
    assert_int_equal(wrong, 0);

    /* The check itself bites. */
    struct content_evidence e = *content_evidence(c, content_evidence_find(c, "R01"));
    assert_true(find_row(table, "R01", column) && right(&e, column));
    e.doi = "10.1037/bul0000434";
    assert_false(right(&e, column));
    e.doi = "";
    assert_true(right(&e, column));
    e.year = 2023;
    assert_false(right(&e, column));
    e.id = "S12";
    assert_true(find_row(table, "S12", column) && !right(&e, column));
    e = (struct content_evidence){.id = "S05", .year = 2009, .doi = ""};
    assert_true(find_row(table, "S05", column));
    e.title = column[TITLE];
    assert_true(right(&e, column));
    e.doi = "10.1016/j.dr.2009.02.001"; /* stands there from memory */
    assert_false(right(&e, column));
    e.doi = "";
    e.title = "Another title";
    assert_false(right(&e, column));
    assert_false(find_row(table, "S99", column));
    assert_false(find_row(table, "S0", column));
    content_destroy(c);
    free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_verified)};
    return cmocka_run_group_tests_name("content-evidence", tests, NULL, NULL);
}
