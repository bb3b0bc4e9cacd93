/* tools/study/report.h: the tables and the figure of docs/uncertainty.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_STUDY_REPORT_H
#define ATTUNE_STUDY_REPORT_H

#include <stdio.h>

#include "odd.h"
#include "tally.h"

#define STUDY_KINDS 6
#define STUDY_AGES 8

extern const struct truth_kind study_kinds[STUDY_KINDS];

struct study {
    const struct content *content;
    size_t nage;
    int months[STUDY_AGES];
    struct tally cell[STUDY_AGES][STUDY_KINDS];
    struct tally odd[STUDY_AGES][ODD_KINDS];
    struct halved halved[STUDY_AGES][2]; /* thresholds kept, intercepts kept */
};

/* Markdown. */
void report_tables(const struct study *s, FILE *out);
/* An SVG picture of the intervals' coverage. 0, or -1 if it could not be written. */
int report_figure(const struct study *s, FILE *out);

#endif
