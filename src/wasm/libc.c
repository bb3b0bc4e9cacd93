/* The few functions of the C library that the page can have smaller: wasi-libc's own weigh as much
 * as a room. Compiled with -fno-builtin, so that none of them becomes a call of itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "stats/special.h"
#include "strtod.h"

#define PAGE ((size_t)65536) /* WebAssembly's */

extern unsigned char __heap_base; /* the linker's: where data and stack end */

void *heap_more(size_t n)
{
    static uintptr_t next;
    if (next == 0)
        next = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
    uintptr_t have = __builtin_wasm_memory_size(0) * PAGE;
    if (n > UINTPTR_MAX - next)
        return NULL;
    if (next + n > have) {
        size_t pages = (next + n - have + PAGE - 1) / PAGE;
        if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX)
            return NULL;
    }
    void *got = (void *)next;
    next += n;
    return got;
}

void *malloc(size_t n)
{
    return heap_take(n);
}

void free(void *p)
{
    heap_give(p);
}

void *realloc(void *p, size_t n)
{
    return heap_change(p, n);
}

void *calloc(size_t count, size_t size)
{
    size_t n = count * size;
    if (size != 0 && n / size != count)
        return NULL;
    void *p = heap_take(n);
    if (p)
        memset(p, 0, n);
    return p;
}

/* erfc calls it, and would bring a table of its own along. */
double exp(double x)
{
    return stats_exp(x);
}

double strtod(const char *s, char **end)
{
    if (end) /* nobody asks (src/base/decimal.c) */
        *end = NULL;
    return wasm_strtod(s);
}
