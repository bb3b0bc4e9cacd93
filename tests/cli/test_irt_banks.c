/* The lab commands on banks of other shapes, against the model written down plainly here: one
 * dimension, eight with cross-loadings, categories from 2 to 10; and what the commands say to each
 * other.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "test_irt_lab.h"

/* What follows the head that the text must have. */
static char *after(char *text, const char *head)
{
    if (strncmp(text, head, strlen(head)) != 0)
        fail_msg("expected %s, not %.100s", head, text);
    return text + strlen(head);
}

/* ---- A 2PL bank, and its mode by bisection ---- */

#define BANK_2PL                                                                                   \
    "{\"dimensions\": [\"skill\"], \"prior\": {\"mean\": [0.5], \"covariance\": [[2]]}, "          \
    "\"items\": ["                                                                                 \
    "{\"id\": \"a\", \"slopes\": {\"skill\": 1.3}, \"intercepts\": [0.4]},"                        \
    "{\"id\": \"b\", \"slopes\": {\"skill\": 0.6}, \"intercepts\": [-1]},"                         \
    "{\"id\": \"c\", \"slopes\": {\"skill\": -0.9}, \"intercepts\": [0]},"                         \
    "{\"id\": \"d\", \"slopes\": {\"skill\": 2.2}, \"intercepts\": [1.5]}]}"

static const double a2[] = {1.3, 0.6, -0.9, 2.2}, d2[] = {0.4, -1, 0, 1.5};

static double rise_2pl(const int *x, double temper, double theta, double *curve)
{
    double sum = -(theta - 0.5) / 2;
    *curve = 1.0 / 2;
    for (int i = 0; i < 4; i++) {
        double p = 1 / (1 + exp(-(a2[i] * theta + d2[i])));
        sum += x[i] < 0 ? 0 : temper * a2[i] * (x[i] - p);
        *curve += x[i] < 0 ? 0 : temper * a2[i] * a2[i] * p * (1 - p);
    }
    return sum;
}

static void a_2pl_bank_is_scored(void **state)
{
    (void)state;
    static const int x[][4] = {{1, 1, 0, 1}, {0, 0, 1, 0}, {1, -1, -1, 0}, {-1, -1, -1, -1}};
    static const char table[] =
        "id,a,b,c,d\np1,1,1,0,1\np2,0,0,1,0\n\"p,3\",1,NA,,0\n\"p\"\"4\",,NA,,\n";
    static const char *const ids[] = {"\np1,", "\np2,", "\n\"p,3\",", "\n\"p\"\"4\","};
    lab_write("bank.json", BANK_2PL, 0);
    lab_write("t.csv", table, 0);
    for (double temper = 0.25; temper <= 1; temper *= 2) {
        char *out = lab_says("score --bank bank.json --responses t.csv --temper %g", temper);
        after(out, "id,theta_skill,se_skill\n");
        for (int r = 0; r < 4; r++) {
            double low = -20, high = 20, curve;
            while (high - low > 1e-12) {
                double middle = (low + high) / 2;
                *(rise_2pl(x[r], temper, middle, &curve) > 0 ? &low : &high) = middle;
            }
            char *row = strstr(out, ids[r]), *end;
            assert_non_null(row);
            double theta = strtod(row + strlen(ids[r]), &end), se = strtod(end + 1, &end);
            assert_true(fabs(theta - low) < 1e-7);
            assert_true(fabs(se - 1 / sqrt(curve)) < 1e-7);
            assert_int_equal(*end, '\n');
        }
        free(out);
    }
}

/* However the same answers are written. */
static void tables_may_be_written_in_many_ways(void **state)
{
    (void)state;
    static const char *const same[] = {
        "id,a,b,c,d\np1,1,,0,1\np2,0,0,,\n",
        "id,a,b,c,d\np1,1,,0,1\np2,0,0,,",
        "id,a,b,c,d\np1,1,,0,1\np2,0,0,,\n\n\n",
        "id,a,b,c,d\r\np1,1,,0,1\r\np2,0,0,,\r\n\r\n",
        "\xEF\xBB\xBFid,a,b,c,d\np1,1,NA,0,1\np2,0,0,NA,NA\n",
        "\"id\",\"a\",\"b\",\"c\",\"d\"\n\"p1\",\"1\",\"\",\"0\",\"1\"\n\"p2\",0,0,\"NA\",\"\"",
        "id,d,c,b,a\np1,1,0,,1\np2,,,0,0\n",
    };
    lab_write("bank.json", BANK_2PL, 0);
    lab_write("t.csv", same[0], 0);
    char *want = lab_says("next --bank bank.json --responses t.csv");
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        lab_write("t.csv", same[i], 0);
        char *got = lab_says("next --bank=bank.json --responses=t.csv --rule=D");
        assert_string_equal(got, want);
        free(got);
        lab_write("in", same[i], 0);
        got = lab_says("next --bank bank.json --responses -");
        assert_string_equal(got, want);
        free(got);
    }
    free(want);
    /* An item without a column is missing for everybody. */
    lab_write("t.csv", "id,a,c,b,d\np1,1,,,\n", 0);
    want = lab_says("score --bank bank.json --responses t.csv");
    lab_write("t.csv", "id,a\np1,1\n", 0);
    char *got = lab_says("score --bank bank.json --responses t.csv");
    assert_string_equal(got, want);
    free(got);
    free(want);
    /* The bank from standard input. */
    lab_write("in", BANK_2PL, 0);
    got = lab_says("score --bank - --responses t.csv");
    free(got);
    assert_int_equal(remove("in"), 0);
}

static void places_may_be_named_in_many_ways(void **state)
{
    (void)state;
    static const struct {
        const char *table, *name;
    } same[] = {
        {"skill\n-0.5\n1e-1\n", "1"},
        {"theta1\n-0.5\n0.1\n", "1"},
        {"theta_skill\n-0.50\n0.1", "1"},
        {"id,se_skill,theta_skill\nleo,x,-0.5\n\"a,b\",,0.1\n", "leo"},
        {"row,skill\r\n7,-0.5\r\n8,0.1\r\n", "7"},
    };
    lab_write("bank.json", BANK_2PL, 0);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        char head[64];
        lab_write("t.csv", same[i].table, 0);
        char *out = lab_says("info --bank bank.json --theta t.csv");
        snprintf(head, sizeof head, "row,I11\n%s,", same[i].name);
        char *number = after(out, head);
        double want = 0;
        for (int k = 0; k < 4; k++) {
            double p = 1 / (1 + exp(-(a2[k] * -0.5 + d2[k])));
            want += a2[k] * a2[k] * p * (1 - p);
        }
        assert_true(fabs(strtod(number, NULL) - want) < 1e-12);
        free(out);
    }
}

/* ---- Eight dimensions, every item on two or three of them, up to ten categories ---- */

enum { DIMS = 8, ITEMS = 24 };

static struct {
    double a[DIMS], d[9];
    int ncat;
} wide[ITEMS];

static const char *const dim_names[DIMS] = {"a,b", "D2", "D3", "D4", "D5", "D6", "D7", "D8"};

static double prior_at(int i, int j)
{
    return i == j ? 1.0 : 0.3;
}

static void make_wide(void)
{
    FILE *file = fopen("bank.json", "w");
    assert_non_null(file);
    for (int i = 0; i < DIMS; i++)
        fprintf(file, "%s\"%s\"", i ? ", " : "{\"dimensions\": [", dim_names[i]);
    fprintf(file, "], \"prior\": {\"mean\": [0.1, 0, 0, 0, 0, 0, 0, -0.1], \"covariance\": [");
    for (int i = 0; i < DIMS; i++)
        for (int j = 0; j < DIMS; j++)
            fprintf(file, "%s%g%s", j ? ", " : "[", prior_at(i, j),
                    j < DIMS - 1   ? ""
                    : i < DIMS - 1 ? "], "
                                   : "]");
    fprintf(file, "]}, \"items\": [");
    for (int i = 0; i < ITEMS; i++) {
        memset(&wide[i], 0, sizeof wide[i]);
        wide[i].ncat = 2 + i % 9;
        fprintf(file, "%s{\"id\": \"q \\\"%d\\\"\", \"slopes\": {", i ? ", " : "", i);
        for (int k = 0; k < 2 + i % 2; k++) {
            int d = (i + 3 * k) % DIMS;
            wide[i].a[d] = k ? -0.5 : 1 + 0.05 * i;
            fprintf(file, "%s\"%s\": %.17g", k ? ", " : "", dim_names[d], wide[i].a[d]);
        }
        fprintf(file, "}, \"intercepts\": [");
        for (int k = 0; k + 1 < wide[i].ncat; k++) {
            wide[i].d[k] = 2.5 - 0.6 * k - 0.02 * i;
            fprintf(file, "%s%.17g", k ? ", " : "", wide[i].d[k]);
        }
        fprintf(file, "]}");
    }
    fprintf(file, "]}\n");
    assert_int_equal(fclose(file), 0);
}

static double at_least(int item, int k, const double *theta)
{
    double x = 0;
    for (int d = 0; d < DIMS; d++)
        x += wide[item].a[d] * theta[d];
    return k == 0 ? 1 : k == wide[item].ncat ? 0 : 1 / (1 + exp(-(x + wide[item].d[k - 1])));
}

/* Reads numbers between commas, from row to the line's end. */
static char *read_numbers(char *row, double *out, int n)
{
    for (int i = 0; i < n; i++) {
        char *end;
        out[i] = strtod(row, &end);
        assert_true(end > row);
        assert_int_equal(*end, i + 1 < n ? ',' : '\n');
        row = end + 1;
    }
    return row;
}

/* At a mode the slope of the log posterior vanishes; with every prior correlation 0.3 the prior's
 * precision is (I - 0.3 / (0.7 + 0.3 n) J) / 0.7. */
static double steepest(const int *x, const double *theta)
{
    double from[DIMS], all = 0, worst = 0;
    for (int d = 0; d < DIMS; d++) {
        from[d] = theta[d] - (d == 0 ? 0.1 : d == DIMS - 1 ? -0.1 : 0);
        all += from[d];
    }
    for (int d = 0; d < DIMS; d++) {
        double g = -(from[d] - all * 0.3 / (0.7 + 0.3 * DIMS)) / 0.7;
        for (int i = 0; i < ITEMS; i++)
            g += wide[i].a[d] * (1 - at_least(i, x[i], theta) - at_least(i, x[i] + 1, theta));
        worst = fmax(worst, fabs(g));
    }
    return worst;
}

static void a_wide_bank_runs(void **state)
{
    (void)state;
    enum { PEOPLE = 70 };
    make_wide();
    char *people = lab_says("simulate --bank bank.json --n %d --seed 3 --truth truth", PEOPLE);
    after(people, "id,\"q \"\"0\"\"\",\"q \"\"1\"\"\",");
    lab_write("t.csv", people, 0);
    char *scores = lab_says("score --bank bank.json --responses t.csv");
    after(scores, "id,\"theta_a,b\",theta_D2,theta_D3,theta_D4,theta_D5,theta_D6,"
                  "theta_D7,theta_D8,\"se_a,b\",se_D2,");
    char *same = lab_says("score --bank bank.json --responses t.csv --threads 3");
    assert_string_equal(same, scores);
    free(same);
    char *score = strchr(scores, '\n') + 1, *answer = strchr(people, '\n') + 1;
    double highest = 0;
    for (int r = 0; r < PEOPLE; r++) {
        double v[1 + 2 * DIMS], x[1 + ITEMS];
        int given[ITEMS];
        score = read_numbers(score, v, 1 + 2 * DIMS);
        answer = read_numbers(answer, x, 1 + ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            given[i] = (int)x[i + 1];
            highest = fmax(highest, x[i + 1]);
        }
        assert_true(v[0] == r + 1 && x[0] == r + 1);
        assert_true(steepest(given, v + 1) < 1e-6);
        for (int d = 0; d < DIMS; d++)
            assert_true(v[1 + DIMS + d] > 0 && v[1 + DIMS + d] < 1);
    }
    assert_true(highest == 9);
    assert_int_equal(*score, '\0');
    free(people);
    free(scores);

    char *places = lab_says("probs --bank bank.json --theta truth");
    size_t n;
    char *truth = lab_read("truth", &n), *row;
    row = after(places, "row,item,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9\n");
    double theta[1 + DIMS];
    read_numbers(strchr(truth, '\n') + 1, theta, 1 + DIMS);
    for (int i = 0; i < ITEMS; i++) {
        char name[32];
        snprintf(name, sizeof name, "1,\"q \"\"%d\"\"\",", i);
        row = after(row, name);
        for (int k = 0; k < 10; k++) {
            char *end = row;
            assert_true((*row != ',' && *row != '\n') ==
                        (k < wide[i].ncat)); /* the rest is empty */
            if (k < wide[i].ncat) {
                double want = at_least(i, k, theta + 1) - at_least(i, k + 1, theta + 1);
                assert_true(fabs(strtod(row, &end) - want) < 1e-12);
            }
            assert_int_equal(*end, k < 9 ? ',' : '\n');
            row = end + 1;
        }
    }
    free(places);
    free(truth);

    free(lab_says("next --rule A --bank bank.json --responses t.csv"));
    free(lab_says("info --bank bank.json --theta truth"));
    lab_write("again.csv", "id,\"q \"\"8\"\"\"\nonly,9\n", 0);
    free(lab_says("score --method eap --bank bank.json --responses again.csv"));
}

/* ---- What the commands say to each other ---- */

static void simulating_repeats_itself(void **state)
{
    (void)state;
    lab_write("bank.json", BANK_2PL, 0);
    char *some = lab_says("simulate --bank bank.json --n 3 --seed 11 --threads 1");
    char *many = lab_says("simulate --bank bank.json --n 1000 --seed 11 --threads 1 --truth truth");
    char *same = lab_says("simulate --bank bank.json --n 1000 --seed 11 --threads 4 --truth b");
    char *other = lab_says("simulate --bank bank.json --n 1000 --seed 12");
    assert_memory_equal(many, some, strlen(some));
    assert_string_equal(many, same);
    assert_string_not_equal(many, other);
    size_t n, m;
    char *truth = lab_read("truth", &n), *again = lab_read("b", &m);
    assert_string_equal(truth, again);
    free(some), free(same), free(other), free(again);

    /* Answers go with the truth: the easy item d against where its owner stands. */
    struct lab_table people, places;
    lab_table_read(&people, many);
    lab_table_read(&places, truth);
    double sum = 0, want = 0;
    assert_int_equal(people.nrow, 1000);
    assert_int_equal(places.nrow, 1000);
    for (size_t r = 0; r < 1000; r++) {
        assert_string_equal(lab_cell(&people, r, 0), lab_cell(&places, r, 0));
        double x = lab_number(&places, r, 1), p = 1 / (1 + exp(-(2.2 * x + 1.5)));
        sum += (lab_number(&people, r, 4) - p) * x;
        want += p * (1 - p) * x * x;
    }
    assert_true(fabs(sum) < 4 * sqrt(want)); /* four standard errors of a sum that expects zero */
    lab_table_free(&people);
    lab_table_free(&places);
}

#define BANK_EQUAL_ITEM(id) "{\"id\": \"" id "\", \"slopes\": {\"F\": 1}, \"intercepts\": [1, -1]}"
#define BANK_EQUAL                                                                                 \
    "{\"dimensions\": [\"F\"], \"prior\": {\"mean\": [0], \"covariance\": [[1]]}, \"items\": "     \
    "[" BANK_EQUAL_ITEM("a") "," BANK_EQUAL_ITEM("b") "," BANK_EQUAL_ITEM(                         \
        "c") "," BANK_EQUAL_ITEM("d") "," BANK_EQUAL_ITEM("e") "," BANK_EQUAL_ITEM("f") "]}"

static void items_of(const char *json, char *out)
{
    while ((json = strstr(json, "\"item\":\""))) {
        json += strlen("\"item\":\"");
        *out++ = *json;
    }
    *out = '\0';
}

static void ties_go_by_index_or_by_seed(void **state)
{
    (void)state;
    char order[64], seen[8][64];
    bool differ = false;
    lab_write("bank.json", BANK_EQUAL, 0);
    lab_write("t.csv", "id,c\np,1\n", 0);
    char *plain = lab_says("next --bank bank.json --responses t.csv");
    items_of(plain, order);
    assert_string_equal(order, "abdef");
    for (int seed = 0; seed < 8; seed++) {
        char *out = lab_says("next --bank bank.json --responses t.csv --seed %d", seed);
        char *again = lab_says("next --bank bank.json --responses t.csv --seed %d", seed);
        assert_string_equal(out, again);
        items_of(out, seen[seed]);
        assert_int_equal(strlen(seen[seed]), 5);
        for (const char *p = "abdef"; *p; p++)
            assert_non_null(strchr(seen[seed], *p));
        differ = differ || strcmp(seen[seed], order) != 0;
        free(out);
        free(again);
    }
    assert_string_equal(seen[0], order);
    assert_true(differ);
    free(plain);
}

/* t.csv <- the answers x[1 + item] to the items asked so far. */
static void write_asked(const int *asked, int n, const double *x)
{
    FILE *file = fopen("t.csv", "w");
    assert_non_null(file);
    fprintf(file, "id,\"q \"\"%d\"\"\"", n ? asked[0] : 0);
    for (int i = 1; i < n; i++)
        fprintf(file, ",\"q \"\"%d\"\"\"", asked[i]);
    fprintf(file, "\nsome");
    for (int i = 0; i < n; i++)
        fprintf(file, ",%.0f", x[1 + asked[i]]);
    fprintf(file, "%s\n", n ? "" : ",");
    assert_int_equal(fclose(file), 0);
}

/* The steps of a run are what `next` says, of the answers that `simulate` gives, with the places
 * that `score` finds; and a run stops when it should. */
static void adaptive_runs_hold_together(void **state)
{
    (void)state;
    make_wide();
    char *whole = lab_says("simulate --bank bank.json --n 5 --seed 8");
    char *answer = strchr(whole, '\n') + 1;
    char *runs = lab_says("simulate --bank bank.json --n 5 --seed 8 --adaptive --rule T "
                          "--stop-se 0.87 --max-items 20 --temper 0.7");
    char *line = strchr(runs, '\n') + 1;
    after(runs, "id,step,item,response,\"theta_a,b\",theta_D2,");
    int stopped_early = 0;
    for (int person = 1; person <= 5; person++) {
        double x[1 + ITEMS];
        int steps = 0, asked[ITEMS], item, at;
        answer = read_numbers(answer, x, 1 + ITEMS);
        bool known = false;
        for (int who, response;
             sscanf(line, "%d,%*d,\"q \"\"%d\"\"\",%d,%n", &who, &item, &response, &at) == 3 &&
             who == person;) {
            double v[2 * DIMS], scored[2 * DIMS], worst = 0;
            char first[64];
            assert_false(known); /* else it had stopped */
            write_asked(asked, steps, x);
            char *out = lab_says("next --temper 0.7 --rule T --bank bank.json --responses t.csv");
            snprintf(first, sizeof first, "\"ranking\":[{\"item\":\"q \\\"%d\\\"\"", item);
            assert_non_null(strstr(out, first));
            free(out);
            assert_true(response == (int)x[1 + item]);
            asked[steps++] = item;
            line = read_numbers(line + at, v, 2 * DIMS);
            write_asked(asked, steps, x);
            out = lab_says("score --temper 0.7 --bank bank.json --responses t.csv");
            read_numbers(strstr(out, "\nsome,") + 6, scored, 2 * DIMS);
            assert_memory_equal(v, scored, sizeof v);
            free(out);
            for (int d = 0; d < DIMS; d++)
                worst = fmax(worst, v[DIMS + d]);
            known = worst <= 0.87;
        }
        assert_true(known || steps == 20);
        stopped_early += steps < 20;
    }
    assert_int_equal(*line, '\0');
    assert_in_range(stopped_early, 1, 4); /* both ways of stopping were seen */
    free(whole);
    free(runs);
    char *one = lab_says("simulate --bank bank.json --n 150 --seed 8 --adaptive --max-items 2 "
                         "--threads 1");
    char *three = lab_says("simulate --bank bank.json --n 150 --seed 8 --adaptive --max-items 2 "
                           "--threads 3");
    assert_string_equal(one, three);
    free(one);
    free(three);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_2pl_bank_is_scored),
        cmocka_unit_test(tables_may_be_written_in_many_ways),
        cmocka_unit_test(places_may_be_named_in_many_ways),
        cmocka_unit_test(a_wide_bank_runs),
        cmocka_unit_test(simulating_repeats_itself),
        cmocka_unit_test(ties_go_by_index_or_by_seed),
        cmocka_unit_test(adaptive_runs_hold_together),
    };
    if (argc < 2)
        return 99;
    lab_open(argv[1]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_close();
    return failed;
}
