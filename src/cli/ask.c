/* cli/ask.c: the questions, one at a time, until there is a map to draw.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/ask.h"

#include <string.h>

#include "view/asked.h"
#include "view/map_text.h"

#define SHORT_KEYS_BELOW 60 /* columns */

struct asking {
    struct app_family *family;
    struct journal_bond bond;
    struct cli_keys *keys;
    const struct cli_page *page;
    unsigned back; /* steps back from the newest answer */
    struct fault fault;
};

enum pressed {
    PRESSED_AGAIN, /* show a question */
    PRESSED_WRONG, /* no key of ours; said so */
    PRESSED_DRAW,
    PRESSED_STOP,
    PRESSED_END,
    PRESSED_FAILED
};

static void say_keys(const struct asking *a)
{
    bool narrow = a->page->screen.columns < SHORT_KEYS_BELOW;
    cli_page_say_key(a->page, narrow ? "ask.keys.short" : "ask.keys");
}

static void explain(const struct asking *a)
{
    cli_page_say_key(a->page, "ask.hint");
    cli_page_say_key(a->page, "ask.hint.none");
    cli_page_say_key(a->page, "ask.hint.apart");
    cli_page_say_key(a->page, "ask.keys");
    cli_page_blank(a->page);
}

static enum pressed keep(struct asking *a, const struct view_asked *asked, int value)
{
    enum err e = app_take_answer(a->family, &a->bond, asked->item, value, &a->fault);
    if (e != ERR_OK) {
        cli_page_say_key(a->page, e == ERR_BUSY ? "error.busy" : "error.store");
        return PRESSED_FAILED;
    }
    if (value == BOND_SKIP)
        cli_page_say_key(a->page, "ask.skipped");
    if (a->back > 0)
        a->back--;
    return PRESSED_AGAIN;
}

/* What follows from one key. */
static enum pressed follow(struct asking *a, const struct view_asked *asked, int key)
{
    if (key >= '1' && key < '1' + CONTENT_ANSWERS)
        return keep(a, asked, key - '1');
    switch (key) {
    case CLI_KEY_END:
        return PRESSED_END;
    case 's':
        return keep(a, asked, BOND_SKIP);
    case 'q':
        return PRESSED_STOP;
    case 'b':
        if (asked->back < asked->asked)
            a->back++;
        else
            cli_page_say_key(a->page, "ask.first");
        return PRESSED_AGAIN;
    case 'd':
        if (asked->asked > 0)
            return PRESSED_DRAW;
        cli_page_say_key(a->page, "ask.none");
        return PRESSED_WRONG;
    case '?':
        explain(a);
        return PRESSED_AGAIN;
    case '\n':
        if (a->back > 0) { /* what was given before stands */
            a->back--;
            return PRESSED_AGAIN;
        }
        break;
    default:
        break;
    }
    cli_page_say_key(a->page, "ask.bad");
    return PRESSED_WRONG;
}

/* Asks for a key until there is one that means something. What was wrong with the others stands
 * right above the next prompt, where it is seen. */
static enum pressed press(struct asking *a, const struct view_asked *asked)
{
    enum pressed pressed = PRESSED_WRONG;
    while (pressed == PRESSED_WRONG) {
        cli_page_prompt(a->page, cli_page_words(a->page, "ask.prompt"));
        int key = cli_keys_one(a->keys);
        cli_page_blank(a->page);
        pressed = follow(a, asked, key);
    }
    return pressed;
}

static enum err show(struct asking *a)
{
    struct view v = app_take_view(a->family);
    struct text out;
    text_init(&out);
    enum err e = view_question_text(&v, a->bond.subject, a->back, a->page->screen.columns,
                                    a->page->screen.charset, &out, &a->fault);
    if (e == ERR_OK)
        fputs(out.data, a->page->out);
    text_finish(&out);
    return e;
}

/* What the first screen of this sitting says. */
static void greet(const struct asking *a, const struct view_asked *asked)
{
    if (asked->run.run && asked->run.run->map)
        cli_page_say_key(a->page, "ask.again");
    else if (asked->asked > 0)
        cli_page_say_key(a->page, "ask.resumed");
    else
        cli_page_say_key(a->page, "ask.hint");
    cli_page_blank(a->page);
    say_keys(a);
    cli_page_blank(a->page);
}

enum cli_asked cli_ask(struct app_family *family, const struct journal_bond *bond,
                       struct cli_keys *keys, const struct cli_page *page, int *status)
{
    struct asking a = {.family = family, .bond = *bond, .keys = keys, .page = page};
    enum pressed pressed = PRESSED_AGAIN;
    for (bool first = true; pressed == PRESSED_AGAIN; first = false) {
        struct view v = app_take_view(family);
        struct view_asked asked;
        enum err e = view_find_asked(&v, a.bond.subject, a.back, &asked, &a.fault);
        if (e == ERR_OK && a.back == 0 && asked.next.ready != BOND_ASKING) {
            if (first && asked.run.run && asked.run.run->map)
                cli_page_say_key(page, "ask.again");
            return CLI_ASKED_DRAW;
        }
        if (e == ERR_OK && first)
            greet(&a, &asked);
        if (e == ERR_OK)
            e = show(&a);
        if (e == ERR_OK) {
            pressed = press(&a, &asked);
        } else {
            pressed = PRESSED_FAILED;
        }
    }
    switch (pressed) {
    case PRESSED_DRAW:
        return CLI_ASKED_DRAW;
    case PRESSED_STOP:
        return CLI_ASKED_STOPPED;
    case PRESSED_END:
        return CLI_ASKED_ENDED;
    default:
        *status = cli_fault(NULL, &a.fault);
        return CLI_ASKED_FAILED;
    }
}

/* The number of a step, 1 … most, or 0 for none. From a pipe whatever is no number is none. */
static int ask_number(struct cli_keys *keys, const struct cli_page *page, int most)
{
    for (;;) {
        cli_page_prompt(page, cli_page_words(page, "step.pick"));
        int key = cli_keys_one(keys);
        if (key >= '1' && key < '1' + most)
            return key - '0';
        if (!keys->terminal || key == CLI_KEY_END || key == '\n' || key == 'q' || key == 's')
            return 0;
        cli_page_say_key(page, "step.bad");
    }
}

int cli_ask_step(struct app_family *family, const struct journal_bond *bond,
                 const uint8_t event[static JOURNAL_ID], struct cli_keys *keys,
                 const struct cli_page *page)
{
    const struct journal_story *story = journal_story(family->journal, bond->subject);
    const struct journal_map *map = NULL;
    for (size_t i = 0; i < story->nmaps; i++)
        if (memcmp(story->maps[i]->event, event, JOURNAL_ID) == 0)
            map = &story->maps[i]->map;
    int nstep = map && map->step[0].id[0] ? (map->step[1].id[0] ? 2 : 1) : 0;
    if (nstep == 0)
        return CLI_DONE;
    cli_page_blank(page);
    int key = ask_number(keys, page, nstep);
    if (key == 0)
        return CLI_DONE;
    char step[JOURNAL_WORD_MAX + 1]; /* the map may move while we record */
    memcpy(step, map->step[key - 1].id, sizeof step);
    struct fault fault = {0};
    if (app_take_step(family, bond, event, step, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);
    cli_page_say_key(page, "step.picked");
    return CLI_DONE;
}
