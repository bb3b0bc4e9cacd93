/* cli/screen.h: how wide the terminal is and what it can show.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_SCREEN_H
#define ATTUNE_CLI_SCREEN_H

#include <stddef.h>

#include "draw/landscape.h"

#define CLI_COLUMNS_MIN 24
#define CLI_COLUMNS_MAX 200

struct cli_screen {
    size_t columns;
    enum draw_charset charset;
};

/* columns: as asked with --columns, or NULL: $COLUMNS, the terminal's width, or 80.
 * charset: "ascii", "unicode" or "colour", or NULL: colour when standard output is a terminal that
 * shows it (and NO_COLOR is unset and TERM is not "dumb"), Unicode when the locale's character set
 * is UTF-8, ASCII otherwise. CLI_DONE, or CLI_USAGE (said why). */
int cli_screen(const char *columns, const char *charset, struct cli_screen *out);

#endif
