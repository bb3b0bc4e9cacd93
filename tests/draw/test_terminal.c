/* tests/draw/test_terminal.c: the landscape as lines of text.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cases.h"
#include "draw/landscape.h"

static const struct draw_legend legend = {.sure = "fairly sure",
                                          .guess = "still a guess",
                                          .rough = "rough ground",
                                          .height = "fairly sure, low to high"};

static void draw(struct text *t, const struct map_case *c, size_t columns,
                 enum draw_charset charset)
{
    const struct draw_sheet sheet = {.place = c->place, .nplace = c->n};
    text_clear(t);
    assert_int_equal(draw_landscape_terminal(&sheet, &legend, columns, charset, t), ERR_OK);
    assert_true(t->len > 0 && t->data[t->len - 1] == '\n');
}

/* Takes the escape sequences out; only ESC [ digits and semicolons m is allowed, and each line must
 * end as it began. */
static void strip_colour(struct text *t)
{
    size_t out = 0;
    bool plain = true;
    for (size_t i = 0; i < t->len; i++) {
        if (t->data[i] != '\033') {
            if (t->data[i] == '\n')
                assert_true(plain);
            t->data[out++] = t->data[i];
            continue;
        }
        assert_int_equal(t->data[++i], '[');
        size_t from = ++i;
        while ((t->data[i] >= '0' && t->data[i] <= '9') || t->data[i] == ';')
            i++;
        assert_int_equal(t->data[i], 'm');
        plain = i - from == 1 && t->data[from] == '0';
    }
    t->len = out;
    t->data[out] = '\0';
}

static size_t widest_line(const struct text *t)
{
    size_t most = 0;
    for (const char *s = t->data; *s != '\0';) {
        const char *end = strchr(s, '\n');
        size_t n = (size_t)(end - s), columns;
        assert_int_equal(text_utf8_valid(s, n), n);
        columns = text_columns(s, n);
        assert_true(n == 0 || s[n - 1] != ' ' || columns > 0);
        most = columns > most ? columns : most;
        s = end + 1;
    }
    return most;
}

static void no_line_is_too_long(void **state)
{
    (void)state;
    char store[2048];
    struct text t;
    struct map_case odd;
    text_init(&t);
    for (size_t c = 0; c < map_case_count + 6; c++) {
        if (c >= map_case_count)
            map_case_odd(c, &odd, store);
        for (size_t columns = 24; columns <= 200; columns += columns < 44 ? 5 : 51) {
            for (int charset = DRAW_ASCII; charset <= DRAW_UNICODE_COLOUR; charset++) {
                draw(&t, c < map_case_count ? &map_cases[c] : &odd, columns,
                     (enum draw_charset)charset);
                if (charset == DRAW_UNICODE_COLOUR)
                    strip_colour(&t);
                for (size_t i = 0; i < t.len; i++) {
                    assert_true(charset != DRAW_ASCII || (unsigned char)t.data[i] < 0x80);
                    assert_int_not_equal(t.data[i], '\033');
                }
                assert_true(widest_line(&t) <= columns);
            }
        }
    }
    text_finish(&t);
}

/* Each word of each name stands in the picture whole: what overlaps or is cut would not. */
static void check_words(const struct text *t, const char *words)
{
    char one[64];
    for (const char *s = words; s != NULL && *s != '\0';) {
        size_t n = strcspn(s, " ");
        assert_true(n < sizeof one);
        memcpy(one, s, n);
        one[n] = '\0';
        if (strstr(t->data, one) == NULL)
            fail_msg("\"%s\" is not whole in\n%s", one, t->data);
        s += n + strspn(s + n, " ");
    }
}

static void words_are_whole(void **state)
{
    (void)state;
    struct text t;
    text_init(&t);
    for (size_t c = 0; c < map_case_count; c++) {
        for (size_t columns = 24; columns <= 140; columns += 13) {
            for (int charset = DRAW_ASCII; charset <= DRAW_UNICODE_COLOUR; charset++) {
                if (charset == DRAW_ASCII && strcmp(map_cases[c].name, "other tongues") == 0)
                    continue;
                draw(&t, &map_cases[c], columns, (enum draw_charset)charset);
                strip_colour(&t);
                for (size_t i = 0; i < map_cases[c].n; i++) {
                    check_words(&t, map_cases[c].place[i].name);
                    check_words(&t, map_cases[c].place[i].word);
                }
            }
        }
    }
    text_finish(&t);
}

static void ascii_spells_other_letters(void **state)
{
    (void)state;
    struct text t;
    text_init(&t);
    draw(&t, map_case("other tongues"), 80, DRAW_ASCII);
    check_words(&t, "Warme und Nahe d'usage \" frotte... Reparacion con strassauf, - schon");
    text_finish(&t);
}

static size_t count(const struct text *t, const char *of)
{
    size_t n = 0;
    for (const char *p = strstr(t->data, of); p != NULL; p = strstr(p + 1, of))
        n++;
    return n;
}

static size_t count_dots(const struct text *t)
{
    size_t n = 0;
    for (size_t i = 0; i + 2 < t->len; i++) {
        if ((unsigned char)t->data[i] != 0xE2 || ((unsigned char)t->data[i + 1] & 0xFC) != 0xA0)
            continue;
        unsigned bits = ((unsigned)t->data[i + 1] & 3U) << 6 | ((unsigned)t->data[i + 2] & 0x3FU);
        for (; bits != 0; bits &= bits - 1)
            n++;
    }
    return n;
}

static void a_guess_has_fewer_dots(void **state)
{
    (void)state;
    struct map_case c = *map_case("typical");
    struct text t;
    size_t dots[2], letters[2];
    text_init(&t);
    for (int sure = 0; sure < 2; sure++) {
        for (size_t i = 0; i < c.n; i++)
            c.place[i].sure = sure;
        draw(&t, &c, 80, DRAW_UNICODE);
        dots[sure] = count_dots(&t);
        draw(&t, &c, 80, DRAW_ASCII);
        letters[sure] = count(&t, ":") + count(&t, "-") + count(&t, "=");
    }
    assert_true(dots[0] > 200 && 10 * dots[0] < 6 * dots[1]);
    assert_true(letters[0] > 200 && 10 * letters[0] < 6 * letters[1]);
    text_finish(&t);
}

static void friction_adds_strokes(void **state)
{
    (void)state;
    struct map_case c = *map_case("typical");
    static const size_t widths[] = {30, 60, 80, 120};
    struct text t;
    text_init(&t);
    for (size_t k = 0; k < 4; k++) {
        c.place[1].rough = 0;
        draw(&t, &c, widths[k], DRAW_ASCII);
        size_t none = count(&t, "/");
        assert_int_equal(none, 2); /* the legend's */
        c.place[1].rough = 0.4;
        draw(&t, &c, widths[k], DRAW_ASCII);
        size_t some = count(&t, "/");
        c.place[1].rough = 1;
        draw(&t, &c, widths[k], DRAW_ASCII);
        assert_true(some > none && count(&t, "/") > some);
    }
    text_finish(&t);
}

static void the_legend_says_what_it_is_told(void **state)
{
    (void)state;
    const struct map_case *c = map_case("typical");
    const struct draw_sheet sheet = {.place = c->place, .nplace = c->n};
    const struct draw_legend french = {.sure = "assez s\u00fbr",
                                       .guess = "\u00e0 deviner",
                                       .rough = "rugueux",
                                       .height = "bas \u2013 haut"};
    static const struct {
        size_t columns;
        enum draw_charset charset;
        const char *line;
    } rows[] = {
        {80, DRAW_UNICODE,
         "\n\u2812\u2812\u2812 assez s\u00fbr   \u2802\u2802\u2802 \u00e0 deviner   \u2571\u2571 "
         "rugueux\n"},
        {80, DRAW_ASCII, "\n.:-=+*# bas - haut   . - + # a deviner   // rugueux\n"},
        {30, DRAW_ASCII, "\n.-=-. assez sur\n. = . a deviner   // rugueux\n"},
    };
    struct text t;
    text_init(&t);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_clear(&t);
        assert_int_equal(
            draw_landscape_terminal(&sheet, &french, rows[i].columns, rows[i].charset, &t), ERR_OK);
        assert_string_equal(t.data + t.len - strlen(rows[i].line), rows[i].line);
    }
    text_finish(&t);
}

static void a_place_that_is_not_there_has_no_ground(void **state)
{
    (void)state;
    struct text t;
    text_init(&t);
    draw(&t, map_case("nothing yet"), 80, DRAW_UNICODE);
    assert_int_equal(count_dots(&t), 9); /* the legend's */
    draw(&t, map_case("nothing yet"), 80, DRAW_UNICODE_COLOUR);
    assert_int_equal(count(&t, "48;2;"), 0);
    draw(&t, map_case("newborn"), 80, DRAW_UNICODE_COLOUR);
    assert_true(count(&t, "48;2;") > 20);
    text_finish(&t);
}

static void what_it_cannot_draw_it_refuses(void **state)
{
    (void)state;
    struct map_case c = *map_case("typical");
    struct draw_sheet sheet = {.place = c.place, .nplace = c.n};
    struct text t;
    text_init(&t);
    text_add(&t, "before");
    assert_int_equal(draw_landscape_terminal(&sheet, &legend, 23, DRAW_ASCII, &t), ERR_DOMAIN);
    assert_int_equal(draw_landscape_terminal(&sheet, &legend, 201, DRAW_ASCII, &t), ERR_DOMAIN);
    c.place[0].height = 0.0 / (double)(c.n - c.n);
    assert_int_equal(draw_landscape_terminal(&sheet, &legend, 80, DRAW_ASCII, &t), ERR_DOMAIN);
    c.place[0].height = 0.5;
    c.place[0].name = "a\033[2Jb";
    assert_int_equal(draw_landscape_terminal(&sheet, &legend, 80, DRAW_UNICODE, &t), ERR_DOMAIN);
    c.place[0].name = "a";
    struct draw_legend bad = legend;
    bad.rough = "rough\033[2J";
    assert_int_equal(draw_landscape_terminal(&sheet, &bad, 80, DRAW_UNICODE, &t), ERR_DOMAIN);
    bad.rough = NULL;
    assert_int_equal(draw_landscape_terminal(&sheet, &bad, 80, DRAW_UNICODE, &t), ERR_DOMAIN);
    assert_string_equal(t.data, "before");
    /* A word of more lines than there may be: nothing of the list is left behind. */
    char endless[201];
    memset(endless, 'm', 200);
    endless[200] = '\0';
    c.place[0].name = "Warmth";
    c.place[5].word = endless;
    assert_int_equal(draw_landscape_terminal(&sheet, &legend, 24, DRAW_UNICODE, &t), ERR_LIMIT);
    assert_string_equal(t.data, "before");
    text_finish(&t);
}

/* Pictures that were looked at and found good; ATTUNE_GOLDEN=write draws them anew. */
static void check_picture(const char *name, const char *map, size_t columns,
                          enum draw_charset charset)
{
    char path[600];
    const char *root = getenv("ATTUNE_SOURCE"), *mode = getenv("ATTUNE_GOLDEN");
    struct text t;
    if (root == NULL)
        skip();
    snprintf(path, sizeof path, "%s/tests/draw/golden/%s.txt", root, name);
    text_init(&t);
    draw(&t, map_case(map), columns, charset);
    if (mode != NULL && strcmp(mode, "write") == 0) {
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(t.data, 1, t.len, f), t.len);
        assert_int_equal(fclose(f), 0);
    } else {
        static char held[65536];
        FILE *f = fopen(path, "rb");
        if (f == NULL)
            fail_msg("%s is missing", path);
        size_t n = fread(held, 1, sizeof held - 1, f);
        fclose(f);
        held[n] = '\0';
        if (strcmp(held, t.data) != 0)
            print_message("%s now:\n%s", name, t.data);
        assert_string_equal(held, t.data);
    }
    text_finish(&t);
}

static void pictures_are_as_they_were(void **state)
{
    (void)state;
    check_picture("ascii-80-typical", "typical", 80, DRAW_ASCII);
    check_picture("ascii-60-unsure", "unsure", 60, DRAW_ASCII);
    check_picture("ascii-40-long-words", "long words", 40, DRAW_ASCII);
    check_picture("ascii-30-typical", "typical", 30, DRAW_ASCII);
    check_picture("ascii-80-newborn", "newborn", 80, DRAW_ASCII);
    check_picture("unicode-80-typical", "typical", 80, DRAW_UNICODE);
    check_picture("unicode-60-tender", "tender", 60, DRAW_UNICODE);
    check_picture("unicode-30-unsure", "unsure", 30, DRAW_UNICODE);
    check_picture("colour-80-typical", "typical", 80, DRAW_UNICODE_COLOUR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_too_long),
        cmocka_unit_test(words_are_whole),
        cmocka_unit_test(ascii_spells_other_letters),
        cmocka_unit_test(a_guess_has_fewer_dots),
        cmocka_unit_test(friction_adds_strokes),
        cmocka_unit_test(the_legend_says_what_it_is_told),
        cmocka_unit_test(a_place_that_is_not_there_has_no_ground),
        cmocka_unit_test(what_it_cannot_draw_it_refuses),
        cmocka_unit_test(pictures_are_as_they_were),
    };
    return cmocka_run_group_tests_name("draw-terminal", tests, NULL, NULL);
}
