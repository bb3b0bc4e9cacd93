/* Change since the last map: only when it is clear (M52).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bond/change.h"
#include "sitting.h"

#define DAY INT64_C(86400000)

static int load(void **state)
{
    *state = sitting_content();
    return 0;
}

static int unload(void **state)
{
    content_destroy(*state);
    return 0;
}

static void draw(const struct content *c, int months, enum sitting_kind kind, struct bond_map *map)
{
    struct bond_answer answers[BOND_ASK_MAX];
    size_t n = sitting(c, months, kind, 3, answers);
    assert_int_equal(bond_map_make(c, months, answers, n, map), ERR_OK);
}

static size_t changes(const struct content *c, const struct bond_map *a, const struct bond_map *b,
                      int days, struct bond_change *out)
{
    size_t n = 99;
    assert_int_equal(bond_change(c, a, 0, b, days * DAY, out, &n), ERR_OK);
    return n;
}

static void a_large_change_is_named(void **state)
{
    struct bond_map worst, best;
    struct bond_change change[CONTENT_DIM];
    draw(*state, 30, SITTING_WORST, &worst);
    draw(*state, 30, SITTING_BEST, &best);
    assert_int_equal(changes(*state, &worst, &best, 90, change), CONTENT_DIM);
    for (size_t i = 0; i < CONTENT_DIM; i++) {
        bool rubs = content_dimension(*state, i)->high == CONTENT_HIGH_RUBBING;
        assert_int_equal(change[i].dimension, i);
        assert_int_equal(change[i].direction, rubs ? -1 : 1);
        assert_true(change[i].p >= BOND_CHANGE_SURE && change[i].p <= 1);
        assert_true(fabs(change[i].shift) > 1);
    }
    assert_int_equal(changes(*state, &best, &worst, 90, change), CONTENT_DIM);
    assert_int_equal(change[0].direction, -1);
}

static void the_same_again_is_no_change(void **state)
{
    for (int kind = 0; kind < SITTING_KINDS; kind++) {
        struct bond_map map;
        struct bond_change change[CONTENT_DIM];
        draw(*state, 30, (enum sitting_kind)kind, &map);
        for (int days = 28; days < 2000; days += 397)
            assert_int_equal(changes(*state, &map, &map, days, change), 0);
    }
}

/* Too soon, another stage, another bank, another model, too few answers: nothing is said. */
static void what_is_not_compared(void **state)
{
    struct bond_map worst, best, other;
    struct bond_change change[CONTENT_DIM];
    draw(*state, 30, SITTING_WORST, &worst);
    draw(*state, 30, SITTING_BEST, &best);
    assert_int_equal(changes(*state, &worst, &best, 27, change), 0);
    assert_int_equal(changes(*state, &worst, &best, 28, change), CONTENT_DIM);
    assert_int_equal(changes(*state, &worst, &best, -90, change), 0);
    other = best;
    other.model++;
    assert_int_equal(changes(*state, &worst, &other, 90, change), 0);
    other = best;
    other.bank_hash ^= 1;
    assert_int_equal(changes(*state, &worst, &other, 90, change), 0);
    draw(*state, 90, SITTING_BEST, &other);
    assert_int_equal(changes(*state, &worst, &other, 90, change), 0);
    other = best;
    other.place[0].answered = 1;
    assert_int_equal(changes(*state, &worst, &other, 90, change), CONTENT_DIM - 1);
    /* Both maps come from a bank that this content no longer has. */
    struct bond_map old_worst = worst, old_best = best;
    old_worst.bank_hash ^= 1;
    old_best.bank_hash ^= 1;
    assert_int_equal(changes(*state, &old_worst, &old_best, 90, change), 0);
    /* A covariance that is none. */
    other = best;
    memset(other.covariance, 0, sizeof other.covariance);
    assert_int_equal(changes(*state, &worst, &other, 90, change), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_change_is_named),
        cmocka_unit_test(the_same_again_is_no_change),
        cmocka_unit_test(what_is_not_compared),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
