/* content/reading.c: the Flesch-Kincaid grade of a text.
 *
 * grade = 0.39 words / sentences + 11.8 syllables / words - 15.59
 * (Kincaid, Fishburne, Rogers & Chissom 1975, Research Branch Report 8-75, Naval Technical
 * Training Command.) Syllables are counted by the rule of thumb below; tests/content holds it
 * against words with known counts.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/reading.h"

#include <stdbool.h>
#include <string.h>

#include "content/rules.h"
#include "content/tokens.h"

#define FEWEST_WORDS 5 /* below, one long word would decide: such texts count as grade 0 */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool ends(const char *word, size_t n, const char *end)
{
    size_t m = strlen(end);
    return n >= m && memcmp(word + n - m, end, m) == 0;
}

/* Words that the rule of thumb gets wrong and that texts for parents use. */
static size_t known(const char *word)
{
    static const struct {
        const char *word;
        size_t syllables;
    } words[] = {
        {"being", 2},     {"create", 2},     {"every", 2},      {"everyone", 3},  {"everything", 3},
        {"evening", 2},   {"evenings", 2},   {"homework", 2},   {"hour", 1},      {"hours", 1},
        {"idea", 3},      {"ideas", 3},      {"people", 2},     {"quiet", 2},     {"quietly", 3},
        {"science", 2},   {"someone", 2},    {"something", 2},  {"sometimes", 2}, {"trial", 2},
        {"trials", 2},    {"violence", 3},   {"someday", 2},    {"somewhere", 2}, {"whose", 1},
        {"diet", 2},      {"area", 3},       {"react", 2},      {"family", 3},    {"families", 3},
        {"maybe", 2},     {"real", 1},       {"really", 2},     {"anyone", 3},    {"behaviour", 3},
        {"caregiver", 3}, {"caregivers", 3}, {"caregiving", 3}, {"centre", 2},    {"elsewhere", 2},
        {"everyday", 3},  {"experience", 4}, {"interest", 2},   {"somebody", 3},  {"whoever", 3},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(word, words[i].word) == 0)
            return words[i].syllables;
    return 0;
}

/* Is the e at word[i] written but not spoken? It stands after a consonant at the end of the word or
 * before an ending that begins with a consonant: time, times, timed, safely, careful. */
static bool silent_e(const char *word, size_t n, size_t i)
{
    static const char *const endings[] = {"ly", "ful", "less", "ment", "ness", "some"};
    char before = word[i - 1];
    size_t left = n - i - 1;
    if (is_vowel(before))
        return false;
    bool little = before == 'l' && i > 1 && !is_vowel(word[i - 2]) && word[i - 2] != 'l' &&
                  word[i - 2] != 'r'; /* lit-tle and han-dled, but pulled and curled */
    if (left == 0)
        return !little;
    if (left == 1 && word[i + 1] == 'd')
        return before != 't' && before != 'd' && !little;
    if (left == 1 && word[i + 1] == 's') {
        bool hisses = strchr("szxcg", before) != NULL || ends(word, i, "ch") || ends(word, i, "sh");
        return !hisses && !little;
    }
    for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
        if (left >= strlen(endings[k]) &&
            strncmp(word + i + 1, endings[k], strlen(endings[k])) == 0)
            return !little;
    return false;
}

/* Do the two vowels at word[i] and word[i + 1] belong to two syllables? */
static bool apart(const char *word, size_t n, size_t i)
{
    const char *v = word + i;
    size_t left = n - i;
    if (strncmp(v + 1, "ing", 3) == 0)
        return true; /* do-ing, see-ing, cry-ing */
    if (v[0] == 'i' && (v[1] == 'a' || v[1] == 'o' || v[1] == 'u')) {
        char before = i > 0 ? word[i - 1] : '\0';
        return strchr("tscgx", before) == NULL; /* me-di-a, but na-tion, so-cial, re-gion */
    }
    if (v[0] == 'i' && v[1] == 'e')
        return left > 2 && (strncmp(v, "iest", 4) == 0 || strncmp(v, "iet", 3) == 0 ||
                            (left == 3 && v[2] == 'r' && i > 2)); /* hap-pi-er */
    return (v[0] == 'u' && v[1] == 'a' && i > 0 && word[i - 1] != 'q' && word[i - 1] != 'g') ||
           (v[0] == 'e' && v[1] == 'o' && left > 2 && v[2] != 'p' && v[2] != 'u' &&
            (i == 0 || word[i - 1] != 'g'));
}

size_t content_syllables(const char *word)
{
    size_t n = strlen(word), count = known(word);
    if (count > 0)
        return count;
    if (ends(word, n, "'s")) { /* the child's; bus's has one more, and is rare */
        n -= 2;
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_vowel(word[i]))
            continue;
        bool first = i == 0 || !is_vowel(word[i - 1]);
        if (first ? !(word[i] == 'e' && i > 0 && silent_e(word, n, i)) : apart(word, n, i - 1))
            count++;
    }
    if (ends(word, n, "n't") && n > 3 && !is_vowel(word[n - 4]) && word[n - 4] != 'r')
        count++; /* did-n't, but don't, aren't */
    return count == 0 ? 1 : count;
}

double content_reading_grade(const char *text)
{
    struct tokens t;
    content_tokens(&t, text);
    size_t words = 0, sentences = 0, syllables = 0;
    for (size_t from = 0, to; from < t.n; from = to) {
        size_t before = words;
        to = content_sentence_end(&t, from);
        for (size_t i = from; i < to; i++) {
            if (t.all[i].kind == TOKEN_MARK)
                continue;
            words++;
            /* A name is the easiest word there is, and a number is read at a glance. */
            syllables += t.all[i].kind == TOKEN_WORD ? content_syllables(t.all[i].s) : 1;
        }
        sentences += words > before;
    }
    if (words < FEWEST_WORDS)
        return 0;
    return 0.39 * (double)words / (double)sentences + 11.8 * (double)syllables / (double)words -
           15.59;
}
