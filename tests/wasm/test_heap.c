/* The page's small heap: nothing overlaps, everything is aligned, what is freed is used again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wasm/heap.h"

#define ROOM ((size_t)8 << 20)
#define MANY 500

static _Alignas(16) unsigned char room[ROOM];
static size_t used;

void *heap_more(size_t n)
{
    if (n > ROOM - used)
        return NULL;
    void *p = room + used;
    used += n;
    return p;
}

static uint32_t state = 12345;

static uint32_t draw(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static void filled(const unsigned char *p, size_t n, unsigned char with)
{
    for (size_t i = 0; i < n; i++)
        assert_int_equal(p[i], with);
}

static void any_order(void **unused)
{
    (void)unused;
    unsigned char *at[MANY] = {0};
    size_t size[MANY] = {0};
    for (int turn = 0; turn < 50000; turn++) {
        size_t i = draw(MANY);
        unsigned char mark = (unsigned char)i;
        if (at[i])
            filled(at[i], size[i], mark);
        if (draw(3) == 0) {
            heap_give(at[i]);
            at[i] = NULL;
            size[i] = 0;
            continue;
        }
        size_t n = draw(2000), kept = n < size[i] ? n : size[i];
        unsigned char *p = heap_change(at[i], n);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        filled(p, kept, mark);
        memset(p, mark, n);
        at[i] = p;
        size[i] = n;
    }
    for (size_t i = 0; i < MANY; i++)
        heap_give(at[i]);
    size_t before = used;
    void *p = heap_take(1000);
    assert_non_null(p);
    assert_int_equal(used, before); /* used again */
    heap_give(p);
}

static void too_much(void **unused)
{
    (void)unused;
    assert_null(heap_take(ROOM));
    assert_null(heap_take(SIZE_MAX));
    assert_null(heap_take(((size_t)1 << 30) - 8));
    unsigned char *p = heap_take(100);
    assert_non_null(p);
    memset(p, 7, 100);
    assert_null(heap_change(p, ROOM)); /* and what was there stays */
    filled(p, 100, 7);
    heap_give(p);
    heap_give(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order),
        cmocka_unit_test(too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
