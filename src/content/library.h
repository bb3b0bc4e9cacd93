/* content/library.h: what is read at leisure, parsed and checked: scripts for everyday bids, what
 * may lie under a behaviour, words for repair, feelings and their faces, cards, questions and
 * answers. It is a bundle of its own, so that a map needs none of it. Format: docs/content.md.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_LIBRARY_H
#define ATTUNE_CONTENT_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"
#include "content/bundle.h"
#include "content/content.h"

#define LIBRARY_FILES 8
#define LIBRARY_FACES_MAX 64
#define LIBRARY_MOVES 5 /* of meeting a feeling */
#define LIBRARY_LINES 3 /* on a card, below its first */

enum library_channel { /* how a bid comes */
                       LIBRARY_LOOK,
                       LIBRARY_TOUCH,
                       LIBRARY_WORD,
                       LIBRARY_OBJECT,
                       LIBRARY_MISCHIEF,
                       LIBRARY_MESSAGE,
                       LIBRARY_CHANNELS
};
enum library_need { /* what may lie under a behaviour */
                    LIBRARY_HUNGER,
                    LIBRARY_REST,
                    LIBRARY_ATTENTION,
                    LIBRARY_SKILL,
                    LIBRARY_LIMIT,
                    LIBRARY_AUTONOMY,
                    LIBRARY_RECONNECTION,
                    LIBRARY_GROWING,
                    LIBRARY_CALM,
                    LIBRARY_BELONGING,
                    LIBRARY_BODY,
                    LIBRARY_NEEDS
};
enum library_topic { /* of cards and questions */
                     LIBRARY_BONDS,
                     LIBRARY_FEELINGS,
                     LIBRARY_HARD,
                     LIBRARY_AGES,
                     LIBRARY_PHONES,
                     LIBRARY_HELP,
                     LIBRARY_TOPICS
};

/* `bands` is a bit for each enum content_band, wherever it stands; `evidence` are places in the
 * content that the library was read with. */

struct library_script { /* four ways to meet one bid */
    const char *id;
    unsigned bands;
    enum library_channel channel;
    const char *bid, *toward_time, *toward_no_time, *away, *against;
    const char *why, *their_view, *back;
};

struct library_guess {
    enum library_need need;
    const char *text;
};

struct library_under { /* what may lie under something seen */
    const char *id;
    unsigned bands;
    const char *seen;
    const struct library_guess *guesses;
    size_t nguesses;
    const char *their_view, *maybe;
};

struct library_happened {
    const char *id, *name;
};

struct library_repair {
    const char *id;
    size_t happened; /* place */
    unsigned bands;
    const char *line, *if_not_yet;
};

struct library_move {
    const char *id, *title, *text;
};

struct library_face {
    const char *id, *svg; /* lines in currentColor on 64 x 64, checked: library_face.c */
};

struct library_feeling {
    const char *id, *name;
    unsigned bands;
    size_t face; /* place, or CONTENT_NONE */
    const char *like;
    bool has_moves;
    const char *moves[LIBRARY_MOVES]; /* a line for each move */
};

struct library_person { /* who stands behind an idea */
    const char *id, *name, *line;
};

struct library_card {
    const char *id, *title;
    enum library_topic topic;
    unsigned bands;
    const char *line, *three[LIBRARY_LINES];
    const size_t *evidence, *people; /* places */
    size_t nevidence, npeople;
};

struct library_question {
    const char *id, *question;
    enum library_topic topic;
    const char *const *answer; /* paragraphs */
    size_t nanswer;
    const size_t *evidence, *cards; /* places */
    size_t nevidence, ncards;
};

struct library; /* immutable, safe to share */

/* "scripts", "under", "repairs", "feelings", "people", "cards", "questions", "learn": the names of
 * the files without ".json", in the order in which they are joined and read. */
const char *library_file_name(size_t file);

/* Appends {"scripts":…,…,"learn":…,"faces":{"angry":"<svg …"}} to out. A face's id is the name of
 * its file without ".svg". Otherwise as content_join. ERR_FORMAT, ERR_LIMIT, ERR_NOMEM. */
struct library_face_file {
    const char *id;
    struct content_file file;
};
MUST_CHECK enum err library_join(const struct content_file files[LIBRARY_FILES],
                                 const struct library_face_file *faces, size_t nfaces, bool compact,
                                 struct text *out, struct fault *fault);

/* Parses such a bundle. Every reference resolves (studies: in c), every field has its type and
 * range, unknown members are refused; the fault says file, id, line within the file and what was
 * expected. ERR_FORMAT, ERR_LIMIT, ERR_VERSION, ERR_NOMEM; nothing is kept then. The bundle may go
 * after, and so may c, but what is looked up in c needs the same one. */
MUST_CHECK enum err library_create(const struct content *c, const char *bundle, size_t n,
                                   struct library **out, struct fault *fault);
void library_destroy(struct library *l);

/* By place, in the files' own order; by id, a place or CONTENT_NONE. */
size_t library_script_count(const struct library *l);
const struct library_script *library_script(const struct library *l, size_t script);
size_t library_script_find(const struct library *l, const char *id);
size_t library_under_count(const struct library *l);
const struct library_under *library_under(const struct library *l, size_t under);
size_t library_under_find(const struct library *l, const char *id);
size_t library_happened_count(const struct library *l);
const struct library_happened *library_happened(const struct library *l, size_t happened);
size_t library_happened_find(const struct library *l, const char *id);
size_t library_repair_count(const struct library *l);
const struct library_repair *library_repair(const struct library *l, size_t repair);
size_t library_repair_find(const struct library *l, const char *id);
const struct library_move *library_move(const struct library *l, size_t move); /* < LIBRARY_MOVES */
size_t library_face_count(const struct library *l);
const struct library_face *library_face(const struct library *l, size_t face);
size_t library_face_find(const struct library *l, const char *id);
size_t library_feeling_count(const struct library *l);
const struct library_feeling *library_feeling(const struct library *l, size_t feeling);
size_t library_feeling_find(const struct library *l, const char *id);
size_t library_person_count(const struct library *l);
const struct library_person *library_person(const struct library *l, size_t person);
size_t library_person_find(const struct library *l, const char *id);
size_t library_card_count(const struct library *l);
const struct library_card *library_card(const struct library *l, size_t card);
size_t library_card_find(const struct library *l, const char *id);
size_t library_question_count(const struct library *l);
const struct library_question *library_question(const struct library *l, size_t question);
size_t library_question_find(const struct library *l, const char *id);
/* Sentence of the learn file by key ("need.hunger"); NULL if there is none. */
const char *library_words(const struct library *l, const char *key);
size_t library_words_count(const struct library *l);
const char *library_words_at(const struct library *l, size_t at, const char **key);

const char *library_channel_id(enum library_channel channel); /* "look" … */
const char *library_need_id(enum library_need need);          /* "hunger" … */
const char *library_topic_id(enum library_topic topic);       /* "bonds" … */

#endif
