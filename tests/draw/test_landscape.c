/* tests/draw/test_landscape.c: what the landscape says holds in its paths.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cases.h"
#include "draw/landscape.h"
#include "draw/palette.h"
#include "draw/pieces.h"
#include "path_read.h"

static struct path_read path; /* big: not on the stack */

/* A sheet drawn and read back. */
struct drawn {
    struct arena arena;
    struct text text;
    const struct json *root;
    double width, height;
};

static void draw(struct drawn *d, const struct draw_sheet *sheet)
{
    struct json_out w;
    struct fault fault;
    text_init(&d->text);
    arena_init(&d->arena, 0);
    json_out_init(&w, &d->text);
    assert_int_equal(draw_landscape_json(sheet, &w, NULL), ERR_OK);
    assert_int_equal(json_parse(&d->arena, d->text.data, d->text.len, &d->root, &fault), ERR_OK);
    d->width = json_get(d->root, "width")->number;
    d->height = json_get(d->root, "height")->number;
}

static void draw_case(struct drawn *d, const struct map_case *c, double width)
{
    draw(d, &(struct draw_sheet){.width = width, .place = c->place, .nplace = c->n});
}

static void drawn_finish(struct drawn *d)
{
    arena_finish(&d->arena);
    text_finish(&d->text);
}

static const struct json *items(const struct drawn *d, const char *key)
{
    const struct json *list = json_get(d->root, key);
    assert_non_null(list);
    assert_int_equal(list->type, JSON_ARRAY);
    return list->child;
}

static void read_path(const struct json *item)
{
    const struct json *d = json_get(item, "d");
    path_read_clear(&path);
    assert_non_null(d);
    assert_true(path_read(&path, d->text, d->len));
    assert_true(path.npiece > 0);
}

static bool flag(const struct json *item, const char *key)
{
    const struct json *v = json_get(item, key);
    assert_non_null(v);
    assert_int_equal(v->type, JSON_BOOL);
    return v->boolean;
}

static double value(const struct json *item, const char *key)
{
    const struct json *v = json_get(item, key);
    assert_non_null(v);
    assert_int_equal(v->type, JSON_NUMBER);
    return v->number;
}

/* How many bands of land lie over a point. */
static int rise(const struct drawn *d, double x, double y)
{
    int n = 0;
    for (const struct json *l = items(d, "land"); l != NULL; l = l->next) {
        read_path(l);
        n += path_holds(&path, x, y);
    }
    return n;
}

static struct draw_point summit(const struct drawn *d, const char *id)
{
    for (const struct json *b = items(d, "labels"); b != NULL; b = b->next) {
        if (strcmp(json_get(b, "id")->text, id) == 0)
            return (struct draw_point){value(b, "x"), value(b, "summit_y")};
    }
    fail_msg("no label %s", id);
    return (struct draw_point){0, 0};
}

static int rise_of(const struct drawn *d, const char *id)
{
    struct draw_point p = summit(d, id);
    return rise(d, p.x, p.y);
}

static void check_paths(const struct drawn *d)
{
    static const char *const keys[] = {"water", "land", "earlier", "lines", "hatch"};
    for (size_t i = 0; i < 5; i++) {
        double before = -1;
        for (const struct json *p = items(d, keys[i]); p != NULL; p = p->next) {
            read_path(p);
            assert_true(path.left >= -0.06 && path.top >= -0.06);
            assert_true(path.right <= d->width + 0.06 && path.bottom <= d->height + 0.06);
            if (strcmp(keys[i], "land") == 0) {
                assert_true(value(p, "level") > before);
                before = value(p, "level");
                for (size_t k = 0; k < path.npiece; k++)
                    assert_true(path.piece[k].closed);
            }
        }
    }
}

static void paths_parse_and_stay_inside(void **state)
{
    (void)state;
    static const double widths[] = {160, 320, 390, 600, 1400};
    for (size_t c = 0; c < map_case_count; c++) {
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
            struct drawn d;
            draw_case(&d, &map_cases[c], widths[i]);
            assert_true(d.width == widths[i]);
            assert_true(isfinite(d.height) && d.height >= 120);
            check_paths(&d);
            drawn_finish(&d);
        }
    }
}

static void a_height_that_is_asked_for_is_kept_if_the_words_fit(void **state)
{
    (void)state;
    struct drawn d;
    const struct map_case *c = map_case("typical");
    draw(&d, &(struct draw_sheet){.width = 390, .height = 400, .place = c->place, .nplace = c->n});
    assert_true(d.height == 400);
    drawn_finish(&d);
    draw(&d, &(struct draw_sheet){.width = 200, .height = 120, .place = c->place, .nplace = c->n});
    assert_true(d.height > 120);
    check_paths(&d);
    drawn_finish(&d);
}

/* Close lines are high ground: the higher the place, the more bands of land lie upon it. */
static void higher_places_have_more_contours(void **state)
{
    (void)state;
    struct map_case c = *map_case("typical");
    int before = 0;
    for (int k = 0; k <= 4; k++) {
        struct drawn d;
        c.place[0].height = 0.25 * k;
        draw_case(&d, &c, 390);
        int now = rise_of(&d, "warmth");
        assert_true(now > before);
        before = now;
        drawn_finish(&d);
    }
    assert_true(before >= 11);
}

/* Ridges between two places would mean nothing: the land falls back to half their height or less,
 * and stays land. */
static void land_between_two_places_fades(void **state)
{
    (void)state;
    static const char *const ring[] = {"warmth", "play", "communication", "boundaries", "repair"};
    struct drawn d;
    draw_case(&d, map_case("strong"), 390);
    for (size_t i = 0; i + 1 < sizeof ring / sizeof *ring; i++) {
        struct draw_point a = summit(&d, ring[i]), b = summit(&d, ring[i + 1]);
        int least = 99, ends = rise(&d, a.x, a.y);
        for (int k = 1; k < 20; k++) {
            int here = rise(&d, a.x + (b.x - a.x) * k / 20, a.y + (b.y - a.y) * k / 20);
            least = here < least ? here : least;
        }
        assert_true(rise(&d, b.x, b.y) == ends);
        assert_true(2 * least <= ends && least > 0);
    }
    drawn_finish(&d);
}

static void every_place_stands_on_land_and_no_other_does(void **state)
{
    (void)state;
    char store[2048];
    for (size_t k = 0; k < 60; k++) {
        struct map_case odd;
        struct drawn d;
        map_case_odd(k, &odd, store);
        draw_case(&d, &odd, 200 + 9.0 * (double)k);
        size_t i = 0;
        for (const struct json *b = items(&d, "labels"); b != NULL; b = b->next, i++) {
            if (odd.place[i].on_map)
                assert_true(rise(&d, value(b, "x"), value(b, "summit_y")) > 0);
            assert_true(flag(b, "on_map") == odd.place[i].on_map);
        }
        assert_int_equal(i, odd.n);
        drawn_finish(&d);
    }
    struct drawn d;
    draw_case(&d, map_case("newborn"), 390);
    assert_int_equal(rise_of(&d, "repair"), 0);
    assert_int_equal(rise_of(&d, "friction"), 0);
    assert_int_equal(rise_of(&d, "boundaries"), 0);
    assert_true(rise_of(&d, "warmth") > rise_of(&d, "communication"));
    drawn_finish(&d);
    draw_case(&d, map_case("nothing yet"), 390);
    assert_null(items(&d, "land"));
    assert_null(items(&d, "lines"));
    assert_non_null(items(&d, "labels"));
    drawn_finish(&d);
}

/* A tender place is low ground and never a hole: no band of land has one. All outlines then run
 * the same way round. */
static void land_has_no_holes(void **state)
{
    (void)state;
    char store[2048];
    struct map_case odd;
    for (size_t c = 0; c < map_case_count + 30; c++) {
        struct drawn d;
        if (c >= map_case_count)
            map_case_odd(100 + c, &odd, store);
        draw_case(&d, c < map_case_count ? &map_cases[c] : &odd, 390);
        for (const struct json *l = items(&d, "land"); l != NULL; l = l->next) {
            read_path(l);
            for (size_t k = 0; k < path.npiece; k++)
                assert_true(path_area(&path, k) < 0);
        }
        drawn_finish(&d);
    }
}

static double length_of_lines(const struct drawn *d, bool sure)
{
    double sum = 0;
    for (const struct json *l = items(d, "lines"); l != NULL; l = l->next) {
        if (flag(l, "sure") != sure)
            continue;
        read_path(l);
        for (size_t k = 0; k < path.npiece; k++)
            sum += path_length(&path, k);
    }
    return sum;
}

static void guesses_are_told_from_what_is_sure(void **state)
{
    (void)state;
    struct drawn d;
    draw_case(&d, map_case("unsure"), 390);
    assert_true(length_of_lines(&d, true) == 0);
    assert_true(length_of_lines(&d, false) > 3000);
    drawn_finish(&d);
    draw_case(&d, map_case("strong"), 390);
    assert_true(length_of_lines(&d, true) > 3000);
    assert_true(length_of_lines(&d, false) == 0);
    drawn_finish(&d);
    /* One place of six is a guess: its lines are, and those round the others are not. */
    draw_case(&d, map_case("typical"), 390);
    assert_true(length_of_lines(&d, false) > 500);
    assert_true(length_of_lines(&d, true) > 2 * length_of_lines(&d, false));
    for (const struct json *l = items(&d, "lines"); l != NULL; l = l->next) {
        if (flag(l, "sure"))
            continue;
        read_path(l);
        assert_true(path.top > d.height / 2); /* boundaries lie at the bottom */
    }
    drawn_finish(&d);
}

static size_t strokes(const struct drawn *d)
{
    size_t n = 0;
    for (const struct json *h = items(d, "hatch"); h != NULL; h = h->next) {
        read_path(h);
        n += path.npiece;
    }
    return n;
}

static bool same_list(const struct drawn *a, const struct drawn *b, const char *key)
{
    const struct json *p = items(a, key), *q = items(b, key);
    for (; p != NULL && q != NULL; p = p->next, q = q->next) {
        if (strcmp(json_get(p, "d")->text, json_get(q, "d")->text) != 0)
            return false;
    }
    return p == NULL && q == NULL;
}

static void friction_adds_strokes_and_leaves_the_ground(void **state)
{
    (void)state;
    struct map_case c = *map_case("typical");
    struct drawn smooth, d;
    size_t before = 0;
    c.place[1].rough = 0;
    draw_case(&smooth, &c, 390);
    assert_int_equal(strokes(&smooth), 0);
    for (int k = 1; k <= 3; k++) {
        c.place[1].rough = k / 3.0;
        draw_case(&d, &c, 390);
        assert_true(strokes(&d) > before + 5);
        before = strokes(&d);
        assert_true(same_list(&smooth, &d, "land"));
        assert_true(same_list(&smooth, &d, "lines"));
        drawn_finish(&d);
    }
    /* Its height is ignored: rubbing is never told as low ground, nor as high. */
    c.place[1].height = 1;
    draw_case(&d, &c, 390);
    assert_true(same_list(&smooth, &d, "land"));
    drawn_finish(&d);
    drawn_finish(&smooth);
}

/* Words stand on quiet ground: no stroke, and no line at its full strength. */
static void nothing_loud_runs_beneath_words(void **state)
{
    (void)state;
    for (size_t c = 0; c < map_case_count; c++) {
        struct draw_layout l;
        struct drawn d;
        const struct map_case *m = &map_cases[c];
        const struct draw_sheet sheet = {
            .width = 360, .height = 380, .place = m->place, .nplace = m->n, .earlier = m->place};
        assert_int_equal(draw_layout(&l, m->place, m->n, 360, 380, &draw_type_page), ERR_OK);
        draw(&d, &sheet);
        assert_true(fabs(d.height - l.height) < 0.06);
        static const char *const keys[] = {"water", "earlier", "lines", "hatch"};
        for (size_t i = 0; i < 4; i++) {
            for (const struct json *p = items(&d, keys[i]); p != NULL; p = p->next) {
                if (i == 2 && flag(p, "quiet"))
                    continue;
                read_path(p);
                for (size_t k = 0; k < path.npoint; k++) {
                    for (size_t b = 0; b < l.n; b++)
                        assert_true(draw_label_distance(&l.label[b], &draw_type_page, path.x[k],
                                                        path.y[k]) > 1.5);
                }
            }
        }
        drawn_finish(&d);
    }
}

static void an_earlier_map_lies_under_this_one(void **state)
{
    (void)state;
    const struct map_case *now = map_case("typical"), *then = map_case("tender");
    struct drawn with, without;
    struct draw_sheet sheet = {.width = 390, .place = now->place, .nplace = now->n};
    draw(&without, &sheet);
    assert_null(items(&without, "earlier"));
    sheet.earlier = then->place;
    draw(&with, &sheet);
    assert_non_null(items(&with, "earlier"));
    assert_true(same_list(&with, &without, "land"));
    assert_true(same_list(&with, &without, "lines"));
    assert_true(same_list(&with, &without, "hatch"));
    drawn_finish(&with);
    drawn_finish(&without);
    sheet.earlier = map_case("eight strangers")->place; /* other places */
    struct json_out w;
    struct text t;
    text_init(&t);
    json_out_init(&w, &t);
    assert_int_equal(draw_landscape_json(&sheet, &w, NULL), ERR_DOMAIN);
    assert_int_equal(t.len, 0);
    text_finish(&t);
}

static void it_is_small_and_always_the_same(void **state)
{
    (void)state;
    for (size_t c = 0; c < map_case_count; c++) {
        struct drawn a, b;
        const struct map_case *m = &map_cases[c];
        const struct draw_sheet sheet = {
            .width = 390, .place = m->place, .nplace = m->n, .earlier = m->place};
        draw(&a, &sheet);
        draw(&b, &sheet);
        assert_true(a.text.len < 60 * 1024);
        assert_int_equal(a.text.len, b.text.len);
        assert_memory_equal(a.text.data, b.text.data, a.text.len);
        drawn_finish(&a);
        drawn_finish(&b);
    }
}

static void what_it_cannot_draw_it_refuses(void **state)
{
    (void)state;
    const struct map_case *typical = map_case("typical");
    static const double bad[] = {NAN, INFINITY, -INFINITY, -0.001, 1.001};
    struct text t;
    struct json_out w;
    text_init(&t);
    json_out_init(&w, &t);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        for (int field = 0; field < 5; field++) {
            struct map_case c = *typical;
            struct draw_sheet s = {.width = 390, .height = 400, .place = c.place, .nplace = c.n};
            double *const at[] = {&c.place[2].height, &c.place[1].rough, &c.place[5].sure, &s.width,
                                  &s.height};
            *at[field] = bad[i];
            assert_int_equal(draw_landscape_json(&s, &w, NULL), ERR_DOMAIN);
            assert_int_equal(draw_landscape_svg(&s, "A map", false, &t), ERR_DOMAIN);
        }
    }
    struct draw_sheet s = {.width = 390, .height = 400, .place = typical->place};
    assert_int_equal(draw_landscape_json(&s, &w, NULL), ERR_DOMAIN);
    s.nplace = DRAW_PLACE_MAX + 1;
    assert_int_equal(draw_landscape_json(&s, &w, NULL), ERR_DOMAIN);
    static const char *const wrong[] = {"\xff", "two\nlines", "\033[31mred",
                                        "\xc2\x9b"
                                        "31m",
                                        NULL};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct map_case c = *typical;
        c.place[3].name = wrong[i];
        s = (struct draw_sheet){.width = 390, .place = c.place, .nplace = c.n};
        assert_int_equal(draw_landscape_json(&s, &w, NULL), ERR_DOMAIN);
    }
    assert_int_equal(t.len, 0);
    text_finish(&t);
}

/* Contrast of two colours: WCAG 2.2, "relative luminance" and "contrast ratio". */
static double luminance(struct draw_rgb c)
{
    const double weight[] = {0.2126, 0.7152, 0.0722};
    const uint8_t rgb[] = {c.r, c.g, c.b};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double v = rgb[i] / 255.0;
        sum += weight[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(struct draw_rgb a, struct draw_rgb b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void words_reach_seven_to_one_on_any_land(void **state)
{
    (void)state;
    const struct draw_rgb black = {0, 0, 0}, white = {255, 255, 255};
    assert_true(fabs(contrast(black, white) - 21) < 1e-9);
    for (int k = 0; k < 3; k++) {
        const struct draw_palette *p = k == 2 ? draw_palette_terminal() : draw_palette(k == 1);
        assert_true(contrast(p->ink, p->sheet) >= 7);
        assert_true(contrast(p->soft, p->sheet) >= 7);
        for (int h = 0; h <= 100; h++) {
            struct draw_rgb land = draw_tint(p, h / 100.0);
            assert_true(contrast(p->ink, land) >= 7);
            assert_true(contrast(p->ink, draw_mix(land, p->line, p->quiet)) >= 7);
        }
        /* The names of places that are not on the map may come to lie on a neighbour's low land. */
        if (k < 2)
            assert_true(contrast(p->soft, draw_tint(p, 0.5)) >= 7);
    }
}

static size_t occurrences(const char *in, const char *of)
{
    size_t n = 0;
    for (const char *p = strstr(in, of); p != NULL; p = strstr(p + 1, of))
        n++;
    return n;
}

static void a_document_holds_all_and_escapes_words(void **state)
{
    (void)state;
    struct map_case c = *map_case("typical");
    c.place[0].name = "Warmth <&> \"fit\"";
    const struct draw_sheet sheet = {.width = 390, .place = c.place, .nplace = c.n};
    for (int dark = 0; dark < 2; dark++) {
        struct text t;
        text_init(&t);
        assert_int_equal(draw_landscape_svg(&sheet, "Mara & Leo", dark == 1, &t), ERR_OK);
        assert_true(strncmp(t.data, "<svg xmlns=\"http://www.w3.org/2000/svg\"", 38) == 0);
        assert_non_null(strstr(t.data, "<title>Mara &amp; Leo</title>"));
        assert_non_null(strstr(t.data, "&lt;&amp;&gt;"));
        assert_null(strstr(t.data, "nan"));
        assert_int_equal(occurrences(t.data, "class=\"mark\""), 6);
        assert_int_equal(occurrences(t.data, "<text"), occurrences(t.data, "</text>"));
        assert_int_equal(occurrences(t.data, "<path"), occurrences(t.data, "\"/>\n") - 7);
        assert_int_equal(occurrences(t.data, dark ? "#1b1914" : "#f0e9d9"), 1);
        text_finish(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_parse_and_stay_inside),
        cmocka_unit_test(a_height_that_is_asked_for_is_kept_if_the_words_fit),
        cmocka_unit_test(higher_places_have_more_contours),
        cmocka_unit_test(land_between_two_places_fades),
        cmocka_unit_test(every_place_stands_on_land_and_no_other_does),
        cmocka_unit_test(land_has_no_holes),
        cmocka_unit_test(guesses_are_told_from_what_is_sure),
        cmocka_unit_test(friction_adds_strokes_and_leaves_the_ground),
        cmocka_unit_test(nothing_loud_runs_beneath_words),
        cmocka_unit_test(an_earlier_map_lies_under_this_one),
        cmocka_unit_test(it_is_small_and_always_the_same),
        cmocka_unit_test(what_it_cannot_draw_it_refuses),
        cmocka_unit_test(words_reach_seven_to_one_on_any_land),
        cmocka_unit_test(a_document_holds_all_and_escapes_words),
    };
    return cmocka_run_group_tests_name("draw-landscape", tests, NULL, NULL);
}
