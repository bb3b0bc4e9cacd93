/* content/library_reader.h: what is kept of the library (private to this room).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_LIBRARY_READER_H
#define ATTUNE_CONTENT_LIBRARY_READER_H

#include "content/library.h"
#include "content/reader.h"

struct library {
    struct arena arena;
    struct library_script *scripts;
    struct content_index script_ids;
    struct library_under *unders;
    struct content_index under_ids;
    struct library_happened *happened;
    struct content_index happened_ids;
    struct library_repair *repairs;
    struct content_index repair_ids;
    struct library_move *moves;
    struct content_index move_ids;
    struct library_face *faces;
    struct content_index face_ids;
    struct library_feeling *feelings;
    struct content_index feeling_ids;
    struct library_person *people;
    struct content_index person_ids;
    struct library_card *cards;
    struct content_index card_ids;
    struct library_question *questions;
    struct content_index question_ids;
    struct content_sentences words;
};

/* One file each, into r->library; the later look up ids in what the earlier read. */
void library_read_faces(struct content_reader *r);
void library_read_scripts(struct content_reader *r);
void library_read_under(struct content_reader *r);
void library_read_repairs(struct content_reader *r);
void library_read_feelings(struct content_reader *r);
void library_read_people(struct content_reader *r);
void library_read_cards(struct content_reader *r);
void library_read_questions(struct content_reader *r);
void library_read_learn(struct content_reader *r);

/* Is svg[0..n) a face? If not, what was expected and at which line and column. */
bool library_face_check(const char *svg, size_t n, size_t *line, size_t *column,
                        const char **expected);

#endif
