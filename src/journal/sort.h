/* journal/sort.h: for the journal's own files: sorted arrays that a hostile file cannot slow down.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_JOURNAL_SORT_H
#define ATTUNE_JOURNAL_SORT_H

#include <stdbool.h>
#include <stddef.h>

/* <0, 0, >0. `context` is the caller's. */
typedef int journal_compare(const void *a, const void *b, const void *context);

/* Heapsort: n log n in the worst case and no memory, which qsort promises neither of. Elements of
 * at most 64 bytes. Not stable. */
void journal_sort(void *base, size_t n, size_t size, journal_compare *compare, const void *context);

/* The first place in the sorted array at which `key` is not greater than the element:
 * compare(key, element, context). */
size_t journal_lower_bound(const void *base, size_t n, size_t size, const void *key,
                           journal_compare *compare, const void *context);

#endif
