/* tools/embed.c: turns a folder of files into a C table that src/server serves.
 *   embed FOLDER OUT.c
 * "x.br" and "x.gz" beside "x" are the same file in another coding. No folder: an empty table.
 * OUT.c is left alone when nothing changed, so that nothing is compiled again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_MAX 4096
#define BYTES_MAX (64L << 20)

static char *paths[FILES_MAX]; /* "/assets/app.js", below the folder */
static size_t npath;

static const char *const types[][2] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
};

static void die(const char *what, const char *which)
{
    fprintf(stderr, "embed: %s: %s\n", which, what);
    exit(1);
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n > m && strcmp(s + n - m, end) == 0;
}

static char *join(const char *a, const char *b, const char *c)
{
    size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
    char *s = malloc(n);
    if (!s)
        die("out of memory", a);
    snprintf(s, n, "%s%s%s", a, b, c);
    return s;
}

static void walk(const char *root, const char *below)
{
    char *folder = join(root, below, "");
    DIR *dir = opendir(folder);
    if (!dir) {
        if (errno != ENOENT || below[0])
            die(strerror(errno), folder);
        free(folder);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = join(below, "/", entry->d_name), *full = join(root, path, "");
        struct stat st;
        if (stat(full, &st) != 0)
            die(strerror(errno), full);
        if (S_ISDIR(st.st_mode)) {
            walk(root, path);
            free(path);
        } else if (npath == FILES_MAX) {
            die("too many files", full);
        } else {
            paths[npath++] = path;
        }
        free(full);
    }
    closedir(dir);
    free(folder);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static unsigned char *slurp(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    if (size < 0 || size > BYTES_MAX)
        die("too large", path);
    unsigned char *bytes = malloc((size_t)size + 1);
    if (!bytes || fread(bytes, 1, (size_t)size, f) != (size_t)size)
        die("could not be read", path);
    bytes[size] = 0;
    fclose(f);
    *n = (size_t)size;
    return bytes;
}

static uint64_t fnv1a(const unsigned char *bytes, size_t n)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i++)
        h = (h ^ bytes[i]) * UINT64_C(0x100000001b3);
    return h;
}

static const char *type_of(const char *path)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ends_with(path, types[i][0]))
            return types[i][1];
    die("no content type is known for it; add one to tools/embed.c", path);
    return NULL;
}

/* The bytes as an array, and the tag of its content. False: there is no such file. */
static bool put_body(FILE *out, const char *root, const char *path, const char *ending, size_t file,
                     uint64_t *hash)
{
    char *full = join(root, path, ending);
    size_t n;
    unsigned char *bytes = slurp(full, &n);
    free(full);
    if (!bytes)
        return false;
    *hash = fnv1a(bytes, n);
    fprintf(out, "static const unsigned char file_%zu%s[] = {", file, ending[0] ? ending + 1 : "");
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s%u,", i % 24 ? "" : "\n", bytes[i]);
    fprintf(out, "%s};\n", n ? "\n" : "0");
    fprintf(out, "enum { size_%zu%s = %zu };\n", file, ending[0] ? ending + 1 : "", n);
    free(bytes);
    return true;
}

static void put_file(FILE *out, FILE *table, const char *root, const char *path, size_t file)
{
    static const char *const endings[] = {"", ".gz", ".br"};
    static const char *const names[] = {"SERVER_PLAIN", "SERVER_GZIP", "SERVER_BROTLI"};
    /* The build writes a hash into the name of whatever lies in assets/. */
    fprintf(table, "    {\"%s\", \"%s\", %s, {\n", path, type_of(path),
            strncmp(path, "/assets/", 8) == 0 ? "true" : "false");
    for (size_t c = 0; c < 3; c++) {
        uint64_t hash;
        if (!put_body(out, root, path, endings[c], file, &hash))
            continue;
        const char *short_name = endings[c][0] ? endings[c] + 1 : "";
        fprintf(table, "        [%s] = {file_%zu%s, size_%zu%s, ", names[c], file, short_name, file,
                short_name);
        fprintf(table, "\"\\\"%016" PRIx64 "\\\"\"},\n", hash);
    }
    fputs("    }},\n", table);
}

static bool is_coding_of_another(size_t i)
{
    if (!ends_with(paths[i], ".br") && !ends_with(paths[i], ".gz"))
        return false;
    size_t n = strlen(paths[i]) - 3;
    for (size_t j = 0; j < npath; j++)
        if (strlen(paths[j]) == n && strncmp(paths[j], paths[i], n) == 0)
            return true;
    return false;
}

static void write_if_changed(const char *path, const char *text, size_t n)
{
    size_t had;
    unsigned char *before = slurp(path, &had);
    if (before && had == n && memcmp(before, text, n) == 0) {
        free(before);
        return;
    }
    free(before);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
        die(strerror(errno), path);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: embed FOLDER OUT.c\n", stderr);
        return 2;
    }
    walk(argv[1], "");
    qsort(paths, npath, sizeof *paths, by_name);

    char *text = NULL, *rows = NULL;
    size_t ntext, nrows, count = 0;
    FILE *out = open_memstream(&text, &ntext), *table = open_memstream(&rows, &nrows);
    if (!out || !table)
        die("out of memory", argv[2]);
    fputs("/* Written by tools/embed from the built page. */\n", out);
    fputs("#include \"server/files.h\"\n\n", out);
    for (size_t i = 0; i < npath; i++)
        if (!is_coding_of_another(i))
            put_file(out, table, argv[1], paths[i], count++);
    fclose(table);
    fprintf(out, "\nconst struct server_file server_files[] = {\n%s};\n",
            count ? rows : "    {.path = \"\"},\n");
    fprintf(out, "const size_t server_file_count = %zu;\n", count);
    fclose(out);
    write_if_changed(argv[2], text, ntext);

    for (size_t i = 0; i < npath; i++)
        free(paths[i]);
    free(rows);
    free(text);
    return 0;
}
