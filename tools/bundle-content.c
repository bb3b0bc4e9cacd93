/* tools/bundle-content.c: joins and checks the content files while attune is built.
 *
 *   bundle-content OUT.json OUT.c dimensions.json evidence.json items.json …
 *
 * OUT.json is the bundle; OUT.c holds the same bytes as attune_bundle[] and attune_bundle_len.
 * The files may come in any order. A fault in them stops the build: file, line, what was expected.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/bundle.h"
#include "content/content.h"

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

static void write_whole(const char *path, const struct text *bundle, int as_c)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(2);
    }
    if (as_c) {
        fprintf(f,
                "/* Made by tools/bundle-content from content/. The words are CC-BY-SA-4.0. */\n"
                "#include <stddef.h>\n"
                "extern const unsigned char attune_bundle[];\n"
                "extern const size_t attune_bundle_len;\n"
                "const size_t attune_bundle_len = %zu;\n"
                "const unsigned char attune_bundle[] = {",
                bundle->len);
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

/* Which file this path is: dir/items.json is "items". */
static size_t file_of(const char *path)
{
    const char *base = strrchr(path, '/');
    base = base == NULL ? path : base + 1;
    for (size_t i = 0; i < CONTENT_FILES; i++) {
        size_t n = strlen(content_file_name(i));
        if (strncmp(base, content_file_name(i), n) == 0 && strcmp(base + n, ".json") == 0)
            return i;
    }
    fprintf(stderr, "%s: is not one of the content files\n", path);
    exit(2);
}

static int complain(const char *const paths[CONTENT_FILES], const struct fault *fault)
{
    const char *path = "bundle";
    for (size_t i = 0; i < CONTENT_FILES; i++) {
        size_t n = strlen(content_file_name(i));
        if (strncmp(fault->what, content_file_name(i), n) == 0 && fault->what[n] == ':')
            path = paths[i];
    }
    fprintf(stderr, "%s:%zu:%zu: %s\n", path, fault->line, fault->column, fault->what);
    return 2;
}

int main(int argc, char **argv)
{
    struct content_file files[CONTENT_FILES] = {{0}};
    const char *paths[CONTENT_FILES] = {NULL};
    if (argc != 3 + CONTENT_FILES) {
        fprintf(stderr, "usage: bundle-content OUT.json OUT.c FILE.json (eight of them)\n");
        return 2;
    }
    for (int a = 3; a < argc; a++) {
        size_t i = file_of(argv[a]);
        if (paths[i] != NULL) {
            fprintf(stderr, "%s: given twice\n", argv[a]);
            return 2;
        }
        paths[i] = argv[a];
        files[i].text = read_whole(argv[a], &files[i].n);
    }

    struct text bundle;
    struct content *content = NULL;
    struct fault fault;
    text_init(&bundle);
    /* First with its lines, so that a fault can be found; then small. */
    if (content_join(files, false, &bundle, &fault) != ERR_OK ||
        content_create(bundle.data, bundle.len, &content, &fault) != ERR_OK)
        return complain(paths, &fault);
    content_destroy(content);
    text_clear(&bundle);
    if (content_join(files, true, &bundle, &fault) != ERR_OK)
        return complain(paths, &fault);
    write_whole(argv[1], &bundle, 0);
    write_whole(argv[2], &bundle, 1);
    for (size_t i = 0; i < CONTENT_FILES; i++)
        free((char *)files[i].text);
    text_finish(&bundle);
    return 0;
}
