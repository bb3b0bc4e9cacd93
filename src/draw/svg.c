/* draw/svg.c: the landscape as a whole SVG document.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/landscape.h"

#include <string.h>

#include "draw/palette.h"
#include "draw/scene.h"

static void escaped(struct text *t, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        switch (s[i]) {
        case '&':
            text_add(t, "&amp;");
            break;
        case '<':
            text_add(t, "&lt;");
            break;
        case '>':
            text_add(t, "&gt;");
            break;
        case '"':
            text_add(t, "&quot;");
            break;
        default:
            text_char(t, s[i]);
        }
    }
}

static void attribute(struct text *t, const char *key, double v)
{
    text_char(t, ' ');
    text_add(t, key);
    text_add(t, "=\"");
    text_fixed(t, v, 1);
    text_char(t, '"');
}

static void rule(struct text *t, const char *before, struct draw_rgb c, const char *after)
{
    char hex[8];
    draw_rgb_hex(c, hex);
    text_add(t, before);
    text_add(t, hex);
    text_add(t, after);
}

static void style(struct text *t, const struct draw_palette *p)
{
    text_add(t, "<style>\npath{fill:none;stroke-linecap:round;stroke-linejoin:round}\n");
    rule(t, ".sheet{fill:", p->sheet, "}\n");
    rule(t, ".water{stroke:", p->line, ";stroke-width:.6}\n");
    rule(t, ".earlier{stroke:", p->rust, ";stroke-opacity:.4;stroke-width:.9}\n");
    rule(t, ".line{stroke:", p->line, ";stroke-width:.7}\n");
    text_add(t, ".major{stroke-width:1.25}\n"
                ".guess{stroke-dasharray:.1 3.6;stroke-width:1.25}\n"
                ".major.guess{stroke-width:1.7}\n"
                ".quiet{stroke-opacity:");
    text_fixed(t, p->quiet, 2);
    rule(t, "}\n.hatch{stroke:", p->rust, ";stroke-width:1.1}\n");
    text_add(t, ".hatch.guess{stroke-dasharray:.1 2.6}\n");
    rule(t, ".mark,.name,.word{fill:", p->ink, "}\n.away{fill:");
    rule(t, "", p->soft, "}\n");
    text_add(t, "text{text-anchor:middle}\n"
                ".name{font:600 16px Literata,Georgia,serif}\n"
                ".word{font:13.5px 'Atkinson Hyperlegible',Verdana,sans-serif}\n</style>\n");
}

static void paths(struct text *t, const struct draw_scene *s, const struct draw_palette *p)
{
    static const char *const class_of[] = {"water", "land", "earlier", "line", "hatch"};
    for (size_t i = 0; i < s->nshape; i++) {
        const struct draw_shape *h = &s->shape[i];
        if (h->kind == DRAW_LAND) {
            rule(t, "<path style=\"fill:", draw_tint(p, h->level), "\"");
        } else {
            text_add(t, "<path class=\"");
            text_add(t, class_of[h->kind]);
            if (h->kind == DRAW_WATER) { /* fainter the farther out */
                text_add(t, "\" stroke-opacity=\"");
                text_fixed(t, 0.5 + 3.6 * h->level, 2);
            }
            if (h->kind == DRAW_CONTOUR && h->major)
                text_add(t, " major");
            if (h->quiet)
                text_add(t, " quiet");
            if (!h->sure && (h->kind == DRAW_CONTOUR || h->kind == DRAW_HATCH))
                text_add(t, " guess");
            text_char(t, '"');
        }
        text_add(t, " d=\"");
        text_bytes(t, s->path.data + h->begin, h->len);
        text_add(t, "\"/>\n");
    }
}

static void words(struct text *t, const char *class, bool on_map, double x, double y,
                  const struct draw_line *l)
{
    text_add(t, "<text class=\"");
    text_add(t, class);
    text_add(t, on_map ? "\"" : " away\"");
    attribute(t, "x", x);
    attribute(t, "y", y);
    text_char(t, '>');
    escaped(t, l->at, l->len);
    text_add(t, "</text>\n");
}

static void label(struct text *t, const struct draw_label *b, bool on_map,
                  const struct draw_type *type)
{
    if (on_map) {
        text_add(t, "<circle class=\"mark\" r=\"1.9\"");
        attribute(t, "cx", b->x);
        attribute(t, "cy", b->y);
        text_add(t, "/>\n");
    }
    for (size_t k = 0; k < b->nname; k++)
        words(t, "name", on_map, b->x, draw_name_y(b, type, k), &b->name[k]);
    for (size_t k = 0; k < b->nword; k++)
        words(t, "word", on_map, b->x, draw_word_y(b, type, k), &b->word[k]);
}

enum err draw_landscape_svg(const struct draw_sheet *sheet, const char *title, bool dark,
                            struct text *out)
{
    const struct draw_type *type = &draw_type_file;
    const struct draw_palette *p = draw_palette(dark);
    struct draw_scene s;
    enum err e = draw_scene_init(&s, sheet, type);
    if (e != ERR_OK)
        return e;
    text_add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    attribute(out, "width", s.layout.width);
    attribute(out, "height", s.layout.height);
    text_add(out, " viewBox=\"0 0 ");
    text_fixed(out, s.layout.width, 1);
    text_char(out, ' ');
    text_fixed(out, s.layout.height, 1);
    text_add(out, "\">\n<title>");
    escaped(out, title, strlen(title));
    text_add(out, "</title>\n");
    style(out, p);
    text_add(out, "<rect class=\"sheet\" width=\"100%\" height=\"100%\" rx=\"18\"/>\n");
    paths(out, &s, p);
    for (size_t i = 0; i < s.layout.n; i++)
        label(out, &s.layout.label[i], sheet->place[i].on_map, type);
    text_add(out, "</svg>\n");
    draw_scene_finish(&s);
    return out->err;
}
