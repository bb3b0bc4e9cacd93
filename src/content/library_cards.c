/* content/library_cards.c: reads what can be learnt: people, cards, questions and their answers.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/library_reader.h"

#define PARAGRAPHS_MAX 4

static const char *const topics[LIBRARY_TOPICS] = {"bonds", "feelings", "hard",
                                                   "ages",  "phones",   "help"};

const char *library_topic_id(enum library_topic topic)
{
    return topics[topic];
}

static enum library_topic read_topic(struct content_reader *r, const struct json *o)
{
    return (enum library_topic)content_choice(
        r, o, "topic", topics, LIBRARY_TOPICS,
        "expected bonds, feelings, hard, ages, phones or help");
}

static const size_t *read_studies(struct content_reader *r, const struct json *o, size_t *n)
{
    return content_references(r, o, "evidence", &r->known->evidence_ids, n,
                              "expected ids that stand in the evidence file, each once");
}

static void read_person(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id", "name", "line", NULL};
    struct library_person *person = record;
    person->id = content_id(r, o);
    content_only(r, o, keys);
    person->name = content_text(r, o, "name");
    person->line = content_text(r, o, "line");
}

void library_read_people(struct content_reader *r)
{
    static const char *const keys[] = {"format", "people", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    l->people = content_list(r, "people", 0, sizeof *l->people, read_person, &l->person_ids);
}

static void read_card(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id",    "title",    "topic",  "bands", "line",
                                       "three", "evidence", "people", NULL};
    struct library_card *card = record;
    card->id = content_id(r, o);
    content_only(r, o, keys);
    card->title = content_text(r, o, "title");
    card->topic = read_topic(r, o);
    card->bands = content_bands(r, o);
    card->line = content_text(r, o, "line");
    const char **three = content_texts(r, o, "three", LIBRARY_LINES, LIBRARY_LINES);
    if (three != NULL)
        memcpy(card->three, three, sizeof card->three);
    card->evidence = read_studies(r, o, &card->nevidence);
    card->people = content_references(r, o, "people", &r->library->person_ids, &card->npeople,
                                      "expected ids that stand in the people file, each once");
}

void library_read_cards(struct content_reader *r)
{
    static const char *const keys[] = {"format", "cards", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    l->cards = content_list(r, "cards", 0, sizeof *l->cards, read_card, &l->card_ids);
}

static void read_question(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id",       "question", "topic", "answer",
                                       "evidence", "cards",    NULL};
    struct library_question *question = record;
    question->id = content_id(r, o);
    content_only(r, o, keys);
    question->question = content_text(r, o, "question");
    question->topic = read_topic(r, o);
    question->answer = content_texts(r, o, "answer", 1, PARAGRAPHS_MAX);
    if (r->err == ERR_OK)
        question->nanswer = json_get(o, "answer")->count;
    question->evidence = read_studies(r, o, &question->nevidence);
    question->cards = content_references(r, o, "cards", &r->library->card_ids, &question->ncards,
                                         "expected ids that stand in the cards file, each once");
}

void library_read_questions(struct content_reader *r)
{
    static const char *const keys[] = {"format", "questions", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    l->questions =
        content_list(r, "questions", 0, sizeof *l->questions, read_question, &l->question_ids);
}
