/* content/library_moments.c: reads what happens between two people: scripts for bids, what may lie
 * under a behaviour, repairs, feelings.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/library_reader.h"

#define GUESSES_MIN 2
#define GUESSES_MAX 4

static const char *const channels[LIBRARY_CHANNELS] = {"look",   "touch",    "word",
                                                       "object", "mischief", "message"};
static const char *const needs[LIBRARY_NEEDS] = {"hunger", "rest",      "attention",    "skill",
                                                 "limit",  "autonomy",  "reconnection", "growing",
                                                 "calm",   "belonging", "body"};
static const char *const moves[LIBRARY_MOVES] = {"notice", "chance", "listen", "name", "limit"};

const char *library_channel_id(enum library_channel channel)
{
    return channels[channel];
}

const char *library_need_id(enum library_need need)
{
    return needs[need];
}

static void read_script(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id",   "bands",       "channel",        "bid",
                                       "away", "toward_time", "toward_no_time", "against",
                                       "why",  "their_view",  "back",           NULL};
    struct library_script *script = record;
    script->id = content_id(r, o);
    content_only(r, o, keys);
    script->bands = content_bands(r, o);
    script->channel = (enum library_channel)content_choice(
        r, o, "channel", channels, LIBRARY_CHANNELS,
        "expected look, touch, word, object, mischief or message");
    script->bid = content_text(r, o, "bid");
    script->toward_time = content_text(r, o, "toward_time");
    script->toward_no_time = content_text(r, o, "toward_no_time");
    script->away = content_text(r, o, "away");
    script->against = content_text(r, o, "against");
    script->why = content_text(r, o, "why");
    script->their_view = content_text(r, o, "their_view");
    script->back = content_text(r, o, "back");
}

void library_read_scripts(struct content_reader *r)
{
    static const char *const keys[] = {"format", "scripts", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    l->scripts = content_list(r, "scripts", 0, sizeof *l->scripts, read_script, &l->script_ids);
}

static void read_guess(struct content_reader *r, const struct json *o, struct library_guess *guess)
{
    static const char *const keys[] = {"need", "text", NULL};
    content_only(r, o, keys);
    guess->need = (enum library_need)content_choice(
        r, o, "need", needs, LIBRARY_NEEDS,
        "expected hunger, rest, attention, skill, limit, autonomy, reconnection, growing, calm, "
        "belonging or body");
    guess->text = content_text(r, o, "text");
}

static void read_one_under(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id",         "bands", "seen", "guesses",
                                       "their_view", "maybe", NULL};
    struct library_under *under = record;
    under->id = content_id(r, o);
    content_only(r, o, keys);
    under->bands = content_bands(r, o);
    under->seen = content_text(r, o, "seen");
    under->their_view = content_text(r, o, "their_view");
    under->maybe = content_text(r, o, "maybe");
    const struct json *list = content_many(r, o, "guesses", JSON_ARRAY, GUESSES_MIN, GUESSES_MAX);
    struct library_guess *guesses =
        list == NULL ? NULL : content_records(r, list->count, sizeof *guesses);
    if (guesses == NULL)
        return;
    under->guesses = guesses;
    for (const struct json *m = list->child; m != NULL; m = m->next)
        read_guess(r, m, &guesses[under->nguesses++]);
}

void library_read_under(struct content_reader *r)
{
    static const char *const keys[] = {"format", "under", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    l->unders = content_list(r, "under", 0, sizeof *l->unders, read_one_under, &l->under_ids);
}

static void read_happened(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id", "name", NULL};
    struct library_happened *happened = record;
    happened->id = content_id(r, o);
    content_only(r, o, keys);
    happened->name = content_text(r, o, "name");
}

static void read_repair(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id", "happened", "bands", "line", "if_not_yet", NULL};
    struct library_repair *repair = record;
    repair->id = content_id(r, o);
    content_only(r, o, keys);
    repair->happened = content_reference(r, o, "happened", &r->library->happened_ids,
                                         "expected an id of \"happened\" above");
    repair->bands = content_bands(r, o);
    repair->line = content_text(r, o, "line");
    repair->if_not_yet = content_text(r, o, "if_not_yet");
}

void library_read_repairs(struct content_reader *r)
{
    static const char *const keys[] = {"format", "happened", "repairs", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    l->happened =
        content_list(r, "happened", 0, sizeof *l->happened, read_happened, &l->happened_ids);
    l->repairs = content_list(r, "repairs", 0, sizeof *l->repairs, read_repair, &l->repair_ids);
}

static void read_move(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id", "title", "text", NULL};
    struct library_move *move = record;
    move->id = content_id(r, o);
    content_only(r, o, keys);
    move->title = content_text(r, o, "title");
    move->text = content_text(r, o, "text");
}

static void read_moves(struct content_reader *r)
{
    struct library *l = r->library;
    l->moves = content_list(r, "moves", LIBRARY_MOVES, sizeof *l->moves, read_move, &l->move_ids);
    for (size_t i = 0; r->err == ERR_OK && i < l->move_ids.n; i++)
        if (i >= LIBRARY_MOVES || strcmp(l->moves[i].id, moves[i]) != 0)
            content_refuse(r, json_get(r->root, "moves"), "moves",
                           "expected notice, chance, listen, name, limit, in this order");
}

static void read_feeling(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id", "name", "bands", "face", "like", "moves", NULL};
    static const char *const move_keys[] = {"notice", "chance", "listen", "name", "limit", NULL};
    struct library_feeling *feeling = record;
    feeling->id = content_id(r, o);
    content_only(r, o, keys);
    feeling->name = content_text(r, o, "name");
    feeling->bands = content_bands(r, o);
    feeling->like = content_text(r, o, "like");
    const struct json *face = json_get(o, "face");
    feeling->face = CONTENT_NONE;
    if (face == NULL || face->type != JSON_NULL)
        feeling->face = content_reference(r, o, "face", &r->library->face_ids,
                                          "expected null or the name of a file in faces");
    const struct json *lines = json_get(o, "moves");
    if (lines != NULL && lines->type == JSON_NULL)
        return;
    lines = content_object(r, o, "moves");
    content_only(r, lines, move_keys);
    feeling->has_moves = true;
    for (size_t i = 0; i < LIBRARY_MOVES; i++)
        feeling->moves[i] = content_text(r, lines, moves[i]);
}

void library_read_feelings(struct content_reader *r)
{
    static const char *const keys[] = {"format", "moves", "feelings", NULL};
    struct library *l = r->library;
    content_only(r, r->root, keys);
    read_moves(r);
    l->feelings =
        content_list(r, "feelings", 0, sizeof *l->feelings, read_feeling, &l->feeling_ids);
}
