/* Every allocation of bond may fail, and says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bond/change.h"
#include "sitting.h"
#include "tests/support/alloc.h"

struct ground {
    struct content *content;
    struct bond_answer answers[BOND_ASK_MAX];
    size_t n;
};

static enum err ask_and_draw(void *context)
{
    struct ground *g = context;
    struct bond_next next;
    struct bond_map map;
    struct bond_change change[CONTENT_DIM];
    size_t n;
    enum err e = bond_next(g->content, 30, g->answers, g->n / 2, &next);
    if (!e)
        e = bond_map_make(g->content, 30, g->answers, g->n, &map);
    if (!e)
        e = bond_change(g->content, &map, 0, &map, INT64_C(40) * 86400000, change, &n);
    return e;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct ground g = {.content = sitting_content()};
    g.n = sitting(g.content, 30, SITTING_USUAL, 1, g.answers);
    assert_true(alloc_sweep(ask_and_draw, &g) >= 10);
    content_destroy(g.content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
