/* content/rules.c: one text under the rules of its kind: length, reading grade, placeholder, and
 * the words and forms that the other files know.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/rules.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include "content/digits.h"
#include "content/lint.h"

#define NAME_CHARACTERS 10 /* what {child} counts as */

/* Short enough for a thumb at night, easy enough for a twelve-year-old (US grades are ages less
 * about five). Evidence and notes name methods and people, so they may be harder. */
static const struct {
    size_t most;
    double grade;
} limits[CONTENT_TEXT_KINDS] = {
    [CONTENT_TEXT_ITEM] = {90, 6},       [CONTENT_TEXT_STEP] = {160, 6},
    [CONTENT_TEXT_WHY] = {160, 8},       [CONTENT_TEXT_RESULT] = {240, 8},
    [CONTENT_TEXT_PAGE] = {240, 8},      [CONTENT_TEXT_HELP] = {280, 8},
    [CONTENT_TEXT_EVIDENCE] = {240, 12}, [CONTENT_TEXT_CLAUSE] = {90, 8},
    [CONTENT_TEXT_NOTE] = {200, 12},     [CONTENT_TEXT_LINE] = {160, 6},
    [CONTENT_TEXT_HARSH] = {160, 6},     [CONTENT_TEXT_GUESS] = {160, 6},
    [CONTENT_TEXT_CARD] = {280, 8},      [CONTENT_TEXT_ASK] = {120, 8},
};

/* As much of s as fits into size bytes with its NUL, never inside a character. */
static void copy_cut(char *to, size_t size, const char *s)
{
    size_t n = strlen(s), room = size - 1;
    n = text_utf8_valid(s, n < room ? n : room);
    memcpy(to, s, n);
    to[n] = '\0';
}

static void send(struct lint *lint, const char *rule, const char *what)
{
    struct content_finding finding = {.rule = rule};
    copy_cut(finding.where, sizeof finding.where, lint->where);
    copy_cut(finding.what, sizeof finding.what, what);
    lint->found++;
    if (lint->report != NULL)
        lint->report(lint->ctx, &finding);
}

void content_find(struct lint *lint, const char *rule, ...)
{
    char what[sizeof((struct content_finding *)0)->what];
    size_t n = 0;
    va_list pieces;
    va_start(pieces, rule);
    for (const char *s; (s = va_arg(pieces, const char *)) != NULL; n += strlen(what + n))
        copy_cut(what + n, sizeof what - n, s);
    va_end(pieces);
    send(lint, rule, what);
}

void content_find_words(struct lint *lint, const char *rule, size_t from, size_t to,
                        const char *hint)
{
    const struct tokens *t = &lint->tokens;
    char quoted[64];
    size_t start = t->all[from].from, n = t->all[to - 1].to - start;
    copy_cut(quoted, n + 1 < sizeof quoted ? n + 1 : sizeof quoted, t->text + start);
    content_find(lint, rule, "\"", quoted, "\": ", hint, NULL);
}

/* Characters, with {child} as a name of ten. */
static size_t length(const char *text)
{
    static const char child[] = "{child}";
    size_t n = 0;
    for (const char *s = text; *s != '\0'; s++) {
        if (strncmp(s, child, sizeof child - 1) == 0) {
            n += NAME_CHARACTERS;
            s += sizeof child - 2;
        } else {
            n += ((unsigned char)*s & 0xC0) != 0x80;
        }
    }
    return n;
}

static void check_length(struct lint *lint, size_t most, const char *text)
{
    size_t n = length(text);
    if (n <= most)
        return;
    char has[DIGITS_MAX], may[DIGITS_MAX];
    content_find(lint, "length", content_digits(has, (int64_t)n), " characters, at most ",
                 content_digits(may, (int64_t)most), " fit here", NULL);
}

static void check_reading(struct lint *lint, double most, const char *text)
{
    double grade = content_reading_grade(text);
    if (grade <= most)
        return;
    char has[DIGITS_MAX], tenth[DIGITS_MAX], may[DIGITS_MAX];
    int64_t tenths = (int64_t)(grade * 10 + 0.999); /* up, so that it never reads as the limit */
    content_find(lint, "reading", "reading grade ", content_digits(has, tenths / 10), ".",
                 content_digits(tenth, tenths % 10), ", at most ",
                 content_digits(may, (int64_t)most), ": shorter words or a shorter sentence", NULL);
}

/* Braces that are not {child}, and spaces that a reader would stumble over. */
static void check_characters(struct lint *lint, const char *text)
{
    static const char child[] = "{child}";
    size_t n = strlen(text);
    for (const char *s = text; (s = strpbrk(s, "{}")) != NULL; s += sizeof child - 1) {
        if (strncmp(s, child, sizeof child - 1) != 0) {
            content_find(lint, "placeholder", "{child} is the only placeholder", NULL);
            break;
        }
    }
    if (n > 0 && (text[0] == ' ' || text[n - 1] == ' ' || strstr(text, "  ") != NULL))
        content_find(lint, "space", "a space too many", NULL);
}

void content_lint_text(struct lint *lint, enum content_text_kind kind, size_t most,
                       const char *where, const char *text)
{
    lint->kind = kind;
    lint->where = where;
    check_length(lint, most == 0 ? limits[kind].most : most, text);
    check_characters(lint, text);
    if (!lint->english)
        return;
    content_tokens(&lint->tokens, text);
    check_reading(lint, limits[kind].grade, text);
    content_lint_words(lint);
    content_lint_hedges(lint);
    if (kind == CONTENT_TEXT_ITEM)
        content_lint_item(lint);
    if (kind == CONTENT_TEXT_STEP)
        content_lint_step(lint);
    if (kind == CONTENT_TEXT_CLAUSE)
        content_lint_clause(lint);
}

const char *content_lint_place(char where[static 96], const char *file, const char *id,
                               const char *field)
{
    struct fault joined; /* its pieces are put together and cut as a finding's place needs */
    (void)fault_set(&joined, ERR_OK, 0, 0, file, ": ", id, field == NULL ? "" : ", ",
                    field == NULL ? "" : field, NULL);
    copy_cut(where, 96, joined.what);
    return where;
}

void content_lint_field(struct lint *lint, enum content_text_kind kind, size_t most,
                        const char *file, const char *id, const char *field, const char *text)
{
    char where[96];
    content_lint_text(lint, kind, most, content_lint_place(where, file, id, field), text);
}

size_t content_rules_text(enum content_text_kind kind, const char *where, const char *text,
                          content_report *report, void *ctx)
{
    struct lint lint;
    lint.report = report;
    lint.ctx = ctx;
    lint.found = 0;
    lint.english = true;
    content_lint_text(&lint, kind, 0, where, text);
    return lint.found;
}

static void begin(struct lint *lint, const struct content *c, content_report *report, void *ctx)
{
    lint->report = report;
    lint->ctx = ctx;
    lint->found = 0;
    lint->english = strcmp(content_language(c), "en") == 0;
}

size_t content_rules_all(const struct content *c, content_report *report, void *ctx, enum err *err)
{
    struct lint lint;
    begin(&lint, c, report, ctx);
    content_lint_strings(&lint, c);
    content_lint_whole(&lint, c);
    content_lint_coverage(&lint, c);
    *err = content_lint_similar(&lint, c);
    return lint.found;
}

size_t content_rules_library(const struct content *c, const struct library *l,
                             content_report *report, void *ctx, enum err *err)
{
    struct lint lint;
    begin(&lint, c, report, ctx);
    content_lint_library(&lint, l);
    content_lint_library_coverage(&lint, l);
    *err = content_lint_library_similar(&lint, l);
    return lint.found;
}
