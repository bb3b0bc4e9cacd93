/* A study's figure told in people.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/effect.h"

#include <math.h>

#include "stats/effect.h"
#include "view/sentence.h"

static void say(struct text *t, const struct content *c, const char *key)
{
    text_char(t, ' ');
    text_add(t, view_words(c, key));
}

/* Of 100, rounded as one would by hand: halves go up. */
static int of_100(double chance)
{
    return (int)floor(chance * 100 + 0.5);
}

/* " 58", and with an interval " 58 (57 to 59)". */
static void add_count(struct text *t, const struct content *c, const struct stats_effect *chance)
{
    text_char(t, ' ');
    text_int(t, of_100(chance->value));
    if (isnan(chance->lower) || isnan(chance->upper))
        return;
    text_add(t, " (");
    text_int(t, of_100(chance->lower));
    say(t, c, "effect.to");
    text_char(t, ' ');
    text_int(t, of_100(chance->upper));
    text_char(t, ')');
}

static void say_link(struct text *t, const struct content *c, struct stats_effect r)
{
    struct stats_effect both = stats_effect_both_above(r);
    say(t, c, "effect.r.of");
    add_count(t, c, &both);
    say(t, c, "effect.r.are");
}

static void say_groups(struct text *t, const struct content *c, struct stats_effect d)
{
    struct stats_effect above = stats_effect_above_middle(d), pairs = stats_effect_superiority(d);
    say(t, c, "effect.d.of");
    add_count(t, c, &above);
    say(t, c, "effect.d.are");
    say(t, c, "effect.d.pairs");
    add_count(t, c, &pairs);
    text_char(t, '.');
}

/* Odds are no chances: only a starting share makes people of them. */
static void say_odds(struct text *t, const struct content *c, struct stats_effect ratio,
                     double base)
{
    struct stats_effect start = {base, NAN, NAN}, share = stats_effect_share(ratio, base);
    if (isnan(base)) {
        text_char(t, ' ');
        text_double(t, ratio.value);
        say(t, c, "effect.or.none");
        return;
    }
    say(t, c, "effect.or.if");
    add_count(t, c, &start);
    say(t, c, "effect.or.second");
    add_count(t, c, &share);
    say(t, c, "effect.or.first");
}

static void say_mean(struct text *t, const struct content *c, const struct content_effect *effect)
{
    text_char(t, ' ');
    text_double(t, effect->value);
    if (!isnan(effect->lower)) {
        text_add(t, " (");
        text_double(t, effect->lower);
        say(t, c, "effect.to");
        text_char(t, ' ');
        text_double(t, effect->upper);
        text_char(t, ')');
    }
    text_char(t, '.');
}

void view_effect(struct text *t, const struct content *c, const struct content_effect *effect)
{
    struct stats_effect value = {effect->value, effect->lower, effect->upper};
    view_capital(t, effect->of);
    text_char(t, ':');
    switch (effect->kind) {
    case CONTENT_EFFECT_R:
        say_link(t, c, value);
        break;
    case CONTENT_EFFECT_RPB:
        say_groups(t, c, stats_effect_d(value));
        break;
    case CONTENT_EFFECT_D:
    case CONTENT_EFFECT_G:
        say_groups(t, c, value);
        break;
    case CONTENT_EFFECT_OR:
        say_odds(t, c, value, effect->base);
        break;
    case CONTENT_EFFECT_SHARE:
        say(t, c, "effect.share.about");
        add_count(t, c, &value);
        say(t, c, "effect.share.of");
        break;
    case CONTENT_EFFECT_MEAN:
        say_mean(t, c, effect);
        break;
    }
    if (isnan(effect->lower))
        say(t, c, "effect.no_interval");
}

void view_effect_about(struct text *t, const struct content *c, const struct content_evidence *e)
{
    text_add(t, view_words(c, "effect.people"));
    text_char(t, ' ');
    text_add(t, e->people);
    text_add(t, ". ");
    text_add(t, view_words(c, "effect.limit"));
    text_char(t, ' ');
    text_add(t, e->limit);
}
