/* cli/month.h: a month as people write it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_MONTH_H
#define ATTUNE_CLI_MONTH_H

#include "base/err.h"

/* "2024-05", "2024/5", "05.2024", "5/2024", "May 2024", "2024 sept." to "2024-05". ERR_FORMAT. */
MUST_CHECK enum err cli_month_read(const char *text, char out[8]);

#endif
