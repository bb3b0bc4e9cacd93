/* tests/draw/test_sweep.c: every allocation fails once, and nothing is lost or left behind.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cases.h"
#include "draw/landscape.h"
#include "tests/support/alloc.h"

static struct draw_sheet sheet(void)
{
    const struct map_case *c = map_case("long words");
    return (struct draw_sheet){
        .width = 160, .height = 200, .place = c->place, .nplace = c->n, .earlier = c->place};
}

static enum err as_json(void *context)
{
    const struct draw_sheet s = sheet();
    struct text t;
    struct json_out w;
    (void)context;
    text_init(&t);
    json_out_init(&w, &t);
    enum err e = draw_landscape_json(&s, &w, NULL);
    text_finish(&t);
    return e;
}

static enum err as_svg(void *context)
{
    const struct draw_sheet s = sheet();
    struct text t;
    (void)context;
    text_init(&t);
    enum err e = draw_landscape_svg(&s, "A map", true, &t);
    text_finish(&t);
    return e;
}

static const struct draw_legend legend = {.sure = "fairly sure",
                                          .guess = "still a guess",
                                          .rough = "rough ground",
                                          .height = "fairly sure, low to high"};

static enum err at_terminal(void *context)
{
    const struct draw_sheet s = sheet();
    const size_t *columns = context;
    struct text t;
    text_init(&t);
    enum err e = draw_landscape_terminal(&s, &legend, *columns, DRAW_ASCII, &t);
    if (e == ERR_OK)
        e = draw_landscape_terminal(&s, &legend, *columns, DRAW_UNICODE_COLOUR, &t);
    text_finish(&t);
    return e;
}

static void no_allocation_is_taken_for_granted(void **state)
{
    (void)state;
    size_t narrow = 30, wide = 40;
    assert_true(alloc_sweep(as_json, NULL) > 10);
    assert_true(alloc_sweep(as_svg, NULL) > 10);
    assert_true(alloc_sweep(at_terminal, &narrow) > 3);
    assert_true(alloc_sweep(at_terminal, &wide) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests_name("draw-sweep", tests, NULL, NULL);
}
