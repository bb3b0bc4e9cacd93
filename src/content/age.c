/* content/age.c: months, stages and bands by exact civil calendar arithmetic.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/age.h"

#include <stdbool.h>
#include <string.h>

#define MINUTES_A_DAY 1440
#define MS_A_MINUTE 60000
#define DAYS_IN_400_YEARS 146097
#define DAYS_BEFORE_1970 719468 /* from 1 March of year 0, proleptic Gregorian */

/* Half open: a stage or band lasts from its own first month to the next one's. */
static const int stage_starts[CONTENT_STAGES + 1] = {0, 12, 60, 144, CONTENT_MONTHS_MAX + 1};
static const int band_starts[CONTENT_BANDS + 1] = {0,  3,   12,  36,
                                                   72, 108, 156, CONTENT_MONTHS_MAX + 1};
static const char *const stage_ids[CONTENT_STAGES] = {"infant", "early", "school", "teen"};
static const char *const band_ids[CONTENT_BANDS] = {"b0",  "b3",   "b12", "b36",
                                                    "b72", "b108", "b156"};

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return a % b < 0 ? q - 1 : q;
}

enum err content_birth_parse(const char *text, int *out, struct fault *fault)
{
    static const char shape[] = "dddd-dd";
    size_t n = sizeof shape - 1;
    bool good = strlen(text) == n;
    for (size_t i = 0; good && i < n; i++)
        good = shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i];
    if (good) {
        int year =
            (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
        int month = (text[5] - '0') * 10 + (text[6] - '0');
        if (year >= 1900 && year <= 2199 && month >= 1 && month <= 12) {
            *out = year * 12 + month - 1;
            return ERR_OK;
        }
    }
    return fault_set(fault, ERR_FORMAT, 0, 0,
                     "expected a month of birth as YYYY-MM, years 1900 to 2199, such as 2024-05",
                     NULL);
}

/* Counting years from 1 March puts the leap day last, so that the days before each month follow
 * one line, (153 m + 2) / 5, and a cycle of 400 years repeats exactly. */
void content_civil(int64_t at_ms, int offset_min, int *year, int *month, int *day, int *weekday)
{
    int64_t minutes = floor_div(at_ms, MS_A_MINUTE) + offset_min;
    int64_t since_1970 = floor_div(minutes, MINUTES_A_DAY);
    int64_t days = since_1970 + DAYS_BEFORE_1970;
    int64_t cycle = floor_div(days, DAYS_IN_400_YEARS);
    int64_t in_cycle = days - cycle * DAYS_IN_400_YEARS; /* [0, 146096] */
    int64_t of_cycle =
        (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365; /* [0, 399] */
    int64_t in_year = in_cycle - (365 * of_cycle + of_cycle / 4 - of_cycle / 100); /* [0, 365] */
    int64_t from_march = (5 * in_year + 2) / 153;                                  /* [0, 11] */
    *day = (int)(in_year - (153 * from_march + 2) / 5 + 1);
    *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int)(cycle * 400 + of_cycle + (*month <= 2));
    *weekday = (int)(since_1970 + 4 - floor_div(since_1970 + 4, 7) * 7); /* a Thursday began it */
}

enum err content_months(int birth, int64_t at_ms, int offset_min, int *out, struct fault *fault)
{
    int year = 0, month = 0, day = 0, weekday = 0;
    content_civil(at_ms, offset_min, &year, &month, &day, &weekday);
    int64_t months = (int64_t)year * 12 + month - 1 - birth;
    if (months < 0) {
        return fault_set(fault, ERR_DOMAIN, 0, 0, "the month of birth is still to come", NULL);
    }
    *out = months > CONTENT_MONTHS_MAX ? CONTENT_MONTHS_MAX : (int)months;
    return ERR_OK;
}

/* The last part that has begun; ages outside [0, 227] belong to the first and the last. */
static int part_at(const int *starts, int parts, int months)
{
    int part = 0;
    while (part + 1 < parts && months >= starts[part + 1])
        part++;
    return part;
}

enum content_stage content_stage_at(int months)
{
    return (enum content_stage)part_at(stage_starts, CONTENT_STAGES, months);
}

enum content_band content_band_at(int months)
{
    return (enum content_band)part_at(band_starts, CONTENT_BANDS, months);
}

int content_stage_from(enum content_stage stage)
{
    return stage_starts[stage];
}

int content_stage_to(enum content_stage stage)
{
    return stage_starts[stage + 1];
}

int content_band_from(enum content_band band)
{
    return band_starts[band];
}

int content_band_to(enum content_band band)
{
    return band_starts[band + 1];
}

int content_effective(int months, enum content_stage chosen)
{
    int from = 0, to = CONTENT_MONTHS_MAX + 1;
    if (chosen != CONTENT_STAGE_AUTO) {
        from = content_stage_from(chosen);
        to = content_stage_to(chosen);
    }
    return months < from ? from : months >= to ? to - 1 : months;
}

const char *content_stage_id(enum content_stage stage)
{
    return stage_ids[stage];
}

enum err content_stage_parse(const char *id, enum content_stage *out)
{
    for (int s = 0; s < CONTENT_STAGES; s++) {
        if (strcmp(id, stage_ids[s]) == 0) {
            *out = (enum content_stage)s;
            return ERR_OK;
        }
    }
    return ERR_NOTFOUND;
}

const char *content_band_id(enum content_band band)
{
    return band_ids[band];
}
