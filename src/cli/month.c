/* cli/month.c: a month as people write it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/month.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A name or its beginning, three letters at least; 0: none. */
static int month_named(const char *word, size_t n)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int m = 0; m < 12; m++)
        if (n >= 3 && n <= strlen(names[m]) && strncasecmp(word, names[m], n) == 0)
            return m + 1;
    return 0;
}

struct parts {
    int year, month;
};

/* Takes a run of digits or letters as a year (four digits) or a month. */
static bool take(const char *at, size_t n, struct parts *p)
{
    if (isdigit((unsigned char)*at)) {
        int v = 0;
        for (size_t i = 0; i < n && n <= 4; i++)
            v = v * 10 + (at[i] - '0');
        if (n == 4 && !p->year && v >= 1900 && v < 2200) {
            p->year = v;
            return true;
        }
        if (n <= 2 && !p->month && v >= 1 && v <= 12) {
            p->month = v;
            return true;
        }
        return false;
    }
    if (p->month)
        return false;
    p->month = month_named(at, n);
    return p->month > 0;
}

enum err cli_month_read(const char *text, char out[8])
{
    struct parts p = {0, 0};
    int pieces = 0;
    while (*text) {
        size_t gap = strspn(text, " \t-./,");
        text += gap;
        if (!*text)
            break;
        bool digits = isdigit((unsigned char)*text);
        size_t n = 0;
        while (digits ? isdigit((unsigned char)text[n]) : isalpha((unsigned char)text[n]))
            n++;
        if (n == 0 || ++pieces > 2 || !take(text, n, &p))
            return ERR_FORMAT;
        text += n;
    }
    if (!p.year || !p.month)
        return ERR_FORMAT;
    snprintf(out, 8, "%04u-%02u", (unsigned)p.year % 10000, (unsigned)p.month % 100);
    return ERR_OK;
}
