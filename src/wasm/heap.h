/* src/wasm/heap.h: memory for the page's instance, small: a free list for each power of two.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_WASM_HEAP_H
#define ATTUNE_WASM_HEAP_H

#include <stddef.h>

/* As malloc, free and realloc; aligned to 16 bytes; NULL where there is no more. What is freed is
 * used again for requests of its own size class (at most twice as large), and never given back:
 * neither does a page's memory ever shrink. */
void *heap_take(size_t n);
void heap_give(void *p); /* NULL is allowed */
void *heap_change(void *p, size_t n);

/* Where new memory comes from: n bytes (a multiple of 16) after the last, or NULL. */
void *heap_more(size_t n);

#endif
