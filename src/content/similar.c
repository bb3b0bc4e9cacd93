/* content/similar.c: two questions, two steps, two bids … that say nearly the same.
 *
 * Similarity is Jaccard's: of all runs of three characters in either text, the share that is in
 * both (Jaccard 1912, doi 10.1111/j.1469-8137.1912.tb05611.x). Texts are first brought to small
 * letters, digits and single spaces.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "content/digits.h"
#include "content/lint.h"

#define TOO_SIMILAR 0.6

struct trigrams {
    uint32_t *all;
    size_t n;
};

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* A letter or digit in small form, 0x80 and up as they are, anything else a space. */
static unsigned char plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned char)(c - 'A' + 'a');
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
    return kept ? (unsigned char)c : ' ';
}

/* The set of trigrams, sorted; with a space before and after. ERR_NOMEM. */
static enum err make(struct arena *a, const char *text, struct trigrams *out)
{
    out->n = 0;
    out->all = arena_array(a, strlen(text) + 2, sizeof *out->all);
    if (out->all == NULL)
        return ERR_NOMEM;
    uint32_t last = ' ', window = ' ';
    size_t seen = 1;
    for (const char *s = text;; s++) {
        uint32_t c = *s == '\0' ? ' ' : plain(*s);
        if (c != ' ' || last != ' ') {
            window = (window << 8 | c) & 0xFFFFFF;
            if (++seen >= 3)
                out->all[out->n++] = window;
        }
        last = c;
        if (*s == '\0')
            break;
    }
    if (out->n > 1)
        qsort(out->all, out->n, sizeof *out->all, by_value);
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++)
        if (i == 0 || out->all[i] != out->all[i - 1])
            out->all[kept++] = out->all[i];
    out->n = kept;
    return ERR_OK;
}

static double jaccard(const struct trigrams *a, const struct trigrams *b)
{
    size_t both = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        both += a->all[i] == b->all[k];
        uint32_t x = a->all[i], y = b->all[k];
        i += x <= y;
        k += y <= x;
    }
    size_t either = a->n + b->n - both;
    return either == 0 ? 1 : (double)both / (double)either;
}

enum err content_similarity(const char *a, const char *b, double *out)
{
    struct arena arena;
    struct trigrams x, y;
    arena_init(&arena, 0);
    enum err e = make(&arena, a, &x);
    if (e == ERR_OK)
        e = make(&arena, b, &y);
    if (e == ERR_OK)
        *out = jaccard(&x, &y);
    arena_finish(&arena);
    return e;
}

/* text(of, i, &id): the i-th of a content or a library. */
typedef const char *text_of(const void *of, size_t i, const char **id);

static const char *item_text(const void *of, size_t i, const char **id)
{
    const struct content *c = of;
    *id = content_item(c, i)->id;
    return content_item(c, i)->text;
}

static const char *step_text(const void *of, size_t i, const char **id)
{
    const struct content *c = of;
    *id = content_step(c, i)->id;
    return content_step(c, i)->text;
}

static const char *bid_text(const void *of, size_t i, const char **id)
{
    const struct library *l = of;
    *id = library_script(l, i)->id;
    return library_script(l, i)->bid;
}

static const char *seen_text(const void *of, size_t i, const char **id)
{
    const struct library *l = of;
    *id = library_under(l, i)->id;
    return library_under(l, i)->seen;
}

static const char *repair_text(const void *of, size_t i, const char **id)
{
    const struct library *l = of;
    *id = library_repair(l, i)->id;
    return library_repair(l, i)->line;
}

static const char *card_text(const void *of, size_t i, const char **id)
{
    const struct library *l = of;
    *id = library_card(l, i)->id;
    return library_card(l, i)->line;
}

static const char *question_text(const void *of, size_t i, const char **id)
{
    const struct library *l = of;
    *id = library_question(l, i)->id;
    return library_question(l, i)->question;
}

static enum err compare_all(struct lint *lint, const char *file, size_t n, text_of *text,
                            const void *of)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct trigrams *sets = arena_array(&arena, n, sizeof *sets);
    enum err e = sets == NULL ? ERR_NOMEM : ERR_OK;
    const char *id, *other;
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = make(&arena, text(of, i, &id), &sets[i]);
    for (size_t i = 1; e == ERR_OK && i < n; i++) {
        for (size_t k = 0; k < i; k++) {
            double alike = jaccard(&sets[i], &sets[k]);
            if (alike < TOO_SIMILAR)
                continue;
            char where[96], percent[DIGITS_MAX];
            (void)text(of, i, &id);
            (void)text(of, k, &other);
            lint->where = content_lint_place(where, file, id, NULL);
            content_find(lint, "duplicate", "nearly the same as ", other, ": ",
                         content_digits(percent, (int64_t)(alike * 100)),
                         " of 100 three-letter runs are shared, 60 are too many", NULL);
        }
    }
    arena_finish(&arena);
    return e;
}

enum err content_lint_similar(struct lint *lint, const struct content *c)
{
    enum err e = compare_all(lint, "items", content_item_count(c), item_text, c);
    if (e == ERR_OK)
        e = compare_all(lint, "steps", content_step_count(c), step_text, c);
    return e;
}

enum err content_lint_library_similar(struct lint *lint, const struct library *l)
{
    const struct {
        const char *file;
        size_t n;
        text_of *text;
    } files[] = {
        {"scripts", library_script_count(l), bid_text},
        {"under", library_under_count(l), seen_text},
        {"repairs", library_repair_count(l), repair_text},
        {"cards", library_card_count(l), card_text},
        {"questions", library_question_count(l), question_text},
    };
    enum err e = ERR_OK;
    for (size_t i = 0; e == ERR_OK && i < sizeof files / sizeof files[0]; i++)
        e = compare_all(lint, files[i].file, files[i].n, files[i].text, l);
    return e;
}
