/* cli/screen.c: how wide the terminal is and what it can show.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/screen.h"

#include <langinfo.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli.h"

static size_t clamp(int64_t n)
{
    if (n < CLI_COLUMNS_MIN)
        return CLI_COLUMNS_MIN;
    return n > CLI_COLUMNS_MAX ? CLI_COLUMNS_MAX : (size_t)n;
}

static size_t width(void)
{
    int64_t n;
    const char *columns = getenv("COLUMNS");
    if (columns && text_read_int(columns, strlen(columns), &n) == ERR_OK && n > 0)
        return clamp(n);
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return clamp(size.ws_col);
    return 80;
}

static enum draw_charset can_show(void)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return DRAW_ASCII;
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    bool plain = (no_colour && no_colour[0]) || !term || !term[0] || strcmp(term, "dumb") == 0;
    return !plain && isatty(STDOUT_FILENO) ? DRAW_UNICODE_COLOUR : DRAW_UNICODE;
}

int cli_screen(const char *columns, const char *charset, struct cli_screen *out)
{
    static const struct {
        const char *name;
        enum draw_charset charset;
    } names[] = {
        {"ascii", DRAW_ASCII},
        {"unicode", DRAW_UNICODE},
        {"colour", DRAW_UNICODE_COLOUR},
        {"color", DRAW_UNICODE_COLOUR},
    };
    out->columns = width();
    out->charset = can_show();
    if (columns) {
        int64_t n;
        if (text_read_int(columns, strlen(columns), &n) != ERR_OK || n < CLI_COLUMNS_MIN ||
            n > CLI_COLUMNS_MAX)
            return cli_fail(CLI_USAGE, "--columns %s: expected a number from %d to %d", columns,
                            CLI_COLUMNS_MIN, CLI_COLUMNS_MAX);
        out->columns = (size_t)n;
    }
    if (!charset)
        return CLI_DONE;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(charset, names[i].name) == 0) {
            out->charset = names[i].charset;
            return CLI_DONE;
        }
    }
    return cli_fail(CLI_USAGE, "--charset %s: expected ascii, unicode or colour", charset);
}
