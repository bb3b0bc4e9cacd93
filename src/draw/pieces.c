/* draw/pieces.c: lines cut where they become unsure or run beneath words.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/pieces.h"

#include <math.h>

#include "draw/path.h"

#define QUIET 5.0      /* no line comes nearer to a word */
#define MARK_QUIET 5.0 /* nor to a summit's mark */
#define SPECK 5.0      /* shorter pieces of line are left out */

static double box_distance(double x, double y, double l, double t, double r, double b)
{
    double dx = x < l ? l - x : x > r ? x - r : 0, dy = y < t ? t - y : y > b ? y - b : 0;
    if (dx > 0 || dy > 0)
        return sqrt(dx * dx + dy * dy);
    double in = x - l < r - x ? x - l : r - x, inv = y - t < b - y ? y - t : b - y;
    return -(in < inv ? in : inv);
}

double draw_label_distance(const struct draw_label *b, const struct draw_type *type, double x,
                           double y)
{
    double nearest = 1e9, top = b->top;
    for (size_t i = 0; i < b->nname + b->nword; i++) {
        bool name = i < b->nname;
        double h = name ? type->name_line : type->word_line;
        double w = (name ? b->name[i].width : b->word[i - b->nname].width) / 2;
        /* Letters fill the line from a fifth below its top (caps) to its bottom (descenders). */
        double d = box_distance(x, y, b->x - w, top + 0.2 * h, b->x + w, top + h);
        nearest = d < nearest ? d : nearest;
        top += h;
    }
    return nearest;
}

struct draw_trait draw_trait_at(const struct draw_layout *l, const struct draw_type *type,
                                const struct draw_grid *g, double x, double y)
{
    double quiet = 1e9, sure = draw_grid_at(g, x, y).sure - 0.5;
    for (size_t i = 0; i < l->n; i++) {
        const struct draw_label *b = &l->label[i];
        double d = draw_label_distance(b, type, x, y) - QUIET;
        double m = sqrt((x - b->x) * (x - b->x) + (y - b->y) * (y - b->y)) - MARK_QUIET;
        d = m < d ? m : d;
        quiet = d < quiet ? d : quiet;
    }
    return (struct draw_trait){quiet, sure,
                               (quiet < 0 ? DRAW_QUIET : 0U) | (sure >= 0 ? DRAW_SURE : 0U)};
}

/* Where between two neighbours of different cut the change happens. */
static struct draw_vertex change(const struct draw_vertex *p, const struct draw_vertex *q,
                                 struct draw_trait a, struct draw_trait b)
{
    bool by_quiet = (a.quiet < 0) != (b.quiet < 0);
    double va = by_quiet ? a.quiet : a.sure, vb = by_quiet ? b.quiet : b.sure;
    double t = va / (va - vb);
    double tx = p->tx + t * (q->tx - p->tx), ty = p->ty + t * (q->ty - p->ty);
    double len = sqrt(tx * tx + ty * ty);
    return (struct draw_vertex){
        p->x + t * (q->x - p->x),
        p->y + t * (q->y - p->y),
        len > 0 ? tx / len : p->tx,
        len > 0 ? ty / len : p->ty,
    };
}

static double length_of(const struct draw_vertex *at, size_t n)
{
    double sum = 0;
    for (size_t i = 1; i < n; i++)
        sum += sqrt((at[i].x - at[i - 1].x) * (at[i].x - at[i - 1].x) +
                    (at[i].y - at[i - 1].y) * (at[i].y - at[i - 1].y));
    return sum;
}

enum err draw_pieces(struct text *out, const struct draw_ring *r, const struct draw_trait *t,
                     unsigned want, double width, double height, struct arena *a)
{
    size_t start = 0;
    while (start < r->n && t[start].cut == t[(start + r->n - 1) % r->n].cut)
        start++;
    if (start == r->n) {
        if (t[0].cut == want)
            draw_path_curve(out, r->at, r->n, true, width, height);
        return ERR_OK;
    }
    struct draw_vertex *run = arena_array(a, r->n + 2, sizeof *run);
    if (run == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < r->n;) {
        size_t first = (start + i) % r->n, n = 0, k = 0;
        unsigned c = t[first].cut;
        size_t before = (first + r->n - 1) % r->n;
        run[n++] = change(&r->at[before], &r->at[first], t[before], t[first]);
        for (; i + k < r->n && t[(first + k) % r->n].cut == c; k++)
            run[n++] = r->at[(first + k) % r->n];
        size_t last = (first + k - 1) % r->n, after = (first + k) % r->n;
        run[n++] = change(&r->at[last], &r->at[after], t[last], t[after]);
        if (c == want && length_of(run, n) >= SPECK)
            draw_path_curve(out, run, n, false, width, height);
        i += k;
    }
    return ERR_OK;
}
