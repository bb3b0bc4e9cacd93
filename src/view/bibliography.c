/* The studies for a reference manager: BibTeX and CSL-JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/bibliography.h"

#include <string.h>

#include "base/json.h"

#define ARTICLE_NUMBER 5 /* digits: a number as long as this is no volume */

struct piece {
    const char *s;
    size_t n;
};

/* --- authors ---------------------------------------------------------------------------------- */

struct names {
    const char *at, *end;
    bool whole;  /* one name as it stands: an institution, or a remark among the names */
    bool others; /* ends with et al. */
};

/* "A, B & C", "A", "A et al.", "A, B et al.". A list that ends otherwise is an institution with its
 * place ("Center on the Developing Child, Harvard"), and digits belong to no name. */
static struct names names_of(const char *authors)
{
    static const char et_al[] = " et al.";
    size_t n = strlen(authors), tail = sizeof et_al - 1;
    struct names names = {.at = authors, .end = authors + n};
    const char *first = strstr(authors, et_al);
    names.others = first != NULL && first + tail == names.end;
    if (names.others)
        names.end = first;
    bool listed = strchr(authors, ',') == NULL || strstr(authors, " & ") != NULL || names.others;
    names.whole =
        strpbrk(authors, "0123456789;") != NULL || !listed || (first != NULL && !names.others);
    if (names.whole) {
        names.end = authors + n;
        names.others = false;
    }
    return names;
}

/* The next name, or an empty piece after the last. */
static struct piece next_name(struct names *names)
{
    static const char *const ends[] = {", ", " & "};
    struct piece name = {names->at, (size_t)(names->end - names->at)};
    size_t gap = 0;
    for (size_t i = 0; !names->whole && i < sizeof ends / sizeof ends[0]; i++) {
        const char *end = strstr(names->at, ends[i]);
        if (end != NULL && end < names->end && (size_t)(end - names->at) < name.n) {
            name.n = (size_t)(end - names->at);
            gap = strlen(ends[i]);
        }
    }
    names->at += name.n + gap;
    return name;
}

/* --- where it was printed --------------------------------------------------------------------- */

struct venue {
    struct piece name, volume, issue, pages; /* empty: not said */
    bool article;
};

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

/* What follows the name: 129(2):195-215, 66(2), 12:807157, 102252. */
static bool read_place(const char *s, struct venue *v)
{
    struct piece issue = {s, 0}, pages = {s, 0}, volume = {s, digits(s)};
    const char *at = s + volume.n;
    if (volume.n == 0)
        return false;
    if (*at == '(') {
        issue = (struct piece){at + 1, strcspn(at + 1, ")")};
        at += issue.n + 2;
        if (at[-1] != ')')
            return false;
    }
    if (*at == ':') {
        pages = (struct piece){at + 1, strcspn(at + 1, " ;,")};
        at += pages.n + 1;
    }
    if (*at != '\0')
        return false;
    if (volume.n >= ARTICLE_NUMBER && issue.n == 0 && pages.n == 0) {
        pages = volume;
        volume.n = 0;
    }
    v->volume = volume;
    v->issue = issue;
    v->pages = pages;
    return true;
}

static struct venue venue_of(const char *s)
{
    struct venue v = {.name = {s, strlen(s)}};
    const char *last = strrchr(s, ' ');
    if (last != NULL && read_place(last + 1, &v)) {
        v.name.n = (size_t)(last - s);
        v.article = true;
    }
    return v;
}

/* --- BibTeX ----------------------------------------------------------------------------------- */

/* One character of UTF-8 as TeX would have it; otherwise it stays. */
static const char *as_tex(const char *s, size_t *len)
{
    static const struct {
        const char *utf8, *tex;
    } marks[] = {
        {"\\", "\\textbackslash{}"},
        {"{", "\\{"},
        {"}", "\\}"},
        {"&", "\\&"},
        {"%", "\\%"},
        {"$", "\\$"},
        {"#", "\\#"},
        {"_", "\\_"},
        {"~", "\\textasciitilde{}"},
        {"^", "\\textasciicircum{}"},
        {"\"", "{\"}"},
        {"\xE2\x80\x93", "--"},
        {"\xE2\x80\x94", "---"},
        {"\xE2\x80\x98", "`"},
        {"\xE2\x80\x99", "'"},
        {"\xE2\x80\x9C", "``"},
        {"\xE2\x80\x9D", "''"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        *len = strlen(marks[i].utf8);
        if (strncmp(s, marks[i].utf8, *len) == 0)
            return marks[i].tex;
    }
    *len = 1;
    return NULL;
}

static void add_tex(struct text *t, struct piece p)
{
    for (size_t at = 0, len; at < p.n; at += len) {
        const char *tex = as_tex(p.s + at, &len);
        if (tex != NULL)
            text_add(t, tex);
        else
            text_bytes(t, p.s + at, len);
    }
}

static struct piece whole(const char *s)
{
    return (struct piece){s, strlen(s)};
}

/* "  name = {value},"; braces: {{…}}, taken as it is, capitals too. */
static void add_field(struct text *t, const char *name, struct piece value, bool as_it_is)
{
    if (value.n == 0)
        return;
    text_add(t, ",\n  ");
    text_add(t, name);
    text_add(t, as_it_is ? " = {{" : " = {");
    add_tex(t, value);
    text_add(t, as_it_is ? "}}" : "}");
}

/* 839-872 is a range, and so is e249-e265. */
static void add_pages(struct text *t, struct piece pages)
{
    if (pages.n == 0)
        return;
    text_add(t, ",\n  pages = {");
    for (size_t i = 0; i < pages.n; i++)
        text_add(t, pages.s[i] == '-' ? "--" : (char[]){pages.s[i], '\0'});
    text_char(t, '}');
}

/* A name of several words is one family name: in braces nothing is taken for a first name. */
static void add_authors(struct text *t, const char *authors)
{
    struct names names = names_of(authors);
    size_t n = 0;
    if (authors[0] == '\0')
        return;
    text_add(t, ",\n  author = {");
    for (struct piece name = next_name(&names); name.n > 0; name = next_name(&names), n++) {
        bool several = memchr(name.s, ' ', name.n) != NULL;
        text_add(t, n > 0 ? " and " : "");
        text_add(t, several ? "{" : "");
        add_tex(t, name);
        text_add(t, several ? "}" : "");
    }
    text_add(t, names.others ? " and others}" : "}");
}

static void add_entry(struct text *t, const struct content_evidence *e)
{
    struct venue v = venue_of(e->venue);
    text_add(t, v.article ? "@article{" : "@misc{");
    text_add(t, e->id);
    add_authors(t, e->authors);
    text_add(t, ",\n  year = {");
    text_int(t, e->year);
    text_char(t, '}');
    add_field(t, "title", whole(e->title), true);
    add_field(t, v.article ? "journal" : "howpublished", v.name, false);
    add_field(t, "volume", v.volume, false);
    add_field(t, "number", v.issue, false);
    add_pages(t, v.pages);
    if (e->doi[0] != '\0') { /* read as it is: an underscore in it is not escaped */
        text_add(t, ",\n  doi = {");
        text_add(t, e->doi);
        text_char(t, '}');
    }
    text_add(t, "\n}\n");
}

void view_bibtex(const struct content *c, struct text *out)
{
    for (size_t i = 0; i < content_evidence_count(c); i++) {
        text_add(out, i == 0 ? "" : "\n");
        add_entry(out, content_evidence(c, i));
    }
}

/* --- CSL-JSON --------------------------------------------------------------------------------- */

static void write_name(struct json_out *w, const char *part, struct piece name)
{
    json_begin(w, NULL);
    json_text_n(w, part, name.s, name.n);
    json_end(w);
}

static void write_piece(struct json_out *w, const char *key, struct piece p)
{
    if (p.n > 0)
        json_text_n(w, key, p.s, p.n);
}

static void write_authors(struct json_out *w, const char *authors)
{
    struct names names = names_of(authors);
    if (authors[0] == '\0')
        return;
    json_begin_array(w, "author");
    for (struct piece name = next_name(&names); name.n > 0; name = next_name(&names))
        write_name(w, names.whole ? "literal" : "family", name);
    if (names.others)
        write_name(w, "literal", whole("et al."));
    json_end_array(w);
}

static void write_item(struct json_out *w, const struct content_evidence *e)
{
    struct venue v = venue_of(e->venue);
    json_begin(w, NULL);
    json_text(w, "id", e->id);
    json_text(w, "type", v.article ? "article-journal" : "document");
    write_authors(w, e->authors);
    json_begin(w, "issued");
    json_begin_array(w, "date-parts");
    json_begin_array(w, NULL);
    json_int(w, NULL, e->year);
    json_end_array(w);
    json_end_array(w);
    json_end(w);
    json_text(w, "title", e->title);
    write_piece(w, v.article ? "container-title" : "publisher", v.name);
    write_piece(w, "volume", v.volume);
    write_piece(w, "issue", v.issue);
    write_piece(w, "page", v.pages);
    if (e->doi[0] != '\0')
        json_text(w, "DOI", e->doi);
    json_end(w);
}

void view_csl(const struct content *c, struct text *out)
{
    struct json_out w;
    json_out_init(&w, out);
    json_begin_array(&w, NULL);
    for (size_t i = 0; i < content_evidence_count(c); i++)
        write_item(&w, content_evidence(c, i));
    json_end_array(&w);
    text_char(out, '\n');
}
