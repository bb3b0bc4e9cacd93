/* draw/contour.c: marching squares that walk along each line until it closes.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/contour.h"

#include <math.h>
#include <stdint.h>

#define SUNK (-0.3) /* what the border is sunk to */
#define FLOOD 10.0  /* above any summit */

static double lowest_beside(const struct draw_grid *g, const double *w, size_t k)
{
    double a = w[k - 1] < w[k + 1] ? w[k - 1] : w[k + 1];
    double b = w[k - g->nx] < w[k + g->nx] ? w[k - g->nx] : w[k + g->nx];
    return a < b ? a : b;
}

/* Lifts every pit to the lowest way out of it, so that no place and no land between places is drawn
 * as a hole: Planchon & Darboux 2001 (doi:10.1016/S0341-8162(01)00164-3). Starts from a flood over
 * everything and lets it run off, sweeping to and fro until nothing moves. */
static enum err fill_pits(struct draw_grid *g, struct arena *a)
{
    size_t nodes = g->nx * g->ny;
    double *w = arena_array(a, nodes, sizeof *w);
    if (w == NULL)
        return ERR_NOMEM;
    for (size_t k = 0; k < nodes; k++) {
        size_t i = k % g->nx, j = k / g->nx;
        w[k] = i == 0 || j == 0 || i == g->nx - 1 || j == g->ny - 1 ? g->z[k] : FLOOD;
    }
    bool moved = true;
    for (int sweep = 0; moved && sweep < 200; sweep++) {
        moved = false;
        for (size_t n = 0; n < nodes; n++) {
            size_t k = sweep % 2 == 0 ? n : nodes - 1 - n;
            if (w[k] <= g->z[k])
                continue;
            double out = lowest_beside(g, w, k);
            out = out > g->z[k] ? out : g->z[k];
            if (out < w[k]) {
                w[k] = out;
                moved = true;
            }
        }
    }
    g->z = w;
    return ERR_OK;
}

enum err draw_grid_init(struct draw_grid *g, struct arena *a, double width, double height,
                        double cell)
{
    *g = (struct draw_grid){
        .nx = (size_t)(width / cell) + 2,
        .ny = (size_t)(height / cell) + 2,
        .width = width,
        .height = height,
    };
    size_t nodes = g->nx * g->ny;
    g->warp = arena_array(a, nodes, sizeof *g->warp);
    if (g->warp == NULL)
        return ERR_NOMEM;
    struct draw_point *to = g->warp;
    for (size_t j = 0; j < g->ny; j++) {
        for (size_t i = 0; i < g->nx; i++)
            *to++ =
                draw_field_warp((double)i / (double)(g->nx - 1), (double)j / (double)(g->ny - 1));
    }
    return ERR_OK;
}

enum err draw_grid_fill(struct draw_grid *g, struct arena *a, const struct draw_field *f)
{
    size_t nodes = g->nx * g->ny;
    g->z = arena_array(a, nodes, sizeof *g->z);
    g->sure = arena_array(a, nodes, sizeof *g->sure);
    g->rough = arena_array(a, nodes, sizeof *g->rough);
    if (g->z == NULL || g->sure == NULL || g->rough == NULL)
        return ERR_NOMEM;
    for (size_t j = 0, k = 0; j < g->ny; j++) {
        for (size_t i = 0; i < g->nx; i++, k++) {
            bool border = i == 0 || j == 0 || i == g->nx - 1 || j == g->ny - 1;
            struct draw_ground d = draw_field_at(f, (double)i / (double)(g->nx - 1),
                                                 (double)j / (double)(g->ny - 1), g->warp[k]);
            g->z[k] = border ? SUNK : d.height;
            g->sure[k] = (float)d.sure;
            g->rough[k] = (float)d.rough;
        }
    }
    return fill_pits(g, a);
}

static double blend(double a, double b, double c, double d, double fu, double fv)
{
    double top = a + fu * (b - a), low = c + fu * (d - c);
    return top + fv * (low - top);
}

struct draw_ground draw_grid_at(const struct draw_grid *g, double x, double y)
{
    double u = x / g->width * (double)(g->nx - 1), v = y / g->height * (double)(g->ny - 1);
    size_t i = u < 0 ? 0 : (size_t)u, j = v < 0 ? 0 : (size_t)v;
    i = i > g->nx - 2 ? g->nx - 2 : i;
    j = j > g->ny - 2 ? g->ny - 2 : j;
    double fu = u - (double)i, fv = v - (double)j;
    size_t k = j * g->nx + i, l = k + g->nx;
    return (struct draw_ground){
        .height = blend(g->z[k], g->z[k + 1], g->z[l], g->z[l + 1], fu, fv),
        .sure = blend(g->sure[k], g->sure[k + 1], g->sure[l], g->sure[l + 1], fu, fv),
        .rough = blend(g->rough[k], g->rough[k + 1], g->rough[l], g->rough[l + 1], fu, fv),
    };
}

/* An edge of the grid: from node (i, j) to the right, or (upright) to the one below. */
struct edge {
    size_t i, j;
    bool upright;
};

struct walk {
    const struct draw_grid *g;
    double level;
    uint8_t *seen; /* [ny][nx], bit 0: edge to the right, bit 1: edge below */
};

static bool high(const struct walk *w, size_t i, size_t j)
{
    return w->g->z[j * w->g->nx + i] >= w->level;
}

static bool crossed(const struct walk *w, struct edge e)
{
    return high(w, e.i, e.j) != (e.upright ? high(w, e.i, e.j + 1) : high(w, e.i + 1, e.j));
}

static struct draw_vertex vertex(const struct walk *w, struct edge e)
{
    const struct draw_grid *g = w->g;
    size_t i2 = e.upright ? e.i : e.i + 1, j2 = e.upright ? e.j + 1 : e.j;
    double a = g->z[e.j * g->nx + e.i], b = g->z[j2 * g->nx + i2];
    double t = (w->level - a) / (b - a);
    return (struct draw_vertex){
        .x = ((double)e.i + (e.upright ? 0 : t)) * g->width / (double)(g->nx - 1),
        .y = ((double)e.j + (e.upright ? t : 0)) * g->height / (double)(g->ny - 1),
    };
}

/* The four edges of cell (i, j), clockwise from the top. */
static struct edge side(size_t i, size_t j, unsigned k)
{
    switch (k & 3) {
    case 0:
        return (struct edge){i, j, false};
    case 1:
        return (struct edge){i + 1, j, true};
    case 2:
        return (struct edge){i, j + 1, false};
    default:
        return (struct edge){i, j, true};
    }
}

/* The cell that is entered through `e` with high ground on the left, and by which side. */
static unsigned enter(const struct walk *w, struct edge e, size_t *i, size_t *j)
{
    bool first_high = high(w, e.i, e.j);
    *i = e.i;
    *j = e.j;
    if (e.upright) {
        if (first_high) /* high above: to the right */
            return 3;
        *i -= 1;
        return 1;
    }
    if (!first_high) /* high on the right-hand node: downwards */
        return 0;
    *j -= 1;
    return 2;
}

static struct edge step(const struct walk *w, struct edge e)
{
    size_t i, j;
    unsigned in = enter(w, e, &i, &j);
    /* Clockwise from the side of entry comes the one on the left hand, then across, then right. */
    struct edge left = side(i, j, in + 1), across = side(i, j, in + 2), right = side(i, j, in + 3);
    bool l = crossed(w, left), r = crossed(w, right);
    if (l && r) { /* corners alternate: go round the corner that the middle does not side with */
        const double *z = &w->g->z[j * w->g->nx + i];
        double mean = (z[0] + z[1] + z[w->g->nx] + z[w->g->nx + 1]) / 4;
        return mean >= w->level ? right : left;
    }
    return l ? left : r ? right : across;
}

static uint8_t *mark(const struct walk *w, struct edge e, uint8_t *bit)
{
    *bit = e.upright ? 2 : 1;
    return &w->seen[e.j * w->g->nx + e.i];
}

/* Takes the corners off that the grid leaves, and finds the direction at each vertex from its
 * neighbours, the nearer one counting for more. */
static void smooth(struct draw_vertex *at, size_t n)
{
    for (int pass = 0; pass < 2; pass++) {
        struct draw_vertex first = at[0], before = at[n - 1];
        for (size_t i = 0; i < n; i++) {
            struct draw_vertex here = at[i], after = i + 1 < n ? at[i + 1] : first;
            at[i].x = (before.x + 2 * here.x + after.x) / 4;
            at[i].y = (before.y + 2 * here.y + after.y) / 4;
            before = here;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct draw_vertex *p = &at[(i + n - 1) % n], *q = &at[(i + 1) % n];
        double ax = at[i].x - p->x, ay = at[i].y - p->y, bx = q->x - at[i].x, by = q->y - at[i].y;
        double a = sqrt(ax * ax + ay * ay) + 1e-9, b = sqrt(bx * bx + by * by) + 1e-9;
        double x = ax * b / a + bx * a / b, y = ay * b / a + by * a / b, len = sqrt(x * x + y * y);
        at[i].tx = len > 0 ? x / len : 1;
        at[i].ty = len > 0 ? y / len : 0;
    }
}

/* Walks one ring from `start`; writes its vertices to `out` (NULL: only counts them). */
static size_t follow(const struct walk *w, struct edge start, struct draw_vertex *out)
{
    size_t n = 0;
    struct edge e = start;
    do {
        uint8_t bit, *seen = mark(w, e, &bit);
        *seen |= bit;
        if (out != NULL)
            out[n] = vertex(w, e);
        n++;
        e = step(w, e);
    } while (e.i != start.i || e.j != start.j || e.upright != start.upright);
    return n;
}

#define SHORTEST 12 /* vertices: less is a speck, or hidden by the mark on its summit */

enum err draw_contour(const struct draw_grid *g, double level, struct arena *a,
                      struct draw_ring **ring, size_t *nring)
{
    size_t nodes = g->nx * g->ny, n = 0;
    struct walk w = {.g = g, .level = level, .seen = arena_array(a, nodes, 1)};
    *ring = NULL;
    *nring = 0;
    if (w.seen == NULL)
        return ERR_NOMEM;
    struct draw_ring first[64]; /* a level has few rings; what is past 64 would be specks */
    /* The border is sunk, so every ring crosses some edge to the right between inner nodes. */
    for (size_t j = 1; j + 1 < g->ny; j++) {
        for (size_t i = 0; i + 1 < g->nx; i++) {
            struct edge e = {i, j, false};
            uint8_t bit, *seen = mark(&w, e, &bit);
            if ((*seen & bit) != 0 || !crossed(&w, e))
                continue;
            size_t count = follow(&w, e, NULL);
            if (count < SHORTEST || n == sizeof first / sizeof *first)
                continue;
            first[n].at = arena_array(a, count, sizeof *first[n].at);
            if (first[n].at == NULL)
                return ERR_NOMEM;
            first[n].n = follow(&w, e, first[n].at);
            smooth(first[n].at, first[n].n);
            n++;
        }
    }
    *ring = arena_array(a, n, sizeof **ring);
    if (*ring == NULL)
        return ERR_NOMEM;
    for (size_t k = 0; k < n; k++)
        (*ring)[k] = first[k];
    *nring = n;
    return ERR_OK;
}
