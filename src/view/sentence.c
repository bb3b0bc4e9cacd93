/* The pieces that sentences are made of.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/sentence.h"

#include <string.h>

#define YEARS_FROM 24      /* from here on an age is said in years */
#define YEARS_ONLY_FROM 36 /* and from here on without months */

const char *view_words(const struct content *c, const char *key)
{
    const char *words = content_words(c, "words", key);
    return words ? words : key;
}

const char *view_terminal_words(const struct content *c, const char *key)
{
    const char *words = content_words(c, "terminal", key);
    return words ? words : key;
}

void view_fill(struct text *t, const char *template, const char *child)
{
    static const char mark[] = "{child}";
    const char *at;
    while ((at = strchr(template, mark[0])) != NULL) {
        bool is_mark = strncmp(at, mark, sizeof mark - 1) == 0;
        text_bytes(t, template, (size_t)(at - template));
        text_add(t, is_mark ? child : "{");
        template = at + (is_mark ? sizeof mark - 1 : 1);
    }
    text_add(t, template);
}

void view_capital(struct text *t, const char *s)
{
    if (s[0] >= 'a' && s[0] <= 'z') {
        text_char(t, (char)(s[0] - 'a' + 'A'));
        s++;
    }
    text_add(t, s);
}

/* "date.day.0" … "date.month.12" */
static const char *numbered(const struct content *c, const char *stem, int number)
{
    char key[24];
    size_t n = strlen(stem);
    memcpy(key, stem, n);
    if (number >= 10)
        key[n++] = (char)('0' + number / 10);
    key[n++] = (char)('0' + number % 10);
    key[n] = '\0';
    const char *words = content_words(c, "words", key);
    return words ? words : "";
}

void view_date(struct text *t, const struct content *c, int64_t at_ms, int offset_min)
{
    int year, month, day, weekday;
    content_civil(at_ms, offset_min, &year, &month, &day, &weekday);
    text_add(t, numbered(c, "date.day.", weekday));
    text_char(t, ' ');
    text_int(t, day);
    text_char(t, ' ');
    text_add(t, numbered(c, "date.month.", month));
    text_char(t, ' ');
    text_int(t, year);
}

static void count(struct text *t, const struct content *c, int n, const char *one, const char *many)
{
    text_int(t, n);
    text_char(t, ' ');
    text_add(t, view_words(c, n == 1 ? one : many));
}

void view_age(struct text *t, const struct content *c, int months)
{
    if (months < 1) {
        text_add(t, view_words(c, "age.newborn"));
    } else if (months >= CONTENT_MONTHS_MAX) { /* older ages count as this one */
        text_add(t, view_words(c, "age.oldest"));
    } else if (months < YEARS_FROM) {
        count(t, c, months, "age.month", "age.months");
    } else {
        count(t, c, months / 12, "age.year", "age.years");
        if (months < YEARS_ONLY_FROM && months % 12 != 0) {
            text_char(t, ' ');
            text_add(t, view_words(c, "map.and"));
            text_char(t, ' ');
            count(t, c, months % 12, "age.month", "age.months");
        }
    }
}

void view_title(struct text *t, const struct content *c, const char *caregiver, const char *child)
{
    text_add(t, caregiver);
    text_char(t, ' ');
    text_add(t, view_words(c, "map.and"));
    text_char(t, ' ');
    text_add(t, child);
}

bool view_said_good(const struct content *c, const struct bond_reason *reason)
{
    const struct content_item *item = content_item(c, reason->item);
    bool rubs = content_dimension(c, item->dimension)->high == CONTENT_HIGH_RUBBING;
    bool high = reason->answer > CONTENT_ANSWERS / 2;
    return reason->answer != CONTENT_ANSWERS / 2 && high == (rubs == item->reverse);
}

void view_said(struct text *t, const struct content *c, const struct bond_reason *reason,
               const char *child)
{
    const struct content_item *item = content_item(c, reason->item);
    if (reason->answer > CONTENT_ANSWERS / 2) {
        view_fill(t, item->often, child);
    } else if (reason->answer < CONTENT_ANSWERS / 2) {
        view_fill(t, item->seldom, child);
    } else {
        text_add(t, "\u201c");
        text_add(t, content_answer_label(c, reason->answer));
        text_add(t, "\u201d to \u201c");
        view_fill(t, item->text, child);
        if (t->len && t->data[t->len - 1] == '.')
            t->data[--t->len] = '\0';
        text_add(t, "\u201d");
    }
}

void view_cite(struct text *t, const struct content_evidence *e)
{
    const char *comma = strchr(e->authors, ',');
    if (e->authors[0] == '\0') { /* not known for sure: the title stands for them */
        text_add(t, "\u201c");
        text_add(t, e->title);
        text_add(t, "\u201d");
    } else if (comma) {
        text_bytes(t, e->authors, (size_t)(comma - e->authors));
        text_add(t, " et al.");
    } else {
        text_add(t, e->authors);
    }
    text_char(t, ' ');
    text_int(t, e->year);
}
