/* cli/map.h: what the map commands share: opening a family, and showing a drawn map.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_MAP_H
#define ATTUNE_CLI_MAP_H

#include "app/take.h"
#include "cli/cli.h"
#include "cli/page.h"

#define CLI_JSON_WIDTH 390.0 /* of the landscape in --json, in its own units: a phone's */

/* Now, or the day that --today says. CLI_DONE or CLI_USAGE. */
int cli_map_now(const struct cli *cli, struct app_time *now);
/* The family in --data or the usual folder. CLI_DONE, or the status to exit with (said why). */
int cli_map_open(const struct cli *cli, struct app_family *family);
/* The same for a command that only looks or erases: it makes no folder. */
int cli_map_look(const struct cli *cli, struct app_family *family);
/* A map on standard output, as text or, with --json, as JSON. event NULL: the newest. */
int cli_map_show(const struct cli *cli, const struct app_family *family,
                 const uint8_t bond[static JOURNAL_ID], const uint8_t *event);
/* One JSON object and a line's end on standard output, unless e is an error. */
int cli_map_json(enum err e, const struct fault *fault, const struct text *json);

#endif
