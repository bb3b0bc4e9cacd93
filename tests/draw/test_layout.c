/* tests/draw/test_layout.c: words that never touch, leave the sheet or get cut.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "cases.h"
#include "draw/layout.h"

/* The lines, put together again, are the text; only blanks at the breaks are gone. */
static void check_lines(const char *text, const struct draw_line *line, size_t n)
{
    const char *s = text;
    for (size_t i = 0; i < n; i++) {
        while (*s == ' ' && line[i].at != s)
            s++;
        assert_ptr_equal(line[i].at, s);
        assert_true(line[i].len > 0);
        s += line[i].len;
    }
    while (*s == ' ')
        s++;
    assert_int_equal(*s, '\0');
}

static void check_layout(const struct draw_layout *l, const struct draw_place *place,
                         const struct draw_type *type)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct draw_label *a = &l->label[i];
        check_lines(place[i].name, a->name, a->nname);
        check_lines(place[i].word == NULL ? "" : place[i].word, a->word, a->nword);
        assert_true(a->left >= 0 && a->right <= l->width && a->bottom <= l->height);
        assert_true(a->y - type->head >= 0 && a->x >= 0 && a->x <= l->width);
        /* At the same place relative to each summit. */
        assert_true(a->top - a->y - type->above < 1e-9 && a->y + type->above - a->top < 1e-9);
        assert_true((a->left + a->right) / 2 - a->x < 1e-9);
        for (size_t k = 0; k < a->nname; k++)
            assert_true(a->name[k].width <= a->right - a->left + 1e-9);
        for (size_t k = 0; k < a->nword; k++)
            assert_true(a->word[k].width <= a->right - a->left + 1e-9);
        for (size_t j = 0; j < i; j++) {
            const struct draw_label *b = &l->label[j];
            bool beside = a->left >= b->right + 1 || b->left >= a->right + 1;
            bool below = a->y - type->head >= b->bottom || b->y - type->head >= a->bottom;
            assert_true(beside || below);
        }
    }
}

static void words_never_touch_nor_leave_the_sheet(void **state)
{
    (void)state;
    static const struct {
        const struct draw_type *type;
        double narrowest, widest;
    } kinds[] = {
        {&draw_type_page, 160, 700}, {&draw_type_file, 160, 700}, {&draw_type_cells, 40, 200}};
    char store[2048];
    for (size_t k = 0; k < 3000; k++) {
        struct map_case odd;
        struct draw_layout l;
        double share = (double)(k % 37) / 36;
        const struct draw_type *type = kinds[k % 3].type;
        double width =
            kinds[k % 3].narrowest + share * (kinds[k % 3].widest - kinds[k % 3].narrowest);
        map_case_odd(k, &odd, store);
        assert_int_equal(draw_layout(&l, odd.place, odd.n, width, 0.3 * width, type), ERR_OK);
        check_layout(&l, odd.place, type);
    }
}

static void usual_words_move_no_place(void **state)
{
    (void)state;
    static const double widths[] = {375, 390, 430, 600};
    const struct map_case *a = map_case("typical"), *b = map_case("strong");
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct draw_layout l, m;
        assert_int_equal(draw_layout(&l, a->place, a->n, widths[i], widths[i], &draw_type_page),
                         ERR_OK);
        assert_int_equal(draw_layout(&m, b->place, b->n, widths[i], widths[i], &draw_type_page),
                         ERR_OK);
        for (size_t k = 0; k < l.n; k++) {
            assert_true(l.at[k].x == m.at[k].x && l.at[k].y == m.at[k].y);
        }
    }
}

static void known_places_lie_where_they_always_lie(void **state)
{
    (void)state;
    const struct map_case *c = map_case("typical");
    struct draw_layout l;
    assert_int_equal(draw_layout(&l, c->place, c->n, 390, 400, &draw_type_page), ERR_OK);
    const struct draw_point *warmth = &l.at[0], *friction = &l.at[1], *communication = &l.at[2],
                            *repair = &l.at[3], *boundaries = &l.at[4], *play = &l.at[5];
    assert_true(warmth->y < 0.25 && warmth->x > 0.4 && warmth->x < 0.6);
    assert_true(friction->x < 0.4 && friction->y < 0.5 && repair->x < 0.4 && repair->y > 0.5);
    assert_true(play->x > 0.6 && play->y < 0.5);
    assert_true(communication->x > 0.6 && communication->y > 0.5);
    assert_true(boundaries->y > 0.65 && boundaries->x > 0.4 && boundaries->x < 0.6);
}

static double one_each(const char *s, size_t n)
{
    (void)s;
    return (double)n;
}

static void check_wrap(const char *s, double room, const char *expected)
{
    struct draw_line line[DRAW_LINES_MAX];
    size_t n;
    char got[200] = "";
    size_t len = 0;
    assert_int_equal(draw_wrap(s, room, one_each, line, &n), ERR_OK);
    for (size_t i = 0; i < n; i++) {
        assert_true(line[i].width == (double)line[i].len);
        memcpy(got + len, line[i].at, line[i].len);
        len += line[i].len;
        got[len++] = '|';
    }
    got[len] = '\0';
    assert_string_equal(got, expected);
}

static void lines_break_where_a_reader_would(void **state)
{
    (void)state;
    check_wrap("", 10, "");
    check_wrap("steady", 10, "steady|");
    check_wrap("worth care, perhaps steady", 40, "worth care, perhaps steady|");
    check_wrap("worth care, perhaps steady", 20, "worth care,|perhaps steady|");
    check_wrap("tender ground just now", 20, "tender ground|just now|");
    check_wrap("a bb ccc dddd eeeee", 9, "a bb ccc|dddd|eeeee|");
    check_wrap("a bb ccc dddd eeeee", 10, "a bb ccc|dddd eeeee|");
    check_wrap("Kindergartenfreundschaft", 10, "Kindergart|enfreundsc|haft|");
    check_wrap("  two   blanks  ", 8, "  two|blanks|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_never_touch_nor_leave_the_sheet),
        cmocka_unit_test(usual_words_move_no_place),
        cmocka_unit_test(known_places_lie_where_they_always_lie),
        cmocka_unit_test(lines_break_where_a_reader_would),
    };
    return cmocka_run_group_tests_name("draw-layout", tests, NULL, NULL);
}
