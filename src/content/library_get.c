/* content/library_get.c: looking things up in the library.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/library_reader.h"

size_t library_script_count(const struct library *l)
{
    return l->script_ids.n;
}

const struct library_script *library_script(const struct library *l, size_t script)
{
    return &l->scripts[script];
}

size_t library_script_find(const struct library *l, const char *id)
{
    return content_index_find(&l->script_ids, id);
}

size_t library_under_count(const struct library *l)
{
    return l->under_ids.n;
}

const struct library_under *library_under(const struct library *l, size_t under)
{
    return &l->unders[under];
}

size_t library_under_find(const struct library *l, const char *id)
{
    return content_index_find(&l->under_ids, id);
}

size_t library_happened_count(const struct library *l)
{
    return l->happened_ids.n;
}

const struct library_happened *library_happened(const struct library *l, size_t happened)
{
    return &l->happened[happened];
}

size_t library_happened_find(const struct library *l, const char *id)
{
    return content_index_find(&l->happened_ids, id);
}

size_t library_repair_count(const struct library *l)
{
    return l->repair_ids.n;
}

const struct library_repair *library_repair(const struct library *l, size_t repair)
{
    return &l->repairs[repair];
}

size_t library_repair_find(const struct library *l, const char *id)
{
    return content_index_find(&l->repair_ids, id);
}

size_t library_face_count(const struct library *l)
{
    return l->face_ids.n;
}

const struct library_face *library_face(const struct library *l, size_t face)
{
    return &l->faces[face];
}

size_t library_face_find(const struct library *l, const char *id)
{
    return content_index_find(&l->face_ids, id);
}

size_t library_feeling_count(const struct library *l)
{
    return l->feeling_ids.n;
}

const struct library_feeling *library_feeling(const struct library *l, size_t feeling)
{
    return &l->feelings[feeling];
}

size_t library_feeling_find(const struct library *l, const char *id)
{
    return content_index_find(&l->feeling_ids, id);
}

size_t library_person_count(const struct library *l)
{
    return l->person_ids.n;
}

const struct library_person *library_person(const struct library *l, size_t person)
{
    return &l->people[person];
}

size_t library_person_find(const struct library *l, const char *id)
{
    return content_index_find(&l->person_ids, id);
}

size_t library_card_count(const struct library *l)
{
    return l->card_ids.n;
}

const struct library_card *library_card(const struct library *l, size_t card)
{
    return &l->cards[card];
}

size_t library_card_find(const struct library *l, const char *id)
{
    return content_index_find(&l->card_ids, id);
}

size_t library_question_count(const struct library *l)
{
    return l->question_ids.n;
}

const struct library_question *library_question(const struct library *l, size_t question)
{
    return &l->questions[question];
}

size_t library_question_find(const struct library *l, const char *id)
{
    return content_index_find(&l->question_ids, id);
}

const struct library_move *library_move(const struct library *l, size_t move)
{
    return &l->moves[move];
}

const char *library_words(const struct library *l, const char *key)
{
    size_t at = content_index_find(&l->words.index, key);
    return at == CONTENT_NONE ? NULL : l->words.all[at].text;
}

size_t library_words_count(const struct library *l)
{
    return l->words.index.n;
}

const char *library_words_at(const struct library *l, size_t at, const char **key)
{
    *key = l->words.all[at].key;
    return l->words.all[at].text;
}
