/* What the lab commands say to bad files and bad options: a message with the place and what was
 * expected, status 2, and not a byte on standard output.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "test_irt_lab.h"

/* Two dimensions; items of 3, 2 and 4 categories. */
#define BANK_HEAD "{\"dimensions\": [\"F1\", \"F2\"],\n"
#define PRIOR " \"prior\": {\"mean\": [0, 0], \"covariance\": [[1, 0.5], [0.5, 1]]},\n"
#define PRIOR_IS(mean, rows)                                                                       \
    BANK_HEAD " \"prior\": {\"mean\": [" mean "], \"covariance\": [" rows "]},\n \"items\": [" I1  \
              "]}"
#define ITEM(id, slopes, intercepts)                                                               \
    "  {\"id\": \"" id "\", \"slopes\": {" slopes "}, \"intercepts\": [" intercepts "]}"
#define I1 ITEM("i1", "\"F1\": 1.5", "1, -1")
#define I2 ITEM("i2", "\"F2\": 1.2", "0.3")
#define I3 ITEM("i3", "\"F1\": 0.7, \"F2\": -0.4", "2, 0, -2.5")
#define BANK BANK_HEAD PRIOR " \"items\": [\n" I1 ",\n" I2 ",\n" I3 "]}\n"
#define ITEMS_ARE(items) BANK_HEAD PRIOR " \"items\": [\n" items "]}\n"

struct bad {
    const char *command;
    const char *bank;  /* NULL: the good one */
    const char *table; /* what --responses or --theta is */
    size_t n;          /* of the table; 0: a C string */
    const char *says;
};

#define GOOD "id,i1,i2,i3\np1,0,1,3\n"
#define SCORE(table, says)                                                                         \
    {                                                                                              \
        "score", NULL, table, 0, says                                                              \
    }
#define SCORE_N(table, says)                                                                       \
    {                                                                                              \
        "score", NULL, table, sizeof(table) - 1, says                                              \
    }
#define INFO(table, says)                                                                          \
    {                                                                                              \
        "info", NULL, table, 0, says                                                               \
    }
#define BAD_BANK(bank, says)                                                                       \
    {                                                                                              \
        "score", bank, GOOD, 0, says                                                               \
    }

static const struct bad bads[] = {
    /* answers: the header */
    SCORE("", "t.csv:1:1: there is nothing in it; expected a header: id, then item ids"),
    SCORE("\n\r\n\n", "t.csv:1:1: there is nothing in it"),
    SCORE("\xEF\xBB\xBF", "t.csv:1:1: there is nothing in it"),
    SCORE("id", "t.csv:1:1: \"id\" is the whole header; expected a header: id, then item ids"),
    SCORE("i1,i2\n0,1\n", "t.csv:1:1: \"i1\" begins the header; expected a header: id"),
    SCORE("ID,i1\n1,0\n", "t.csv:1:1: \"ID\" begins the header"),
    SCORE("id,i1,i9\np,0,0\n", "t.csv:1:7: \"i9\" is no item of the bank; expected its item ids"),
    SCORE("id,i1,\np,0,0\n", "t.csv:1:7: \"\" is no item of the bank"),
    SCORE("id,i1, i2\np,0,0\n", "t.csv:1:7: \" i2\" is no item of the bank"),
    SCORE("id,i2,i1,i2\np,0,0,1\n", "t.csv:1:10: \"i2\" stands in the header twice; expected each"),
    SCORE("id,i1\n", "t.csv:2:1: there is no row below the header; expected one"),
    SCORE("id,i1\n\n\n", "t.csv:2:1: there is no row below the header"),
    /* answers: the rows */
    SCORE("id,i1,i2\np1,0\n", "t.csv:2:5: the row ends after cell 2; expected 3 cells"),
    SCORE("id,i1,i2\np1,0,1\np2", "t.csv:3:3: the row ends after cell 1; expected 3 cells"),
    SCORE("id,i1\np1,0,1\n", "t.csv:2:5: the row goes on after cell 2; expected 2 cells"),
    SCORE("id,i1,i2\np1,0,1,\n", "t.csv:2:7: the row goes on after cell 3; expected 3 cells"),
    SCORE("id,i1,i2\np1,0,1\n\np2,0,1\n", "t.csv:3:1: the row ends after cell 1; expected 3"),
    SCORE("id,i1\n,0\n", "t.csv:2:1: \"\" begins the row; expected the respondent's id"),
    SCORE("id,i1\np1,0\np2,1\np1,2\n",
          "t.csv:4:1: \"p1\" stands on line 2 already; expected each id once"),
    SCORE("id,i1\np1,3\n", "t.csv:2:4: \"3\" is no answer to item \"i1\"; expected 0 to 2, or"),
    SCORE("id,i1,i2\np1,2,2\n", "t.csv:2:6: \"2\" is no answer to item \"i2\"; expected 0 to 1"),
    SCORE("id,i3\np1,4\n", "t.csv:2:4: \"4\" is no answer to item \"i3\"; expected 0 to 3"),
    SCORE("id,i1\np1,-1\n", "t.csv:2:4: \"-1\" is no answer"),
    SCORE("id,i1\np1,1.5\n", "t.csv:2:4: \"1.5\" is no answer"),
    SCORE("id,i1\np1,1.0\n", "t.csv:2:4: \"1.0\" is no answer"),
    SCORE("id,i1\np1,01\n", "t.csv:2:4: \"01\" is no answer"),
    SCORE("id,i1\np1, 1\n", "t.csv:2:4: \" 1\" is no answer"),
    SCORE("id,i1\np1,yes\n", "t.csv:2:4: \"yes\" is no answer"),
    SCORE("id,i1\np1,na\n", "t.csv:2:4: \"na\" is no answer"),
    SCORE("id,i1\np1,NaN\n", "t.csv:2:4: \"NaN\" is no answer"),
    SCORE("id,i1\np1,99999999999999999999999\n", "t.csv:2:4: \"99999999999999999999999\" is no"),
    SCORE("id,i1\np1,0123456789012345678901234567890123456789x\n",
          "t.csv:2:4: \"0123456789012345678901234567890123456789…\" is no answer"),
    SCORE("id,i1\np1,012345678901234567890123456789012345678éé\n",
          "t.csv:2:4: \"012345678901234567890123456789012345678…\" is no answer"),
    SCORE("id,i1\r\np1,0\r\np2,7\r\n", "t.csv:3:4: \"7\" is no answer"),
    SCORE("\xEF\xBB\xBFid,i1\np1,7\n", "t.csv:2:4: \"7\" is no answer"),
    SCORE("\xEF\xBB\xBFid,i9\np1,7\n", "t.csv:1:4: \"i9\" is no item"),
    SCORE("id,i1\n\"p\n1\",0\np2,7\n", "t.csv:4:4: \"7\" is no answer"),
    SCORE("id,i1\n\"p\n1\",7\n", "t.csv:3:4: \"7\" is no answer"),
    SCORE("id,i1\np1,\"a\"\"\nb\"\n", "t.csv:2:4: \"a\"\\nb\" is no answer"),
    SCORE("id,i1\np1,\xC2\x9B"
          "2J\n",
          "t.csv:2:4: \"\\u009b2J\" is no answer"),
    /* no table at all */
    SCORE("id,i1\n\"p1,0\n", "t.csv:2:1: a quote opens here and the file ends before it closes"),
    SCORE("id,i1\np1,\"0", "t.csv:2:4: a quote opens here and the file ends before it closes"),
    SCORE("id,i1\np1,\"0\"1\n", "t.csv:2:7: text behind a closing quote; expected a comma"),
    SCORE("id,i1\np\"1\",0\n", "t.csv:2:2: a quote inside a cell; expected quotes around"),
    SCORE("id,i1\rp1,0\r", "t.csv:1:6: a carriage return alone; expected lines that end"),
    SCORE("id,i1\np1,0\r", "t.csv:2:5: a carriage return alone"),
    SCORE_N("id,i1\np1,\0\n", "t.csv:2:4: a control character stands here; expected a table"),
    SCORE_N("id,i\x1b[2J\np1,0\n", "t.csv:1:5: a control character stands here; expected a table"),
    SCORE_N("\x7f\x45\x4c\x46\x02\x01\0", "t.csv:1:1: a control character stands here"),
    SCORE_N("id,i1\np\xff,0\n", "t.csv:2:2: this is not UTF-8; expected a table as text"),
    SCORE_N("\xff\xfei\0d\0", "t.csv:1:1: this is not UTF-8"),
    SCORE("id;i1;i2\np1;0;1\n", "t.csv:1:1: \"id;i1;i2\" is the whole header"),
    SCORE("{\"id\": 1}\n", "t.csv:1:2: a quote inside a cell"),
    {"next", NULL, "id,i1\np1,3\n", 0, "t.csv:2:4: \"3\" is no answer"},
    {"next --rule T", NULL, "", 0, "t.csv:1:1: there is nothing in it"},
    /* places */
    INFO("", "t.csv:1:1: there is nothing in it; expected a header with the names"),
    INFO("F1\n0\n", "t.csv:1:1: the header lacks dimension \"F2\"; expected a column for each"),
    INFO("F1,F3\n0,0\n", "t.csv:1:4: \"F3\" is no dimension of the bank; expected a column"),
    INFO("F1,F2,F1\n0,0,0\n", "t.csv:1:7: \"F1\" stands for a dimension that has a column"),
    INFO("F1,F2,theta2\n0,0,0\n", "t.csv:1:7: \"theta2\" stands for a dimension that has a"),
    INFO("theta1,theta3\n0,0\n", "t.csv:1:8: \"theta3\" is no dimension of the bank"),
    INFO("F1,id,F2\n0,0,0\n", "t.csv:1:4: \"id\" is no dimension of the bank"),
    INFO("id,row,F1,F2\n0,0,0,0\n", "t.csv:1:4: \"row\" is no dimension of the bank"),
    INFO("F1,F2\n", "t.csv:2:1: there is no row below the header; expected one"),
    INFO("F1,F2\n0,\n", "t.csv:2:3: \"\" is no place on a dimension; expected a number from -1e6"),
    INFO("F1,F2\n0,NA\n", "t.csv:2:3: \"NA\" is no place on a dimension"),
    INFO("F1,F2\n0,nan\n", "t.csv:2:3: \"nan\" is no place"),
    INFO("F1,F2\n0,Inf\n", "t.csv:2:3: \"Inf\" is no place"),
    INFO("F1,F2\n0,1e7\n", "t.csv:2:3: \"1e7\" is no place"),
    INFO("F1,F2\n0,1e999\n", "t.csv:2:3: \"1e999\" is no place"),
    INFO("F1,F2\n0,0x1\n", "t.csv:2:3: \"0x1\" is no place"),
    INFO("F1,F2\n0,1\n0\n", "t.csv:3:2: the row ends after cell 1; expected 2 cells"),
    INFO("F1,F2,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,se_F1,"
         "se_F1,se_F1,se_F1,se_F1\n",
         "t.csv:1:97: \"se_F1\" is a column too many; expected"),
    {"probs", NULL, "F1,F2\n0,x\n", 0, "t.csv:2:3: \"x\" is no place"},
    /* banks */
    BAD_BANK("", "bank.json:1:1: "),
    BAD_BANK("[]", "bank.json:1:1: expected an object"),
    BAD_BANK("{\"dimensions\": 3}", "bank.json:1:16: "),
    BAD_BANK(BANK_HEAD PRIOR "\"items\": []}", "bank.json:3:10: items: expected 1 to 4096 items"),
    BAD_BANK(BANK "x", "bank.json:7:1: "),
    BAD_BANK("\xff" BANK, "bank.json:1:1: "),
    BAD_BANK(ITEMS_ARE(I1 ",\n" I1), "bank.json:5:10: id: \"i1\" stands here twice; expected"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F1\": 1", "1, 1")), "bank.json:4:55: intercepts: expected"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F1\": 1", "-1, 1")), "bank.json:4:56: intercepts: expected"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F1\": 1", "")), "bank.json:4:51: intercepts: expected"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F1\": NaN", "1")), "bank.json:4:"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F1\": 0", "1")), "bank.json:4:26: slopes: expected"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F1\": 1, \"F1\": 1", "1")), "bank.json:4:"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"F9\": 1", "1")), "bank.json:4:33: slopes: \"F9\" is no dim"),
    BAD_BANK(PRIOR_IS("0, 0", "[1, 2], [2, 1]"), "bank.json:2:42: covariance: expected"),
    /* once these were accepted, and the answers were blamed for what came of it */
    BAD_BANK(PRIOR_IS("0, 1e308", "[1, 0], [0, 1]"),
             "bank.json:2:24: mean: expected a number from -1e6 to 1e6"),
    BAD_BANK(PRIOR_IS("0, 0", "[1, 0], [0, 1e300]"),
             "bank.json:2:55: covariance: expected a variance from 1e-12 to 1e12"),
    BAD_BANK(PRIOR_IS("0, 0", "[1e-300, 0], [0, 1]"),
             "bank.json:2:44: covariance: expected a variance from 1e-12 to 1e12"),
    /* once what the format does not know was passed over */
    BAD_BANK(
        BANK_HEAD PRIOR " \"item\": []}",
        "bank.json:3:10: \"item\" is not a name that belongs here; expected dimensions, prior"),
    BAD_BANK(BANK_HEAD " \"prior\": {\"means\": [0, 0], \"covariance\": [[1, 0], [0, 1]]}}",
             "bank.json:2:21: \"means\" is not a name that belongs here; expected mean and"),
    BAD_BANK(ITEMS_ARE("  {\"id\": \"i1\", \"slopes\": {\"F1\": 1},\n   \"intercepts\": [1],\n"
                       "   \"intercept\": [2]}"),
             "bank.json:6:17: \"intercept\" is not a name that belongs here; expected id, slopes"),
    /* what is quoted never steers a terminal, nor breaks the line */
    BAD_BANK(ITEMS_ARE(ITEM("\\u001b[2J\\n\\u009b", "\"F1\": 1",
                            "1") ",\n" ITEM("\\u001b[2J\\n\\u009b", "\"F1\": 1", "1")),
             "bank.json:5:10: id: \"\\x1b[2J\\n\\u009b\" stands here twice"),
    BAD_BANK(ITEMS_ARE(ITEM("i1", "\"\\u001b]0;x\\u0007\": 1", "1")),
             "slopes: \"\\x1b]0;x\\x07\" is no dimension"),
};

static bool is_bad(const struct lab_run *run, const char *what, const char *says)
{
    const char *end = run->err;
    while ((unsigned char)*end >= ' ' && *end != 127)
        end++;
    if (run->status == 2 && run->out_n == 0 && strncmp(run->err, "attune: ", 8) == 0 &&
        strstr(run->err, says) && *end == '\n' && !end[1])
        return true;
    print_error("%s\nstatus %d, %zu bytes of output; expected: …%s…\nsaid: %s", what, run->status,
                run->out_n, says, run->err);
    return false;
}

static void expect_bad(const struct lab_run *run, const char *what, const char *says)
{
    assert_true(is_bad(run, what, says));
}

static void bad_files_are_told_apart(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        const struct bad *bad = &bads[i];
        bool places = strcmp(bad->command, "info") == 0 || strcmp(bad->command, "probs") == 0;
        struct lab_run run;
        lab_write("bank.json", bad->bank ? bad->bank : BANK, 0);
        lab_write("t.csv", bad->table, bad->n);
        lab_attune(&run, -1, "%s --bank bank.json --%s t.csv", bad->command,
                   places ? "theta" : "responses");
        wrong += !is_bad(&run, bad->bank ? bad->bank : bad->table, bad->says);
        wrong += !strstr(run.err, bad->bank ? "bank.json:" : "; expected ");
        lab_run_free(&run);
    }
    assert_int_equal(wrong, 0);
}

/* A bank that is cut anywhere is never a bank; a table may be, where a row ends. */
static void cut_files_are_noticed(void **state)
{
    (void)state;
    struct lab_run run;
    lab_write("t.csv", GOOD, 0);
    for (size_t n = 1; n < strlen(BANK) - 1; n += n < 20 ? 1 : 23) {
        lab_write("bank.json", BANK, n);
        lab_attune(&run, -1, "score --bank bank.json --responses t.csv");
        expect_bad(&run, "cut bank", "bank.json:");
        lab_run_free(&run);
    }
    lab_write("bank.json", BANK, 0);
    for (size_t n = 1; n < strlen(GOOD) - 2; n++) {
        lab_write("t.csv", GOOD, n);
        lab_attune(&run, -1, "score --bank bank.json --responses t.csv");
        expect_bad(&run, "cut table", "t.csv:");
        lab_run_free(&run);
    }
}

static void huge_and_deep_files_are_refused(void **state)
{
    (void)state;
    struct lab_run run;
    lab_write("bank.json", BANK, 0);
    lab_write("t.csv", GOOD, 0);
    assert_int_equal(truncate("t.csv", ((off_t)64 << 20) + 1), 0);
    lab_attune(&run, -1, "score --bank bank.json --responses t.csv");
    expect_bad(&run, "huge table", "t.csv: larger than attune reads; expected at most 64 MiB");
    lab_run_free(&run);
    lab_attune(&run, -1, "score --bank t.csv --responses t.csv");
    expect_bad(&run, "huge bank", "t.csv: larger than attune reads; expected at most 64 MiB");
    lab_run_free(&run);

    enum { DEEP = 100000 };
    char *deep = malloc(DEEP);
    assert_non_null(deep);
    memset(deep, '[', DEEP);
    lab_write("bank.json", deep, DEEP);
    free(deep);
    lab_attune(&run, -1, "score --bank bank.json --responses t.csv");
    expect_bad(&run, "deep bank", "bank.json:1:");
    lab_run_free(&run);
}

static void options_are_checked(void **state)
{
    (void)state;
#define FILES " --bank bank.json --responses t.csv"
    static const char *const lines[][2] = {
        {"", "irt: expected score, next, probs, info or simulate"},
        {"scores", "there is no command \"irt scores\""},
        {"score", "irt score: expected --bank"},
        {"score --bank bank.json", "irt score: expected --responses"},
        {"score --responses t.csv", "irt score: expected --bank"},
        {"probs --bank bank.json", "irt probs: expected --theta"},
        {"score --bank - --responses -", "only one file can come from standard input"},
        {"score extra" FILES, "what is \"extra\""},
        {"score --bank= --responses t.csv", "--bank \"\": expected the name of a file"},
        {"score --bank bank.json --responses=", "--responses \"\": expected the name of a file"},
        {"probs --bank bank.json --theta=", "--theta \"\": expected the name of a file"},
        {"simulate --bank bank.json --n 3 --seed 3 --truth=", "--truth \"\": expected the name"},
        {"score --nonsense 1" FILES, "there is no option --nonsense"},
        {"score --method mode" FILES, "--method \"mode\": expected map or eap"},
        {"score --temper 0" FILES, "--temper \"0\": expected a number above 0 and at most 1"},
        {"score --temper 1.01" FILES, "--temper \"1.01\": expected a number above 0"},
        {"score --temper -1" FILES, "--temper \"-1\": expected a number above 0"},
        {"score --temper nan" FILES, "--temper \"nan\": expected a number above 0"},
        {"score --temper= --method map" FILES, "--temper \"\": expected a number above 0"},
        {"score --threads 0" FILES, "--threads \"0\": expected a whole number from 1 to 256"},
        {"score --threads 257" FILES, "--threads \"257\": expected a whole number"},
        {"score --threads 2.5" FILES, "--threads \"2.5\": expected a whole number"},
        {"score --rule D" FILES, "there is no option --rule"},
        {"next --rule d" FILES, "--rule \"d\": expected D, T or A"},
        {"next --seed -1" FILES, "--seed \"-1\": expected a whole number from 0 to"},
        {"next --seed 9223372036854775808" FILES, "expected a whole number from 0 to"},
        {"simulate --bank bank.json --n 3", "irt simulate: expected --seed"},
        {"simulate --bank bank.json --seed 3", "irt simulate: expected --n"},
        {"simulate --n 3 --seed 3", "irt simulate: expected --bank"},
        {"simulate --bank bank.json --n 0 --seed 3", "--n \"0\": expected a whole number from 1"},
        {"simulate --bank bank.json --n 3 --seed 3 --rule T", "--rule: expected --adaptive"},
        {"simulate --bank bank.json --n 3 --seed 3 --stop-se 1", "--stop-se: expected --adaptive"},
        {"simulate --bank bank.json --n 3 --seed 3 --adaptive --stop-se 0", "--stop-se \"0\": exp"},
        {"simulate --bank bank.json --n 3 --seed 3 --adaptive --max-items 0", "--max-items \"0\""},
        {"simulate --bank bank.json --n 3 --seed 3 --truth -", "--truth \"-\": expected the name"},
        {"simulate --bank bank.json --n 3 --seed 3 --truth ./bank.json", "that is the bank"},
    };
    lab_write("bank.json", BANK, 0);
    lab_write("t.csv", GOOD, 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct lab_run run;
        lab_attune(&run, -1, "%s", lines[i][0]);
        expect_bad(&run, lines[i][0], lines[i][1]);
        lab_run_free(&run);
    }
}

/* What the machine refuses is status 1: files that are not there, output that cannot be written. */
static void the_machine_may_refuse(void **state)
{
    (void)state;
    struct lab_run run;
    lab_write("bank.json", BANK, 0);
    lab_write("t.csv", GOOD, 0);
    lab_attune(&run, -1, "score --bank bank.json --responses nowhere.csv");
    assert_int_equal(run.status, 1);
    assert_string_equal(run.out, "");
    assert_non_null(strstr(run.err, "nowhere.csv: could not be opened"));
    lab_run_free(&run);

    lab_attune(&run, -1, "simulate --bank bank.json --n 3 --seed 1 --truth no/such/folder");
    assert_int_equal(run.status, 1);
    assert_string_equal(run.out, "");
    assert_non_null(strstr(run.err, "no/such/folder: could not be written"));
    lab_run_free(&run);

    static const char *const commands[] = {
        "score --bank bank.json --responses t.csv", "next --bank bank.json --responses t.csv",
        "simulate --bank bank.json --n 3 --seed 1", "simulate --bank bank.json --n 999 --seed 1"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        int full = open("/dev/full", O_WRONLY), ends[2];
        if (full >= 0) {
            lab_attune(&run, full, "%s", commands[i]);
            close(full);
            assert_int_equal(run.status, 1);
            assert_non_null(strstr(run.err, "standard output could not be written: No space"));
            lab_run_free(&run);
        }
        assert_int_equal(pipe(ends), 0);
        close(ends[0]);
        lab_attune(&run, ends[1], "%s", commands[i]); /* as `| head` ends it: without a word */
        close(ends[1]);
        assert_int_equal(run.status, 128 + SIGPIPE);
        assert_string_equal(run.err, "");
        lab_run_free(&run);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_files_are_told_apart),        cmocka_unit_test(cut_files_are_noticed),
        cmocka_unit_test(huge_and_deep_files_are_refused), cmocka_unit_test(options_are_checked),
        cmocka_unit_test(the_machine_may_refuse),
    };
    if (argc < 2)
        return 99;
    lab_open(argv[1]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_close();
    return failed;
}
