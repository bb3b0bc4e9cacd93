/* content/hash.c: one number that changes whenever a map could come out differently.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/content.h"

/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): offset basis and prime. */
#define FNV_BASIS UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x100000001B3)

static void add_byte(uint64_t *h, unsigned char byte)
{
    *h = (*h ^ byte) * FNV_PRIME;
}

/* Numbers go in as little-endian bytes of the double, so that every machine agrees. -0 is 0. */
static void add_number(uint64_t *h, double v)
{
    uint64_t bits;
    v = v == 0 ? 0 : v;
    memcpy(&bits, &v, sizeof bits);
    for (unsigned i = 0; i < 64; i += 8)
        add_byte(h, (unsigned char)(bits >> i & 0xFF));
}

/* With its NUL, so that "ab","c" is not "a","bc". */
static void add_text(uint64_t *h, const char *s)
{
    do
        add_byte(h, (unsigned char)*s);
    while (*s++ != '\0');
}

uint64_t content_bank_hash(const struct content *c, int months)
{
    uint64_t h = FNV_BASIS;
    const double *prior = content_prior_covariance(c);
    for (size_t i = 0; i < CONTENT_DIM * CONTENT_DIM; i++)
        add_number(&h, prior[i]);
    add_number(&h, content_temper(c));
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct content_dimension *dim = content_dimension(c, d);
        add_byte(&h, content_dimension_at(c, d, months));
        add_byte(&h, (unsigned char)dim->high);
        for (size_t k = 0; k < CONTENT_WORDS - 1; k++)
            add_number(&h, dim->cuts[k]);
    }
    for (size_t i = 0; i < content_item_count(c); i++) {
        if (!content_item_at(c, i, months))
            continue;
        const struct content_item *item = content_item(c, i);
        add_text(&h, item->id);
        add_byte(&h, (unsigned char)item->dimension);
        add_byte(&h, item->reverse);
        add_number(&h, item->slope);
        for (size_t k = 0; k < CONTENT_ANSWERS - 1; k++)
            add_number(&h, item->intercepts[k]);
    }
    return h;
}
