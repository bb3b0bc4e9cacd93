/* tests/irt/golden.c: see golden.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *read_whole(const char *name, size_t *n)
{
    char path[4096];
    const char *shared = getenv("ATTUNE_SHARED");
    snprintf(path, sizeof path, "%s/golden/irt/%s", shared ? shared : "../shared", name);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        print_message("# skipped: %s is not here\n", path);
        skip();
    }
    size_t cap = 1 << 20;
    char *text = malloc(cap);
    assert_non_null(text);
    *n = fread(text, 1, cap - 1, f);
    assert_true(*n > 0 && *n < cap - 1);
    fclose(f);
    text[*n] = '\0';
    return text;
}

static size_t count(const char *text, const char *end, char c)
{
    size_t n = 0;
    for (; text < end; text++)
        n += *text == c;
    return n;
}

struct golden golden_open(const char *name)
{
    size_t n;
    struct golden g = {.text = read_whole(name, &n)};
    g.nrow = count(g.text, g.text + n, '\n') - 1;
    g.ncol = count(g.text, strchr(g.text, '\n'), ',') + 1;
    g.cell = calloc((1 + g.nrow) * g.ncol, sizeof *g.cell);
    assert_non_null(g.cell);
    char *at = g.text;
    for (size_t i = 0; i < (1 + g.nrow) * g.ncol; i++) {
        g.cell[i] = at;
        at += strcspn(at, ",\n");
        assert_int_equal(*at, (i + 1) % g.ncol == 0 ? '\n' : ',');
        *at++ = '\0';
    }
    return g;
}

void golden_close(struct golden *g)
{
    free(g->cell);
    free(g->text);
}

const char *golden_text(const struct golden *g, size_t row, size_t col)
{
    assert_true(row < g->nrow && col < g->ncol);
    return g->cell[(1 + row) * g->ncol + col];
}

double golden_number(const struct golden *g, size_t row, size_t col)
{
    const char *text = golden_text(g, row, col);
    char *end;
    double v = strtod(text, &end);
    assert_true(end != text && *end == '\0');
    return v;
}

size_t golden_column(const struct golden *g, const char *name)
{
    for (size_t i = 0; i < g->ncol; i++)
        if (strcmp(g->cell[i], name) == 0)
            return i;
    fail_msg("no column %s", name);
    return 0;
}

int golden_answer(const struct golden *g, size_t row, size_t col)
{
    return *golden_text(g, row, col) == '\0' ? IRT_MISSING : (int)golden_number(g, row, col);
}

struct irt_bank *golden_bank(void)
{
    size_t n;
    char *text = read_whole("sim6_bank.json", &n);
    struct irt_bank *bank;
    struct fault fault = {0};
    if (irt_bank_parse(text, n, &bank, &fault) != ERR_OK)
        fail_msg("%zu:%zu: %s", fault.line, fault.column, fault.what);
    free(text);
    return bank;
}
