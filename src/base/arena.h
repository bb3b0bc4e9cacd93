/* base/arena.h: memory that is given back all at once.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BASE_ARENA_H
#define ATTUNE_BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *block; /* newest first */
    size_t used, limit;        /* bytes handed out; 0 = no limit */
};

/* An arena that may hand out at most `limit` bytes (0: no limit). Cannot fail. */
void arena_init(struct arena *a, size_t limit);
/* Frees everything; the arena may be used again. NULL is allowed. */
void arena_finish(struct arena *a);
/* n zeroed bytes aligned for any type, or NULL (no memory, or past the limit). n = 0 gives a
 * valid pointer. */
void *arena_alloc(struct arena *a, size_t n);
/* The same for count * size, NULL on overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A NUL-terminated copy of n bytes, or NULL. */
char *arena_text(struct arena *a, const char *bytes, size_t n);

#endif
