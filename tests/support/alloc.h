/* tests/support/alloc.h: make the n-th allocation fail, for every n.
 *
 * A test program that uses this is linked with `alloc_dep` (tests/support/meson.build), which
 * wraps malloc, calloc and realloc for everything linked statically into it: attune's rooms and
 * the test itself, not shared libraries. Usage:
 *
 *     static enum err parse(void *context)      // one whole use: make, work, check, free
 *     {
 *         struct arena a;
 *         arena_init(&a, 0);
 *         enum err e = json_parse(&a, …);
 *         arena_finish(&a);
 *         return e;
 *     }
 *     assert_true(alloc_sweep(parse, NULL) > 0);
 *
 * Leaks on the way are the address sanitizer's to find (meson -Db_sanitize=address,undefined).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_SUPPORT_ALLOC_H
#define ATTUNE_TESTS_SUPPORT_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* From now on the n-th allocation (1: the next) fails, and with `for_good` all after it too.
 * n = 0: none fails. Sets alloc_count back to 0. */
void alloc_fail_at(size_t n, bool for_good);
/* Allocations asked for since alloc_fail_at, those that failed among them. */
size_t alloc_count(void);

/* Runs `run` with no failure (it must return ERR_OK), then with each of its allocations failing,
 * once and for good; every such run must return ERR_NOMEM. Fails the running cmocka test
 * otherwise. Returns how many allocations a run makes. */
size_t alloc_sweep(enum err (*run)(void *context), void *context);

#endif
