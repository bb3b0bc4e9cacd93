/* cli/ask.h: the questions, one at a time, until there is a map to draw.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_ASK_H
#define ATTUNE_CLI_ASK_H

#include "app/take.h"
#include "cli/keys.h"
#include "cli/page.h"

enum cli_asked {
    CLI_ASKED_DRAW,    /* enough is known, or the map was asked for */
    CLI_ASKED_STOPPED, /* stopped for now */
    CLI_ASKED_ENDED,   /* the input ended */
    CLI_ASKED_FAILED   /* said why; *status is what to exit with */
};

/* Asks and keeps each answer as it comes. */
enum cli_asked cli_ask(struct app_family *family, const struct journal_bond *bond,
                       struct cli_keys *keys, const struct cli_page *page, int *status);

/* Offers the steps of a drawn map to be picked; nothing happens when the input has ended. CLI_DONE
 * or what app_take_step failed with. */
int cli_ask_step(struct app_family *family, const struct journal_bond *bond,
                 const uint8_t event[static JOURNAL_ID], struct cli_keys *keys,
                 const struct cli_page *page);

#endif
