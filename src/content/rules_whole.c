/* content/rules_whole.c: every string of the content under its rules, and what its parts promise
 * each other: bases, studies, ages.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/lint.h"
#include "content/reader.h"

/* What a map's label, a button or a column has room for, in characters. */
enum room {
    ROOM_WORD = 24,
    ROOM_PAIR = 36,
    ROOM_SHORT = 14,
    ROOM_NAME = 26,
    ROOM_ANSWER = 16,
    ROOM_FACET = 26,
    ROOM_ABOUT = 90,
    ROOM_STRENGTH = 110,
    ROOM_ABSENT = 140,
    ROOM_STEM = 44,
    ROOM_TITLE = 60,
    ROOM_OF = 120
};

static void look_at_dimensions(struct lint *lint, const struct content *c)
{
    static const char file[] = "dimensions";
    const enum content_text_kind kind = CONTENT_TEXT_RESULT;
    for (size_t i = 0; i < CONTENT_STEMS; i++)
        content_lint_field(lint, kind, ROOM_STEM, file, "stem", NULL, c->stem[i]);
    for (size_t i = 0; i < CONTENT_ANSWERS; i++)
        content_lint_field(lint, kind, ROOM_ANSWER, file, "answers", NULL, c->answers[i]);
    for (size_t i = 0; i < CONTENT_STAGES; i++)
        content_lint_field(lint, kind, ROOM_NAME, file, content_stage_id((enum content_stage)i),
                           "name", c->stages[i]);
    for (size_t i = 0; i < CONTENT_BANDS; i++)
        content_lint_field(lint, kind, ROOM_NAME, file, content_band_id((enum content_band)i),
                           "name", c->bands[i]);
    for (size_t i = 0; i < CONTENT_DIM; i++) {
        const struct content_dimension *d = &c->dimensions[i];
        content_lint_field(lint, kind, ROOM_NAME, file, d->id, "name", d->name);
        content_lint_field(lint, kind, ROOM_SHORT, file, d->id, "short", d->short_name);
        content_lint_field(lint, kind, ROOM_ABOUT, file, d->id, "about", d->about);
        content_lint_field(lint, kind, ROOM_ABSENT, file, d->id, "absent", d->absent);
        content_lint_field(lint, kind, ROOM_STRENGTH, file, d->id, "strength", d->strength);
        for (size_t k = 0; k < CONTENT_WORDS; k++)
            content_lint_field(lint, kind, ROOM_WORD, file, d->id, "words", d->words[k]);
        for (size_t k = 0; k < CONTENT_WORDS - 1; k++)
            content_lint_field(lint, kind, ROOM_PAIR, file, d->id, "pairs", d->pairs[k]);
    }
}

static void look_at_items(struct lint *lint, const struct content *c)
{
    static const char file[] = "items";
    for (size_t i = 0; i < c->design_ids.n; i++)
        content_lint_field(lint, CONTENT_TEXT_NOTE, 0, file, c->designs[i].id, "why",
                           c->designs[i].why);
    for (size_t i = 0; i < c->item_ids.n; i++) {
        const struct content_item *item = &c->items[i];
        content_lint_field(lint, CONTENT_TEXT_ITEM, 0, file, item->id, "text", item->text);
        content_lint_field(lint, CONTENT_TEXT_NOTE, ROOM_FACET, file, item->id, "facet",
                           item->facet);
        content_lint_field(lint, CONTENT_TEXT_NOTE, 0, file, item->id, "tells", item->tells);
        content_lint_field(lint, CONTENT_TEXT_NOTE, 0, file, item->id, "high", item->high);
        content_lint_field(lint, CONTENT_TEXT_NOTE, 0, file, item->id, "low", item->low);
        content_lint_field(lint, CONTENT_TEXT_CLAUSE, 0, file, item->id, "often", item->often);
        content_lint_field(lint, CONTENT_TEXT_CLAUSE, 0, file, item->id, "seldom", item->seldom);
    }
}

static void look_at_steps(struct lint *lint, const struct content *c)
{
    for (size_t i = 0; i < c->step_ids.n; i++) {
        const struct content_step *step = &c->steps[i];
        content_lint_field(lint, CONTENT_TEXT_STEP, 0, "steps", step->id, "text", step->text);
        content_lint_field(lint, CONTENT_TEXT_WHY, 0, "steps", step->id, "why", step->why);
    }
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static void look_at_sentences(struct lint *lint, const struct content *c)
{
    static const char *const files[] = {"words", "page", "terminal"};
    for (size_t f = 0; f < CONTENT_FLAT; f++) {
        for (size_t i = 0; i < c->flat[f].index.n; i++) {
            const struct content_sentence *s = &c->flat[f].all[i];
            if (f != 0 || !ends_with(s->key, ".evidence")) {
                content_lint_field(lint, f == 0 ? CONTENT_TEXT_RESULT : CONTENT_TEXT_PAGE, 0,
                                   files[f], s->key, NULL, s->text);
            } else if (content_evidence_find(c, s->text) == CONTENT_NONE) {
                char where[96];
                lint->where = content_lint_place(where, files[f], s->key, NULL);
                content_find(lint, "reference", s->text, " is not in the evidence file", NULL);
            }
        }
    }
}

static void look_at_section(struct lint *lint, const struct content_section *s)
{
    content_lint_field(lint, CONTENT_TEXT_HELP, ROOM_TITLE, "help", s->title, "title", s->title);
    for (size_t k = 0; k < s->ntext; k++)
        content_lint_field(lint, CONTENT_TEXT_HELP, 0, "help", s->title, "text", s->text[k]);
}

static void look_at_help(struct lint *lint, const struct content *c)
{
    const enum content_text_kind kind = CONTENT_TEXT_HELP;
    content_lint_field(lint, kind, ROOM_TITLE, "help", "title", NULL, c->help_title);
    content_lint_field(lint, kind, 0, "help", "lead", NULL, c->help_lead);
    for (size_t i = 0; i < c->nhelp; i++)
        look_at_section(lint, &c->help[i]);
    look_at_section(lint, &c->region);
    for (size_t i = 0; i < c->page_ids.n; i++) {
        const struct content_page *page = &c->pages[i];
        content_lint_field(lint, kind, ROOM_TITLE, "help", page->id, "title", page->title);
        content_lint_field(lint, kind, 0, "help", page->id, "lead", page->lead);
        for (size_t k = 0; k < page->nsections; k++)
            look_at_section(lint, &page->sections[k]);
    }
}

/* Authors, title and venue are quoted as printed; no rule of ours applies to them. */
static void look_at_evidence(struct lint *lint, const struct content *c)
{
    const enum content_text_kind kind = CONTENT_TEXT_EVIDENCE;
    for (size_t i = 0; i < c->evidence_ids.n; i++) {
        const struct content_evidence *e = &c->evidence[i];
        content_lint_field(lint, kind, 0, "evidence", e->id, "claim", e->claim);
        content_lint_field(lint, kind, 0, "evidence", e->id, "plain", e->plain);
        content_lint_field(lint, kind, 0, "evidence", e->id, "figure", e->figure);
        content_lint_field(lint, kind, 0, "evidence", e->id, "interval", e->interval);
        content_lint_field(lint, kind, 0, "evidence", e->id, "people", e->people);
        content_lint_field(lint, kind, 0, "evidence", e->id, "limit", e->limit);
        for (size_t k = 0; k < e->neffects; k++)
            content_lint_field(lint, kind, ROOM_OF, "evidence", e->id, "of", e->effects[k].of);
    }
}

void content_lint_strings(struct lint *lint, const struct content *c)
{
    look_at_dimensions(lint, c);
    look_at_items(lint, c);
    look_at_steps(lint, c);
    look_at_sentences(lint, c);
    look_at_help(lint, c);
    look_at_evidence(lint, c);
}

/* 10., four to nine digits, a slash and a suffix of visible ASCII that does not end like a
 * sentence (DOI Handbook, 2.2). A remark such as "(from memory)" cannot hide in it. */
static bool is_doi(const char *s)
{
    if (strncmp(s, "10.", 3) != 0)
        return false;
    size_t digits = strspn(s + 3, "0123456789");
    const char *suffix = s + 3 + digits + 1;
    if (digits < 4 || digits > 9 || suffix[-1] != '/' || *suffix == '\0')
        return false;
    const char *last = suffix;
    for (; *last != '\0'; last++)
        if (*last <= ' ' || *last > '~')
            return false;
    return strchr(".,;:", last[-1]) == NULL;
}

static void check_evidence(struct lint *lint, const struct content *c)
{
    char where[96];
    for (size_t i = 0; i < c->evidence_ids.n; i++) {
        const struct content_evidence *e = &c->evidence[i];
        lint->where = content_lint_place(where, "evidence", e->id, "doi");
        if (e->doi[0] != '\0' && !is_doi(e->doi))
            content_find(lint, "doi", "expected 10.NNNN/…, with no space or remark, or nothing",
                         NULL);
    }
}

static bool can_be_asked(const struct content *c, const struct content_item *item, unsigned bands)
{
    int from = c->dimensions[item->dimension].from;
    from = item->from > from ? item->from : from;
    for (int b = 0; b < CONTENT_BANDS; b++)
        if ((bands >> b & 1) != 0 && from < content_band_to((enum content_band)b) &&
            item->to > content_band_from((enum content_band)b) && from < item->to)
            return true;
    return false;
}

static void check_items(struct lint *lint, const struct content *c)
{
    char where[96];
    for (size_t i = 0; i < c->item_ids.n; i++) {
        const struct content_item *item = &c->items[i];
        lint->where = content_lint_place(where, "items", item->id, "from");
        if (item->from < c->dimensions[item->dimension].from)
            content_find(lint, "reach", "its place is not on the map yet in its first months",
                         NULL);
    }
}

/* A basis is a promise about evidence, in both directions: no DOI for decoration. */
static void check_steps(struct lint *lint, const struct content *c)
{
    char where[96];
    for (size_t i = 0; i < c->step_ids.n; i++) {
        const struct content_step *step = &c->steps[i];
        lint->where = content_lint_place(where, "steps", step->id, "basis");
        if (step->basis == CONTENT_EXPERIENCE ? step->nevidence > 0 : step->nevidence == 0) {
            content_find(lint, "basis",
                         step->nevidence == 0 ? "tested and principle name a study"
                                              : "a step from experience names no study",
                         NULL);
        }
        lint->where = content_lint_place(where, "steps", step->id, "bands");
        for (int b = 0; b < CONTENT_BANDS; b++) {
            if ((step->bands >> b & 1) != 0 &&
                content_band_to((enum content_band)b) <= c->dimensions[step->dimension].from)
                content_find(lint, "reach", "its place is not on the map in ",
                             content_band_id((enum content_band)b), NULL);
        }
        lint->where = content_lint_place(where, "steps", step->id, "items");
        for (size_t k = 0; k < step->nitems; k++) {
            const struct content_item *item = &c->items[step->items[k]];
            if (!can_be_asked(c, item, step->bands))
                content_find(lint, "reach", item->id, " is not asked in any of its bands", NULL);
            if (item->dimension != step->dimension)
                content_find(lint, "reach", item->id, " belongs to another place", NULL);
        }
    }
}

void content_lint_whole(struct lint *lint, const struct content *c)
{
    check_evidence(lint, c);
    check_items(lint, c);
    check_steps(lint, c);
}
