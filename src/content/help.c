/* content/help.c: reads help.json: what to do on a hard day, a page for each worry, and the part
 * that a host may fill in.
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

static struct content_section *read_sections(struct content_reader *r, const struct json *o,
                                             size_t *n)
{
    static const char *const keys[] = {"title", "text", NULL};
    const struct json *list = content_many(r, o, "sections", JSON_ARRAY, 1, SECTIONS_MAX);
    struct content_section *sections =
        list == NULL ? NULL : content_records(r, list->count, sizeof *sections);
    if (sections == NULL)
        return NULL;
    for (const struct json *m = list->child; m != NULL; m = m->next) {
        content_only(r, m, keys);
        read_section(r, m, "title", &sections[(*n)++]);
    }
    return sections;
}

static void read_page(struct content_reader *r, const struct json *o, void *record)
{
    static const char *const keys[] = {"id", "title", "lead", "sections", NULL};
    struct content_page *page = record;
    page->id = content_id(r, o);
    content_only(r, o, keys);
    page->title = content_text(r, o, "title");
    page->lead = content_text(r, o, "lead");
    page->sections = read_sections(r, o, &page->nsections);
}

void content_read_help(struct content_reader *r)
{
    static const char *const keys[] = {"format", "title",  "lead", "sections",
                                       "pages",  "region", NULL};
    static const char *const region_keys[] = {"name", "text", NULL};
    struct content *c = r->content;
    content_only(r, r->root, keys);
    c->help_title = content_text(r, r->root, "title");
    c->help_lead = content_text(r, r->root, "lead");
    c->help = read_sections(r, r->root, &c->nhelp);
    c->pages = content_list(r, "pages", 0, sizeof *c->pages, read_page, &c->page_ids);
    const struct json *region = content_object(r, r->root, "region");
    content_only(r, region, region_keys);
    read_section(r, region, "name", &c->region);
}
