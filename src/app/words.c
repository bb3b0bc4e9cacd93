/* app/words.c: the content and the library, from the program or from a folder.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/words.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "app/file.h"
#include "base/text.h"

#define FILE_MAX ((size_t)16 << 20)
#define FACES "../faces" /* beside the folder of a language: a drawing needs none */
#define FACE_END ".svg"
#define FACE_ID_MAX 64

extern const unsigned char attune_bundle[], attune_library[];
extern const size_t attune_bundle_len, attune_library_len;

/* dir/name.end, whole; *file is to be given back by free((char *)file->text). */
static enum err read_file(const char *dir, const char *name, const char *end,
                          struct content_file *file, struct fault *fault)
{
    struct text path;
    struct fault why = {0};
    char *bytes = NULL;
    text_init(&path);
    text_add(&path, dir);
    text_add(&path, "/");
    text_add(&path, name);
    text_add(&path, end);
    enum err e = path.err;
    if (e == ERR_OK)
        e = app_file_read(path.data, FILE_MAX, &bytes, &file->n, &why);
    if (e != ERR_OK)
        fault_set(fault, e, why.line, why.column, path.data ? path.data : dir, ": ",
                  why.what[0] ? why.what : err_name(e), NULL);
    file->text = bytes;
    text_finish(&path);
    return e;
}

static void free_files(struct content_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free((char *)files[i].text);
}

/* n files of a folder by their names. */
static enum err read_files(const char *dir, const char *(*name)(size_t), size_t n,
                           struct content_file *files, struct fault *fault)
{
    enum err e = ERR_OK;
    for (size_t i = 0; i < n && e == ERR_OK; i++)
        e = read_file(dir, name(i), ".json", &files[i], fault);
    return e;
}

static enum err join_content(const char *dir, struct text *bundle, struct fault *fault)
{
    struct content_file files[CONTENT_FILES] = {{0}};
    enum err e = read_files(dir, content_file_name, CONTENT_FILES, files, fault);
    if (e == ERR_OK)
        e = content_join(files, false, bundle, fault);
    free_files(files, CONTENT_FILES);
    return e;
}

enum err app_words_open(const char *dir, struct content **out, struct fault *fault)
{
    *out = NULL;
    if (!dir)
        return content_create((const char *)attune_bundle, attune_bundle_len, out, fault);
    struct text bundle;
    text_init(&bundle);
    enum err e = join_content(dir, &bundle, fault);
    if (e == ERR_OK)
        e = content_create(bundle.data, bundle.len, out, fault);
    text_finish(&bundle);
    return e;
}

/* --- the library -------------------------------------------------------------------------- */

struct faces {
    struct library_face_file all[LIBRARY_FACES_MAX];
    char ids[LIBRARY_FACES_MAX][FACE_ID_MAX + 1];
    size_t n;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct library_face_file *)a)->id,
                  ((const struct library_face_file *)b)->id);
}

static enum err add_face(struct faces *faces, const char *dir, const char *name, size_t n,
                         struct fault *fault)
{
    if (faces->n == LIBRARY_FACES_MAX || n > FACE_ID_MAX)
        return fault_set(fault, ERR_LIMIT, 0, 0, dir, "/", name,
                         ": one face too many, or too long a name", NULL);
    char *id = faces->ids[faces->n];
    memcpy(id, name, n);
    id[n] = '\0';
    struct library_face_file *face = &faces->all[faces->n++];
    face->id = id;
    return read_file(dir, id, FACE_END, &face->file, fault);
}

/* A folder that is not there holds no faces; a feeling that wants one says which. */
static enum err read_faces(const char *dir, struct faces *faces, struct fault *fault)
{
    enum err e = ERR_OK;
    DIR *d = opendir(dir);
    const struct dirent *entry;
    while (d && e == ERR_OK && (entry = readdir(d)) != NULL) {
        size_t n = strlen(entry->d_name), end = sizeof FACE_END - 1;
        if (n > end && strcmp(entry->d_name + n - end, FACE_END) == 0)
            e = add_face(faces, dir, entry->d_name, n - end, fault);
    }
    if (d)
        closedir(d);
    if (faces->n > 1)
        qsort(faces->all, faces->n, sizeof faces->all[0], by_id);
    return e;
}

static enum err join_library(const char *dir, struct text *bundle, struct fault *fault)
{
    struct content_file files[LIBRARY_FILES] = {{0}};
    struct faces faces = {.n = 0};
    struct text beside;
    text_init(&beside);
    text_add(&beside, dir);
    text_add(&beside, "/" FACES);
    enum err e = beside.err;
    if (e == ERR_OK)
        e = read_files(dir, library_file_name, LIBRARY_FILES, files, fault);
    if (e == ERR_OK)
        e = read_faces(beside.data, &faces, fault);
    if (e == ERR_OK)
        e = library_join(files, faces.all, faces.n, false, bundle, fault);
    text_finish(&beside);
    free_files(files, LIBRARY_FILES);
    for (size_t i = 0; i < faces.n; i++)
        free_files(&faces.all[i].file, 1);
    return e;
}

enum err app_library_open(const char *dir, const struct content *content, struct library **out,
                          struct fault *fault)
{
    *out = NULL;
    if (!dir)
        return library_create(content, (const char *)attune_library, attune_library_len, out,
                              fault);
    struct text bundle;
    text_init(&bundle);
    enum err e = join_library(dir, &bundle, fault);
    if (e == ERR_OK)
        e = library_create(content, bundle.data, bundle.len, out, fault);
    text_finish(&bundle);
    return e;
}
