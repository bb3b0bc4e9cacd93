/* content/steps.c: reads steps.json: the small steps, why each may help and where it comes from.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/reader.h"

static void read_step(struct content_reader *r, const struct json *o, void *record)
{
    struct content_step *step = record;
    static const char *const keys[] = {"id",         "dimension", "bands",  "text",     "why",
                                       "basis",      "evidence",  "energy", "one_hand", "time",
                                       "phone_away", "for_me",    "items",  NULL};
    static const char *const bases[] = {"tested", "principle", "experience"};
    static const char *const energies[] = {"low", "some"};
    struct content *c = r->content;
    step->id = content_id(r, o);
    content_only(r, o, keys);
    const char *dimensions[CONTENT_DIM];
    for (size_t i = 0; i < CONTENT_DIM; i++)
        dimensions[i] = c->dimensions[i].id;
    step->dimension = content_choice(r, o, "dimension", dimensions, CONTENT_DIM,
                                     "expected the id of one of the six dimensions");
    step->bands = content_bands(r, o);
    step->text = content_text(r, o, "text");
    step->why = content_text(r, o, "why");
    step->basis = (enum content_basis)content_choice(
        r, o, "basis", bases, 3, "expected \"tested\", \"principle\" or \"experience\"");
    step->evidence = content_references(r, o, "evidence", &c->evidence_ids, &step->nevidence,
                                        "expected ids that stand in the evidence file, each once");
    step->low_energy =
        content_choice(r, o, "energy", energies, 2, "expected \"low\" or \"some\"") == 0;
    step->one_hand = content_bool(r, o, "one_hand");
    step->time = content_bool(r, o, "time");
    step->phone_away = content_bool(r, o, "phone_away");
    step->for_me = content_bool(r, o, "for_me");
    step->items = content_references(r, o, "items", &c->item_ids, &step->nitems,
                                     "expected ids that stand in the items file, each once");
}

void content_read_steps(struct content_reader *r)
{
    static const char *const keys[] = {"format", "steps", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    c->steps = content_list(r, "steps", 1, sizeof *c->steps, read_step, &c->step_ids);
}
