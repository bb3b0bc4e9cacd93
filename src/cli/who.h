/* cli/who.h: whose map: the pair of a caregiver and a child that a command is about.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_WHO_H
#define ATTUNE_CLI_WHO_H

#include "app/take.h"
#include "cli/keys.h"
#include "cli/page.h"

#define CLI_WHO_OPTIONS                                                                            \
    {"child", "NAME", "the child, by name or id"},                                                 \
    {                                                                                              \
        "caregiver", "NAME", "the caregiver, by name or id"                                        \
    }

/* The one pair that --child and --caregiver (each may be absent) leave. CLI_DONE; CLI_COULD_NOT
 * when there is none, CLI_USAGE when there are several (said which). */
int cli_who_find(const struct cli *cli, const struct app_family *family,
                 uint8_t bond[static JOURNAL_ID]);
/* The same for the command that may begin with somebody new: asks for what was not said, and
 * records it. Also reads the options "child-born" and "stage". */
int cli_who_ask(const struct cli *cli, struct app_family *family, struct cli_keys *keys,
                const struct cli_page *page, uint8_t bond[static JOURNAL_ID]);

/* "leo" means Leo, and so does its id; letters beyond ASCII must be written as they are. NULL means
 * everybody. */
bool cli_who_means(const char *given, const char *name, const uint8_t id[static JOURNAL_ID]);
/* How many pairs the two names leave; the last one's id. */
size_t cli_who_matches(const struct app_family *family, const char *child, const char *caregiver,
                       uint8_t bond[static JOURNAL_ID]);
/* Says that these names leave several pairs, and which. CLI_USAGE. */
int cli_who_several(const struct app_family *family, const char *child, const char *caregiver);

/* A child or caregiver by name or id among the known ones. CLI_DONE, CLI_COULD_NOT (there is none)
 * or CLI_USAGE (several have that name). */
int cli_who_child(const struct app_family *family, const char *name,
                  const struct journal_child **out);
int cli_who_caregiver(const struct app_family *family, const char *name,
                      const struct journal_caregiver **out);

/* --stage as a stage (CONTENT_STAGE_AUTO when NULL). CLI_DONE or CLI_USAGE. */
int cli_who_stage(const char *given, enum content_stage *out);
/* A new name has at most so many characters, since it stands in every sentence. */
#define CLI_NAME_MAX 40
bool cli_who_is_short(const char *name);
/* Holds the option of this name, where it is given, to that. CLI_DONE or CLI_USAGE. */
int cli_who_short(const struct cli *cli, const char *option);
/* --child-born checked against the moment. CLI_DONE or CLI_USAGE. */
int cli_who_born(const char *given, struct app_time now, char birth[8]);

#endif
