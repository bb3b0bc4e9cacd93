/* Parents who answer oddly.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "bond/walk.h"
#include "sitting.h"

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

const char *const sitting_names[SITTING_KINDS] = {"best",   "worst",  "skipped", "contrary",
                                                  "random", "middle", "usual",   "same"};

struct content *sitting_content(void)
{
    struct content *c = NULL;
    struct fault fault = {0};
    enum err e = content_create((const char *)attune_bundle, attune_bundle_len, &c, &fault);
    if (e)
        print_error("%s (line %zu)\n", fault.what, fault.line);
    assert_int_equal(e, ERR_OK);
    return c;
}

/* Copies one number of the JSON, multiplied; returns where it ended. */
static const char *scale_number(const char *s, double by, struct text *out)
{
    size_t n = strspn(s, "+-.0123456789eE");
    double v = 0;
    assert_int_equal(text_read_double(s, n, &v), ERR_OK);
    text_double(out, v * by);
    return s + n;
}

struct content *sitting_content_scaled(double slopes, bool keep_intercepts)
{
    static const char slope[] = "\"slope\":", thresholds[] = "\"thresholds\":[";
    const char *s = (const char *)attune_bundle, *end = s + attune_bundle_len;
    struct text out;
    text_init(&out);
    size_t found = 0;
    while (s < end) {
        if ((size_t)(end - s) > sizeof slope && memcmp(s, slope, sizeof slope - 1) == 0) {
            text_add(&out, slope);
            s = scale_number(s + sizeof slope - 1, slopes, &out);
            found++;
        } else if (keep_intercepts && (size_t)(end - s) > sizeof thresholds &&
                   memcmp(s, thresholds, sizeof thresholds - 1) == 0) {
            text_add(&out, thresholds);
            s += sizeof thresholds - 1;
            while (*s != ']') {
                if (*s == ',')
                    text_char(&out, *s++);
                s = scale_number(s, 1 / slopes, &out);
            }
        } else {
            text_char(&out, *s++);
        }
    }
    assert_int_equal(out.err, ERR_OK);
    assert_true(found > 0);
    struct content *c = NULL;
    struct fault fault = {0};
    enum err e = content_create(out.data, out.len, &c, &fault);
    if (e)
        print_error("%s (line %zu)\n", fault.what, fault.line);
    assert_int_equal(e, ERR_OK);
    text_finish(&out);
    return c;
}

/* A small generator of the tests' own: the product has none to lend (Knuth's MMIX constants). */
static unsigned draw(unsigned long *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned)(*seed >> 33) % below;
}

int sitting_answer(const struct content *c, const struct content_item *item, enum sitting_kind kind,
                   size_t nth, unsigned long *seed)
{
    bool rubs = content_dimension(c, item->dimension)->high == CONTENT_HIGH_RUBBING;
    int best = rubs == item->reverse ? 4 : 0;
    const char *id = content_dimension(c, item->dimension)->id;
    switch (kind) {
    case SITTING_BEST:
        return best;
    case SITTING_WORST:
        return 4 - best;
    case SITTING_SKIPPED:
        return BOND_SKIP;
    case SITTING_CONTRARY:
        return nth % 2 ? best : 4 - best;
    case SITTING_RANDOM:
        return (int)draw(seed, 5);
    case SITTING_MIDDLE:
        return 2;
    case SITTING_USUAL:
        if (strcmp(id, "repair") == 0)
            return best ? 1 : 3;
        return best ? 3 + (int)(nth % 2) : 1 - (int)(nth % 2);
    case SITTING_SAME:
    case SITTING_KINDS:
        break;
    }
    return 4;
}

size_t sitting(const struct content *c, int months, enum sitting_kind kind, unsigned long seed,
               struct bond_answer answers[BOND_ASK_MAX])
{
    size_t n = 0, nth[CONTENT_DIM] = {0};
    struct bond_bank bank;
    struct bond_walk walk;
    assert_int_equal(bond_bank_init(&bank, c, months), ERR_OK);
    assert_int_equal(bond_walk_init(&walk, &bank), ERR_OK);
    for (;;) {
        struct bond_next next;
        assert_int_equal(bond_walk_next(&walk, &next), ERR_OK);
        if (next.ready != BOND_ASKING)
            break;
        assert_true(n < BOND_ASK_MAX);
        const struct content_item *item = content_item(c, next.item);
        int value = sitting_answer(c, item, kind, nth[item->dimension]++, &seed);
        answers[n++] = (struct bond_answer){next.item, value};
        assert_int_equal(bond_walk_add(&walk, bond_bank_find(&bank, next.item), value), ERR_OK);
    }
    bond_walk_finish(&walk);
    bond_bank_finish(&bank);
    return n;
}
