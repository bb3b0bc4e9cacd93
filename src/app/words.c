/* app/words.c: the content, from the program or from a folder.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/words.h"

#include <stdlib.h>

#include "app/file.h"
#include "base/text.h"
#include "content/bundle.h"

#define FILE_MAX ((size_t)16 << 20)

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

static enum err join_folder(const char *dir, struct text *bundle, struct fault *fault)
{
    struct content_file files[CONTENT_FILES] = {{0}};
    char *bytes[CONTENT_FILES] = {0};
    enum err e = ERR_OK;
    for (size_t i = 0; i < CONTENT_FILES && e == ERR_OK; i++) {
        struct text path;
        text_init(&path);
        text_add(&path, dir);
        text_add(&path, "/");
        text_add(&path, content_file_name(i));
        text_add(&path, ".json");
        struct fault why = {0};
        e = path.err;
        if (e == ERR_OK)
            e = app_file_read(path.data, FILE_MAX, &bytes[i], &files[i].n, &why);
        if (e != ERR_OK)
            fault_set(fault, e, why.line, why.column, path.data ? path.data : dir, ": ",
                      why.what[0] ? why.what : err_name(e), NULL);
        files[i].text = bytes[i];
        text_finish(&path);
    }
    if (e == ERR_OK)
        e = content_join(files, false, bundle, fault);
    for (size_t i = 0; i < CONTENT_FILES; i++)
        free(bytes[i]);
    return e;
}

enum err app_words_open(const char *dir, struct content **out, struct fault *fault)
{
    *out = NULL;
    if (!dir)
        return content_create((const char *)attune_bundle, attune_bundle_len, out, fault);
    struct text bundle;
    text_init(&bundle);
    enum err e = join_folder(dir, &bundle, fault);
    if (e == ERR_OK)
        e = content_create(bundle.data, bundle.len, out, fault);
    text_finish(&bundle);
    return e;
}
