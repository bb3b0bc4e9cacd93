/* tests/content/shelf.c: reading, spoiling and joining the library's files.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "shelf.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *copy(const char *s)
{
    size_t n = strlen(s) + 1;
    char *c = malloc(n);
    assert_non_null(c);
    memcpy(c, s, n);
    return c;
}

static char *must_read(const char *folder, const char *name)
{
    char *text = samples_read(folder, name);
    if (text == NULL)
        print_error("%s/%s cannot be read\n", folder, name);
    assert_non_null(text);
    return text;
}

static void add_face(struct shelf *s, const char *id, char *text)
{
    size_t at = s->nfaces++;
    assert_true(s->nfaces <= LIBRARY_FACES_MAX);
    for (; at > 0 && strcmp(s->face_ids[at - 1], id) > 0; at--) {
        s->face_ids[at] = s->face_ids[at - 1];
        s->faces[at] = s->faces[at - 1];
    }
    s->face_ids[at] = copy(id);
    s->faces[at] = text;
}

static void load_faces(struct shelf *s, const char *dir)
{
    DIR *d = opendir(dir);
    assert_non_null(d);
    for (const struct dirent *entry; (entry = readdir(d)) != NULL;) {
        size_t n = strlen(entry->d_name);
        if (n < 5 || strcmp(entry->d_name + n - 4, ".svg") != 0)
            continue;
        char id[64];
        assert_true(n - 4 < sizeof id);
        memcpy(id, entry->d_name, n - 4);
        id[n - 4] = '\0';
        add_face(s, id, must_read(dir, entry->d_name));
    }
    closedir(d);
}

void shelf_load(struct shelf *s, const char *folder, const char *faces)
{
    const char *source = getenv("ATTUNE_SOURCE");
    char dir[512], name[32];
    memset(s, 0, sizeof *s);
    samples_load(&s->samples, folder);
    snprintf(dir, sizeof dir, "%s/%s", source == NULL ? "." : source, folder);
    for (size_t i = 0; i < LIBRARY_FILES; i++) {
        snprintf(name, sizeof name, "%s.json", library_file_name(i));
        s->text[i] = must_read(dir, name);
    }
    snprintf(dir, sizeof dir, "%s/%s", source == NULL ? "." : source, faces);
    load_faces(s, dir);
}

void shelf_finish(struct shelf *s)
{
    samples_finish(&s->samples);
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        free(s->text[i]);
    for (size_t i = 0; i < s->nfaces; i++) {
        free(s->face_ids[i]);
        free(s->faces[i]);
    }
}

struct shelf shelf_copy(const struct shelf *s)
{
    struct shelf c = {.nfaces = s->nfaces};
    for (size_t i = 0; i < CONTENT_FILES; i++)
        c.samples.text[i] = copy(s->samples.text[i]);
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        c.text[i] = copy(s->text[i]);
    for (size_t i = 0; i < s->nfaces; i++) {
        c.face_ids[i] = copy(s->face_ids[i]);
        c.faces[i] = copy(s->faces[i]);
    }
    return c;
}

/* Where the file's text is kept. */
static char **find_text(struct shelf *s, const char *file)
{
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        if (strcmp(library_file_name(i), file) == 0)
            return &s->text[i];
    for (size_t i = 0; i < CONTENT_FILES; i++)
        if (strcmp(content_file_name(i), file) == 0)
            return &s->samples.text[i];
    for (size_t i = 0; i < s->nfaces; i++)
        if (strncmp(file, "faces/", 6) == 0 && strcmp(s->face_ids[i], file + 6) == 0)
            return &s->faces[i];
    fail_msg("there is no file %s", file);
    return NULL;
}

void shelf_replace(struct shelf *s, const char *file, const char *find, const char *with)
{
    char **text = find_text(s, file), *at = strstr(*text, find);
    if (at == NULL)
        print_error("%s: no \"%s\" to spoil\n", file, find);
    assert_non_null(at);
    size_t before = (size_t)(at - *text), n = strlen(*text) - strlen(find) + strlen(with) + 1;
    char *spoilt = malloc(n);
    assert_non_null(spoilt);
    snprintf(spoilt, n, "%.*s%s%s", (int)before, *text, with, at + strlen(find));
    free(*text);
    *text = spoilt;
}

enum err shelf_join(const struct shelf *s, bool compact, struct text *out, struct fault *fault)
{
    struct content_file files[LIBRARY_FILES];
    struct library_face_file faces[LIBRARY_FACES_MAX];
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        files[i] = (struct content_file){s->text[i], strlen(s->text[i])};
    for (size_t i = 0; i < s->nfaces; i++)
        faces[i] = (struct library_face_file){s->face_ids[i], {s->faces[i], strlen(s->faces[i])}};
    return library_join(files, faces, s->nfaces, compact, out, fault);
}

enum err shelf_create(const struct shelf *s, struct content **c, struct library **l,
                      struct fault *fault)
{
    struct text bundle;
    *c = NULL;
    *l = NULL;
    enum err e = samples_create(&s->samples, c, fault);
    if (e != ERR_OK)
        print_error("%zu:%zu: %s\n", fault->line, fault->column, fault->what);
    assert_int_equal(e, ERR_OK);
    text_init(&bundle);
    e = shelf_join(s, false, &bundle, fault);
    if (e == ERR_OK)
        e = library_create(*c, bundle.data, bundle.len, l, fault);
    text_finish(&bundle);
    return e;
}
