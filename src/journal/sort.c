/* journal/sort.c: heapsort (Williams 1964, bottom of the heap first as Floyd builds it) and binary
 * search.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "journal/sort.h"

#include <string.h>

#define SIZE_MAX_ELEMENT 64

struct heap {
    char *base;
    size_t size;
    journal_compare *compare;
    const void *context;
};

static void swap(const struct heap *h, size_t a, size_t b)
{
    char keep[SIZE_MAX_ELEMENT];
    memcpy(keep, h->base + a * h->size, h->size);
    memcpy(h->base + a * h->size, h->base + b * h->size, h->size);
    memcpy(h->base + b * h->size, keep, h->size);
}

static int order(const struct heap *h, size_t a, size_t b)
{
    return h->compare(h->base + a * h->size, h->base + b * h->size, h->context);
}

static void sift_down(const struct heap *h, size_t at, size_t n)
{
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && order(h, child, child + 1) < 0)
            child++;
        if (order(h, at, child) >= 0)
            return;
        swap(h, at, child);
    }
}

void journal_sort(void *base, size_t n, size_t size, journal_compare *compare, const void *context)
{
    const struct heap h = {base, size, compare, context};
    bool sorted = true;
    for (size_t i = 1; sorted && i < n; i++)
        sorted = order(&h, i - 1, i) <= 0;
    if (sorted)
        return;
    for (size_t i = n / 2; i-- > 0;)
        sift_down(&h, i, n);
    for (size_t last = n; last-- > 1;) {
        swap(&h, 0, last);
        sift_down(&h, 0, last);
    }
}

size_t journal_lower_bound(const void *base, size_t n, size_t size, const void *key,
                           journal_compare *compare, const void *context)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (compare(key, (const char *)base + mid * size, context) > 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
