/* app/clock.c: what time it is here, and ids that nobody has seen before.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/clock.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/text.h"

static int offset_at(time_t t)
{
    struct tm local;
    if (!localtime_r(&t, &local))
        return 0;
    return (int)(local.tm_gmtoff / 60);
}

struct app_time app_clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (struct app_time){(int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000, offset_at(t.tv_sec)};
}

static bool read_part(const char *s, size_t n, int lo, int hi, int *out)
{
    int64_t v;
    if (s[0] == '-' || text_read_int(s, n, &v) != ERR_OK || v < lo || v > hi)
        return false;
    *out = (int)v;
    return true;
}

enum err app_clock_day(const char *day, struct app_time *out, struct fault *fault)
{
    int year, month, date;
    struct tm tm = {0};
    if (strlen(day) == 10 && day[4] == '-' && day[7] == '-' &&
        read_part(day, 4, 1970, 2199, &year) && read_part(day + 5, 2, 1, 12, &month) &&
        read_part(day + 8, 2, 1, 31, &date)) {
        tm.tm_year = year - 1900;
        tm.tm_mon = month - 1;
        tm.tm_mday = date;
        tm.tm_hour = 12;
        tm.tm_isdst = -1;
        time_t t = mktime(&tm);
        if (t != (time_t)-1 && tm.tm_mon == month - 1 && tm.tm_mday == date) {
            *out = (struct app_time){(int64_t)t * 1000, offset_at(t)};
            return ERR_OK;
        }
    }
    return fault_set(fault, ERR_FORMAT, 0, 0, "\"", day, "\" is no day; expected YYYY-MM-DD, ",
                     "like 2026-11-22", NULL);
}

enum err app_clock_id(uint8_t id[16])
{
    size_t got = 0;
    while (got < 16) {
        ssize_t n = getrandom(id + got, 16 - got, 0);
        if (n < 0 && errno != EINTR)
            return ERR_IO;
        if (n > 0)
            got += (size_t)n;
    }
    return ERR_OK;
}
