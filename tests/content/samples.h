/* tests/content/samples.h: content files from the source tree, with something spoilt in them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_CONTENT_SAMPLES_H
#define ATTUNE_TESTS_CONTENT_SAMPLES_H

#include <stddef.h>

#include "content/bundle.h"
#include "content/content.h"
#include "content/rules.h"

struct samples {
    char *text[CONTENT_FILES];
};

/* The eight files of a folder of the source tree ("content/en", "tests/content/fixture"). Any
 * trouble here fails the running test. */
void samples_load(struct samples *s, const char *folder);
void samples_finish(struct samples *s);
/* Replaces the first `find` in the file by `with`. `find` must stand there. */
void samples_replace(struct samples *s, const char *file, const char *find, const char *with);
/* Joined with all their lines. */
struct text samples_join(const struct samples *s);
enum err samples_create(const struct samples *s, struct content **out, struct fault *fault);

/* Whole, to be freed; NULL if it cannot be read. */
char *samples_read(const char *folder, const char *name);

/* All findings counted by rule, the first of them kept for looking at. */
struct findings {
    size_t n, kept, rules;
    struct {
        const char *rule;
        size_t n;
    } by_rule[64];
    struct content_finding all[128];
};
void findings_take(void *findings, const struct content_finding *finding);
/* How many of this rule. */
size_t findings_of(const struct findings *f, const char *rule);
void findings_print(const struct findings *f);

#endif
