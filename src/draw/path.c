/* draw/path.c: smooth lines as compact SVG path data.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/path.h"

#include <math.h>

#define NEAR 0.30 /* how far a curve may leave its line, in sheet units */
#define REACH 24  /* vertices that one piece may span */

/* Position in tenths of a unit. */
struct pen {
    struct text *t;
    int64_t x, y;
    bool glue; /* a number stands right before: it may need a space */
};

static int64_t tenths(double v)
{
    return (int64_t)floor(v * 10 + 0.5);
}

/* "-.5", "3", "12.4": no leading zero, no needless decimal or space. */
static void number(struct pen *p, int64_t v)
{
    if (v < 0)
        text_char(p->t, '-');
    else if (p->glue)
        text_char(p->t, ' ');
    int64_t a = v < 0 ? -v : v;
    if (a >= 10 || a == 0)
        text_int(p->t, a / 10);
    if (a % 10 != 0) {
        text_char(p->t, '.');
        text_char(p->t, (char)('0' + a % 10));
    }
    p->glue = true;
}

static void command(struct pen *p, char c)
{
    text_char(p->t, c);
    p->glue = false;
}

static void move_to(struct pen *p, double x, double y)
{
    p->x = tenths(x);
    p->y = tenths(y);
    command(p, 'M');
    number(p, p->x);
    number(p, p->y);
}

static void offset(struct pen *p, double x, double y)
{
    number(p, tenths(x) - p->x);
    number(p, tenths(y) - p->y);
}

static void arrive(struct pen *p, double x, double y)
{
    offset(p, x, y);
    p->x = tenths(x);
    p->y = tenths(y);
}

struct piece {
    struct draw_point a, b, c, d;
};

static double hold(double v, double hi)
{
    return v < 0 ? 0 : v > hi ? hi : v;
}

static struct piece between(const struct draw_vertex *p, const struct draw_vertex *q, double length,
                            double width, double height)
{
    double r = length / 3;
    return (struct piece){
        {p->x, p->y},
        {hold(p->x + r * p->tx, width), hold(p->y + r * p->ty, height)},
        {hold(q->x - r * q->tx, width), hold(q->y - r * q->ty, height)},
        {q->x, q->y},
    };
}

static struct draw_point on(const struct piece *k, double t)
{
    double s = 1 - t;
    double wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
    return (struct draw_point){
        wa * k->a.x + wb * k->b.x + wc * k->c.x + wd * k->d.x,
        wa * k->a.y + wb * k->b.y + wc * k->c.y + wd * k->d.y,
    };
}

static double step_length(const struct draw_vertex *p, const struct draw_vertex *q)
{
    double dx = q->x - p->x, dy = q->y - p->y;
    return sqrt(dx * dx + dy * dy);
}

/* Whether one piece from vertex i to vertex i + span stays near all vertices between. */
static bool follows(const struct piece *k, const struct draw_vertex *at, size_t n, size_t i,
                    size_t span, double length)
{
    double run = 0;
    for (size_t s = 1; s < span; s++) {
        const struct draw_vertex *v = &at[(i + s) % n];
        run += step_length(&at[(i + s - 1) % n], v);
        struct draw_point p = on(k, run / length);
        double dx = p.x - v->x, dy = p.y - v->y;
        /* Only the distance across the line counts; sliding along it is no fault. */
        double across = dx * v->ty - dy * v->tx;
        if (across * across > NEAR * NEAR || dx * dx + dy * dy > 16 * NEAR * NEAR)
            return false;
    }
    return true;
}

void draw_path_curve(struct text *t, const struct draw_vertex *at, size_t n, bool closed,
                     double width, double height)
{
    struct pen pen = {.t = t};
    size_t steps = closed ? n : n - 1;
    move_to(&pen, at[0].x, at[0].y);
    command(&pen, 'c');
    for (size_t i = 0; i < steps;) {
        size_t most = steps - i < REACH ? steps - i : REACH, span = 1;
        double length = step_length(&at[i % n], &at[(i + 1) % n]), run = length;
        struct piece best = between(&at[i % n], &at[(i + 1) % n], length, width, height);
        for (size_t s = 2; s <= most; s++) {
            run += step_length(&at[(i + s - 1) % n], &at[(i + s) % n]);
            struct piece k = between(&at[i % n], &at[(i + s) % n], run, width, height);
            if (!follows(&k, at, n, i, s, run))
                break;
            best = k;
            span = s;
        }
        offset(&pen, best.b.x, best.b.y);
        offset(&pen, best.c.x, best.c.y);
        arrive(&pen, best.d.x, best.d.y);
        i += span;
    }
    if (closed)
        command(&pen, 'Z');
}

void draw_path_stroke(struct text *t, struct draw_point from, struct draw_point over,
                      struct draw_point to)
{
    struct pen pen = {.t = t};
    move_to(&pen, from.x, from.y);
    command(&pen, 'q');
    offset(&pen, over.x, over.y);
    arrive(&pen, to.x, to.y);
}
