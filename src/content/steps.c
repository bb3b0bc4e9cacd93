/* content/steps.c: reads steps.json: the small steps, why each may help and where it comes from.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/reader.h"

static unsigned read_bands(struct content_reader *r, const struct json *o)
{
    const struct json *list = content_many(r, o, "bands", JSON_ARRAY, 1, CONTENT_BANDS);
    unsigned bands = 0;
    for (const struct json *m = list == NULL ? NULL : list->child; m != NULL; m = m->next) {
        unsigned bit = 0;
        for (int b = 0; m->type == JSON_STRING && b < CONTENT_BANDS; b++) {
            const char *id = content_band_id((enum content_band)b);
            if (m->len == strlen(id) && memcmp(m->text, id, m->len) == 0)
                bit = 1U << b;
        }
        if (bit == 0 || (bands & bit) != 0) {
            content_refuse(r, m, "bands",
                           "expected some of b0, b3, b12, b36, b72, b108, b156, each once");
            return 0;
        }
        bands |= bit;
    }
    return bands;
}

static void read_step(struct content_reader *r, const struct json *o, struct content_step *step)
{
    static const char *const keys[] = {"id",         "dimension", "bands",  "text",     "why",
                                       "basis",      "evidence",  "energy", "one_hand", "time",
                                       "phone_away", "for_me",    "items",  NULL};
    static const char *const bases[] = {"tested", "principle", "experience"};
    static const char *const energies[] = {"low", "some"};
    struct content *c = r->content;
    content_only(r, o, keys);
    step->id = content_id(r, o);
    const char *dimensions[CONTENT_DIM];
    for (size_t i = 0; i < CONTENT_DIM; i++)
        dimensions[i] = c->dimensions[i].id;
    step->dimension = content_choice(r, o, "dimension", dimensions, CONTENT_DIM,
                                     "expected the id of one of the six dimensions");
    step->bands = read_bands(r, o);
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
    const struct json *list = content_many(r, r->root, "steps", JSON_ARRAY, 1, CONTENT_RECORDS_MAX);
    if (list == NULL)
        return;
    c->steps = content_records(r, list->count, sizeof *c->steps);
    c->step_ids.entries = content_records(r, list->count, sizeof *c->step_ids.entries);
    size_t n = 0;
    for (const struct json *o = list->child; r->err == ERR_OK && o != NULL; o = o->next, n++) {
        read_step(r, o, &c->steps[n]);
        c->step_ids.entries[n] = (struct content_entry){c->steps[n].id, n};
    }
    content_index_make(r, &c->step_ids, n, list);
    r->id = NULL;
}
