/* cli/cmd_irt.c: the lab commands: what they share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/cmd_irt.h"
