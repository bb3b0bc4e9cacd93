/* view/effect.h: a study's figure told in people: "of 100 …, about 58".
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_EFFECT_H
#define ATTUNE_VIEW_EFFECT_H

#include "base/text.h"
#include "content/content.h"

/* One effect as a sentence or two, with its interval's ends or that there are none; the arithmetic
 * is stats/effect.h's. What cannot be told in people is said as it was printed. */
void view_effect(struct text *t, const struct content *c, const struct content_effect *effect);
/* Who was studied, and what that cannot tell: belongs wherever an effect is told. */
void view_effect_about(struct text *t, const struct content *c, const struct content_evidence *e);

#endif
