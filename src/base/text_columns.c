/* base/text_columns.c: how wide a text stands in a terminal.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/text_columns.h"

#include "base/text.h"

static bool in_table(uint32_t c, const struct range *table, size_t n)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (c > table[mid].last)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < n && c >= table[lo].first;
}

size_t text_columns(const char *s, size_t n)
{
    size_t columns = 0;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = text_utf8_next(s + i, n - i, &len);
        if (c < 0x300)
            columns += c >= 0x20 && c != 0x7F;
        else if (in_table(c, two_columns, sizeof two_columns / sizeof *two_columns))
            columns += 2;
        else
            columns += !in_table(c, no_column, sizeof no_column / sizeof *no_column);
    }
    return columns;
}
