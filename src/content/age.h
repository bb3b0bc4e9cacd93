/* content/age.h: months, stages and bands.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_AGE_H
#define ATTUNE_CONTENT_AGE_H

#include <stdint.h>

#include "base/err.h"

enum content_stage {
    CONTENT_INFANT,
    CONTENT_EARLY,
    CONTENT_SCHOOL,
    CONTENT_TEEN,
    CONTENT_STAGES,
    CONTENT_STAGE_AUTO = 255
};
enum content_band {
    CONTENT_B0,
    CONTENT_B3,
    CONTENT_B12,
    CONTENT_B36,
    CONTENT_B72,
    CONTENT_B108,
    CONTENT_B156,
    CONTENT_BANDS
};
#define CONTENT_MONTHS_MAX 227

/* "YYYY-MM" to months since year 0 (year * 12 + month - 1). ERR_FORMAT. Years 1900 … 2199. */
MUST_CHECK enum err content_birth_parse(const char *text, int *out, struct fault *fault);
/* Whole calendar months from a birth month to the local month of a moment; past 227 counts as 227.
 * ERR_DOMAIN: the birth month lies in the future. */
MUST_CHECK enum err content_months(int birth, int64_t at_ms, int offset_min, int *out,
                                   struct fault *fault);
/* Civil date of a moment at an offset: proleptic Gregorian. weekday 0 = Sunday. */
void content_civil(int64_t at_ms, int offset_min, int *year, int *month, int *day, int *weekday);
enum content_stage content_stage_at(int months);
enum content_band content_band_at(int months);
int content_stage_from(enum content_stage stage); /* first month */
int content_stage_to(enum content_stage stage);   /* one past the last */
int content_band_from(enum content_band band);
int content_band_to(enum content_band band);
/* The age that chooses questions: months clamped into the stage, or months itself for AUTO. */
int content_effective(int months, enum content_stage chosen);
const char *content_stage_id(enum content_stage stage); /* "infant" … */
MUST_CHECK enum err content_stage_parse(const char *id, enum content_stage *out);
const char *content_band_id(enum content_band band); /* "b0" … */

#endif
