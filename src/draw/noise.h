/* draw/noise.h: chance without a random source: hashes and smooth lattice noise.
 * Gradient noise on an integer lattice (Perlin 1985, doi:10.1145/325165.325247) with the quintic
 * fade of Perlin 2002 (doi:10.1145/566654.566636). Only + - * and exact integer hashing, so that
 * the same picture comes out natively and in WebAssembly, to the bit.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_NOISE_H
#define ATTUNE_DRAW_NOISE_H

#include <stddef.h>
#include <stdint.h>

/* A well-mixed 32-bit hash of two integers and a salt. */
uint32_t draw_hash(int32_t x, int32_t y, uint32_t salt);
/* The same for a NUL-terminated string. */
uint32_t draw_hash_text(const char *s, uint32_t salt);
/* [0, 1), from the upper bits of a hash. */
double draw_unit(uint32_t hash);
/* Smooth noise about 0, within (-1, 1); one feature per unit of length. */
double draw_noise(double x, double y, uint32_t salt);

#endif
