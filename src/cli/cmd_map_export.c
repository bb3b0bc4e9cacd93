/* cli/cmd_map_export.c: attune map export: everything that is kept, as JSON Lines.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/file.h"
#include "cli/commands.h"
#include "cli/map.h"

static int write_out(const struct cli *cli, const struct app_family *family,
                     const struct text *lines, const char *path)
{
    bool to_file = path && strcmp(path, "-") != 0, empty = journal_count(family->journal) == 0;
    struct fault fault = {0};
    if (to_file && app_family_keeps(family, path))
        return cli_fail(CLI_USAGE, "%s: what is kept lies in this file; expected another", path);
    if (to_file && app_file_write(path, lines->data, lines->len, &fault) != ERR_OK)
        return cli_fault(path, &fault);
    if (!to_file)
        fwrite(lines->data, 1, lines->len, stdout);
    if (to_file || empty)
        fprintf(stderr, "%s\n", cli_words(cli, empty ? "map.none" : "kept.exported"));
    return CLI_DONE;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct app_family family;
    int status = cli_map_look(cli, &family);
    if (status != CLI_DONE)
        return status;
    struct text lines;
    text_init(&lines);
    enum err e = journal_export(family.journal, &lines);
    if (e == ERR_OK)
        status = write_out(cli, &family, &lines, argc > 0 ? argv[0] : NULL);
    else
        status = cli_fail(CLI_COULD_NOT, "%s", err_name(e));
    text_finish(&lines);
    app_family_close(&family);
    return status;
}

const struct cli_command cmd_map_export = {
    .name = "map export",
    .usage = "[FILE]",
    .summary = "write everything that is kept to a file or standard output",
    .detail = "JSON Lines (docs/journal.md). Whoever has the file can read it.",
    .words = 1,
    .needs = CLI_CONTENT | CLI_DATA,
    .run = run,
};
