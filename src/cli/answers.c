/* cli/answers.c: a file of answers: "item,answer" lines.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/csv.h"

struct reader {
    const struct content *content;
    int months;
    struct bond_answer *answers;
    size_t *lines; /* [items]: where an item was answered, 0: not yet */
    size_t count;
    struct fault *fault;
};

/* A piece of a line, blanks at both ends aside. */
struct piece {
    const char *at;
    size_t n;
    size_t column;
};

static struct piece trim(const char *line, const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    return (struct piece){at, (size_t)(end - at), (size_t)(at - line) + 1};
}

static bool is(const struct piece *p, const char *word)
{
    return p->n == strlen(word) && memcmp(p->at, word, p->n) == 0;
}

static enum err bad(const struct reader *r, size_t line, const struct piece *p, const char *why,
                    const char *expected)
{
    char shown[CLI_CSV_SHOWN];
    return fault_set(r->fault, ERR_FORMAT, line, p->column, cli_csv_shown(p->at, p->n, shown), " ",
                     why, "; expected ", expected, NULL);
}

/* The age may not be the child's own: past the oldest questions, or with --stage. */
static enum err bad_age(const struct reader *r, size_t line, const struct piece *p)
{
    char why[96];
    snprintf(why, sizeof why, "is not asked at %d months (%s%s)", r->months,
             content_stage_id(content_stage_at(r->months)),
             r->months >= CONTENT_MONTHS_MAX ? ", the oldest that attune asks about" : "");
    return bad(r, line, p, why,
               "an item for that age, or another --stage: infant, early, school or teen");
}

static enum err read_item(const struct reader *r, size_t line, const struct piece *p, size_t *item)
{
    char id[128];
    *item = CONTENT_NONE;
    if (p->n > 0 && p->n < sizeof id && !memchr(p->at, 0, p->n)) {
        memcpy(id, p->at, p->n);
        id[p->n] = '\0';
        *item = content_item_find(r->content, id);
    }
    if (*item == CONTENT_NONE)
        return bad(r, line, p, "is no question", "an item's id, as attune words lists them");
    if (!content_item_at(r->content, *item, r->months))
        return bad_age(r, line, p);
    if (r->lines[*item]) {
        char before[24];
        snprintf(before, sizeof before, "%zu", r->lines[*item]);
        return fault_set(r->fault, ERR_FORMAT, line, p->column, "\"", id,
                         "\" was answered on line ", before, "; expected each item once", NULL);
    }
    return ERR_OK;
}

static enum err read_answer(const struct reader *r, size_t line, const struct piece *p, int *value)
{
    *value = BOND_SKIP;
    if (is(p, "skip"))
        return ERR_OK;
    if (p->n == 1 && p->at[0] >= '0' && p->at[0] < '0' + CONTENT_ANSWERS) {
        *value = p->at[0] - '0';
        return ERR_OK;
    }
    return bad(r, line, p, "is no answer", "0, 1, 2, 3, 4 or skip");
}

static enum err read_line(struct reader *r, size_t number, const char *line, const char *end)
{
    const char *comma = memchr(line, ',', (size_t)(end - line));
    struct piece left = trim(line, line, comma ? comma : end);
    if (!comma && left.n == 0)
        return ERR_OK;
    if (!comma)
        return bad(r, number, &left, "has no comma", "item,answer");
    struct piece right = trim(line, comma + 1, end);
    if (number == 1 && is(&left, "item") && is(&right, "answer"))
        return ERR_OK;
    size_t item;
    int value;
    enum err e = read_item(r, number, &left, &item);
    if (e == ERR_OK)
        e = read_answer(r, number, &right, &value);
    if (e != ERR_OK)
        return e;
    r->lines[item] = number;
    r->answers[r->count++] = (struct bond_answer){item, value};
    return ERR_OK;
}

static enum err read_lines(struct reader *r, const char *text, size_t n)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const char *end = text + n;
    if (n >= 3 && memcmp(text, mark, 3) == 0)
        text += 3;
    for (size_t number = 1; text < end; number++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        const char *line_end = stop ? stop : end;
        const char *next = stop ? stop + 1 : end;
        if (line_end > text && line_end[-1] == '\r')
            line_end--;
        size_t len = (size_t)(line_end - text);
        size_t valid = text_utf8_valid(text, len), zero = strnlen(text, len);
        if (valid < len || zero < len)
            return fault_set(r->fault, ERR_FORMAT, number, (zero < valid ? zero : valid) + 1,
                             "this is no text; expected lines of item,answer", NULL);
        enum err e = read_line(r, number, text, line_end);
        if (e != ERR_OK)
            return e;
        text = next;
    }
    if (r->count == 0)
        return fault_set(r->fault, ERR_FORMAT, 0, 0,
                         "there is no answer in it; expected lines of item,answer", NULL);
    return ERR_OK;
}

enum err cli_answers_read(const struct content *content, int months, const char *text, size_t n,
                          struct bond_answer **answers, size_t *count, struct fault *fault)
{
    size_t items = content_item_count(content);
    struct reader r = {.content = content, .months = months, .fault = fault};
    r.answers = calloc(items ? items : 1, sizeof *r.answers);
    r.lines = calloc(items ? items : 1, sizeof *r.lines);
    enum err e = ERR_NOMEM;
    if (r.answers && r.lines)
        e = read_lines(&r, text, n);
    else
        fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    free(r.lines);
    if (e != ERR_OK) {
        free(r.answers);
        return e;
    }
    *answers = r.answers;
    *count = r.count;
    return ERR_OK;
}
