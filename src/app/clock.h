/* app/clock.h: what time it is here, and ids that nobody has seen before.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_APP_CLOCK_H
#define ATTUNE_APP_CLOCK_H

#include <stdint.h>

#include "base/err.h"

struct app_time {
    int64_t ms;     /* since 1970-01-01 UTC */
    int offset_min; /* local time minus UTC at that moment */
};

struct app_time app_clock_now(void);
/* Noon of that day, local time, as if it were now. ERR_FORMAT: not "YYYY-MM-DD" or no such day. */
MUST_CHECK enum err app_clock_day(const char *day, struct app_time *out, struct fault *fault);

/* 16 bytes from the system's random source. ERR_IO when it has none. */
MUST_CHECK enum err app_clock_id(uint8_t id[16]);

#endif
