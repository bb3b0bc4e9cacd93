/* tests/cli/test_irt_lab.c: a folder, the program run in it, and tables read back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "test_irt_lab.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define WORDS_MAX 32

static char program[4096], folder[] = "/tmp/attune-irt-XXXXXX";

void lab_open(const char *path)
{
    if (!realpath(path, program) || !mkdtemp(folder) || chdir(folder) != 0) {
        perror(path);
        exit(99);
    }
}

void lab_close(void)
{
    static const char *const made[] = {"bank.json", "t.csv", "in",    "out",
                                       "err",       "b",     "truth", "again.csv"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlink(made[i]);
    if (rmdir(folder) != 0)
        perror(folder);
}

void lab_write(const char *name, const char *bytes, size_t n)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    n = n ? n : strlen(bytes);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

char *lab_read(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    *n = fread(text, 1, (size_t)size, file);
    assert_int_equal(*n, size);
    text[*n] = '\0';
    fclose(file);
    return text;
}

const char *lab_golden_path(const char *name)
{
    static char path[4][4096];
    static size_t at;
    const char *shared = getenv("ATTUNE_SHARED");
    at = (at + 1) % 4;
    snprintf(path[at], sizeof path[at], "%s/golden/irt/%s", shared ? shared : "", name);
    return path[at];
}

char *lab_golden(const char *name)
{
    size_t n;
    char *text = lab_read(lab_golden_path(name), &n);
    if (!text) {
        print_message("# SKIPPED: there are no golden values at %s\n", lab_golden_path(name));
        skip();
    }
    return text;
}

void lab_run_free(struct lab_run *run)
{
    free(run->out);
    free(run->err);
}

static int open_for(const char *name, int flags)
{
    return open(name, flags | O_CREAT, 0600);
}

static void become(char *const *words, int out_fd)
{
    int in = open("in", O_RDONLY);
    if (in < 0)
        in = open("/dev/null", O_RDONLY);
    int out = out_fd >= 0 ? out_fd : open_for("out", O_WRONLY | O_TRUNC);
    int err = open_for("err", O_WRONLY | O_TRUNC);
    if (dup2(in, 0) == 0 && dup2(out, 1) == 1 && dup2(err, 2) == 2)
        execv(program, words);
    _exit(127);
}

static void run_words(struct lab_run *run, int out_fd, const char *format, va_list args)
{
    char line[8192], *words[WORDS_MAX + 1] = {program}, *rest = NULL;
    size_t n = 2;
    words[1] = (char[]){"irt"};
    assert_true((size_t)vsnprintf(line, sizeof line, format, args) < sizeof line);
    for (char *w = strtok_r(line, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
        assert_true(n < WORDS_MAX);
        words[n++] = w;
    }
    unlink("out");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(words, out_fd);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    size_t err_n;
    run->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    run->out = lab_read("out", &run->out_n);
    run->err = lab_read("err", &err_n);
}

void lab_attune(struct lab_run *run, int out_fd, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    run_words(run, out_fd, format, args);
    va_end(args);
}

char *lab_says(const char *format, ...)
{
    struct lab_run run;
    va_list args;
    va_start(args, format);
    run_words(&run, -1, format, args);
    va_end(args);
    if (run.status != 0)
        print_error("%s: %s", format, run.err);
    assert_int_equal(run.status, 0);
    assert_string_equal(run.err, "");
    free(run.err);
    return run.out;
}

void lab_table_read(struct lab_table *table, char *text)
{
    size_t lines = 0, at = 0;
    char *rest = text;
    *table = (struct lab_table){.text = text, .ncol = 1};
    for (const char *p = text; *p; p++)
        lines += *p == '\n';
    for (const char *p = text; *p != '\n'; p++)
        table->ncol += *p == ',';
    assert_true(lines > 0);
    table->nrow = lines - 1;
    table->cell = calloc(lines * table->ncol, sizeof *table->cell);
    assert_non_null(table->cell);
    for (size_t line = 0; line < lines; line++) {
        char *row = strsep(&rest, "\n"), *cell;
        for (size_t c = 0; c < table->ncol; c++) {
            cell = strsep(&row, ",");
            assert_non_null(cell);
            table->cell[at++] = cell;
        }
        assert_null(row);
    }
    assert_string_equal(rest, "");
}

void lab_table_free(struct lab_table *table)
{
    free(table->text);
    free(table->cell);
}

size_t lab_column(const struct lab_table *table, const char *name)
{
    for (size_t c = 0; c < table->ncol; c++)
        if (strcmp(table->cell[c], name) == 0)
            return c;
    fail_msg("there is no column %s", name);
    return 0;
}

const char *lab_cell(const struct lab_table *table, size_t row, size_t column)
{
    assert_true(row < table->nrow && column < table->ncol);
    return table->cell[(1 + row) * table->ncol + column];
}

double lab_number(const struct lab_table *table, size_t row, size_t column)
{
    const char *cell = lab_cell(table, row, column);
    char *end;
    double v = strtod(cell, &end);
    if (!*cell || *end)
        fail_msg("\"%s\" is no number", cell);
    return v;
}
