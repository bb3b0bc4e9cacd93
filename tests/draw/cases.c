/* tests/draw/cases.c: maps to draw in the tests.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draw/noise.h"

#define WARMTH "warmth", "Warmth and fit"
#define FRICTION "friction", "Friction"
#define COMMUNICATION "communication", "Communication"
#define REPAIR "repair", "Rupture and repair"
#define BOUNDARIES "boundaries", "Boundaries"
#define PLAY "play", "Play"
#define ABSENT "not on this map yet", false, 0, 0, 0

const struct map_case map_cases[] = {
    {"typical",
     6,
     {{WARMTH, "a strong place", true, 0.92, 0, 0.9},
      {FRICTION, "rubs now and then", true, 0.5, 0.45, 0.8},
      {COMMUNICATION, "steady", true, 0.62, 0, 0.8},
      {REPAIR, "worth some care", true, 0.33, 0, 0.7},
      {BOUNDARIES, "too early to tell", true, 0.45, 0, 0.1},
      {PLAY, "a strong place", true, 0.85, 0, 0.75}}},
    {"strong",
     6,
     {{WARMTH, "a strong place", true, 1, 0, 1},
      {FRICTION, "hardly rubs", true, 0, 0, 1},
      {COMMUNICATION, "a strong place", true, 1, 0, 1},
      {REPAIR, "a strong place", true, 1, 0, 1},
      {BOUNDARIES, "a strong place", true, 1, 0, 1},
      {PLAY, "a strong place", true, 1, 0, 1}}},
    {"tender",
     6,
     {{WARMTH, "tender ground just now", true, 0, 0, 1},
      {FRICTION, "rubs much of the time", true, 0, 1, 1},
      {COMMUNICATION, "hard to read just now", true, 0, 0, 1},
      {REPAIR, "tender ground just now", true, 0, 0, 1},
      {BOUNDARIES, "shifting ground", true, 0, 0, 1},
      {PLAY, "little room just now", true, 0, 0, 1}}},
    {"one tender",
     6,
     {{WARMTH, "a strong place", true, 1, 0, 1},
      {FRICTION, "hardly rubs", true, 0, 0, 1},
      {COMMUNICATION, "a strong place", true, 1, 0, 1},
      {REPAIR, "a strong place", true, 1, 0, 1},
      {BOUNDARIES, "shifting ground", true, 0, 0, 1},
      {PLAY, "a strong place", true, 1, 0, 1}}},
    {"unsure",
     6,
     {{WARMTH, "too early to tell", true, 0.5, 0, 0},
      {FRICTION, "too early to tell", true, 0, 0.5, 0},
      {COMMUNICATION, "too early to tell", true, 0.5, 0, 0},
      {REPAIR, "too early to tell", true, 0.5, 0, 0},
      {BOUNDARIES, "too early to tell", true, 0.5, 0, 0},
      {PLAY, "too early to tell", true, 0.5, 0, 0}}},
    {"newborn",
     6,
     {{WARMTH, "steady, perhaps strong", true, 0.75, 0, 0.6},
      {FRICTION, ABSENT},
      {COMMUNICATION, "worth some care", true, 0.4, 0, 0.7},
      {REPAIR, ABSENT},
      {BOUNDARIES, ABSENT},
      {PLAY, ABSENT}}},
    {"long words",
     6,
     {{WARMTH, "worth care, perhaps tender", true, 0.3, 0, 0.4},
      {FRICTION, "rubs now and then or often", true, 0.5, 0.7, 0.3},
      {COMMUNICATION, "worth care, perhaps hard to read", true, 0.22, 0, 0.8},
      {REPAIR, "steady, perhaps a strong place", true, 0.7, 0, 0.7},
      {BOUNDARIES, "worth care, perhaps shifting", true, 0.3, 0, 0.3},
      {PLAY, "little room, or worth care", true, 0.2, 0, 0.75}}},
    {"nothing yet",
     6,
     {{WARMTH, ABSENT},
      {FRICTION, ABSENT},
      {COMMUNICATION, ABSENT},
      {REPAIR, ABSENT},
      {BOUNDARIES, ABSENT},
      {PLAY, ABSENT}}},
    {"one place", 1, {{WARMTH, "steady", true, 0.6, 0, 0.8}}},
    {"eight strangers",
     8,
     {{"a", "The first place of them all", "steady, perhaps a strong place of some sort", true, 0.8,
       0, 0.9},
      {"b", "Bee", "steady", true, 0.5, 0, 0.9},
      {"c", "Communication", "steady, perhaps strong", true, 0.6, 0, 0.9},
      {"d", "Delta", "worth some care", true, 0.3, 0, 0.9},
      {"e", "Echo and the others", NULL, true, 0.7, 0, 0.2},
      {"f", "Foxtrot", "rubs often", true, 0.3, 0.6, 0.9},
      {"g", "Golf", "", true, 0.9, 0, 0.9},
      {"h", "Hotel", "a strong place", true, 1, 0, 0.9}}},
    {"other tongues",
     6,
     {{"warmth", "W\u00e4rme und N\u00e4he", "fester Grund", true, 0.8, 0, 0.9},
      {"friction", "Frictions \u00ab\u00a0d\u2019usage\u00a0\u00bb", "\u00e7a frotte\u2026", true,
       0, 0.5, 0.8},
      {"communication", "\u4f1d\u308f\u308b\u3053\u3068", "\u5b89\u5b9a\u3057\u3066\u3044\u308b",
       true, 0.6, 0, 0.9},
      {"repair", "Reparacio\u0301n", "con\u0303 algo de cuidado", true, 0.3, 0, 0.9},
      {"boundaries", "\u0413\u0440\u0430\u043d\u0438\u0446\u044b",
       "\u043f\u0440\u043e\u0447\u043d"
       "\u043e",
       true, 0.7, 0, 0.4},
      {"play", "Spiel", "stra\u00dfauf, stra\u00dfab \u2013 sch\u00f6n", true, 0.9, 0, 0.9}}},
};
const size_t map_case_count = sizeof map_cases / sizeof *map_cases;

const struct map_case *map_case(const char *name)
{
    for (size_t i = 0; i < map_case_count; i++) {
        if (strcmp(map_cases[i].name, name) == 0)
            return &map_cases[i];
    }
    fail_msg("no case named %s", name);
    return NULL;
}

/* Words of 1 to 12 letters, up to `most` bytes in all. */
static size_t odd_text(uint32_t seed, size_t most, char *out)
{
    size_t want = 1 + draw_hash((int32_t)seed, 0, 91) % most, len = 0;
    for (uint32_t i = 1; len < want; i++) {
        uint32_t h = draw_hash((int32_t)seed, (int32_t)i, 92);
        size_t word = 1 + h % 12;
        for (size_t k = 0; k < word && len < want; k++)
            out[len++] = "mwaeitnlsorg"[(h >> (2 * k)) % 12];
        if (h % 5 == 0 && len + 2 < want)
            out[len++] = ',';
        if (len + 1 < want)
            out[len++] = ' ';
    }
    out[len] = '\0';
    return len + 1;
}

void map_case_odd(size_t k, struct map_case *out, char store[static 2048])
{
    static const char *const id[] = {"warmth",   "play", "communication", "boundaries", "repair",
                                     "friction", "x",    "warmth"};
    uint32_t seed = (uint32_t)k;
    *out = (struct map_case){.name = "odd", .n = 1 + draw_hash((int32_t)seed, 0, 93) % 8};
    for (size_t i = 0; i < out->n; i++) {
        uint32_t h = draw_hash((int32_t)seed, (int32_t)i, 94);
        struct draw_place *p = &out->place[i];
        p->id = id[(h >> 3) % 8];
        p->name = store;
        store += odd_text(h ^ 1, 28, store);
        p->word = store;
        store += odd_text(h ^ 2, 46, store);
        p->on_map = h % 8 != 0;
        p->height = draw_unit(draw_hash((int32_t)h, 1, 95));
        p->rough = h % 5 == 0 ? draw_unit(draw_hash((int32_t)h, 2, 95)) : 0;
        p->sure = draw_unit(draw_hash((int32_t)h, 3, 95));
    }
}
