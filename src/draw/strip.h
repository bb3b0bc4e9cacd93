/* draw/strip.h: where there is no room for a map: each place with a small hill of its own.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_STRIP_H
#define ATTUNE_DRAW_STRIP_H

#include "base/text.h"
#include "draw/landscape.h"

/* The places must be checked. Lines never pass `columns` (24 or more). ERR_LIMIT (words too
 * long); what is left over sticks in out->err. */
MUST_CHECK enum err draw_strip(const struct draw_place *place, size_t nplace, size_t columns,
                               enum draw_charset charset, struct text *out);

#endif
