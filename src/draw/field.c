/* draw/field.c: the ground under the places.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "draw/field.h"

#include <math.h>
#include <string.h>

#include "draw/noise.h"

/* All lengths are fractions of the sheet. */
#define SUMMIT_RADIUS 0.100 /* half-way down, about */
#define LEVEL_RADIUS 0.135  /* the flat top of level land */
#define LEVEL_TOP 0.12      /* its height: above the coast, below any steady place */
#define LOWEST_TOP 0.06     /* the most tender place still rises a little: never a hole */
#define SKIRT_RADIUS 0.145
#define COAST 0.40 /* the sum of skirts at which land begins */
#define BASE_HEIGHT 0.14
#define EDGE 0.15        /* land sinks over this distance from the sheet's edge */
#define AWAY_RADIUS 0.09 /* about a place that is not on the map there is no land */
#define HOLD 0.06        /* round a place it does not */
#define WARP 0.085
#define RIPPLE 0.018
#define BRINK 0.05
#define SPARE 0.02

/* Broad bends of the coast, and finer ones. */
struct draw_point draw_field_warp(double u, double v)
{
    return (struct draw_point){
        u + WARP * draw_noise(u * 2.7, v * 2.7, 1) + RIPPLE * draw_noise(u * 7.3, v * 7.3, 2),
        v + WARP * draw_noise(u * 2.7, v * 2.7, 3) + RIPPLE * draw_noise(u * 7.3, v * 7.3, 4),
    };
}

static struct draw_mound mound(const struct draw_place *p, struct draw_point at)
{
    struct draw_point w = draw_field_warp(at.x, at.y);
    uint32_t h = draw_hash_text(p->id, 7);
    double ax = draw_unit(h) - 0.5, ay = draw_unit(draw_hash((int32_t)h, 0, 7)) - 0.5;
    double len = sqrt(ax * ax + ay * ay);
    bool level = p->rough > 0 || strcmp(p->id, "friction") == 0;
    double radius = level ? LEVEL_RADIUS : SUMMIT_RADIUS;
    return (struct draw_mound){
        .x = w.x,
        .y = w.y,
        .ax = len > 0 ? ax / len : 1,
        .ay = len > 0 ? ay / len : 0,
        .along = 1 / (1.25 * radius * radius),
        .across = 1.25 / (radius * radius),
        .top = level ? LEVEL_TOP : LOWEST_TOP + (1 - LOWEST_TOP) * p->height,
        .sure = p->sure,
        .rough = p->rough,
        .level = level,
    };
}

void draw_field_init(struct draw_field *f, const struct draw_place *place,
                     const struct draw_point *at, size_t nplace)
{
    f->n = f->naway = 0;
    for (size_t i = 0; i < nplace; i++) {
        if (place[i].on_map)
            f->mound[f->n++] = mound(&place[i], at[i]);
        else
            f->away[f->naway++] = draw_field_warp(at[i].x, at[i].y);
    }
    f->middle = (struct draw_point){0, 0};
    for (size_t i = 0; i < f->n; i++) {
        f->middle.x += f->mound[i].x / (double)f->n;
        f->middle.y += f->mound[i].y / (double)f->n;
    }
    f->plain = f->n > 1 ? 0.2 * (double)(f->n - 1) : 0;
}

static double ramp(double t)
{
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
}

static double walls(double u, double v, double width)
{
    return ramp(u / width) * ramp((1 - u) / width) * ramp(v / width) * ramp((1 - v) / width);
}

/* Rises from the coast, then lies flat: no lines where nothing is meant. */
static double base(double skirts)
{
    double t = (skirts - COAST) / COAST;
    return t < 0 ? BASE_HEIGHT * t * 2 : BASE_HEIGHT * t * 3.2 / sqrt(1 + 10.24 * t * t);
}

static double kernel(double dx, double dy, double radius)
{
    double s = 1 / (1 + (dx * dx + dy * dy) / (3 * radius * radius));
    return s * s * s;
}

struct draw_ground draw_field_at(const struct draw_field *f, double u, double v,
                                 struct draw_point w)
{
    double peaks = 0, rough = 0, sure = 0, weight = 0, elsewhere = 1;
    double skirts = f->plain * kernel(w.x - f->middle.x, w.y - f->middle.y, SKIRT_RADIUS);
    for (size_t i = 0; i < f->n; i++) {
        const struct draw_mound *m = &f->mound[i];
        double dx = w.x - m->x, dy = w.y - m->y;
        double far = dx * dx + dy * dy;
        double a = dx * m->ax + dy * m->ay, b = dy * m->ax - dx * m->ay;
        double r = a * a * m->along + b * b * m->across;
        double k = m->level ? 1 / (1 + r * r * r) : 1 / ((1 + r / 3) * (1 + r / 3) * (1 + r / 3));
        double p = m->top * k, near = 1 / (far + 1e-4);
        skirts += kernel(dx, dy, SKIRT_RADIUS);
        elsewhere *= 1 - ramp(1.5 - sqrt(far) / HOLD);
        peaks += p * p;
        rough = m->rough * k * k > rough ? m->rough * k * k : rough;
        sure += near * near * m->sure;
        weight += near * near;
    }
    for (size_t i = 0; i < f->naway; i++) {
        skirts *= 1 - kernel(w.x - f->away[i].x, w.y - f->away[i].y, AWAY_RADIUS);
    }
    /* Land sinks towards a warped edge, so that no coast runs straight; not where a place lies; and
     * in any case before the true edge. */
    double in = walls((w.x + SPARE) / (1 + 2 * SPARE), (w.y + SPARE) / (1 + 2 * SPARE), EDGE);
    in = (1 - elsewhere * (1 - in)) * walls(u, v, BRINK);
    skirts *= in;
    return (struct draw_ground){
        .height = base(skirts) + (1 - BASE_HEIGHT) * in * sqrt(peaks),
        .sure = weight > 0 ? sure / weight : 0,
        .rough = rough,
    };
}
