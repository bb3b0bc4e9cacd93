/* Memory for the page's instance: a free list for each power of two.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "heap.h"

#include <string.h>

#define CLASS_MIN 5  /* 32 bytes, 16 of them for the caller */
#define CLASS_MAX 30 /* 1 GiB */

/* Stands before what the caller gets; 16 bytes, so that alignment is kept. */
union block {
    struct {
        unsigned class;
        union block *next; /* while it is free */
    } is;
    unsigned char room[16];
};

static union block *free_list[CLASS_MAX + 1];

/* The smallest class that holds n bytes, or past CLASS_MAX. */
static unsigned class_of(size_t n)
{
    unsigned class = CLASS_MIN;
    while (class <= CLASS_MAX && n > ((size_t)1 << class) - sizeof(union block))
        class ++;
    return class;
}

void *heap_take(size_t n)
{
    unsigned class = class_of(n);
    if (class > CLASS_MAX)
        return NULL;
    union block *b = free_list[class];
    if (b) {
        free_list[class] = b->is.next;
    } else {
        b = heap_more((size_t)1 << class);
        if (!b)
            return NULL;
        b->is.class = class;
    }
    return b + 1;
}

void heap_give(void *p)
{
    if (!p)
        return;
    union block *b = (union block *)p - 1;
    b->is.next = free_list[b->is.class];
    free_list[b->is.class] = b;
}

void *heap_change(void *p, size_t n)
{
    if (!p)
        return heap_take(n);
    size_t had = ((size_t)1 << ((union block *)p - 1)->is.class) - sizeof(union block);
    if (n <= had)
        return p;
    void *larger = heap_take(n);
    if (!larger)
        return NULL;
    memcpy(larger, p, had);
    heap_give(p);
    return larger;
}
