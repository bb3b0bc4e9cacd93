/* content/coverage_library.c: is there enough to read for every age and every kind of moment, and
 * is everything named that is there?
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/digits.h"
#include "content/lint.h"

#define SCRIPTS_LEAST 40
#define SCRIPTS_BAND_LEAST 4
#define UNDER_BAND_LEAST 3
#define REPAIRS_BAND_LEAST 8 /* of the things that may have happened, in any band */
#define HAPPENED_LEAST 3     /* lines for each thing that may have happened */
#define MOVES_LEAST 20       /* feelings with a line for each of the five moves */
#define QUESTIONS_LEAST 40

static void check_count(struct lint *lint, const char *file, const char *what, size_t n,
                        size_t least, const char *of)
{
    char count[DIGITS_MAX], needed[DIGITS_MAX];
    lint->where = file;
    if (n < least) {
        content_find(lint, "coverage", what, what[0] == '\0' ? "" : ": ",
                     content_digits(count, (int64_t)n), " of the ",
                     content_digits(needed, (int64_t)least), " ", of, " that are needed", NULL);
    }
}

static void check_band(struct lint *lint, const struct library *l, enum content_band band)
{
    const char *id = content_band_id(band);
    size_t scripts = 0, under = 0, repairs = 0, cards = 0;
    for (size_t i = 0; i < library_script_count(l); i++)
        scripts += library_script(l, i)->bands >> band & 1;
    for (size_t i = 0; i < library_under_count(l); i++)
        under += library_under(l, i)->bands >> band & 1;
    for (size_t h = 0; h < library_happened_count(l); h++) {
        bool here = false;
        for (size_t i = 0; i < library_repair_count(l); i++) {
            const struct library_repair *r = library_repair(l, i);
            here = here || (r->happened == h && (r->bands >> band & 1) != 0);
        }
        repairs += here;
    }
    for (size_t i = 0; i < library_card_count(l); i++) {
        const struct library_card *c = library_card(l, i);
        cards += c->topic == LIBRARY_AGES && (c->bands >> band & 1) != 0;
    }
    check_count(lint, "scripts", id, scripts, SCRIPTS_BAND_LEAST, "scripts");
    check_count(lint, "under", id, under, UNDER_BAND_LEAST, "entries");
    check_count(lint, "repairs", id, repairs, REPAIRS_BAND_LEAST,
                "things that happened with words for them");
    check_count(lint, "cards", id, cards, 1, "cards on this age");
}

static void check_repairs(struct lint *lint, const struct library *l)
{
    for (size_t h = 0; h < library_happened_count(l); h++) {
        size_t n = 0;
        for (size_t i = 0; i < library_repair_count(l); i++)
            n += library_repair(l, i)->happened == h;
        check_count(lint, "repairs", library_happened(l, h)->id, n, HAPPENED_LEAST, "lines");
    }
}

/* A face is somebody's feeling, and a person somebody's card: nothing for decoration. */
static void check_used(struct lint *lint, const struct library *l)
{
    size_t moves = 0;
    for (size_t i = 0; i < library_feeling_count(l); i++)
        moves += library_feeling(l, i)->has_moves;
    check_count(lint, "feelings", "", moves, MOVES_LEAST, "feelings with lines");
    for (size_t f = 0; f < library_face_count(l); f++) {
        bool used = false;
        for (size_t i = 0; i < library_feeling_count(l); i++)
            used = used || library_feeling(l, i)->face == f;
        lint->where = "faces";
        if (!used)
            content_find(lint, "reference", library_face(l, f)->id, " is no feeling's face", NULL);
    }
    for (size_t p = 0; p < library_person_count(l); p++) {
        bool used = false;
        for (size_t i = 0; i < library_card_count(l); i++)
            for (size_t k = 0; k < library_card(l, i)->npeople; k++)
                used = used || library_card(l, i)->people[k] == p;
        lint->where = "people";
        if (!used)
            content_find(lint, "reference", library_person(l, p)->id, " is named on no card", NULL);
    }
}

static void check_name(struct lint *lint, const struct library *l, const char *group,
                       const char *id)
{
    struct fault joined;
    (void)fault_set(&joined, ERR_OK, 0, 0, group, ".", id, NULL);
    lint->where = "learn";
    if (library_words(l, joined.what) == NULL)
        content_find(lint, "reference", joined.what, " has no words here", NULL);
}

void content_lint_library_coverage(struct lint *lint, const struct library *l)
{
    check_count(lint, "scripts", "", library_script_count(l), SCRIPTS_LEAST, "scripts");
    check_count(lint, "questions", "", library_question_count(l), QUESTIONS_LEAST, "questions");
    for (int b = 0; b < CONTENT_BANDS; b++)
        check_band(lint, l, (enum content_band)b);
    check_repairs(lint, l);
    check_used(lint, l);
    for (int i = 0; i < LIBRARY_CHANNELS; i++)
        check_name(lint, l, "channel", library_channel_id((enum library_channel)i));
    for (int i = 0; i < LIBRARY_NEEDS; i++)
        check_name(lint, l, "need", library_need_id((enum library_need)i));
    for (int i = 0; i < LIBRARY_TOPICS; i++)
        check_name(lint, l, "topic", library_topic_id((enum library_topic)i));
}
