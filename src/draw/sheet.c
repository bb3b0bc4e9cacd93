/* draw/sheet.c: whether a sheet may be drawn at all.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/sheet.h"

#include <math.h>
#include <string.h>

static bool share(double v)
{
    return isfinite(v) && v >= 0 && v <= 1;
}

static bool readable(const char *s)
{
    if (s == NULL)
        return false;
    size_t n = strlen(s);
    if (n > 200 || text_utf8_valid(s, n) != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        /* Nor the control characters past ASCII, U+0080 … U+009F. */
        if (c < 0x20 || c == 0x7F || (c == 0xC2 && (unsigned char)s[i + 1] < 0xA0))
            return false;
    }
    return true;
}

enum err draw_legend_check(const struct draw_legend *legend)
{
    bool said = readable(legend->sure) && readable(legend->guess) && readable(legend->rough) &&
                readable(legend->height);
    return said ? ERR_OK : ERR_DOMAIN;
}

static enum err check_places(const struct draw_place *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!readable(p[i].id) || !readable(p[i].name) ||
            (p[i].word != NULL && !readable(p[i].word)))
            return ERR_DOMAIN;
        if (!share(p[i].height) || !share(p[i].rough) || !share(p[i].sure))
            return ERR_DOMAIN;
    }
    return ERR_OK;
}

enum err draw_sheet_check(const struct draw_sheet *s)
{
    if (s->place == NULL || s->nplace < 1 || s->nplace > DRAW_PLACE_MAX)
        return ERR_DOMAIN;
    if (check_places(s->place, s->nplace) != ERR_OK)
        return ERR_DOMAIN;
    if (s->earlier == NULL)
        return ERR_OK;
    enum err e = check_places(s->earlier, s->nplace);
    for (size_t i = 0; e == ERR_OK && i < s->nplace; i++) {
        if (strcmp(s->earlier[i].id, s->place[i].id) != 0)
            e = ERR_DOMAIN;
    }
    return e;
}
