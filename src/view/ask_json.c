/* What to ask next, as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/json.h"
#include "view/asked.h"
#include "view/sentence.h"
#include "view/view.h"
#include "view/write.h"

static void write_question(struct json_out *w, const struct view *v, const struct view_asked *a)
{
    if (!a->has_question) {
        json_null(w, "question");
        return;
    }
    const struct content_item *item = content_item(v->content, a->item);
    struct text t;
    text_init(&t);
    json_begin(w, "question");
    json_text(w, "item", item->id);
    json_text(w, "stem", content_stem(v->content, a->run.months));
    view_fill(&t, item->text, a->pair.child->name);
    view_take(w, "text", &t);
    json_begin_array(w, "answers");
    for (int k = 0; k < CONTENT_ANSWERS; k++)
        json_text(w, NULL, content_answer_label(v->content, k));
    json_end_array(w);
    json_text(w, "dimension", content_dimension(v->content, item->dimension)->id);
    if (!a->was_given)
        json_null(w, "given");
    else if (a->given == BOND_SKIP)
        json_text(w, "given", "skip");
    else
        json_int(w, "given", a->given);
    json_uint(w, "number", a->back ? a->asked - a->back + 1 : a->asked + 1);
    json_end(w);
}

static void write_bank(struct json_out *w, uint64_t bank)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(bank >> (56 - 8 * i));
    json_hex(w, "bank", bytes, sizeof bytes);
}

enum err view_ask_json(const struct view *v, const uint8_t bond[16], unsigned back,
                       struct text *out, struct fault *fault)
{
    static const char *const why[] = {NULL, "known", "count", "no_more"};
    struct view_asked a;
    enum err e = view_find_asked(v, bond, back, &a, fault);
    if (e)
        return e;
    size_t len = out->len;
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_hex(&w, "bond", bond, JOURNAL_ID);
    if (a.run.run)
        json_hex(&w, "run", a.run.run->id, JOURNAL_ID);
    else
        json_null(&w, "run");
    json_bool(&w, "new_run", !a.run.run);
    json_text(&w, "stage", content_stage_id(a.run.stage));
    json_int(&w, "months", a.run.months);
    write_bank(&w, a.run.bank);
    json_text(&w, "state", a.next.ready == BOND_ASKING ? "ask" : "ready");
    json_text(&w, "why_ready", why[a.next.ready]);
    json_bool(&w, "can_draw", a.answered > 0);
    json_bool(&w, "drawn", a.run.run && a.run.run->map && !view_run_open(a.run.run));
    json_uint(&w, "asked", a.asked);
    json_uint(&w, "at_most", a.next.at_most);
    json_double(&w, "progress", a.next.progress);
    json_uint(&w, "about_left", a.next.about_left);
    json_uint(&w, "back", a.back);
    json_bool(&w, "can_go_back", a.back < a.asked);
    write_question(&w, v, &a);
    json_end(&w);
    return view_settle(out, len, ERR_OK, fault);
}
