/* cli/answers.h: a file of answers: "item,answer" lines.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_CLI_ANSWERS_H
#define ATTUNE_CLI_ANSWERS_H

#include "bond/map.h"
#include "content/content.h"

#define CLI_ANSWERS_BYTES_MAX ((size_t)1 << 20)

/* Reads text[0..n): a line an answer, an item's id and 0 … 4 or "skip"; a first line "item,answer",
 * a byte order mark, CRLF and empty lines are fine. months: the effective age; an item that is not
 * asked at that age is refused, and so is one that comes twice. *answers is to be freed.
 * ERR_FORMAT with line, column and what was expected; ERR_NOMEM. */
MUST_CHECK enum err cli_answers_read(const struct content *content, int months, const char *text,
                                     size_t n, struct bond_answer **answers, size_t *count,
                                     struct fault *fault);

#endif
