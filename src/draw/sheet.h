/* draw/sheet.h: whether a sheet may be drawn at all.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_DRAW_SHEET_H
#define ATTUNE_DRAW_SHEET_H

#include "draw/landscape.h"

/* ERR_DOMAIN as landscape.h says it, or ERR_OK. Width and height are not looked at. */
MUST_CHECK enum err draw_sheet_check(const struct draw_sheet *sheet);
MUST_CHECK enum err draw_legend_check(const struct draw_legend *legend);

#endif
