/* app/folder.c: where a family's data lies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/folder.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *home(void)
{
    const char *dir = getenv("HOME");
    if (dir && dir[0] == '/')
        return dir;
    const struct passwd *me = getpwuid(getuid());
    return me && me->pw_dir && me->pw_dir[0] == '/' ? me->pw_dir : NULL;
}

enum err app_folder_find(const char *chosen, struct text *path, struct fault *fault)
{
    const char *xdg = getenv("XDG_DATA_HOME");
    if (chosen) {
        text_add(path, chosen);
    } else if (xdg && xdg[0] == '/') {
        text_add(path, xdg);
        text_add(path, "/attune");
    } else {
        const char *dir = home();
        if (!dir)
            return fault_set(fault, ERR_NOTFOUND, 0, 0,
                             "there is no home folder to keep anything in; say where with --data",
                             NULL);
        text_add(path, dir);
        text_add(path, "/.local/share/attune");
    }
    if (path->err != ERR_OK)
        return fault_set(fault, path->err, 0, 0, err_name(path->err), NULL);
    return ERR_OK;
}

enum err app_folder_make(const char *path, struct fault *fault)
{
    if (!path[0])
        return fault_set(fault, ERR_IO, 0, 0, "a folder without a name could not be made", NULL);
    char *copy = strdup(path);
    if (!copy)
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    enum err e = ERR_OK;
    for (char *at = copy + 1; e == ERR_OK; at++) {
        char c = *at;
        if (c != '/' && c != '\0')
            continue;
        *at = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            e = fault_set(fault, ERR_IO, 0, 0, "the folder ", copy,
                          " could not be made: ", strerror(errno), NULL);
        *at = c;
        if (c == '\0')
            break;
    }
    struct stat st;
    if (e == ERR_OK && (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)))
        e = fault_set(fault, ERR_IO, 0, 0, path, " is no folder", NULL);
    free(copy);
    return e;
}
