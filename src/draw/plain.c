/* draw/plain.c: words in letters that any terminal has.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/plain.h"

#include <string.h>

/* U+00C0 … U+017F without their accents; '*' is told elsewhere. */
static const char letters[] = "AAAAAA*CEEEEIIIIDNOOOOO*OUUUUY**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
                              "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi**JjKkkLlLlLlL"
                              "lLlNnNnNnnNnOoOoOo**RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/* A code point past ASCII in at most three letters of it. */
static const char *spelled(uint32_t c)
{
    switch (c) {
    case 0xA0:
        return " ";
    case 0xC6:
        return "AE";
    case 0xD7:
        return "x";
    case 0xDE:
        return "Th";
    case 0xDF:
        return "ss";
    case 0xE6:
        return "ae";
    case 0xF7:
        return ":";
    case 0xFE:
        return "th";
    case 0x132:
        return "IJ";
    case 0x133:
        return "ij";
    case 0x152:
        return "OE";
    case 0x153:
        return "oe";
    case 0x2018:
    case 0x2019:
        return "'";
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
        return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
        return "-";
    case 0x2026:
        return "...";
    default:
        return "?";
    }
}

static const char *plain(const char *s, struct arena *a)
{
    size_t n = strlen(s), k = 0;
    char *out = arena_alloc(a, 3 * n + 1);
    if (out == NULL)
        return NULL;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = text_utf8_next(s + i, n - i, &len);
        if (c < 0x80) {
            out[k++] = (char)c;
        } else if (text_columns(s + i, len) > 0) { /* a mark upon a letter is dropped */
            char one = c >= 0xC0 && c < 0x180 ? letters[c - 0xC0] : '*';
            if (one != '*')
                out[k++] = one;
            else
                for (const char *p = spelled(c); *p != '\0'; p++)
                    out[k++] = *p;
        }
    }
    out[k] = '\0';
    return out;
}

enum err draw_plain_places(struct draw_place *place, size_t nplace, struct arena *a)
{
    for (size_t i = 0; i < nplace; i++) {
        place[i].name = plain(place[i].name, a);
        place[i].word = plain(place[i].word == NULL ? "" : place[i].word, a);
        if (place[i].name == NULL || place[i].word == NULL)
            return ERR_NOMEM;
    }
    return ERR_OK;
}

enum err draw_plain_legend(struct draw_legend *legend, struct arena *a)
{
    const char **words[] = {&legend->sure, &legend->guess, &legend->rough, &legend->height};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        *words[i] = plain(*words[i], a);
        if (*words[i] == NULL)
            return ERR_NOMEM;
    }
    return ERR_OK;
}
