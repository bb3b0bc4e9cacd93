/* cli/csv.c: a table as text (RFC 4180), cell by cell.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/csv.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_BYTES 40

/* Where in the text a byte stands, for a message about the text as a whole. */
static enum err fault_at(const char *text, const char *at, const char *what, struct fault *fault)
{
    size_t line = 1;
    const char *start = text;
    for (const char *p = text; p < at; p++)
        if (*p == '\n') {
            line++;
            start = p + 1;
        }
    return fault_set(fault, ERR_FORMAT, line, (size_t)(at - start) + 1, what,
                     "; expected a table as text, a row a line, commas between cells", NULL);
}

static bool is_control(char c)
{
    return ((unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 127;
}

enum err cli_csv_init(struct cli_csv *csv, char *text, size_t n, struct fault *fault)
{
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        n -= 3;
    }
    *csv = (struct cli_csv){.at = text, .end = text + n, .line_start = text, .line = 1};
    size_t valid = text_utf8_valid(text, n);
    csv->most = 1;
    for (const char *p = text; p < text + valid; p++) {
        csv->most += *p == '\n';
        if (is_control(*p))
            return fault_at(text, p, "a control character stands here", fault);
    }
    if (valid < n)
        return fault_at(text, text + valid, "this is not UTF-8", fault);
    return ERR_OK;
}

/* How many bytes the line end at p takes; 0: there is none. */
static size_t line_end(const struct cli_csv *csv, const char *p)
{
    if (p < csv->end && *p == '\n')
        return 1;
    return csv->end - p >= 2 && p[0] == '\r' && p[1] == '\n' ? 2 : 0;
}

static bool only_line_ends(const struct cli_csv *csv)
{
    const char *p = csv->at;
    for (size_t n; (n = line_end(csv, p)) > 0;)
        p += n;
    return p == csv->end;
}

static size_t column_of(const struct cli_csv *csv, const char *p)
{
    return (size_t)(p - csv->line_start) + 1;
}

/* Takes the quotes off the cell at csv->at. *stop <- behind the closing quote, *n <- its bytes. */
static enum err read_quoted(struct cli_csv *csv, char **stop, size_t *n, struct fault *fault)
{
    char *to = csv->at + 1;
    size_t line = csv->line, column = column_of(csv, csv->at);
    for (char *p = csv->at + 1; p < csv->end; p++) {
        if (*p == '"') {
            if (p + 1 == csv->end || p[1] != '"') {
                *stop = p + 1;
                *n = (size_t)(to - csv->at) - 1;
                return ERR_OK;
            }
            p++;
        } else if (*p == '\n') {
            csv->line++;
            csv->line_start = p + 1;
        }
        *to++ = *p;
    }
    return fault_set(fault, ERR_FORMAT, line, column,
                     "a quote opens here and the file ends before it closes; expected \" at the "
                     "cell's end",
                     NULL);
}

static enum err read_plain(struct cli_csv *csv, char **stop, size_t *n, struct fault *fault)
{
    char *p = csv->at;
    while (p < csv->end && *p != ',' && !line_end(csv, p)) {
        if (*p == '"')
            return fault_set(fault, ERR_FORMAT, csv->line, column_of(csv, p),
                             "a quote inside a cell; expected quotes around the whole cell, and "
                             "doubled within",
                             NULL);
        if (*p == '\r')
            return fault_set(fault, ERR_FORMAT, csv->line, column_of(csv, p),
                             "a carriage return alone; expected lines that end in LF or CRLF",
                             NULL);
        p++;
    }
    *stop = p;
    *n = (size_t)(p - csv->at);
    return ERR_OK;
}

/* Holds the row to the first one's width. */
static enum err check_width(struct cli_csv *csv, const struct cli_csv_cell *cell, const char *stop,
                            struct fault *fault)
{
    size_t cells = csv->index + 1;
    char here[24], whole[24];
    if (csv->width == 0 || (cell->last ? cells == csv->width : cells < csv->width))
        return ERR_OK;
    snprintf(here, sizeof here, "%zu", cells);
    snprintf(whole, sizeof whole, "%zu", csv->width);
    if (cell->last)
        return fault_set(fault, ERR_FORMAT, csv->line, column_of(csv, stop),
                         "the row ends after cell ", here, "; expected ", whole,
                         " cells, as in the header", NULL);
    return fault_set(fault, ERR_FORMAT, csv->line, column_of(csv, stop),
                     "the row goes on after cell ", here, "; expected ", whole,
                     " cells, as in the header", NULL);
}

enum err cli_csv_next(struct cli_csv *csv, struct cli_csv_cell *cell, struct fault *fault)
{
    if (csv->index == 0 && only_line_ends(csv))
        return ERR_NOTFOUND;
    char *stop = csv->at;
    bool quoted = csv->at < csv->end && *csv->at == '"';
    cell->text = csv->at + quoted;
    cell->line = csv->line;
    cell->column = column_of(csv, csv->at);
    enum err e =
        quoted ? read_quoted(csv, &stop, &cell->n, fault) : read_plain(csv, &stop, &cell->n, fault);
    if (e != ERR_OK)
        return e;
    size_t ending = line_end(csv, stop);
    bool comma = stop < csv->end && *stop == ',';
    if (stop < csv->end && !comma && !ending)
        return fault_set(fault, ERR_FORMAT, csv->line, column_of(csv, stop),
                         "text behind a closing quote; expected a comma or the line's end", NULL);
    cell->last = !comma;
    e = check_width(csv, cell, stop, fault);
    if (e != ERR_OK)
        return e;
    csv->index++;
    if (cell->last) {
        csv->width = csv->index;
        csv->index = 0;
    }
    csv->at = stop + (comma ? 1 : ending);
    if (ending) {
        csv->line++;
        csv->line_start = csv->at;
    }
    cell->text[cell->n] = '\0'; /* on the quote, the comma or the line end that has been read */
    return ERR_OK;
}

enum err cli_csv_first(struct cli_csv *csv, struct cli_csv_cell *cell, const char *expected,
                       struct fault *fault)
{
    enum err e = cli_csv_next(csv, cell, fault);
    if (e != ERR_NOTFOUND)
        return e;
    return fault_set(fault, ERR_FORMAT, 1, 1, "there is nothing in it; expected ", expected, NULL);
}

enum err cli_csv_bad(const struct cli_csv_cell *cell, const char *why, const char *expected,
                     struct fault *fault)
{
    char shown[CLI_CSV_SHOWN];
    return fault_set(fault, ERR_FORMAT, cell->line, cell->column,
                     cli_csv_shown(cell->text, cell->n, shown), " ", why, "; expected ", expected,
                     NULL);
}

const char *cli_csv_shown(const char *text, size_t n, char out[static CLI_CSV_SHOWN])
{
    size_t kept = n <= SHOWN_BYTES ? n : text_utf8_valid(text, SHOWN_BYTES), len = 0;
    out[len++] = '"';
    memcpy(out + len, text, kept);
    len += kept;
    snprintf(out + len, CLI_CSV_SHOWN - len, "%s\"", kept < n ? "…" : "");
    return out;
}

void cli_csv_put(struct text *out, const char *cell, size_t n)
{
    bool plain = n == 0 || (cell[0] != ' ' && cell[n - 1] != ' ');
    for (size_t i = 0; i < n; i++)
        plain = plain && cell[i] != ',' && cell[i] != '"' && cell[i] != '\n' && cell[i] != '\r';
    if (plain) {
        text_bytes(out, cell, n);
        return;
    }
    text_char(out, '"');
    for (size_t i = 0; i < n; i++) {
        if (cell[i] == '"')
            text_char(out, '"');
        text_char(out, cell[i]);
    }
    text_char(out, '"');
}
