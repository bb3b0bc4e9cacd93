/* tests/support/alloc.c: malloc and its kin through the linker's --wrap.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/support/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t n);

static size_t asked, fail_at;
static bool fail_on;

static bool fails(void)
{
    asked++;
    return fail_at != 0 && (fail_on ? asked >= fail_at : asked == fail_at);
}

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t n)
{
    return fails() ? NULL : __real_realloc(p, n);
}

void alloc_fail_at(size_t n, bool for_good)
{
    asked = 0;
    fail_at = n;
    fail_on = for_good;
}

size_t alloc_count(void)
{
    return asked;
}

size_t alloc_sweep(enum err (*run)(void *context), void *context)
{
    alloc_fail_at(0, false);
    assert_int_equal(run(context), ERR_OK);
    size_t all = alloc_count();
    for (size_t n = 1; n <= all; n++) {
        for (int for_good = 0; for_good < 2; for_good++) {
            alloc_fail_at(n, for_good);
            enum err e = run(context);
            alloc_fail_at(0, false);
            if (e != ERR_NOMEM) {
                print_error("allocation %zu of %zu failed%s: %s\n", n, all,
                            for_good ? " and all after it" : "", err_name(e));
            }
            assert_int_equal(e, ERR_NOMEM);
        }
    }
    return all;
}
