/* The book's headings, paragraphs, ages and studies, as Markdown.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/book_text.h"

#include <string.h>

#include "view/sentence.h"

#define KEY_MAX 96
#define YEAR 12

/* "book." and the pieces. */
static const char *key_of(char key[static KEY_MAX], const char *a, const char *b)
{
    struct fault joined; /* puts pieces together and cuts what is too long */
    (void)fault_set(&joined, ERR_OK, 0, 0, "book.", a, b, NULL);
    size_t n = strlen(joined.what);
    n = n < KEY_MAX ? n : KEY_MAX - 1;
    memcpy(key, joined.what, n);
    key[n] = '\0';
    return key;
}

static const char *find_words(const struct view_book *b, const char *key, const char *more)
{
    char whole[KEY_MAX];
    return library_words(b->library, key_of(whole, key, more));
}

const char *view_book_words(const struct view_book *b, const char *key)
{
    const char *words = find_words(b, key, "");
    return words ? words : key;
}

static void put_plain(struct text *t, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strchr("\\`*_[]<>", s[i]) != NULL && s[i] != '\0')
            text_char(t, '\\');
        text_char(t, s[i]);
    }
}

void view_book_put(struct view_book *b, const char *text)
{
    static const char mark[] = "{child}";
    for (const char *at; (at = strstr(text, mark)) != NULL; text = at + sizeof mark - 1) {
        put_plain(b->out, text, (size_t)(at - text));
        put_plain(b->out, b->child, strlen(b->child));
    }
    put_plain(b->out, text, strlen(text));
}

void view_book_paragraph(struct view_book *b, const char *text)
{
    view_book_put(b, text);
    text_add(b->out, "\n\n");
}

void view_book_paragraphs(struct view_book *b, const char *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        view_book_paragraph(b, texts[i]);
}

void view_book_numbered(struct view_book *b, const char *key)
{
    char number[] = ".1";
    for (const char *words; number[1] <= '9' && (words = find_words(b, key, number)) != NULL;
         number[1]++)
        view_book_paragraph(b, words);
}

void view_book_heading(struct view_book *b, int level, const char *text)
{
    text_repeat(b->out, "#", (size_t)level);
    text_char(b->out, ' ');
    view_book_paragraph(b, text);
}

void view_book_part(struct view_book *b, const char *key)
{
    const char *title = find_words(b, key, ".title"), *lead = find_words(b, key, ".lead");
    view_book_heading(b, 2, title ? title : key);
    if (lead)
        view_book_paragraph(b, lead);
}

void view_book_line(struct view_book *b, const char *label, const char *text)
{
    text_add(b->out, "- **");
    view_book_put(b, view_book_words(b, label));
    text_add(b->out, ":** ");
    view_book_put(b, text);
    text_char(b->out, '\n');
}

static void add_count(struct view_book *b, int n, bool years)
{
    const char *one = years ? "age.year" : "age.month", *many = years ? "age.years" : "age.months";
    text_int(b->out, n);
    text_char(b->out, ' ');
    text_add(b->out, view_words(b->content, n == 1 ? one : many));
}

/* From three on years are said, before that months; one unit is said once, and 0 is birth. */
void view_book_months(struct view_book *b, int from, int to)
{
    bool last_years = to >= 3 * YEAR && to % YEAR == 0;
    bool first_years = last_years && from >= YEAR && from % YEAR == 0;
    int first = first_years ? from / YEAR : from, last = last_years ? to / YEAR - 1 : to - 1;
    if (first != last || first_years != last_years) {
        if (from == 0)
            view_book_put(b, view_book_words(b, "birth"));
        else if (first_years != last_years)
            add_count(b, first, first_years);
        else
            text_int(b->out, first);
        text_char(b->out, ' ');
        view_book_put(b, view_book_words(b, "to"));
        text_char(b->out, ' ');
    }
    add_count(b, last, last_years);
}

void view_book_ages(struct view_book *b, unsigned bands)
{
    size_t runs = 0;
    if (bands == (1U << CONTENT_BANDS) - 1) {
        text_add(b->out, view_book_words(b, "ages.all"));
        return;
    }
    for (int first = 0, last; first < CONTENT_BANDS; first = last + 1) {
        last = first;
        if ((bands >> first & 1) == 0)
            continue;
        while (last + 1 < CONTENT_BANDS && (bands >> (last + 1) & 1) != 0)
            last++;
        text_add(b->out, runs++ > 0 ? ", " : "");
        view_book_months(b, content_band_from((enum content_band)first),
                         content_band_to((enum content_band)last));
    }
}

bool view_book_youngest(unsigned bands, enum content_band band)
{
    return (bands & ((1U << (band + 1)) - 1)) == 1U << band;
}

void view_book_anchor(struct text *t, const char *heading)
{
    for (const char *s = heading; *s != '\0'; s++) {
        bool kept = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '-' ||
                    *s == '_' || (unsigned char)*s >= 0x80;
        if (*s >= 'A' && *s <= 'Z')
            text_char(t, (char)(*s - 'A' + 'a'));
        else if (kept || *s == ' ')
            text_char(t, *s == ' ' ? '-' : *s);
    }
}

void view_book_studies(struct view_book *b, const size_t *evidence, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *id = content_evidence(b->content, evidence[i])->id;
        text_add(b->out, i == 0 ? " [" : ", [");
        text_add(b->out, id);
        text_add(b->out, "](#");
        view_book_anchor(b->out, id);
        text_char(b->out, ')');
    }
}
