/* draw/palette.c: paper and ink, by day and by night.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/palette.h"

static const struct draw_palette day = {
    .paper = {0xf6, 0xf1, 0xe7},
    .sheet = {0xf0, 0xe9, 0xd9},
    .land = {{0xe3, 0xe3, 0xcf}, {0xcd, 0xd7, 0xbc}, {0xb6, 0xc9, 0xa8}},
    .ink = {0x2c, 0x2a, 0x26},
    .soft = {0x40, 0x3c, 0x33},
    .line = {0x7b, 0x70, 0x59},
    .rust = {0x7d, 0x43, 0x27},
    .quiet = 0.16,
};

static const struct draw_palette night = {
    .paper = {0x16, 0x14, 0x0f},
    .sheet = {0x1b, 0x19, 0x14},
    .land = {{0x23, 0x26, 0x1f}, {0x28, 0x34, 0x2a}, {0x2f, 0x42, 0x36}},
    .ink = {0xe9, 0xe0, 0xcd},
    .soft = {0xd2, 0xc8, 0xb4},
    .line = {0x93, 0x88, 0x71},
    .rust = {0xd7, 0x9a, 0x6c},
    .quiet = 0.11,
};

static const struct draw_palette terminal = {
    .paper = {0x16, 0x14, 0x0f},
    .sheet = {0x16, 0x14, 0x0f},
    .land = {{0x25, 0x30, 0x28}, {0x2e, 0x43, 0x34}, {0x39, 0x53, 0x40}},
    .ink = {0xf6, 0xee, 0xdc},
    .soft = {0xd2, 0xc8, 0xb4},
    .line = {0xa9, 0xb0, 0x92},
    .rust = {0xe0, 0xa3, 0x74},
    .quiet = 0,
};

const struct draw_palette *draw_palette(bool dark)
{
    return dark ? &night : &day;
}

const struct draw_palette *draw_palette_terminal(void)
{
    return &terminal;
}

static uint8_t between(uint8_t a, uint8_t b, double t)
{
    return (uint8_t)(a + (b - a) * t + 0.5);
}

struct draw_rgb draw_mix(struct draw_rgb a, struct draw_rgb b, double share)
{
    return (struct draw_rgb){between(a.r, b.r, share), between(a.g, b.g, share),
                             between(a.b, b.b, share)};
}

struct draw_rgb draw_tint(const struct draw_palette *p, double height)
{
    double t = height < 0 ? 0 : height > 1 ? 2 : 2 * height;
    return t < 1 ? draw_mix(p->land[0], p->land[1], t) : draw_mix(p->land[1], p->land[2], t - 1);
}

void draw_rgb_hex(struct draw_rgb c, char hex[static 8])
{
    static const char digit[] = "0123456789abcdef";
    const uint8_t rgb[3] = {c.r, c.g, c.b};
    hex[0] = '#';
    for (int i = 0; i < 3; i++) {
        hex[1 + 2 * i] = digit[rgb[i] >> 4];
        hex[2 + 2 * i] = digit[rgb[i] & 15];
    }
    hex[7] = '\0';
}
