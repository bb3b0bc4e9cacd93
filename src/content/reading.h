/* content/reading.h: how many syllables, and how hard to read (private to this room; the grade
 * itself is in rules.h).
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_READING_H
#define ATTUNE_CONTENT_READING_H

#include <stddef.h>

/* Spoken syllables of an English word in lower case, by rule of thumb; at least 1. */
size_t content_syllables(const char *word);

#endif
