/* content/help.c: reads help.json: what to do on a hard day, and the part that a host may fill in.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/reader.h"

#define PARAGRAPHS_MAX 64
#define SECTIONS_MAX 64

static void read_section(struct content_reader *r, const struct json *o, const char *title,
                         struct content_section *section)
{
    section->title = content_text(r, o, title);
    section->text = content_texts(r, o, "text", 1, PARAGRAPHS_MAX);
    if (r->err == ERR_OK)
        section->ntext = json_get(o, "text")->count;
}

void content_read_help(struct content_reader *r)
{
    static const char *const keys[] = {"format", "title", "lead", "sections", "region", NULL};
    static const char *const section_keys[] = {"title", "text", NULL};
    static const char *const region_keys[] = {"name", "text", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    c->help_title = content_text(r, r->root, "title");
    c->help_lead = content_text(r, r->root, "lead");
    const struct json *list = content_many(r, r->root, "sections", JSON_ARRAY, 1, SECTIONS_MAX);
    c->help = list == NULL ? NULL : content_records(r, list->count, sizeof *c->help);
    for (const struct json *o = c->help == NULL ? NULL : list->child; o != NULL; o = o->next) {
        content_only(r, o, section_keys);
        read_section(r, o, "title", &c->help[c->nhelp++]);
    }
    const struct json *region = content_object(r, r->root, "region");
    content_only(r, region, region_keys);
    read_section(r, region, "name", &c->region);
}
