/* tests/draw/path_read.c: SVG path data read back as points.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "path_read.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"

#define FLAT 6 /* points along one curve */

struct reader {
    const char *s, *end;
};

static void skip(struct reader *r)
{
    while (r->s < r->end && (*r->s == ' ' || *r->s == ','))
        r->s++;
}

static bool at_number(struct reader *r)
{
    skip(r);
    return r->s < r->end && (*r->s == '-' || *r->s == '.' || (*r->s >= '0' && *r->s <= '9'));
}

static bool number(struct reader *r, double *out)
{
    if (!at_number(r))
        return false;
    double sign = 1, v = 0, unit = 1;
    bool digits = false;
    if (*r->s == '-') {
        sign = -1;
        r->s++;
    }
    for (; r->s < r->end && *r->s >= '0' && *r->s <= '9'; r->s++, digits = true)
        v = 10 * v + (*r->s - '0');
    if (r->s < r->end && *r->s == '.') {
        for (r->s++; r->s < r->end && *r->s >= '0' && *r->s <= '9'; r->s++, digits = true)
            v += (*r->s - '0') * (unit /= 10);
    }
    *out = sign * v;
    return digits;
}

static void widen(struct path_read *p, double x, double y)
{
    p->left = x < p->left ? x : p->left;
    p->right = x > p->right ? x : p->right;
    p->top = y < p->top ? y : p->top;
    p->bottom = y > p->bottom ? y : p->bottom;
}

static bool add(struct path_read *p, double x, double y)
{
    if (p->npoint == PATH_POINTS || p->npiece == 0)
        return false;
    p->x[p->npoint] = x;
    p->y[p->npoint++] = y;
    p->piece[p->npiece - 1].n++;
    return true;
}

/* A curve of degree `n` (2 or 3) from the last point; xy holds its n further points. */
static bool curve(struct path_read *p, double x0, double y0, const double *xy, int n)
{
    for (int k = 1; k <= FLAT; k++) {
        double t = (double)k / FLAT, s = 1 - t;
        double wx = n == 3 ? s * s * s * x0 + 3 * s * s * t * xy[0] + 3 * s * t * t * xy[2] +
                                 t * t * t * xy[4]
                           : s * s * x0 + 2 * s * t * xy[0] + t * t * xy[2];
        double wy = n == 3 ? s * s * s * y0 + 3 * s * s * t * xy[1] + 3 * s * t * t * xy[3] +
                                 t * t * t * xy[5]
                           : s * s * y0 + 2 * s * t * xy[1] + t * t * xy[3];
        if (!add(p, wx, wy))
            return false;
    }
    return true;
}

bool path_read(struct path_read *p, const char *d, size_t len)
{
    struct reader r = {d, d + len};
    double x = 0, y = 0, xy[6];
    for (skip(&r); r.s < r.end; skip(&r)) {
        char c = *r.s++;
        if (c == 'M') {
            if (p->npiece == PATH_PIECES || !number(&r, &x) || !number(&r, &y))
                return false;
            p->piece[p->npiece++] = (struct path_piece){.begin = p->npoint};
            widen(p, x, y);
            if (!add(p, x, y))
                return false;
        } else if ((c == 'c' || c == 'q') && p->npiece > 0 && !p->piece[p->npiece - 1].closed) {
            int n = c == 'c' ? 3 : 2;
            do {
                for (int k = 0; k < n; k++) {
                    if (!number(&r, &xy[2 * k]) || !number(&r, &xy[2 * k + 1]))
                        return false;
                    xy[2 * k] += x;
                    xy[2 * k + 1] += y;
                    widen(p, xy[2 * k], xy[2 * k + 1]);
                }
                if (!curve(p, x, y, xy, n))
                    return false;
                x = xy[2 * n - 2];
                y = xy[2 * n - 1];
            } while (at_number(&r));
        } else if (c == 'Z' && p->npiece > 0 && !p->piece[p->npiece - 1].closed) {
            p->piece[p->npiece - 1].closed = true;
        } else {
            return false;
        }
    }
    return true;
}

void path_read_clear(struct path_read *p)
{
    p->npoint = p->npiece = 0;
    p->left = p->top = 1e9;
    p->right = p->bottom = -1e9;
}

double path_area(const struct path_read *p, size_t piece)
{
    const struct path_piece *k = &p->piece[piece];
    double sum = 0;
    for (size_t i = 0; i < k->n; i++) {
        size_t a = k->begin + i, b = k->begin + (i + 1) % k->n;
        sum += p->x[a] * p->y[b] - p->x[b] * p->y[a];
    }
    return sum;
}

bool path_holds(const struct path_read *p, double x, double y)
{
    bool inside = false;
    for (size_t k = 0; k < p->npiece; k++) {
        for (size_t i = 0; i < p->piece[k].n && p->piece[k].closed; i++) {
            size_t a = p->piece[k].begin + i, b = p->piece[k].begin + (i + 1) % p->piece[k].n;
            if ((p->y[a] > y) != (p->y[b] > y) &&
                x < p->x[a] + (p->x[b] - p->x[a]) * (y - p->y[a]) / (p->y[b] - p->y[a]))
                inside = !inside;
        }
    }
    return inside;
}

double path_length(const struct path_read *p, size_t piece)
{
    const struct path_piece *k = &p->piece[piece];
    double sum = 0;
    for (size_t i = 1; i < k->n; i++)
        sum += hypot(p->x[k->begin + i] - p->x[k->begin + i - 1],
                     p->y[k->begin + i] - p->y[k->begin + i - 1]);
    return sum;
}
