/* draw/noise.c: hashes and smooth lattice noise.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/noise.h"

static uint32_t mix(uint32_t h)
{
    h ^= h >> 16;
    h *= 0x7feb352dU;
    h ^= h >> 15;
    h *= 0x846ca68bU;
    h ^= h >> 16;
    return h;
}

uint32_t draw_hash(int32_t x, int32_t y, uint32_t salt)
{
    return mix((uint32_t)x * 0x9e3779b1U ^ mix((uint32_t)y * 0x85ebca77U ^ mix(salt)));
}

uint32_t draw_hash_text(const char *s, uint32_t salt)
{
    uint32_t h = mix(salt);
    for (; *s != '\0'; s++)
        h = mix(h ^ (uint8_t)*s);
    return h;
}

double draw_unit(uint32_t hash)
{
    return (double)(hash >> 8) / 16777216.0;
}

static int32_t whole(double x)
{
    int32_t i = (int32_t)x;
    return (double)i > x ? i - 1 : i;
}

/* One of eight directions, and how far (dx, dy) goes along it. */
static double slope(int32_t i, int32_t j, uint32_t salt, double dx, double dy)
{
    static const double way[8][2] = {
        {1, 0},
        {-1, 0},
        {0, 1},
        {0, -1},
        {0.70710678, 0.70710678},
        {-0.70710678, 0.70710678},
        {0.70710678, -0.70710678},
        {-0.70710678, -0.70710678},
    };
    const double *w = way[draw_hash(i, j, salt) >> 29];
    return w[0] * dx + w[1] * dy;
}

double draw_noise(double x, double y, uint32_t salt)
{
    int32_t i = whole(x), j = whole(y);
    double dx = x - i, dy = y - j;
    double fx = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    double fy = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    double a = slope(i, j, salt, dx, dy), b = slope(i + 1, j, salt, dx - 1, dy);
    double c = slope(i, j + 1, salt, dx, dy - 1), d = slope(i + 1, j + 1, salt, dx - 1, dy - 1);
    double top = a + fx * (b - a), low = c + fx * (d - c);
    return 1.4 * (top + fy * (low - top));
}
