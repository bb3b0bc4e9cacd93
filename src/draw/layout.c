/* draw/layout.c: where the places lie, and their words beneath.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/layout.h"

#include <math.h>
#include <string.h>

/* No summit lies nearer to an edge, as a share of the sheet: there is land around each. */
#define SHORE 0.1

/* Where each dimension has its home, as fractions of the sheet. */
static const struct {
    const char *id;
    struct draw_point at;
} home[] = {
    {"warmth", {0.500, 0.164}},     {"play", {0.755, 0.325}},   {"communication", {0.740, 0.595}},
    {"boundaries", {0.475, 0.785}}, {"repair", {0.240, 0.574}}, {"friction", {0.250, 0.325}},
};

/* Sixteen directions, for places that have no home. */
static const struct draw_point ring[16] = {
    {0, -1}, {0.3826834, -0.9238795},  {0.7071068, -0.7071068},  {0.9238795, -0.3826834},
    {1, 0},  {0.9238795, 0.3826834},   {0.7071068, 0.7071068},   {0.3826834, 0.9238795},
    {0, 1},  {-0.3826834, 0.9238795},  {-0.7071068, 0.7071068},  {-0.9238795, 0.3826834},
    {-1, 0}, {-0.9238795, -0.3826834}, {-0.7071068, -0.7071068}, {-0.3826834, -0.9238795},
};

static double apart2(struct draw_point a, struct draw_point b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

static bool find_home(const char *id, struct draw_point *at)
{
    for (size_t i = 0; i < sizeof home / sizeof *home; i++) {
        if (strcmp(home[i].id, id) == 0) {
            *at = home[i].at;
            return true;
        }
    }
    return false;
}

/* A known place goes home (the first of its name); each other one to the spot of the circle that is
 * farthest from all places so far. */
static void settle(const struct draw_place *place, size_t n, struct draw_point *at)
{
    bool done[DRAW_PLACE_MAX] = {false};
    for (size_t i = 0; i < n; i++) {
        bool twin = false;
        for (size_t j = 0; j < i; j++)
            twin = twin || strcmp(place[i].id, place[j].id) == 0;
        done[i] = !twin && find_home(place[i].id, &at[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (done[i])
            continue;
        double best = -1;
        for (size_t k = 0; k < 16; k++) {
            struct draw_point p = {0.5 + 0.29 * ring[k].x, 0.46 + 0.30 * ring[k].y};
            double near = 9;
            for (size_t j = 0; j < n; j++) {
                double d = done[j] ? apart2(p, at[j]) : 9;
                near = d < near ? d : near;
            }
            if (near > best + 1e-9) {
                best = near;
                at[i] = p;
            }
        }
        done[i] = true;
    }
}

/* Lines about half a sheet wide, or as wide as the longest word; a word breaks only where the whole
 * sheet is too narrow for it. */
static double room_for(const char *s, double (*width)(const char *, size_t), double widest,
                       double sheet)
{
    double room = widest < sheet / 2 ? widest : sheet / 2, word = draw_longest_word(s, width);
    room = word > room ? word : room;
    return room < sheet ? room : sheet;
}

static enum err set_words(struct draw_label *b, const struct draw_place *p, double sheet,
                          const struct draw_type *type)
{
    const char *word = p->word == NULL ? "" : p->word;
    enum err e = draw_wrap(p->name, room_for(p->name, type->name_width, type->widest_name, sheet),
                           type->name_width, b->name, &b->nname);
    if (e == ERR_OK)
        e = draw_wrap(word, room_for(word, type->word_width, type->widest_word, sheet),
                      type->word_width, b->word, &b->nword);
    if (e != ERR_OK)
        return e;
    double w = 0;
    for (size_t i = 0; i < b->nname; i++)
        w = b->name[i].width > w ? b->name[i].width : w;
    for (size_t i = 0; i < b->nword; i++)
        w = b->word[i].width > w ? b->word[i].width : w;
    /* For now about the mark at (0, 0); place_words() moves them. */
    b->left = -w / 2;
    b->right = w / 2;
    b->top = type->above;
    b->bottom =
        type->above + (double)b->nname * type->name_line + (double)b->nword * type->word_line;
    return ERR_OK;
}

static double clamp(double x, double lo, double hi)
{
    return x < lo ? lo : x > hi ? hi : x;
}

static void hold_inside(struct draw_label *b, double width, double height,
                        const struct draw_type *type)
{
    double side = type->margin + b->right, foot = type->margin + b->bottom;
    double head = type->margin + type->head;
    side = side > SHORE * width ? side : SHORE * width;
    head = head > SHORE * height ? head : SHORE * height;
    foot = foot > SHORE * height ? foot : SHORE * height;
    b->x = clamp(b->x, side, width - side);
    b->y = clamp(b->y, head, height - foot);
}

/* Pushes two places apart if their words (or one's words and the other's mark) touch; true if it
 * had to. They part along the axis that takes less, or up and down where the sheet is too narrow
 * for both. */
static bool part(struct draw_label *a, struct draw_label *b, double width,
                 const struct draw_type *type)
{
    double need_x = a->right + b->right + type->gap;
    double dx = b->x - a->x, dy = b->y - a->y;
    /* Whole blocks, from above the mark to below the words. */
    double need_y = (dy >= 0 ? a->bottom : b->bottom) + type->head + type->gap;
    double over_x = need_x - fabs(dx), over_y = need_y - fabs(dy);
    if (over_x <= 1e-9 || over_y <= 1e-9)
        return false;
    bool fits_x = a->right + b->right + need_x + 2 * type->margin <= width;
    if (fits_x && over_x < over_y) {
        double s = (dx >= 0 ? 0.5 : -0.5) * over_x;
        a->x -= s;
        b->x += s;
    } else {
        double s = (dy >= 0 ? 0.5 : -0.5) * over_y;
        a->y -= s;
        b->y += s;
    }
    return true;
}

static bool settle_words(struct draw_layout *l, const struct draw_point *at,
                         const struct draw_type *type)
{
    for (size_t i = 0; i < l->n; i++) {
        l->label[i].x = at[i].x * l->width;
        l->label[i].y = at[i].y * l->height;
        hold_inside(&l->label[i], l->width, l->height, type);
    }
    for (int round = 0; round < 300; round++) {
        bool moved = false;
        for (size_t i = 0; i < l->n; i++) {
            for (size_t j = i + 1; j < l->n; j++)
                moved = part(&l->label[i], &l->label[j], l->width, type) || moved;
        }
        for (size_t i = 0; i < l->n; i++)
            hold_inside(&l->label[i], l->width, l->height, type);
        if (!moved)
            return true;
    }
    return false;
}

enum err draw_layout(struct draw_layout *l, const struct draw_place *place, size_t nplace,
                     double width, double height, const struct draw_type *type)
{
    struct draw_point at[DRAW_PLACE_MAX] = {{0, 0}};
    *l = (struct draw_layout){.width = width, .height = height, .n = nplace};
    settle(place, nplace, at);
    for (size_t i = 0; i < nplace; i++) {
        enum err e = set_words(&l->label[i], &place[i], width - 2 * type->margin, type);
        if (e != ERR_OK)
            return e;
    }
    for (size_t i = 0; i < nplace; i++) {
        double tall = (l->label[i].bottom + type->head + 2 * type->margin) / (1 - SHORE);
        l->height = tall > l->height ? tall : l->height;
    }
    while (!settle_words(l, at, type)) {
        l->height += 2 * type->name_line;
        if (l->height > height + 1000 * type->name_line)
            return ERR_LIMIT;
    }
    for (size_t i = 0; i < l->n; i++) {
        struct draw_label *b = &l->label[i];
        l->at[i] = (struct draw_point){b->x / l->width, b->y / l->height};
        b->left += b->x;
        b->right += b->x;
        b->top += b->y;
        b->bottom += b->y;
    }
    return ERR_OK;
}

double draw_name_y(const struct draw_label *b, const struct draw_type *type, size_t k)
{
    return b->top + ((double)k + 0.78) * type->name_line;
}

double draw_word_y(const struct draw_label *b, const struct draw_type *type, size_t k)
{
    return b->top + (double)b->nname * type->name_line + ((double)k + 0.74) * type->word_line;
}
