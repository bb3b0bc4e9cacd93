/* cli/cmd_map_import.c: attune map import: take in what was exported, here or elsewhere.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "app/file.h"
#include "cli/commands.h"
#include "cli/map.h"
#include "journal/event_json.h"

#define IMPORT_MAX ((size_t)64 << 20)

static int merge(const struct cli *cli, const struct text *records)
{
    struct app_family family;
    int status = cli_map_open(cli, &family);
    if (status != CLI_DONE)
        return status;
    size_t fresh = 0, known = 0;
    struct fault fault = {0};
    if (app_family_merge(&family, records, &fresh, &known, &fault) == ERR_OK) {
        puts(cli_words(cli, fresh > 0 ? "kept.imported" : "kept.imported.same"));
        printf("%zu %s, %zu %s\n", fresh, cli_words(cli, "kept.new"), known,
               cli_words(cli, "kept.known"));
    } else {
        status = cli_fault(NULL, &fault);
    }
    app_family_close(&family);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    if (argc == 0)
        return cli_fail(CLI_USAGE, "map import needs the FILE to take in (- is standard input)");
    char *lines = NULL;
    size_t n;
    struct text records;
    text_init(&records);
    struct fault fault = {0};
    enum err e = app_file_read(argv[0], IMPORT_MAX, &lines, &n, &fault);
    if (e == ERR_OK)
        e = journal_lines_read(lines, n, &records, &fault);
    free(lines);
    int status = e == ERR_OK ? merge(cli, &records) : cli_fault(argv[0], &fault);
    text_finish(&records);
    return status;
}

const struct cli_command cmd_map_import = {
    .name = "map import",
    .usage = "FILE",
    .summary = "take in what was exported, here or elsewhere",
    .detail = "FILE may be - for standard input. Nothing that is here is lost, and nothing is\n"
              "taken in twice. A file that is not whole is refused as a whole.",
    .words = 1,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
