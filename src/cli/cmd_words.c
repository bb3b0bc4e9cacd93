/* cli/cmd_words.c: attune words: what attune says, held to its rules or listed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/words.h"
#include "base/json.h"
#include "cli/commands.h"
#include "content/bundle.h"
#include "content/rules.h"

/* A face's fault says "faces: angry: …". */
static int unreadable_face(const char *dir, const struct fault *fault)
{
    const char *id = fault->what + sizeof "faces: " - 1, *end = strchr(id, ':');
    int n = end == NULL ? (int)strlen(id) : (int)(end - id);
    return cli_fail(CLI_USAGE, "%s/../faces/%.*s.svg:%zu:%zu: %s", dir, n, id, fault->line,
                    fault->column, end == NULL ? "" : end + 2);
}

/* A fault in items.json says "items: …"; people get the path and the line instead. */
static int unreadable(const char *dir, const struct fault *fault)
{
    if (dir != NULL && strncmp(fault->what, "faces: ", sizeof "faces: " - 1) == 0)
        return unreadable_face(dir, fault);
    for (size_t i = 0; i < CONTENT_FILES + LIBRARY_FILES; i++) {
        const char *name =
            i < CONTENT_FILES ? content_file_name(i) : library_file_name(i - CONTENT_FILES);
        size_t n = strlen(name);
        if (dir == NULL || strncmp(fault->what, name, n) != 0 ||
            strncmp(fault->what + n, ": ", 2) != 0)
            continue;
        return cli_fail(CLI_USAGE, "%s/%s.json:%zu:%zu: %s", dir, name, fault->line, fault->column,
                        fault->what + n + 2);
    }
    int status = cli_fault(NULL, fault); /* it names the file itself */
    return fault->code == ERR_NOMEM ? status : CLI_USAGE;
}

static int write_text(struct text *text)
{
    enum err e = text->err;
    if (e == ERR_OK) {
        fwrite(text->data, 1, text->len, stdout);
        putchar('\n');
    }
    text_finish(text);
    return e == ERR_OK ? CLI_DONE : cli_fail(CLI_COULD_NOT, "%s", err_name(e));
}

static void say_finding(void *ctx, const struct content_finding *finding)
{
    (void)ctx;
    printf("%s: %s: %s\n", finding->where, finding->rule, finding->what);
}

static void write_finding(void *ctx, const struct content_finding *finding)
{
    struct json_out *w = ctx;
    json_begin(w, NULL);
    json_text(w, "where", finding->where);
    json_text(w, "rule", finding->rule);
    json_text(w, "what", finding->what);
    json_end(w);
}

/* Both parts; how many findings. */
static size_t look_at(const struct content *c, const struct library *l, content_report *report,
                      void *ctx, enum err *e)
{
    size_t n = content_rules_all(c, report, ctx, e);
    return *e == ERR_OK ? n + content_rules_library(c, l, report, ctx, e) : n;
}

static int check(const struct content *c, const struct library *l, bool as_json)
{
    struct text text;
    struct json_out w;
    enum err e = ERR_OK;
    text_init(&text);
    json_out_init(&w, &text);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_begin_array(&w, "findings");
    size_t n =
        as_json ? look_at(c, l, write_finding, &w, &e) : look_at(c, l, say_finding, NULL, &e);
    json_end_array(&w);
    json_end(&w);
    if (e != ERR_OK) {
        text_finish(&text);
        return cli_fail(CLI_COULD_NOT, "%s", err_name(e));
    }
    if (as_json) {
        int status = write_text(&text);
        return status != CLI_DONE ? status : n > 0 ? CLI_COULD_NOT : CLI_DONE;
    }
    text_finish(&text);
    printf(
        "%zu questions, %zu steps, %zu studies, %zu scripts, %zu repairs, %zu feelings, %zu cards, "
        "%zu answers: ",
        content_item_count(c), content_step_count(c), content_evidence_count(c),
        library_script_count(l), library_repair_count(l), library_feeling_count(l),
        library_card_count(l), library_question_count(l));
    printf(n == 0 ? "every rule is kept.\n" : n == 1 ? "%zu finding.\n" : "%zu findings.\n", n);
    return n > 0 ? CLI_COULD_NOT : CLI_DONE;
}

static void write_item(struct json_out *w, const struct content *c, size_t i)
{
    const struct content_item *item = content_item(c, i);
    json_text(w, "id", item->id);
    json_text(w, "dimension", content_dimension(c, item->dimension)->id);
    json_text(w, "facet", item->facet);
    json_int(w, "from", item->from);
    json_int(w, "to", item->to);
    json_text(w, "text", item->text);
    json_bool(w, "reverse", item->reverse);
    json_text(w, "design", content_design(c, item->design)->id);
    json_double(w, "slope", item->slope);
    json_begin_array(w, "intercepts");
    for (size_t k = 0; k < CONTENT_ANSWERS - 1; k++)
        json_double(w, NULL, item->intercepts[k]);
    json_end_array(w);
    json_text(w, "tells", item->tells);
    json_text(w, "high", item->high);
    json_text(w, "low", item->low);
    json_text(w, "often", item->often);
    json_text(w, "seldom", item->seldom);
}

static void say_item(const struct content *c, size_t i)
{
    const struct content_item *item = content_item(c, i);
    printf("%-24s %-13s %3d-%-3d %s %s\n", item->id, content_dimension(c, item->dimension)->id,
           item->from, item->to - 1, item->reverse ? "-" : "+", item->text);
}

static const char *const bases[] = {"tested", "principle", "experience"};

static void write_step(struct json_out *w, const struct content *c, size_t i)
{
    const struct content_step *step = content_step(c, i);
    json_text(w, "id", step->id);
    json_text(w, "dimension", content_dimension(c, step->dimension)->id);
    json_begin_array(w, "bands");
    for (int b = 0; b < CONTENT_BANDS; b++)
        if ((step->bands >> b & 1) != 0)
            json_text(w, NULL, content_band_id((enum content_band)b));
    json_end_array(w);
    json_text(w, "text", step->text);
    json_text(w, "why", step->why);
    json_text(w, "basis", bases[step->basis]);
    json_begin_array(w, "evidence");
    for (size_t k = 0; k < step->nevidence; k++)
        json_text(w, NULL, content_evidence(c, step->evidence[k])->id);
    json_end_array(w);
    json_text(w, "energy", step->low_energy ? "low" : "some");
    json_bool(w, "one_hand", step->one_hand);
    json_bool(w, "time", step->time);
    json_bool(w, "phone_away", step->phone_away);
    json_bool(w, "for_me", step->for_me);
    json_begin_array(w, "items");
    for (size_t k = 0; k < step->nitems; k++)
        json_text(w, NULL, content_item(c, step->items[k])->id);
    json_end_array(w);
}

static void say_step(const struct content *c, size_t i)
{
    const struct content_step *step = content_step(c, i);
    printf("%-24s %-13s %-10s %s\n", step->id, content_dimension(c, step->dimension)->id,
           bases[step->basis], step->text);
}

static void write_study(struct json_out *w, const struct content *c, size_t i)
{
    const struct content_evidence *e = content_evidence(c, i);
    json_text(w, "id", e->id);
    json_text(w, "claim", e->claim);
    json_text(w, "plain", e->plain);
    json_text(w, "authors", e->authors);
    json_int(w, "year", e->year);
    json_text(w, "title", e->title);
    json_text(w, "venue", e->venue);
    json_text(w, "doi", e->doi[0] == '\0' ? NULL : e->doi);
    json_text(w, "figure", e->figure[0] == '\0' ? NULL : e->figure);
    json_text(w, "interval", e->interval[0] == '\0' ? NULL : e->interval);
    json_text(w, "people", e->people);
    json_text(w, "limit", e->limit);
}

static void say_study(const struct content *c, size_t i)
{
    const struct content_evidence *e = content_evidence(c, i);
    printf("%-4s %s\n     %s (%d). %s. %s.%s%s\n", e->id, e->plain, e->authors, e->year, e->title,
           e->venue, e->doi[0] == '\0' ? "" : " https://doi.org/", e->doi);
}

static const struct list {
    const char *name;
    size_t (*count)(const struct content *c);
    void (*say)(const struct content *c, size_t i);
    void (*write)(struct json_out *w, const struct content *c, size_t i);
} lists[] = {
    {"items", content_item_count, say_item, write_item},
    {"steps", content_step_count, say_step, write_step},
    {"evidence", content_evidence_count, say_study, write_study},
};

static int list(const struct content *c, const struct list *what, bool as_json)
{
    if (!as_json) {
        for (size_t i = 0; i < what->count(c); i++)
            what->say(c, i);
        return CLI_DONE;
    }
    struct text text;
    struct json_out w;
    text_init(&text);
    json_out_init(&w, &text);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_begin_array(&w, what->name);
    for (size_t i = 0; i < what->count(c); i++) {
        json_begin(&w, NULL);
        what->write(&w, c, i);
        json_end(&w);
    }
    json_end_array(&w);
    json_end(&w);
    return write_text(&text);
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *dir = NULL;
    const struct list *what = NULL;
    bool checks = argc > 0 && strcmp(argv[0], "check") == 0;
    if (checks && argc == 2)
        dir = argv[1];
    if (argc == 2 && strcmp(argv[0], "list") == 0)
        for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
            if (strcmp(argv[1], lists[i].name) == 0)
                what = &lists[i];
    if (!checks && what == NULL)
        return cli_fail(CLI_USAGE, "attune words check [DIR], or attune words list items, steps or "
                                   "evidence");
    struct content *c;
    struct library *l = NULL;
    struct fault fault = {0};
    int status;
    if (app_words_open(dir, &c, &fault) != ERR_OK)
        return unreadable(dir, &fault);
    if (checks && app_library_open(dir, c, &l, &fault) != ERR_OK)
        status = unreadable(dir, &fault);
    else
        status = checks ? check(c, l, cli_has(cli, "json")) : list(c, what, cli_has(cli, "json"));
    library_destroy(l);
    content_destroy(c);
    return status;
}

static const struct cli_option options[] = {
    {"json", NULL, "as JSON"},
};

const struct cli_command cmd_words = {
    .name = "words",
    .usage = "check [DIR] | list items|steps|evidence",
    .summary = "what attune says: held to its rules, or listed",
    .detail =
        "check looks at every sentence in this program, or in the JSON files of DIR with the\n"
        "faces beside it (see docs/content.md), and says which rule is broken where.\n"
        "Exit status 1: something was found; 2: the files could not be read.\n"
        "In the list of items, - marks a question that counts the other way round.",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .words = 2,
    .run = run,
};
