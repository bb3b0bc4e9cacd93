/* draw/type.c: the widths of letters, and breaking lines.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/type.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Advance widths in hundredths of the type size for U+0020 … U+007E: a bookish serif of weight 600
 * and an open sans serif of weight 400, as a browser measures them. */
static const unsigned char serif[95] = {
    20, 33, 42, 68, 58, 88, 82, 25,  35, 35, 45, 58, 33, 34, 33, 46, 60, 41, 53, 55, 58, 53, 57, 53,
    57, 55, 33, 33, 58, 58, 58, 55,  91, 75, 68, 70, 77, 65, 63, 76, 84, 41, 57, 77, 64, 99, 83, 77,
    63, 78, 74, 61, 74, 79, 75, 110, 74, 73, 67, 34, 46, 34, 58, 47, 50, 56, 63, 52, 64, 55, 41, 59,
    68, 35, 33, 65, 35, 99, 68, 61,  64, 62, 51, 48, 42, 66, 61, 88, 59, 60, 51, 37, 43, 37, 58,
};
static const unsigned char sans[95] = {
    28, 28, 30, 65, 59, 93, 70, 16, 30, 30, 43, 60, 20, 37, 20, 38, 65, 40, 55, 57, 61, 58, 60, 51,
    61, 60, 20, 20, 55, 60, 55, 52, 78, 63, 62, 66, 67, 57, 55, 71, 69, 41, 51, 63, 54, 82, 69, 73,
    60, 75, 62, 60, 56, 69, 59, 84, 62, 59, 61, 31, 38, 31, 55, 40, 27, 53, 57, 50, 56, 54, 31, 56,
    55, 28, 25, 49, 24, 84, 55, 55, 57, 58, 34, 47, 32, 54, 44, 65, 46, 43, 46, 32, 23, 32, 55,
};

static double pixels(const char *s, size_t n, const unsigned char *table, double size)
{
    double sum = 0;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = text_utf8_next(s + i, n - i, &len);
        if (c >= 0x20 && c < 0x7F)
            sum += table[c - 0x20];
        else
            sum += 62.0 * (double)text_columns(s + i, len);
    }
    return sum * size / 100;
}

static double page_name(const char *s, size_t n)
{
    return 1.03 * pixels(s, n, serif, DRAW_NAME_SIZE);
}

static double page_word(const char *s, size_t n)
{
    return 1.03 * pixels(s, n, sans, DRAW_WORD_SIZE);
}

static double file_name(const char *s, size_t n)
{
    return 1.16 * pixels(s, n, serif, DRAW_NAME_SIZE);
}

static double file_word(const char *s, size_t n)
{
    return 1.16 * pixels(s, n, sans, DRAW_WORD_SIZE);
}

static double cells(const char *s, size_t n)
{
    return (double)text_columns(s, n);
}

const struct draw_type draw_type_page = {
    .what = "page",
    .name_width = page_name,
    .word_width = page_word,
    .name_line = 19,
    .word_line = 16.5,
    .above = 6,
    .head = 8,
    .gap = 10,
    .margin = 6,
    .widest_name = 152,
    .widest_word = 128,
};

const struct draw_type draw_type_file = {
    .what = "file",
    .name_width = file_name,
    .word_width = file_word,
    .name_line = 19,
    .word_line = 16.5,
    .above = 6,
    .head = 8,
    .gap = 10,
    .margin = 6,
    .widest_name = 172,
    .widest_word = 144,
};

const struct draw_type draw_type_cells = {
    .what = "terminal",
    .name_width = cells,
    .word_width = cells,
    .name_line = 1,
    .word_line = 1,
    .above = 1,
    .head = 0.5,
    .gap = 1.5,
    .margin = 1,
    .widest_name = 20,
    .widest_word = 22,
};

/* The longest prefix of s[0..n) that fits `room`, cut at a space if there is one to cut at; at
 * least one character. Sets *next to where the following line begins. */
static size_t prefix(const char *s, size_t n, double room, double (*width)(const char *, size_t),
                     size_t *next)
{
    if (width(s, n) <= room) {
        *next = n;
        return n;
    }
    size_t cut = 0, fit = 0;
    for (size_t i = 0, len; i < n; i += len) {
        (void)text_utf8_next(s + i, n - i, &len);
        if (s[i] == ' ' && i > 0 && s[i - 1] != ' ')
            cut = i;
        if (width(s, i + len) > room && i > 0) {
            fit = i;
            break;
        }
    }
    size_t end = cut > 0 ? cut : fit > 0 ? fit : n;
    *next = end;
    while (*next < n && s[*next] == ' ')
        ++*next;
    return end;
}

/* Lines needed, filled greedily; stops at DRAW_LINES_MAX + 1. */
static size_t greedy(const char *s, size_t n, double room, double (*width)(const char *, size_t),
                     struct draw_line *line)
{
    size_t k = 0;
    for (size_t i = 0, next; i < n && k <= DRAW_LINES_MAX; i += next, k++) {
        size_t len = prefix(s + i, n - i, room, width, &next);
        if (k < DRAW_LINES_MAX)
            line[k] = (struct draw_line){s + i, len, width(s + i, len)};
    }
    return k;
}

static double widest(const struct draw_line *line, size_t n)
{
    double w = 0;
    for (size_t i = 0; i < n; i++)
        w = line[i].width > w ? line[i].width : w;
    return w;
}

double draw_longest_word(const char *s, double (*width)(const char *s, size_t n))
{
    double w = 0;
    for (size_t i = 0, end, n = strlen(s); i < n; i = end + 1) {
        for (end = i; end < n && s[end] != ' '; end++) {}
        double here = width(s + i, end - i);
        w = here > w ? here : w;
    }
    return w;
}

/* "worth care, perhaps steady" reads best broken at its comma. */
static bool at_comma(const char *s, size_t n, double room, double (*width)(const char *, size_t),
                     struct draw_line line[2])
{
    for (size_t i = 1; i + 1 < n; i++) {
        if (s[i - 1] != ',' || s[i] != ' ')
            continue;
        line[0] = (struct draw_line){s, i, width(s, i)};
        line[1] = (struct draw_line){s + i + 1, n - i - 1, width(s + i + 1, n - i - 1)};
        return line[0].width <= room && line[1].width <= room;
    }
    return false;
}

enum err draw_wrap(const char *s, double room, double (*width)(const char *s, size_t n),
                   struct draw_line line[DRAW_LINES_MAX], size_t *nline)
{
    size_t n = strlen(s);
    *nline = greedy(s, n, room, width, line);
    if (*nline > DRAW_LINES_MAX)
        return ERR_LIMIT;
    if (*nline < 2)
        return ERR_OK;
    if (*nline == 2 && at_comma(s, n, room, width, line))
        return ERR_OK;
    (void)greedy(s, n, room, width, line);
    /* Narrow the room as long as the lines stay as few: the shortest longest line. */
    double whole = draw_longest_word(s, width), narrow = widest(line, *nline);
    struct draw_line trial[DRAW_LINES_MAX];
    while (narrow >= whole && greedy(s, n, narrow, width, trial) == *nline) {
        memcpy(line, trial, *nline * sizeof *line);
        narrow = widest(trial, *nline) * (1 - 1e-9);
    }
    return ERR_OK;
}
