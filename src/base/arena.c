/* base/arena.c: blocks that double in size, handed out from the front.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_MIN ((size_t)1 << 10)
#define BLOCK_MAX ((size_t)1 << 20)

struct arena_block {
    struct arena_block *older;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *a, size_t limit)
{
    *a = (struct arena){.limit = limit};
}

void arena_finish(struct arena *a)
{
    if (a == NULL)
        return;
    for (struct arena_block *b = a->block, *older; b != NULL; b = older) {
        older = b->older;
        free(b);
    }
    arena_init(a, a->limit);
}

static struct arena_block *block_new(struct arena *a, size_t n)
{
    size_t size = a->block == NULL ? BLOCK_MIN : a->block->size * 2;
    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
    if (size < n)
        size = n;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *b = malloc(sizeof *b + size);
    if (b == NULL)
        return NULL;
    b->used = 0;
    b->size = size;
    /* A large request gets a block of its own behind the current one, so that the rest of the
     * current one is not lost. */
    if (a->block != NULL && size > BLOCK_MAX) {
        b->older = a->block->older;
        a->block->older = b;
    } else {
        b->older = a->block;
        a->block = b;
    }
    return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
    const size_t unit = alignof(max_align_t);
    if (n > SIZE_MAX - unit)
        return NULL;
    n = n == 0 ? unit : (n + unit - 1) / unit * unit;
    if (a->used > SIZE_MAX - n || (a->limit != 0 && a->used + n > a->limit))
        return NULL;
    struct arena_block *b = a->block;
    if (b == NULL || b->size - b->used < n)
        b = block_new(a, n);
    if (b == NULL)
        return NULL;
    void *p = b->bytes + b->used;
    b->used += n;
    a->used += n;
    return memset(p, 0, n);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(a, count * size);
}

char *arena_text(struct arena *a, const char *bytes, size_t n)
{
    if (n == SIZE_MAX)
        return NULL;
    char *s = arena_alloc(a, n + 1);
    if (s != NULL && n > 0)
        memcpy(s, bytes, n);
    return s;
}
