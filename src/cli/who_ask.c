/* cli/who_ask.c: asking whose map it is to be, and about somebody new.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/who.h"

#include <string.h>

#include "cli/month.h"

struct asking {
    const struct cli *cli;
    struct app_family *family;
    struct cli_keys *keys;
    const struct cli_page *page;
    struct text line;
};

static int input_ended(const struct asking *a)
{
    cli_page_blank(a->page);
    if (a->keys->interrupted) {
        cli_page_say_key(a->page, "who.stopped");
        return CLI_INTERRUPTED;
    }
    return cli_fail(CLI_COULD_NOT, "%s", cli_page_words(a->page, "error.input_ended"));
}

/* A name into a->line: from the option, or asked for. */
static int take_name(struct asking *a, const char *option, const char *prompt)
{
    const char *given = cli_value(a->cli, option);
    text_clear(&a->line);
    text_add(&a->line, given ? given : "");
    if (a->line.len > 0)
        return CLI_DONE;
    cli_page_prompt(a->page, prompt);
    return cli_keys_line(a->keys, &a->line) ? CLI_DONE : input_ended(a);
}

/* The name in a->line is nobody's here. CLI_DONE: it may be somebody new's, or (*again) another one
 * is to be asked for; CLI_USAGE: it was given as an option, and nobody can be asked. */
static int check_name(struct asking *a, const char *option, bool *again)
{
    *again = a->line.len == 0 || !cli_who_is_short(a->line.data);
    if (*again && a->line.len > 0 && cli_value(a->cli, option))
        return cli_who_short(a->cli, option);
    if (*again)
        cli_page_say_key(a->page, a->line.len == 0 ? "who.empty" : "who.long");
    return CLI_DONE;
}

static enum err months_since(const struct asking *a, const char *birth, int *months)
{
    int month;
    enum err e = content_birth_parse(birth, &month, NULL);
    if (e == ERR_OK)
        e = content_months(month, a->family->now.ms, a->family->now.offset_min, months, NULL);
    return e;
}

static void say_if_old(const struct asking *a, const char *birth)
{
    int months;
    if (months_since(a, birth, &months) == ERR_OK && months >= CONTENT_MONTHS_MAX)
        cli_page_say_key(a->page, "who.birth.old");
}

static int ask_birth(struct asking *a, char birth[8])
{
    const char *given = cli_value(a->cli, "child-born");
    if (given) {
        int status = cli_who_born(given, a->family->now, birth);
        if (status == CLI_DONE)
            say_if_old(a, birth);
        return status;
    }
    for (;;) {
        cli_page_prompt(a->page, cli_page_words(a->page, "who.birth"));
        if (!cli_keys_line(a->keys, &a->line))
            return input_ended(a);
        int months;
        if (cli_month_read(a->line.data, birth) != ERR_OK) {
            cli_page_say_key(a->page, "who.birth.form");
            continue;
        }
        enum err e = months_since(a, birth, &months);
        if (e == ERR_OK) {
            say_if_old(a, birth);
            return CLI_DONE;
        }
        cli_page_say_key(a->page, e == ERR_DOMAIN ? "who.birth.future" : "who.birth.form");
    }
}

/* Questions for another age, if somebody wants them: Enter keeps the true age. */
static int ask_stage(struct asking *a, enum content_stage *stage)
{
    const char *given = cli_value(a->cli, "stage");
    if (given || cli_has(a->cli, "child-born") || !a->keys->terminal)
        return cli_who_stage(given, stage);
    for (int i = 0; i < CONTENT_STAGES; i++)
        fprintf(a->page->out, "  %d  %s\n", i + 1,
                content_stage_name(a->page->content, (enum content_stage)i));
    for (;;) {
        cli_page_prompt(a->page, cli_page_words(a->page, "who.stage"));
        int key = cli_keys_one(a->keys);
        if (key == CLI_KEY_END)
            return input_ended(a);
        *stage = CONTENT_STAGE_AUTO;
        if (key == '\n')
            return CLI_DONE;
        if (key >= '1' && key < '1' + CONTENT_STAGES) {
            *stage = (enum content_stage)(key - '1');
            return CLI_DONE;
        }
        cli_page_say_key(a->page, "who.stage.bad");
    }
}

static bool is_known_child(const struct asking *a, uint8_t id[static JOURNAL_ID])
{
    size_t n;
    const struct journal_child *children = journal_children(a->family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (cli_who_means(a->line.data, children[i].name, children[i].subject)) {
            memcpy(id, children[i].subject, JOURNAL_ID);
            return true;
        }
    }
    return false;
}

/* A child who is not known yet; the name is in a->line. */
static int ask_new_child(struct asking *a, uint8_t id[static JOURNAL_ID])
{
    struct text name;
    text_init(&name);
    text_add(&name, a->line.data);
    char birth[8];
    enum content_stage stage = CONTENT_STAGE_AUTO;
    struct fault fault = {0};
    int status =
        name.err == ERR_OK ? ask_birth(a, birth) : cli_fail(CLI_COULD_NOT, "out of memory");
    if (status == CLI_DONE)
        status = ask_stage(a, &stage);
    if (status == CLI_DONE &&
        app_take_child(a->family, name.data, birth, stage, id, &fault) != ERR_OK)
        status = cli_fault(NULL, &fault);
    text_finish(&name);
    return status;
}

static int ask_child(struct asking *a, uint8_t id[static JOURNAL_ID])
{
    for (bool again = true; again;) {
        int status = take_name(a, "child", cli_page_words(a->page, "who.child"));
        if (status == CLI_DONE && is_known_child(a, id))
            return CLI_DONE;
        if (status == CLI_DONE)
            status = check_name(a, "child", &again);
        if (status != CLI_DONE)
            return status;
    }
    return ask_new_child(a, id);
}

/* Who is looking when no name is given: whoever has looked before, else the word that the page has
 * for it too. */
static const char *usual_caregiver(const struct asking *a)
{
    size_t n;
    const struct journal_caregiver *known = journal_caregivers(a->family->journal, &n);
    const char *you = content_words(a->page->content, "page", "who.caregiver.you");
    if (n > 0)
        return known[0].name;
    return you ? you : cli_page_words(a->page, "answers.you");
}

static bool is_known_caregiver(const struct asking *a, const char *name,
                               uint8_t id[static JOURNAL_ID])
{
    size_t n;
    const struct journal_caregiver *known = journal_caregivers(a->family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (cli_who_means(name, known[i].name, known[i].subject)) {
            memcpy(id, known[i].subject, JOURNAL_ID);
            return true;
        }
    }
    return false;
}

static int ask_caregiver(struct asking *a, uint8_t id[static JOURNAL_ID])
{
    const char *usual = usual_caregiver(a);
    struct text prompt;
    text_init(&prompt);
    text_add(&prompt, cli_page_words(a->page, "who.caregiver"));
    text_add(&prompt, " (");
    text_add(&prompt, cli_page_words(a->page, "who.enter"));
    text_char(&prompt, ' ');
    text_add(&prompt, usual);
    text_char(&prompt, ')');
    int status = prompt.err == ERR_OK ? CLI_DONE : cli_fail(CLI_COULD_NOT, "out of memory");
    bool known = false;
    for (bool again = true; again && !known && status == CLI_DONE;) {
        status = take_name(a, "caregiver", prompt.data);
        if (status == CLI_DONE && a->line.len == 0)
            text_add(&a->line, usual);
        known = status == CLI_DONE && is_known_caregiver(a, a->line.data, id);
        if (status == CLI_DONE && !known)
            status = check_name(a, "caregiver", &again);
    }
    text_finish(&prompt);
    struct fault fault = {0};
    if (status != CLI_DONE || known)
        return status;
    if (app_take_caregiver(a->family, a->line.data, id, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);
    return CLI_DONE;
}

/* Somebody new, or a new pair of known ones. */
static int ask_new(struct asking *a, uint8_t bond[static JOURNAL_ID])
{
    uint8_t child[JOURNAL_ID], caregiver[JOURNAL_ID];
    const char *given = cli_value(a->cli, "caregiver");
    int status = CLI_DONE;
    if (given && !is_known_caregiver(a, given, caregiver))
        status = cli_who_short(a->cli, "caregiver"); /* before anybody is asked anything */
    if (status == CLI_DONE)
        status = ask_child(a, child);
    if (status == CLI_DONE)
        status = ask_caregiver(a, caregiver);
    if (status != CLI_DONE)
        return status;
    size_t n;
    const struct journal_bond *bonds = journal_bonds(a->family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (memcmp(bonds[i].child, child, JOURNAL_ID) == 0 &&
            memcmp(bonds[i].caregiver, caregiver, JOURNAL_ID) == 0) {
            memcpy(bond, bonds[i].subject, JOURNAL_ID);
            return CLI_DONE;
        }
    }
    struct fault fault = {0};
    if (app_take_bond(a->family, child, caregiver, bond, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);
    return CLI_DONE;
}

/* A numbered list of the pairs, and one line more for a new one. */
static int choose(struct asking *a, uint8_t bond[static JOURNAL_ID])
{
    size_t n;
    const struct journal_bond *bonds = journal_bonds(a->family->journal, &n);
    cli_page_say_key(a->page, "who.choose");
    for (size_t i = 0; i < n; i++) {
        const struct journal_child *c = journal_find_child(a->family->journal, bonds[i].child);
        const struct journal_caregiver *g =
            journal_find_caregiver(a->family->journal, bonds[i].caregiver);
        text_clear(&a->line);
        text_uint(&a->line, i + 1);
        text_add(&a->line, "  ");
        text_add(&a->line, g ? g->name : "?");
        text_add(&a->line, " ");
        text_add(&a->line, cli_page_words(a->page, "map.and"));
        text_add(&a->line, " ");
        text_add(&a->line, c ? c->name : "?");
        if (a->line.err == ERR_OK)
            cli_page_say(a->page, 2, a->line.data);
    }
    fprintf(a->page->out, "  %zu  %s\n", n + 1, cli_page_words(a->page, "who.new"));
    for (;;) {
        cli_page_prompt(a->page, cli_page_words(a->page, "ask.prompt"));
        if (!cli_keys_line(a->keys, &a->line))
            return input_ended(a);
        int64_t number;
        if (text_read_int(a->line.data, a->line.len, &number) != ERR_OK || number < 1 ||
            (size_t)number > n + 1) {
            cli_page_say_key(a->page, "who.choose.bad");
            continue;
        }
        if ((size_t)number == n + 1)
            return ask_new(a, bond);
        memcpy(bond, bonds[number - 1].subject, JOURNAL_ID);
        return CLI_DONE;
    }
}

int cli_who_ask(const struct cli *cli, struct app_family *family, struct cli_keys *keys,
                const struct cli_page *page, uint8_t bond[static JOURNAL_ID])
{
    struct asking a = {.cli = cli, .family = family, .keys = keys, .page = page};
    text_init(&a.line);
    const char *child = cli_value(cli, "child"), *caregiver = cli_value(cli, "caregiver");
    size_t found = cli_who_matches(family, child, caregiver, bond);
    int status = CLI_DONE;
    if (found == 0)
        status = ask_new(&a, bond);
    else if (found > 1)
        status = child && caregiver ? cli_who_several(family, child, caregiver) : choose(&a, bond);
    text_finish(&a.line);
    return status;
}
