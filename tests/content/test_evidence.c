/* The studies against the table in which each was checked: only rows that were verified, with the
 * DOI that stands there, and no DOI that stands there from memory.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "samples.h"

enum { YEAR = 3, TITLE, DOI = 6, FIGURE, INTERVAL, PEOPLE = 11, CAVEAT, CONFIDENCE = 14, COLUMNS };

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

/* Does the number stand in the row: as .25, as 11.9 of 100, or as "five"? */
static bool printed(double v, char column[COLUMNS][1024])
{
    static const int places[] = {FIGURE, INTERVAL, PEOPLE, CAVEAT};
    char decimals[32], of_100[32];
    snprintf(decimals, sizeof decimals, "%.2f", fabs(v));
    snprintf(of_100, sizeof of_100, "%.1f", 100 * fabs(v));
    const char *forms[] = {decimals[0] == '0' ? decimals + 1 : decimals, of_100,
                           v == 5 ? "five times" : decimals};
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++)
        for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++)
            if (strstr(column[places[p]], forms[f]) != NULL)
                return true;
    return false;
}

static bool right_effects(const struct content_evidence *e, char column[COLUMNS][1024])
{
    for (size_t k = 0; k < e->neffects; k++) {
        const double v[] = {e->effects[k].value, e->effects[k].lower, e->effects[k].upper};
        for (size_t i = 0; i < 3; i++) {
            if (!isnan(v[i]) && !printed(v[i], column)) {
                print_error("%s: %g stands nowhere in the table\n", e->id, v[i]);
                return false;
            }
        }
    }
    return true;
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
    return right_effects(e, column);
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
    struct content_effect effect = e.effects[0];
    e.effects = &effect;
    e.neffects = 1;
    assert_true(right(&e, column));
    effect.upper = 0.43;
    assert_false(right(&e, column));
    e.neffects = 0;
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
