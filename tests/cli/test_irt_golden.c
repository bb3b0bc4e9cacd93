/* The lab commands against the field's own tools (shared/golden/irt): mirt, mirtCAT, and converged
 * references.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "test_irt_lab.h"

enum { DIMS = 6, ITEMS = 48 };

static void golden_table(struct lab_table *table, const char *name)
{
    lab_table_read(table, lab_golden(name));
}

/* The golden points as T.csv: the first six columns of the information's table. */
static void write_points(struct lab_table *info)
{
    golden_table(info, "score6_testinfo_mirt.csv");
    FILE *file = fopen("t.csv", "w");
    assert_non_null(file);
    for (size_t line = 0; line <= info->nrow; line++)
        for (size_t d = 0; d < DIMS; d++)
            fprintf(file, "%s%c", info->cell[line * info->ncol + d], d + 1 < DIMS ? ',' : '\n');
    assert_int_equal(fclose(file), 0);
}

static void probabilities_are_mirts(void **state)
{
    (void)state;
    struct lab_table points, want, got;
    write_points(&points);
    golden_table(&want, "score6_probs_mirt.csv");
    lab_table_read(&got,
                   lab_says("probs --bank %s --theta t.csv", lab_golden_path("sim6_bank.json")));
    assert_int_equal(got.nrow, want.nrow);
    assert_int_equal(got.nrow, points.nrow * ITEMS);
    assert_int_equal(got.ncol, want.ncol);
    double worst = 0.0;
    for (size_t r = 0; r < got.nrow; r++) {
        assert_string_equal(lab_cell(&got, r, 0), lab_cell(&want, r, 0));
        assert_string_equal(lab_cell(&got, r, 1), lab_cell(&want, r, 1));
        for (size_t c = 2; c < got.ncol; c++)
            worst = fmax(worst, fabs(lab_number(&got, r, c) - lab_number(&want, r, c)));
    }
    print_message("# probabilities differ by at most %.1e\n", worst);
    assert_true(worst < 1e-9);
    lab_table_free(&points);
    lab_table_free(&want);
    lab_table_free(&got);
}

static void information_is_mirts(void **state)
{
    (void)state;
    struct lab_table want, got;
    write_points(&want);
    lab_table_read(&got,
                   lab_says("info --bank %s --theta t.csv", lab_golden_path("sim6_bank.json")));
    assert_int_equal(got.nrow, want.nrow);
    assert_int_equal(got.ncol, 1 + DIMS * (DIMS + 1) / 2);
    double worst = 0.0;
    for (size_t r = 0; r < got.nrow; r++)
        for (size_t c = 1; c < got.ncol; c++) {
            size_t there = lab_column(&want, got.cell[c]);
            assert_int_equal(there, DIMS + c - 1); /* the same order */
            worst = fmax(worst, fabs(lab_number(&got, r, c) - lab_number(&want, r, there)));
        }
    print_message("# information differs by at most %.1e\n", worst);
    assert_true(worst < 1e-9);
    lab_table_free(&want);
    lab_table_free(&got);
}

static void scores_agree(const char *method, const char *reference, double theta_within,
                         double se_within)
{
    struct lab_table want, got;
    golden_table(&want, reference);
    lab_table_read(&got, lab_says("score --method %s --bank %s --responses %s", method,
                                  lab_golden_path("sim6_bank.json"),
                                  lab_golden_path("sim6_score_responses.csv")));
    assert_int_equal(got.nrow, want.nrow);
    assert_int_equal(got.ncol, 1 + 2 * DIMS);
    double theta = 0.0, se = 0.0;
    for (size_t r = 0; r < got.nrow; r++) {
        assert_string_equal(lab_cell(&got, r, 0), lab_cell(&want, r, 0));
        for (int d = 1; d <= DIMS; d++) {
            char name[4][16];
            snprintf(name[0], sizeof name[0], "theta_F%d", d);
            snprintf(name[1], sizeof name[1], "F%d", d);
            snprintf(name[2], sizeof name[2], "se_F%d", d);
            snprintf(name[3], sizeof name[3], "SE_F%d", d);
            theta = fmax(theta, fabs(lab_number(&got, r, lab_column(&got, name[0])) -
                                     lab_number(&want, r, lab_column(&want, name[1]))));
            se = fmax(se, fabs(lab_number(&got, r, lab_column(&got, name[2])) -
                               lab_number(&want, r, lab_column(&want, name[3]))));
        }
    }
    print_message("# %s: theta differs by at most %.1e, SE by %.1e\n", method, theta, se);
    assert_true(theta < theta_within && se < se_within);
    lab_table_free(&want);
    lab_table_free(&got);
}

static void modes_are_the_references(void **state)
{
    (void)state;
    scores_agree("map", "score6_MAP_newton.csv", 1e-4, 1e-3);
}

static void means_are_the_references(void **state)
{
    (void)state;
    scores_agree("eap", "score6_EAP_aGH11.csv", 0.01, 0.01);
}

/* What was answered before each step of mirtCAT's runs by this criterion, as rows of R.csv. The
 * rows of the golden table that say what was then asked go to next[]. */
static size_t write_prefixes(const struct lab_table *runs, const char *criterion, size_t *next)
{
    size_t step = lab_column(runs, "step"), item = lab_column(runs, "item");
    size_t response = lab_column(runs, "response"), n = 0;
    const char *given[ITEMS] = {0};
    FILE *file = fopen("t.csv", "w");
    assert_non_null(file);
    fprintf(file, "id");
    for (int i = 1; i <= ITEMS; i++)
        fprintf(file, ",i%02d", i);
    fprintf(file, "\n");
    for (size_t r = 0; r + 1 < runs->nrow; r++) {
        if (strcmp(lab_cell(runs, r, 0), criterion) != 0)
            continue;
        if (strcmp(lab_cell(runs, r, step), "0") == 0)
            memset(given, 0, sizeof given);
        else
            given[(size_t)lab_number(runs, r, item) - 1] = lab_cell(runs, r, response);
        if (strcmp(lab_cell(runs, r + 1, step), "0") == 0)
            continue; /* the run ends with r */
        fprintf(file, "%zu", r);
        for (size_t i = 0; i < ITEMS; i++)
            fprintf(file, ",%s", given[i] ? given[i] : "");
        fprintf(file, "\n");
        next[n++] = r + 1;
    }
    assert_int_equal(fclose(file), 0);
    return n;
}

/* Whether the best two are told apart; the first must then be what mirtCAT asked. */
static bool first_is(const struct json *person, const struct lab_table *runs, size_t next)
{
    const struct json *best = json_get(person, "ranking")->child;
    double first = json_get(best, "criterion")->number;
    double second = best->next ? json_get(best->next, "criterion")->number : 0.0;
    if (fabs(first - second) <= 1e-9 * fabs(first))
        return false;
    char want[8];
    snprintf(want, sizeof want, "i%02d", (int)lab_number(runs, next, lab_column(runs, "item")));
    assert_string_equal(json_get(best, "item")->text, want);
    return true;
}

static void the_next_item_is_mirtcats(void **state)
{
    (void)state;
    static const char *const rules[][2] = {{"D", "DPrule"}, {"T", "TPrule"}, {"A", "APrule"}};
    struct lab_table runs;
    golden_table(&runs, "adaptive6_mirtCAT.csv");
    size_t compared = 0, all = 0, *next = calloc(runs.nrow, sizeof *next);
    assert_non_null(next);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t n = write_prefixes(&runs, rules[i][1], next);
        char *text = lab_says("next --rule %s --bank %s --responses t.csv", rules[i][0],
                              lab_golden_path("sim6_bank.json"));
        struct arena arena;
        arena_init(&arena, 0);
        const struct json *people;
        assert_int_equal(json_parse(&arena, text, strlen(text), &people, NULL), ERR_OK);
        assert_int_equal(people->count, n);
        const struct json *person = people->child;
        for (size_t p = 0; p < n; p++, person = person->next)
            compared += first_is(person, &runs, next[p]);
        all += n;
        arena_finish(&arena);
        free(text);
    }
    print_message("# %zu of %zu choices could be told apart, all as mirtCAT made them\n", compared,
                  all);
    assert_int_equal(all, 8 * ITEMS);
    assert_true(compared >= all - all / 20);
    free(next);
    lab_table_free(&runs);
}

static void one_thread_or_four_is_the_same(void **state)
{
    (void)state;
    char bank[4096], score[4096], people[4096];
    free(lab_golden("sim6_bank.json"));
    snprintf(bank, sizeof bank, "%s", lab_golden_path("sim6_bank.json"));
    snprintf(score, sizeof score, "%s", lab_golden_path("sim6_score_responses.csv"));
    snprintf(people, sizeof people, "%s", lab_golden_path("sim6_responses.csv"));
    char *scores = lab_says("score --bank %s --responses %s", bank, people);
    lab_write("again.csv", scores, 0); /* which is also a table of places */
    free(scores);
    const struct {
        const char *what, *option, *file;
    } runs[] = {
        {"score", "responses", people},
        {"score --method eap --temper 0.7", "responses", score},
        {"next --rule A --seed 5", "responses", score},
        {"info", "theta", "again.csv"},
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        char *one = lab_says("%s --bank %s --%s %s --threads 1", runs[i].what, bank, runs[i].option,
                             runs[i].file);
        char *four = lab_says("%s --bank %s --%s %s --threads 4", runs[i].what, bank,
                              runs[i].option, runs[i].file);
        char *usual =
            lab_says("%s --bank %s --%s %s", runs[i].what, bank, runs[i].option, runs[i].file);
        assert_true(strlen(one) > 10000);
        assert_string_equal(one, four);
        assert_string_equal(one, usual);
        free(one);
        free(four);
        free(usual);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_are_mirts),
        cmocka_unit_test(information_is_mirts),
        cmocka_unit_test(modes_are_the_references),
        cmocka_unit_test(means_are_the_references),
        cmocka_unit_test(the_next_item_is_mirtcats),
        cmocka_unit_test(one_thread_or_four_is_the_same),
    };
    if (argc < 2)
        return 99;
    lab_open(argv[1]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_close();
    return failed;
}
