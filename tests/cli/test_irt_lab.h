/* tests/cli/test_irt_lab.h: a folder, the program run in it, and tables read back.
 * Everything here fails the running test when the system refuses it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_CLI_TEST_IRT_LAB_H
#define ATTUNE_TESTS_CLI_TEST_IRT_LAB_H

#include <stddef.h>

/* The program's path; makes an empty folder and goes there. Called once, before the tests. */
void lab_open(const char *program);
/* Takes the folder away. */
void lab_close(void);

/* A file in the folder. n = 0: a C string. */
void lab_write(const char *name, const char *bytes, size_t n);
/* A file, NUL-terminated, to be freed; NULL when there is none. */
char *lab_read(const char *path, size_t *n);
/* A file of ATTUNE_SHARED/golden/irt, or a skipped test that says so. */
char *lab_golden(const char *name);
/* The path of such a file, in a buffer of its own each for the last four calls. */
const char *lab_golden_path(const char *name);

/* What the last run left. */
struct lab_run {
    int status; /* -1: killed */
    char *out, *err;
    size_t out_n;
};
void lab_run_free(struct lab_run *run);
/* `attune irt` and these words, split at blanks. out_fd: where standard output goes, or -1: to
 * run->out. Standard input is the file "in", where there is one. */
void lab_attune(struct lab_run *run, int out_fd, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same, and it must go well. The output, to be freed. */
char *lab_says(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A table without quotes. */
struct lab_table {
    char *text;
    size_t nrow, ncol; /* the header aside */
    char **cell;       /* [(1 + nrow) * ncol], the header first */
};
void lab_table_read(struct lab_table *table, char *text); /* takes the text over */
void lab_table_free(struct lab_table *table);
size_t lab_column(const struct lab_table *table, const char *name);
const char *lab_cell(const struct lab_table *table, size_t row, size_t column);
double lab_number(const struct lab_table *table, size_t row, size_t column);

#endif
