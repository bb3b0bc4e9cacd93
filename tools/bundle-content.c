/* tools/bundle-content.c: joins and checks the files of content/ while attune is built.
 *
 *   bundle-content CONTENT.json CONTENT.c LIBRARY.json LIBRARY.c FILE.json… FACE.svg…
 *
 * CONTENT.json is the content's bundle, and CONTENT.c holds the same bytes as attune_bundle[] and
 * attune_bundle_len; LIBRARY the same for the library, as attune_library[]. The files may come in
 * any order. A fault in them stops the build: file, line, what was expected.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/bundle.h"
#include "content/content.h"
#include "content/library.h"

#define FILE_MAX ((size_t)16 << 20)

static char *read_whole(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *text = malloc(FILE_MAX);
    if (f == NULL || text == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    *n = fread(text, 1, FILE_MAX, f);
    if (ferror(f) || !feof(f)) {
        fprintf(stderr, "%s: cannot be read, or is larger than 16 MiB\n", path);
        exit(2);
    }
    fclose(f);
    return text;
}

/* As it is, or as C under a name. */
static void write_whole(const char *path, const struct text *bundle, const char *name)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(2);
    }
    if (name != NULL) {
        fprintf(f,
                "/* Made by tools/bundle-content from content/. The words are CC-BY-SA-4.0. */\n"
                "#include <stddef.h>\n"
                "extern const unsigned char %s[];\n"
                "extern const size_t %s_len;\n"
                "const size_t %s_len = %zu;\n"
                "const unsigned char %s[] = {",
                name, name, name, bundle->len, name);
        for (size_t i = 0; i < bundle->len; i++)
            fprintf(f, "%s%u,", i % 20 == 0 ? "\n" : "", (unsigned char)bundle->data[i]);
        fputs("\n0};\n", f); /* ends as a C string does */
    } else {
        fwrite(bundle->data, 1, bundle->len, f);
    }
    if (ferror(f) || fclose(f) != 0) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(2);
    }
}

struct input {
    const char *path, *base; /* base: the file's name, or a face's without ".svg" */
    struct content_file file;
};

static struct input files[CONTENT_FILES + LIBRARY_FILES], faces[LIBRARY_FACES_MAX];
static size_t nfaces;

static const char *name_of(size_t file)
{
    return file < CONTENT_FILES ? content_file_name(file) : library_file_name(file - CONTENT_FILES);
}

static struct input *place_of(const char *base, size_t n)
{
    if (n > 4 && strcmp(base + n - 4, ".svg") == 0 && nfaces < LIBRARY_FACES_MAX)
        return &faces[nfaces++];
    for (size_t i = 0; i < CONTENT_FILES + LIBRARY_FILES; i++) {
        size_t len = strlen(name_of(i));
        if (len + 5 == n && strncmp(base, name_of(i), len) == 0 &&
            strcmp(base + len, ".json") == 0 && files[i].path == NULL)
            return &files[i];
    }
    return NULL;
}

/* dir/items.json is "items", dir/angry.svg the face "angry". */
static void take(const char *path)
{
    const char *base = strrchr(path, '/');
    base = base == NULL ? path : base + 1;
    size_t n = strlen(base);
    struct input *input = place_of(base, n);
    char *id = malloc(n + 1);
    if (input == NULL || id == NULL) {
        fprintf(stderr, "%s: is not one of the files, stands here twice, or is one too many\n",
                path);
        exit(2);
    }
    memcpy(id, base, n + 1);
    id[n - strlen(strrchr(base, '.'))] = '\0';
    *input = (struct input){.path = path, .base = id};
    input->file.text = read_whole(path, &input->file.n);
}

static int complain(const struct fault *fault)
{
    const char *path = "bundle";
    for (size_t i = 0; i < CONTENT_FILES + LIBRARY_FILES; i++) {
        size_t n = strlen(name_of(i));
        if (strncmp(fault->what, name_of(i), n) == 0 && fault->what[n] == ':')
            path = files[i].path;
    }
    for (size_t i = 0; i < nfaces; i++) {
        size_t n = strlen(faces[i].base);
        if (strncmp(fault->what, "faces: ", 7) == 0 &&
            strncmp(fault->what + 7, faces[i].base, n) == 0 && fault->what[7 + n] == ':')
            path = faces[i].path;
    }
    fprintf(stderr, "%s:%zu:%zu: %s\n", path, fault->line, fault->column, fault->what);
    return 2;
}

static enum err join_content(int compact, struct text *out, struct fault *fault)
{
    struct content_file all[CONTENT_FILES];
    for (size_t i = 0; i < CONTENT_FILES; i++)
        all[i] = files[i].file;
    text_clear(out);
    return content_join(all, compact, out, fault);
}

static enum err join_library(int compact, struct text *out, struct fault *fault)
{
    struct content_file all[LIBRARY_FILES];
    struct library_face_file drawn[LIBRARY_FACES_MAX];
    for (size_t i = 0; i < LIBRARY_FILES; i++)
        all[i] = files[CONTENT_FILES + i].file;
    for (size_t i = 0; i < nfaces; i++)
        drawn[i] = (struct library_face_file){faces[i].base, faces[i].file};
    text_clear(out);
    return library_join(all, drawn, nfaces, compact, out, fault);
}

int main(int argc, char **argv)
{
    for (int a = 5; a < argc; a++)
        take(argv[a]);
    for (size_t i = 0; i < CONTENT_FILES + LIBRARY_FILES; i++) {
        if (files[i].path == NULL) {
            fprintf(stderr, "bundle-content: %s.json is missing\n", name_of(i));
            return 2;
        }
    }
    struct text content_text, library_text;
    struct content *content = NULL;
    struct library *library = NULL;
    struct fault fault;
    text_init(&content_text);
    text_init(&library_text);
    /* First with their lines, so that a fault can be found; then small. */
    if (join_content(0, &content_text, &fault) != ERR_OK ||
        content_create(content_text.data, content_text.len, &content, &fault) != ERR_OK ||
        join_library(0, &library_text, &fault) != ERR_OK ||
        library_create(content, library_text.data, library_text.len, &library, &fault) != ERR_OK ||
        join_content(1, &content_text, &fault) != ERR_OK ||
        join_library(1, &library_text, &fault) != ERR_OK)
        return complain(&fault);
    library_destroy(library);
    content_destroy(content);
    write_whole(argv[1], &content_text, NULL);
    write_whole(argv[2], &content_text, "attune_bundle");
    write_whole(argv[3], &library_text, NULL);
    write_whole(argv[4], &library_text, "attune_library");
    text_finish(&content_text);
    text_finish(&library_text);
    return 0;
}
