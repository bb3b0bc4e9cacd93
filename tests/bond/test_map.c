/* The map is kind and never falsely sure, however somebody answers (M48, M50, M51, M57).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bond/walk.h"
#include "sitting.h"

static const int ages[] = {0, 1, 4, 7, 10, 30, 90, 170, 227};
#define AGES (sizeof ages / sizeof *ages)
#define SEEDS 20

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

static size_t draw(const struct content *c, int months, enum sitting_kind kind, unsigned long seed,
                   struct bond_answer *answers, struct bond_map *map)
{
    size_t n = sitting(c, months, kind, seed, answers);
    assert_int_equal(bond_map_make(c, months, answers, n, map), ERR_OK);
    return n;
}

static bool rubs(const struct content *c, size_t d)
{
    return content_dimension(c, d)->high == CONTENT_HIGH_RUBBING;
}

/* The word's place from the bad end (0) to the good one (3). */
static int goodness(const struct content *c, size_t d, int word)
{
    return rubs(c, d) ? CONTENT_WORDS - 1 - word : word;
}

static bool early(const struct bond_place *place)
{
    return place->word_low == BOND_WORD_EARLY;
}

static bool one(const struct bond_place *place)
{
    return !early(place) && place->word_low == place->word_high;
}

static bool was_said(const struct bond_answer *answers, size_t n, const struct bond_reason *why)
{
    for (size_t i = 0; i < n; i++)
        if (answers[i].item == why->item)
            return answers[i].value == why->answer && answers[i].value != BOND_SKIP;
    return false;
}

/* M50, M51: what holds for every map, whoever answered. */
static void check_any(const struct content *c, int months, const struct bond_answer *answers,
                      size_t n, const struct bond_map *map)
{
    assert_int_equal(map->months, months);
    assert_int_equal(map->stage, content_stage_at(months));
    assert_int_equal(map->asked, n);
    assert_true(map->bank_hash == content_bank_hash(c, months));
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct bond_place *place = &map->place[d];
        assert_int_equal(place->on_map, content_dimension_at(c, d, months));
        if (!place->on_map || place->answered < 2)
            assert_true(early(place));
        if (!place->on_map)
            continue;
        assert_true(place->theta_sd > 0 && place->theta_sd <= sqrt(BOND_PRIOR_WIDER) + 1e-3);
        assert_true(0 < place->lower && place->lower < place->expected &&
                    place->expected < place->upper && place->upper < 4);
        if (early(place))
            continue;
        assert_true(place->word_low >= 0 && place->word_high <= place->word_low + 1 &&
                    place->word_high < CONTENT_WORDS);
        double p = 0;
        for (int w = place->word_low; w <= place->word_high; w++)
            p += place->p_word[w];
        assert_true(p >= (one(place) ? 0.7 : 0.85));
    }
    /* A strength is a good place and rests on something that was said. */
    if (map->strength != CONTENT_NONE) {
        const struct bond_place *place = &map->place[map->strength];
        assert_true(place->on_map && !early(place));
        int worst = rubs(c, map->strength) ? place->word_high : place->word_low;
        assert_true(goodness(c, map->strength, worst) >= 2);
    }
    if (map->strength_because.item != CONTENT_NONE)
        assert_true(was_said(answers, n, &map->strength_because));
    else
        assert_int_equal(map->strength, CONTENT_NONE);
    assert_true(map->nstep <= BOND_STEPS_MAX);
    for (size_t k = 0; k < map->nstep; k++) {
        const struct content_step *step = content_step(c, map->step[k].step);
        assert_true(map->place[step->dimension].on_map);
        assert_true(step->bands >> content_band_at(months) & 1u);
        assert_true(was_said(answers, n, &map->step[k].because));
        assert_int_equal(content_item(c, map->step[k].because.item)->dimension, step->dimension);
        struct bond_step_choice others[64];
        size_t m = bond_step_others(c, map, k, others, 64);
        for (size_t i = 0; i < m; i++) {
            assert_true(others[i].step != map->step[0].step);
            assert_true(map->nstep < 2 || others[i].step != map->step[1].step);
            assert_int_equal(content_step(c, others[i].step)->dimension, step->dimension);
            assert_true(content_step(c, others[i].step)->bands >> content_band_at(months) & 1u);
            for (size_t j = 0; j < i; j++)
                assert_true(others[i].step != others[j].step);
        }
        assert_int_equal(bond_step_others(c, map, k, others, 1), m > 0);
    }
    if (map->nstep == 2)
        assert_int_not_equal(content_step(c, map->step[0].step)->dimension,
                             content_step(c, map->step[1].step)->dimension);
    struct bond_step_choice none;
    assert_int_equal(bond_step_others(c, map, map->nstep, &none, 1), 0);
}

static void whoever_answers(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++)
        for (int kind = 0; kind < SITTING_KINDS; kind++)
            for (unsigned long seed = 0; seed < (kind == SITTING_RANDOM ? SEEDS : 1); seed++) {
                size_t n = draw(*state, ages[a], (enum sitting_kind)kind, seed, answers, &map);
                check_any(*state, ages[a], answers, n, &map);
            }
}

static void all_best(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++) {
        draw(*state, ages[a], SITTING_BEST, 0, answers, &map);
        assert_false(map.contradictory);
        assert_true(map.strength != CONTENT_NONE);
        assert_true(map.nstep == 1); /* something small to tend what is strong */
        for (size_t d = 0; d < CONTENT_DIM; d++) {
            if (!map.place[d].on_map)
                continue;
            assert_false(early(&map.place[d]));
            assert_true(goodness(*state, d, map.place[d].word_low) >= 2);
            assert_true(goodness(*state, d, map.place[d].word_high) >= 2);
        }
    }
}

/* M51: no made-up strength; what is offered leans on what was said. */
static void all_worst(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++) {
        draw(*state, ages[a], SITTING_WORST, 0, answers, &map);
        assert_false(map.contradictory);
        assert_int_equal(map.strength, CONTENT_NONE);
        assert_int_equal(map.strength_because.item, CONTENT_NONE);
        assert_int_equal(map.nstep, 2);
        for (size_t d = 0; d < CONTENT_DIM; d++)
            if (map.place[d].on_map && !early(&map.place[d])) {
                assert_true(goodness(*state, d, map.place[d].word_low) <= 1);
                assert_true(goodness(*state, d, map.place[d].word_high) <= 1);
            }
        /* Something for the parent first, and no fun and games in such a week. */
        assert_true(bond_map_heavy(*state, &map));
        assert_true(content_step(*state, map.step[0].step)->for_me);
        for (size_t k = 0; k < map.nstep; k++)
            assert_true(content_step(*state, map.step[k].step)->dimension != CONTENT_PLAY);
    }
}

/* "Often" to a thing and to its opposite: no place gets one word, and none is named as firm. */
static void one_end_of_the_scale_whatever_is_asked(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++)
        for (int value = 0; value < CONTENT_ANSWERS; value++) {
            size_t n = sitting(*state, ages[a], SITTING_SAME, 0, answers);
            for (size_t i = 0; i < n; i++)
                answers[i].value = value;
            assert_int_equal(bond_map_make(*state, ages[a], answers, n, &map), ERR_OK);
            bool ends = value == 0 || value == CONTENT_ANSWERS - 1;
            /* In the first months so few questions are asked that milder leaning may be meant. */
            bool told = ends || (value != 2 && ages[a] >= 7);
            if (value == CONTENT_ANSWERS / 2)
                assert_false(map.contradictory);
            if (told)
                assert_true(map.contradictory && map.strength == CONTENT_NONE);
            for (size_t d = 0; told && d < CONTENT_DIM; d++)
                assert_false(one(&map.place[d]));
        }
}

static void all_in_the_middle(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++) {
        draw(*state, ages[a], SITTING_MIDDLE, 0, answers, &map);
        assert_false(map.contradictory);
        assert_false(bond_map_heavy(*state, &map));
    }
}

static void all_skipped(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++) {
        size_t n = draw(*state, ages[a], SITTING_SKIPPED, 0, answers, &map);
        assert_int_equal(map.skipped, n);
        assert_int_equal(map.strength, CONTENT_NONE);
        assert_int_equal(map.nstep, 0);
        assert_false(map.contradictory);
        for (size_t d = 0; d < CONTENT_DIM; d++)
            assert_true(early(&map.place[d]));
    }
    assert_int_equal(bond_map_make(*state, 30, NULL, 0, &map), ERR_OK);
    assert_true(map.asked == 0 && map.nstep == 0 && map.strength == CONTENT_NONE);
}

/* Answers that pull in different directions are noticed, and no place gets a word alone. */
static void contradictory(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    for (size_t a = 0; a < AGES; a++) {
        draw(*state, ages[a], SITTING_CONTRARY, 0, answers, &map);
        assert_true(map.contradictory);
        for (size_t d = 0; d < CONTENT_DIM; d++)
            assert_false(one(&map.place[d]));
    }
}

/* Only one place contradicts itself: that one is widened, and says so. */
static void one_place_contradicts_itself(void **state)
{
    const struct content *c = *state;
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    size_t n = sitting(c, 30, SITTING_BEST, 0, answers), turn = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned long seed = 0;
        const struct content_item *item = content_item(c, answers[i].item);
        if (item->dimension == 0)
            answers[i].value = sitting_answer(c, item, SITTING_CONTRARY, turn++, &seed);
    }
    assert_int_equal(bond_map_make(c, 30, answers, n, &map), ERR_OK);
    assert_true(map.contradictory);
    assert_false(one(&map.place[0]));
    assert_int_not_equal(map.strength, 0);
}

/* Nobody can tell random answers from true ones each time; most of the time it shows. */
static void random_answers_are_seldom_sure(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map;
    size_t places = 0, words = 0, maps = 0, flagged = 0;
    for (size_t a = 0; a < AGES; a++)
        for (unsigned long seed = 0; seed < SEEDS; seed++) {
            draw(*state, ages[a], SITTING_RANDOM, seed, answers, &map);
            maps++;
            flagged += map.contradictory;
            for (size_t d = 0; d < CONTENT_DIM; d++) {
                places += map.place[d].on_map;
                words += one(&map.place[d]);
            }
        }
    print_message("# %zu of %zu maps flagged, %zu of %zu places with one word\n", flagged, maps,
                  words, places);
    assert_true(words * 5 < places);
    assert_true(flagged * 5 > maps * 2);
}

static int gap(const struct bond_place *a, const struct bond_place *b)
{
    if (early(a) || early(b))
        return 0;
    int up = b->word_low - a->word_high, down = a->word_low - b->word_high;
    return up > down ? up : down;
}

/* Parents of the middle of the model, so that words are common; the generator is the sittings'. */
static size_t plausible(const struct content *c, int months, unsigned long seed,
                        struct bond_answer *answers)
{
    size_t n = sitting(c, months, SITTING_RANDOM, seed, answers);
    int level[CONTENT_DIM];
    unsigned long s = seed * 2654435761u + 1;
    for (size_t d = 0; d < CONTENT_DIM; d++)
        level[d] = (int)((s = s * 6364136223846793005UL + 1442695040888963407UL) >> 33) % 5;
    for (size_t i = 0; i < n; i++) {
        const struct content_item *item = content_item(c, answers[i].item);
        s = s * 6364136223846793005UL + 1442695040888963407UL;
        int v = level[item->dimension] + (int)(s >> 33) % 3 - 1;
        v = v < 0 ? 0 : v > 4 ? 4 : v;
        answers[i].value = item->reverse ? 4 - v : v;
    }
    return n;
}

/* Halving every slope may blur a word, and never tells another story. */
static void half_the_slopes_is_no_other_story(void **state)
{
    struct bond_answer answers[BOND_ASK_MAX];
    for (int keep = 0; keep < 2; keep++) {
        struct content *half = sitting_content_scaled(0.5, keep != 0);
        size_t apart = 0, words = 0;
        for (size_t a = 0; a < AGES; a++)
            for (unsigned long seed = 0; seed < 40; seed++) {
                size_t n = seed % 3 ? plausible(*state, ages[a], seed, answers)
                                    : sitting(*state, ages[a],
                                              (enum sitting_kind)(seed / 3 % SITTING_KINDS), seed,
                                              answers);
                struct bond_map full, flat;
                assert_int_equal(bond_map_make(*state, ages[a], answers, n, &full), ERR_OK);
                assert_int_equal(bond_map_make(half, ages[a], answers, n, &flat), ERR_OK);
                assert_true(full.bank_hash != flat.bank_hash);
                for (size_t d = 0; d < CONTENT_DIM; d++) {
                    words += !early(&full.place[d]) && !early(&flat.place[d]);
                    apart += gap(&full.place[d], &flat.place[d]) > 0;
                    assert_true(gap(&full.place[d], &flat.place[d]) <= 1);
                }
            }
        print_message("# %s kept: %zu of %zu pairs of words only touch\n",
                      keep ? "intercepts" : "thresholds", apart, words);
        /* With the thresholds kept, as the content has them, words overlap almost always; with the
         * intercepts kept the halved bank also believes that families hardly differ. */
        assert_true(apart * (keep ? 5 : 200) < words);
        content_destroy(half);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_answers),
        cmocka_unit_test(all_best),
        cmocka_unit_test(all_worst),
        cmocka_unit_test(all_in_the_middle),
        cmocka_unit_test(one_end_of_the_scale_whatever_is_asked),
        cmocka_unit_test(all_skipped),
        cmocka_unit_test(contradictory),
        cmocka_unit_test(one_place_contradicts_itself),
        cmocka_unit_test(random_answers_are_seldom_sure),
        cmocka_unit_test(half_the_slopes_is_no_other_story),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
