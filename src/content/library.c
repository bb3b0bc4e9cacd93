/* content/library.c: the library's bundle becomes an immutable library, all of it or nothing.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "content/library.h"

#include <stdlib.h>
#include <string.h>

#include "content/library_reader.h"

/* In an order in which every reference points backwards; the faces come before them all. */
static const struct {
    const char *name;
    void (*read)(struct content_reader *r);
} files[LIBRARY_FILES] = {
    {"scripts", library_read_scripts},     {"under", library_read_under},
    {"repairs", library_read_repairs},     {"feelings", library_read_feelings},
    {"people", library_read_people},       {"cards", library_read_cards},
    {"questions", library_read_questions}, {"learn", library_read_learn},
};

const char *library_file_name(size_t file)
{
    return files[file].name;
}

static void read_file(struct content_reader *r, const struct json *bundle, size_t file)
{
    r->root = NULL;
    r->id = NULL;
    r->file = "library";
    const struct json *root = content_object(r, bundle, files[file].name);
    if (root == NULL)
        return;
    r->file = files[file].name;
    r->root = root;
    content_format(r);
    if (r->err == ERR_OK)
        files[file].read(r);
}

static void read_faces(struct content_reader *r, const struct json *bundle)
{
    r->file = "library";
    const struct json *root = content_object(r, bundle, "faces");
    if (root == NULL)
        return;
    r->file = "faces";
    r->root = root;
    library_read_faces(r);
}

static enum err read_bundle(struct library *l, const struct content *c, const struct json *bundle,
                            struct fault *fault)
{
    const char *names[LIBRARY_FILES + 2] = {NULL};
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        names[i] = files[i].name;
    names[LIBRARY_FILES] = "faces";
    struct content_reader r = {
        .library = l, .known = c, .arena = &l->arena, .file = "library", .fault = fault};
    content_only(&r, bundle, names);
    read_faces(&r, bundle);
    for (size_t i = 0; r.err == ERR_OK && i < LIBRARY_FILES; i++)
        read_file(&r, bundle, i);
    return r.err;
}

enum err library_create(const struct content *c, const char *bundle, size_t n, struct library **out,
                        struct fault *fault)
{
    *out = NULL;
    struct library *l = calloc(1, sizeof *l);
    if (l == NULL)
        return fault_set(fault, ERR_NOMEM, 0, 0, "library: not enough memory", NULL);
    arena_init(&l->arena, 0);
    struct arena scratch; /* the tree; what is kept of it is copied */
    arena_init(&scratch, 0);
    const struct json *root = NULL;
    struct fault found;
    enum err e = json_parse(&scratch, bundle, n, &root, &found);
    if (e != ERR_OK)
        e = fault_set(fault, e, found.line, found.column, "library: ", found.what, NULL);
    else
        e = read_bundle(l, c, root, fault);
    arena_finish(&scratch);
    if (e != ERR_OK) {
        library_destroy(l);
        return e;
    }
    *out = l;
    return ERR_OK;
}

void library_destroy(struct library *l)
{
    if (l == NULL)
        return;
    arena_finish(&l->arena);
    free(l);
}

void library_read_learn(struct content_reader *r)
{
    static const char *const keys[] = {"format", "words", NULL};
    content_only(r, r->root, keys);
    content_flat(r, "words", &r->library->words);
}

enum err library_join(const struct content_file in[LIBRARY_FILES],
                      const struct library_face_file *faces, size_t nfaces, bool compact,
                      struct text *out, struct fault *fault)
{
    const char *names[LIBRARY_FILES];
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        names[i] = files[i].name;
    struct text drawn;
    struct json_out w;
    text_init(&drawn);
    json_out_init(&w, &drawn);
    json_begin(&w, NULL);
    enum err e = ERR_OK;
    for (size_t i = 0; e == ERR_OK && i < nfaces; i++) {
        const struct content_file *f = &faces[i].file;
        if (text_utf8_valid(f->text, f->n) != f->n)
            e = fault_set(fault, ERR_FORMAT, 0, 0, "faces: ", faces[i].id, ": expected UTF-8",
                          NULL);
        json_text_n(&w, faces[i].id, f->text, f->n);
    }
    json_end(&w);
    if (e == ERR_OK && drawn.err != ERR_OK)
        e = fault_set(fault, drawn.err, 0, 0, "the faces do not fit in memory", NULL);
    if (e == ERR_OK)
        e = content_join_named(names, in, LIBRARY_FILES, "faces", &drawn, compact, out, fault);
    text_finish(&drawn);
    return e;
}
