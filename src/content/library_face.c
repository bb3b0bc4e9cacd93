/* content/library_face.c: line faces: a very small part of SVG, so that a face can be put into any
 * page as it is: lines in currentColor on 64 x 64, no colour, text, style, script or reference.
 *
 *   face   = <svg HEAD> shape+ </svg>          spaces and line ends between the tags
 *   HEAD   = the seven attributes below, each once, in any order
 *   shape  = <path d="…"/> | <circle cx="…" cy="…" r="…"/>
 *   d      = absolute commands M L H V C S Q T A Z and numbers from 0 to 64
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "content/library_reader.h"

#define SIDE 64 /* of the view box */
#define BYTES_MAX 4096
#define VALUE_MAX 1024

struct cursor {
    const char *s, *at, *end;
    const char *expected; /* the first thing that was not as expected, or NULL */
};

static bool expect(struct cursor *c, bool holds, const char *expected)
{
    if (c->expected == NULL && !holds)
        c->expected = expected;
    return c->expected == NULL;
}

static bool take(struct cursor *c, const char *literal)
{
    size_t n = strlen(literal);
    if (c->expected != NULL || (size_t)(c->end - c->at) < n || memcmp(c->at, literal, n) != 0)
        return false;
    c->at += n;
    return true;
}

static bool is_space(char s)
{
    return s == ' ' || s == '\n' || s == '\r' || s == '\t';
}

static size_t skip_space(struct cursor *c)
{
    size_t n = 0;
    for (; c->at < c->end && is_space(*c->at); n++)
        c->at++;
    return n;
}

/* ="value": the value's bytes, from *value. */
static size_t take_value(struct cursor *c, const char **value)
{
    *value = c->at;
    if (!expect(c, take(c, "=\""), "expected =\"…\" after an attribute's name"))
        return 0;
    *value = c->at;
    while (c->at < c->end && *c->at != '"')
        c->at++;
    size_t n = (size_t)(c->at - *value);
    (void)expect(c, n <= VALUE_MAX && take(c, "\""), "expected a short value that ends with \"");
    return n;
}

/* A number of [0, SIDE] with up to some digits: 12, 12.5, .5. */
static bool take_number(struct cursor *c)
{
    const char *from = c->at;
    size_t digits = 0;
    double v = 0, unit = 1;
    for (; c->at < c->end && *c->at >= '0' && *c->at <= '9' && digits < 8; c->at++, digits++)
        v = v * 10 + (*c->at - '0');
    if (take(c, "."))
        for (; c->at < c->end && *c->at >= '0' && *c->at <= '9' && digits < 8; c->at++, digits++)
            v += (*c->at - '0') * (unit /= 10);
    if (digits == 0 || v > SIDE)
        c->at = from;
    return expect(c, digits > 0 && v <= SIDE, "expected a number from 0 to 64");
}

static bool is_command(char s)
{
    return s != '\0' && strchr("MLHVCSQTAZ", s) != NULL;
}

static void check_path(struct cursor *c)
{
    (void)expect(c, c->at < c->end && *c->at == 'M', "expected a path that begins with M");
    while (c->expected == NULL && c->at < c->end) {
        if (is_command(*c->at) || is_space(*c->at) || *c->at == ',')
            c->at++;
        else
            (void)take_number(c);
    }
}

/* The value between its quotes, by itself. */
static void check_value(struct cursor *c, const char *value, size_t n, bool path)
{
    struct cursor inside = {.s = c->s, .at = value, .end = value + n};
    if (path)
        check_path(&inside);
    else if (take_number(&inside))
        (void)expect(&inside, inside.at == inside.end, "expected one number");
    if (inside.expected != NULL)
        *c = inside;
}

/* Names of attributes, each once, up to the tag's end. values: NULL where any number (or, for d, a
 * path) may stand. */
static void check_attributes(struct cursor *c, const char *const *names, const char *const *values,
                             const char *expected)
{
    unsigned seen = 0, all = 0;
    while (names[all] != NULL)
        all++;
    for (unsigned k = 0; k < all && c->expected == NULL; k++) {
        const char *value;
        unsigned i = 0;
        (void)expect(c, skip_space(c) > 0, expected);
        const char *name = c->at;
        while (c->at < c->end && *c->at != '=' && !is_space(*c->at) && *c->at != '>')
            c->at++;
        size_t len = (size_t)(c->at - name);
        while (i < all && (strlen(names[i]) != len || memcmp(names[i], name, len) != 0))
            i++;
        if (i == all || (seen >> i & 1) != 0) {
            c->at = name;
            (void)expect(c, false, expected);
            return;
        }
        seen |= 1U << i;
        size_t n = take_value(c, &value);
        if (c->expected != NULL)
            return;
        if (values == NULL) {
            check_value(c, value, n, strcmp(names[i], "d") == 0);
        } else if (strlen(values[i]) != n || memcmp(values[i], value, n) != 0) {
            c->at = value;
            (void)expect(c, false, expected);
        }
    }
}

static void check_shape(struct cursor *c)
{
    static const char *const path[] = {"d", NULL};
    static const char *const circle[] = {"cx", "cy", "r", NULL};
    if (take(c, "<path"))
        check_attributes(c, path, NULL, "expected <path d=\"…\"/>, with nothing else in it");
    else if (take(c, "<circle"))
        check_attributes(c, circle, NULL, "expected <circle cx=\"…\" cy=\"…\" r=\"…\"/>");
    else
        (void)expect(c, false, "expected <path …/>, <circle …/> or </svg>");
    (void)skip_space(c);
    (void)expect(c, take(c, "/>"), "expected /> at the end of a shape");
}

static void check_face(struct cursor *c)
{
    static const char *const names[] = {
        "xmlns",          "viewBox",         "fill", "stroke", "stroke-width",
        "stroke-linecap", "stroke-linejoin", NULL};
    static const char *const values[] = {
        "http://www.w3.org/2000/svg", "0 0 64 64", "none", "currentColor", "2.5", "round", "round"};
    size_t shapes = 0;
    (void)expect(c, take(c, "<svg"), "expected a face that begins with <svg");
    check_attributes(c, names, values,
                     "expected, each once: xmlns, viewBox=\"0 0 64 64\", fill=\"none\", "
                     "stroke=\"currentColor\", stroke-width=\"2.5\", round line caps and joins");
    (void)expect(c, take(c, ">"), "expected > after the seven attributes");
    for (; c->expected == NULL; shapes++) {
        (void)skip_space(c);
        if (take(c, "</svg>"))
            break;
        check_shape(c);
    }
    (void)expect(c, shapes > 0, "expected at least one shape");
    (void)skip_space(c);
    (void)expect(c, c->at == c->end, "expected nothing after </svg>");
}

bool library_face_check(const char *svg, size_t n, size_t *line, size_t *column,
                        const char **expected)
{
    struct cursor c = {.s = svg, .at = svg, .end = svg + n};
    *line = *column = 1;
    *expected = NULL;
    if (expect(&c, n <= BYTES_MAX, "expected at most 4096 bytes"))
        check_face(&c);
    if (c.expected == NULL)
        return true;
    for (const char *s = svg; s < c.at; s++) {
        *column = *s == '\n' ? 1 : *column + 1;
        *line += *s == '\n';
    }
    *expected = c.expected;
    return false;
}

void library_read_faces(struct content_reader *r)
{
    struct library *l = r->library;
    if (r->root->count > LIBRARY_FACES_MAX)
        content_refuse(r, NULL, NULL, "expected at most 64 faces");
    l->faces = content_records(r, r->root->count, sizeof *l->faces);
    l->face_ids.entries =
        l->faces == NULL ? NULL : content_records(r, r->root->count, sizeof *l->face_ids.entries);
    if (l->face_ids.entries == NULL)
        return;
    size_t n = 0;
    for (const struct json *m = r->root->child; r->err == ERR_OK && m != NULL; m = m->next, n++) {
        struct json at = {.line = r->root->line, .column = r->root->column};
        size_t line, column;
        const char *expected;
        r->id = NULL;
        const char *id =
            content_key(r, m, m->key, "expected the name of a face, such as angry.svg");
        r->id = id;
        if (r->err == ERR_OK && m->type != JSON_STRING) {
            content_refuse(r, m, NULL, "expected the text of an SVG file");
        } else if (r->err == ERR_OK &&
                   !library_face_check(m->text, m->len, &line, &column, &expected)) {
            at.line += line - 1; /* within its own file */
            at.column = line == 1 ? at.column + column - 1 : column;
            content_refuse(r, &at, NULL, expected);
        } else if (r->err == ERR_OK) {
            const char *svg = arena_text(r->arena, m->text, m->len);
            if (svg == NULL)
                content_no_memory(r);
            l->faces[n] = (struct library_face){id, svg};
            l->face_ids.entries[n] = (struct content_entry){id, n};
        }
    }
    content_index_make(r, &l->face_ids, n, r->root);
    r->id = NULL;
}
