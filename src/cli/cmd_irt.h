/* cli/cmd_irt.h: what the lab commands (attune irt …) share.
 * Plan: one file a command (cmd_irt_score.c, cmd_irt_next.c, cmd_irt_probs.c with info,
 * cmd_irt_simulate.c), tables read by cli/csv.h, nothing written before all is computed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_CMD_IRT_H
#define ATTUNE_CLI_CMD_IRT_H

#endif
