/* Where a bond's questions stand.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/asked.h"

#include <stdlib.h>

bool view_run_open(const struct journal_run *run)
{
    return run && run->nanswers > 0 && (!run->map || run->nanswers > run->map->map.asked);
}

static enum err find_question(const struct view *v, const struct bond_answer *answers, size_t n,
                              struct view_asked *out, struct fault *fault)
{
    enum err e = bond_next(v->content, out->run.months, answers, n, &out->next);
    if (e)
        return fault_set(fault, e, 0, 0, "the next question: ", err_name(e), NULL);
    out->asked = n;
    for (size_t i = 0; i < n; i++)
        out->answered += answers[i].value != BOND_SKIP;
    if (out->back > n)
        return fault_set(fault, ERR_NOTFOUND, 0, 0, "there are not so many questions to go back",
                         NULL);
    if (out->back > 0) {
        const struct bond_answer *answer = &answers[n - out->back];
        out->has_question = out->was_given = true;
        out->item = answer->item;
        out->given = answer->value;
    } else {
        out->has_question = out->next.item != CONTENT_NONE;
        out->item = out->next.item;
    }
    return ERR_OK;
}

enum err view_find_asked(const struct view *v, const uint8_t bond[16], unsigned back,
                         struct view_asked *out, struct fault *fault)
{
    *out = (struct view_asked){.back = back, .item = CONTENT_NONE};
    enum err e = view_find_pair(v, bond, &out->pair, fault);
    if (!e)
        e = bond_run_current(v->content, out->pair.child, journal_story(v->journal, bond), v->now,
                             v->offset_min, &out->run, fault);
    if (e)
        return e;
    struct bond_answer *answers;
    size_t n;
    e = bond_run_answers(v->content, &out->run, &answers, &n);
    if (e)
        return fault_set(fault, e, 0, 0, err_name(e), NULL);
    e = find_question(v, answers, n, out, fault);
    free(answers);
    return e;
}
