/* The book: its first pages, and its parts in order.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/book.h"

#include "view/book_text.h"

static const struct {
    const char *key; /* of the title: "book.KEY.title" */
    void (*write)(struct view_book *b);
} parts[] = {
    {"places", view_book_places},       {"items", view_book_items},
    {"steps", view_book_steps},         {"scripts", view_book_scripts},
    {"under", view_book_under},         {"repairs", view_book_repairs},
    {"feelings", view_book_feelings},   {"cards", view_book_cards},
    {"questions", view_book_questions}, {"help", view_book_help},
    {"people", view_book_people},       {"evidence", view_book_evidence},
    {"notes", view_book_notes},
};

static const char *title_of(const struct view_book *b, const char *part)
{
    struct fault key;
    (void)fault_set(&key, ERR_OK, 0, 0, part, ".title", NULL);
    const char *words = view_book_words(b, key.what);
    return words == key.what ? part : words;
}

static void contents(struct view_book *b)
{
    text_add(b->out, "**");
    view_book_put(b, view_book_words(b, "contents"));
    text_add(b->out, "**\n\n");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const char *title = title_of(b, parts[i].key);
        text_add(b->out, "- [");
        view_book_put(b, title);
        text_add(b->out, "](#");
        view_book_anchor(b->out, title);
        text_add(b->out, ")\n");
    }
    text_char(b->out, '\n');
}

void view_book(const struct content *c, const struct library *l, const char *child,
               struct text *out)
{
    struct view_book b = {.content = c, .library = l, .child = child, .out = out};
    if (child == NULL)
        b.child = view_book_words(&b, "child");
    view_book_heading(&b, 1, view_book_words(&b, "title"));
    view_book_paragraph(&b, view_book_words(&b, "lead"));
    contents(&b);
    view_book_heading(&b, 2, view_book_words(&b, "read.title"));
    view_book_numbered(&b, "read");
    view_book_heading(&b, 3, view_book_words(&b, "figures.title"));
    view_book_numbered(&b, "figures");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        parts[i].write(&b);
    view_book_put(&b, view_book_words(&b, "licence"));
    text_char(out, '\n');
}
