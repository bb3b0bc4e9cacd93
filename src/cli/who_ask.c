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
    return cli_fail(CLI_COULD_NOT, "%s", cli_page_words(a->page, "error.input_ended"));
}

/* A name, from the option or asked for until something is written. */
static int ask_name(struct asking *a, const char *option, const char *key)
{
    const char *given = cli_value(a->cli, option);
    text_clear(&a->line);
    text_add(&a->line, given ? given : "");
    while (a->line.len == 0) {
        cli_page_prompt(a->page, cli_page_words(a->page, key));
        if (!cli_keys_line(a->keys, &a->line))
            return input_ended(a);
        if (a->line.len == 0)
            cli_page_say_key(a->page, "who.empty");
    }
    return CLI_DONE;
}

static int ask_birth(struct asking *a, char birth[8])
{
    const char *given = cli_value(a->cli, "child-born");
    if (given)
        return cli_who_born(given, a->family->now, birth);
    for (;;) {
        cli_page_prompt(a->page, cli_page_words(a->page, "who.birth"));
        if (!cli_keys_line(a->keys, &a->line))
            return input_ended(a);
        int month, months;
        struct fault fault = {0};
        if (cli_month_read(a->line.data, birth) != ERR_OK ||
            content_birth_parse(birth, &month, &fault) != ERR_OK) {
            cli_page_say_key(a->page, "who.birth.form");
            continue;
        }
        enum err e =
            content_months(month, a->family->now.ms, a->family->now.offset_min, &months, &fault);
        if (e == ERR_OK) {
            if (months >= CONTENT_MONTHS_MAX)
                cli_page_say_key(a->page, "who.birth.old");
            return CLI_DONE;
        }
        cli_page_say_key(a->page, "who.birth.future");
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
    }
}

static int ask_child(struct asking *a, uint8_t id[static JOURNAL_ID])
{
    int status = ask_name(a, "child", "who.child");
    if (status != CLI_DONE)
        return status;
    size_t n;
    const struct journal_child *children = journal_children(a->family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (cli_who_means(a->line.data, children[i].name, children[i].subject)) {
            memcpy(id, children[i].subject, JOURNAL_ID);
            return CLI_DONE;
        }
    }
    struct text name;
    text_init(&name);
    text_add(&name, a->line.data);
    char birth[8];
    enum content_stage stage = CONTENT_STAGE_AUTO;
    struct fault fault = {0};
    status = name.err == ERR_OK ? ask_birth(a, birth) : cli_fail(CLI_COULD_NOT, "out of memory");
    if (status == CLI_DONE)
        status = ask_stage(a, &stage);
    if (status == CLI_DONE &&
        app_take_child(a->family, name.data, birth, stage, id, &fault) != ERR_OK)
        status = cli_fault(NULL, &fault);
    text_finish(&name);
    return status;
}

static int ask_caregiver(struct asking *a, uint8_t id[static JOURNAL_ID])
{
    int status = ask_name(a, "caregiver", "who.caregiver");
    if (status != CLI_DONE)
        return status;
    size_t n;
    const struct journal_caregiver *known = journal_caregivers(a->family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (cli_who_means(a->line.data, known[i].name, known[i].subject)) {
            memcpy(id, known[i].subject, JOURNAL_ID);
            return CLI_DONE;
        }
    }
    struct fault fault = {0};
    if (app_take_caregiver(a->family, a->line.data, id, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);
    return CLI_DONE;
}

/* Somebody new, or a new pair of known ones. */
static int ask_new(struct asking *a, uint8_t bond[static JOURNAL_ID])
{
    uint8_t child[JOURNAL_ID], caregiver[JOURNAL_ID];
    int status = ask_child(a, child);
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
            (size_t)number > n + 1)
            continue;
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
