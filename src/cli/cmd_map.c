/* cli/cmd_map.c: attune map: ask, then draw; or draw from a file of answers and keep nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/file.h"
#include "cli/answers.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/map.h"
#include "cli/who.h"

/* ---- from a file ---- */

/* A family of two for the length of this command. */
static enum err borrow_pair(struct app_family *f, const struct cli *cli, const char *birth,
                            enum content_stage stage, uint8_t bond[static JOURNAL_ID],
                            struct fault *fault)
{
    const char *child = cli_value(cli, "child"), *caregiver = cli_value(cli, "caregiver");
    uint8_t child_id[JOURNAL_ID], caregiver_id[JOURNAL_ID];
    child = child ? child : cli_words(cli, "answers.child");
    caregiver = caregiver ? caregiver : cli_words(cli, "answers.you");
    enum err e = app_take_child(f, child, birth, stage, child_id, fault);
    if (e == ERR_OK)
        e = app_take_caregiver(f, caregiver, caregiver_id, fault);
    if (e == ERR_OK)
        e = app_take_bond(f, child_id, caregiver_id, bond, fault);
    return e;
}

static int draw_answers(const struct cli *cli, struct app_family *f, const char *birth,
                        enum content_stage stage, const struct bond_answer *answers, size_t n)
{
    uint8_t id[JOURNAL_ID], event[JOURNAL_ID];
    struct fault fault = {0};
    enum err e = borrow_pair(f, cli, birth, stage, id, &fault);
    for (size_t i = 0; i < n && e == ERR_OK; i++)
        e = app_take_answer(f, app_take_find(f, id), answers[i].item, answers[i].value, &fault);
    if (e == ERR_OK)
        e = app_take_draw(f, app_take_find(f, id), event, &fault);
    return e == ERR_OK ? cli_map_show(cli, f, id, event) : cli_fault(NULL, &fault);
}

static int run_answers(const struct cli *cli)
{
    const char *path = cli_value(cli, "answers"), *born = cli_value(cli, "child-born");
    if (!born)
        return cli_fail(CLI_USAGE, "--answers needs --child-born YYYY-MM as well");
    struct app_time now;
    char birth[8];
    enum content_stage stage;
    int status = cli_map_now(cli, &now);
    if (status == CLI_DONE)
        status = cli_who_born(born, now, birth);
    if (status == CLI_DONE)
        status = cli_who_short(cli, "child");
    if (status == CLI_DONE)
        status = cli_who_short(cli, "caregiver");
    if (status == CLI_DONE)
        status = cli_who_stage(cli_value(cli, "stage"), &stage);
    if (status != CLI_DONE)
        return status;

    int month, months;
    char *text = NULL;
    size_t n, count;
    struct bond_answer *answers = NULL;
    struct fault fault = {0};
    enum err e = content_birth_parse(birth, &month, &fault);
    if (e == ERR_OK)
        e = content_months(month, now.ms, now.offset_min, &months, &fault);
    if (e == ERR_OK)
        e = app_file_read(path, CLI_ANSWERS_BYTES_MAX, &text, &n, &fault);
    if (e == ERR_OK)
        e = cli_answers_read(cli->content, content_effective(months, stage), text, n, &answers,
                             &count, &fault);
    free(text);
    if (e != ERR_OK)
        return cli_fault(path, &fault);

    struct app_family family;
    if (app_family_borrow(cli->content, now, &family, &fault) == ERR_OK) {
        status = draw_answers(cli, &family, birth, stage, answers, count);
        app_family_close(&family);
    } else {
        status = cli_fault(NULL, &fault);
    }
    free(answers);
    return status;
}

/* ---- asking ---- */

static void welcome(const struct cli_page *page)
{
    static const char *const keys[] = {"welcome.title", "welcome.what", "welcome.not",
                                       "welcome.private"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        cli_page_say_key(page, keys[i]);
    cli_page_blank(page);
}

static void say_where(const struct cli_page *page, const struct app_family *family)
{
    cli_page_blank(page);
    fprintf(page->out, "%s %s\n", cli_page_words(page, "kept.where"), family->folder.data);
}

static int draw(const struct cli *cli, struct app_family *family,
                const uint8_t id[static JOURNAL_ID], struct cli_keys *keys,
                const struct cli_page *page)
{
    uint8_t event[JOURNAL_ID];
    struct fault fault = {0};
    if (app_take_draw(family, app_take_find(family, id), event, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);
    int status = cli_map_show(cli, family, id, event);
    if (status == CLI_DONE)
        status = cli_ask_step(family, app_take_find(family, id), event, keys, page);
    if (status == CLI_DONE)
        say_where(page, family);
    return status == CLI_DONE && keys->interrupted ? CLI_INTERRUPTED : status;
}

/* The input ended in the middle of the questions. */
static int ended(const struct cli_keys *keys, const struct cli_page *page)
{
    cli_page_say_key(page, keys->interrupted ? "ask.stopped" : "error.input_ended");
    if (keys->interrupted)
        return CLI_INTERRUPTED;
    return keys->terminal ? CLI_DONE : CLI_COULD_NOT;
}

static int ask_and_draw(const struct cli *cli, struct app_family *family,
                        const struct cli_page *page)
{
    struct cli_keys keys;
    uint8_t id[JOURNAL_ID];
    size_t nbond;
    cli_keys_init(&keys, page->out);
    journal_bonds(family->journal, &nbond);
    if (nbond == 0)
        welcome(page);
    int status = cli_who_ask(cli, family, &keys, page, id);
    if (status != CLI_DONE)
        return status;
    cli_page_blank(page);
    switch (cli_ask(family, app_take_find(family, id), &keys, page, &status)) {
    case CLI_ASKED_DRAW:
        return draw(cli, family, id, &keys, page);
    case CLI_ASKED_STOPPED:
        cli_page_say_key(page, "ask.stopped");
        return CLI_DONE;
    case CLI_ASKED_ENDED:
        return ended(&keys, page);
    default:
        return status;
    }
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    if (cli_has(cli, "answers"))
        return run_answers(cli);
    struct cli_page page;
    /* With --json, standard output carries the map alone. */
    int status = cli_page_open(cli, cli_has(cli, "json") ? stderr : stdout, &page);
    if (status != CLI_DONE)
        return status;
    struct app_family family;
    status = cli_map_open(cli, &family);
    if (status != CLI_DONE)
        return status;
    status = ask_and_draw(cli, &family, &page);
    app_family_close(&family);
    return status;
}

static const struct cli_option options[] = {
    CLI_WHO_OPTIONS,
    {"child-born", "YYYY-MM", "the month of birth of a child who is not known yet"},
    {"stage", "WHICH", "infant, early, school or teen: questions for another age"},
    {"answers", "FILE", "draw from item,answer lines (- is standard input), keep nothing"},
    {"json", NULL, "print the map as JSON"},
    CLI_PAGE_OPTIONS,
};

const struct cli_command cmd_map = {
    .name = "map",
    .usage = "[--child NAME] [--caregiver NAME] | --child-born YYYY-MM --answers FILE",
    .summary = "ask about twenty short questions and draw the map",
    .detail = "Each answer is kept at once: stop whenever you like, and `attune map` goes on\n"
              "there. An answer in FILE is 0 (not at all) to 4 (very often), or skip; items by\n"
              "their ids (attune words list items), once each.",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
