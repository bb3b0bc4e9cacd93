/* draw/landscape.c: the landscape as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/landscape.h"

#include "draw/palette.h"
#include "draw/scene.h"

static void write_colour(struct json_out *w, const char *key, struct draw_rgb c)
{
    char hex[8];
    draw_rgb_hex(c, hex);
    json_text(w, key, hex);
}

static void write_paths(struct json_out *w, const struct draw_scene *s, enum draw_kind kind,
                        const char *key)
{
    json_begin_array(w, key);
    for (size_t i = 0; i < s->nshape; i++) {
        const struct draw_shape *p = &s->shape[i];
        if (p->kind != kind)
            continue;
        json_begin(w, NULL);
        if (kind != DRAW_HATCH)
            json_fixed(w, "level", p->level, 3);
        if (kind == DRAW_LAND) {
            write_colour(w, "light", draw_tint(draw_palette(false), p->level));
            write_colour(w, "dark", draw_tint(draw_palette(true), p->level));
        }
        if (kind == DRAW_CONTOUR) {
            json_bool(w, "major", p->major);
            json_bool(w, "quiet", p->quiet);
        }
        if (kind == DRAW_CONTOUR || kind == DRAW_HATCH)
            json_bool(w, "sure", p->sure);
        json_text_n(w, "d", s->path.data + p->begin, p->len);
        json_end(w);
    }
    json_end_array(w);
}

static void write_lines(struct json_out *w, const char *key, const struct draw_line *line, size_t n)
{
    json_begin_array(w, key);
    for (size_t i = 0; i < n; i++)
        json_text_n(w, NULL, line[i].at, line[i].len);
    json_end_array(w);
}

static void write_label(struct json_out *w, const struct draw_label *b, const struct draw_place *p,
                        const struct draw_type *type)
{
    json_begin(w, NULL);
    json_text(w, "id", p->id);
    json_fixed(w, "x", b->x, 1);
    json_fixed(w, "y", draw_name_y(b, type, 0), 1);
    json_text(w, "anchor", "middle");
    write_lines(w, "lines", b->name, b->nname);
    json_text(w, "word", p->word == NULL ? "" : p->word);
    json_fixed(w, "word_y", draw_word_y(b, type, 0), 1);
    write_lines(w, "word_lines", b->word, b->nword);
    json_fixed(w, "summit_y", b->y, 1);
    json_bool(w, "on_map", p->on_map);
    json_end(w);
}

enum err draw_landscape_json(const struct draw_sheet *sheet, struct json_out *w, const char *key)
{
    const struct draw_type *type = &draw_type_page;
    struct draw_scene s;
    enum err e = draw_scene_init(&s, sheet, type);
    if (e != ERR_OK)
        return e;
    json_begin(w, key);
    json_fixed(w, "width", s.layout.width, 1);
    json_fixed(w, "height", s.layout.height, 1);
    json_fixed(w, "name_size", DRAW_NAME_SIZE, 1);
    json_fixed(w, "name_line", type->name_line, 1);
    json_fixed(w, "word_size", DRAW_WORD_SIZE, 1);
    json_fixed(w, "word_line", type->word_line, 1);
    write_paths(w, &s, DRAW_WATER, "water");
    write_paths(w, &s, DRAW_LAND, "land");
    write_paths(w, &s, DRAW_EARLIER, "earlier");
    write_paths(w, &s, DRAW_CONTOUR, "lines");
    write_paths(w, &s, DRAW_HATCH, "hatch");
    json_begin_array(w, "labels");
    for (size_t i = 0; i < s.layout.n; i++)
        write_label(w, &s.layout.label[i], &sheet->place[i], type);
    json_end_array(w);
    json_end(w);
    draw_scene_finish(&s);
    return w->text->err;
}
