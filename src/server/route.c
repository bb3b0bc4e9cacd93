/* server/route.c: which answer a request gets.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/route.h"

#include <string.h>
#include <strings.h>

static const struct server_file *find(const struct server_file *files, size_t n, const char *path)
{
    if (strcmp(path, "/") == 0)
        path = "/index.html";
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(path, files[mid].path);
        if (order == 0)
            return &files[mid];
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

static const char *skip_blank(const char *s)
{
    return s + strspn(s, " \t");
}

/* Is this weight ("0", "0.000") nothing? */
static bool weighs_nothing(const char *q)
{
    if (*q != '0')
        return false;
    q++;
    if (*q == '.')
        q += 1 + strspn(q + 1, "0");
    return !(*q >= '0' && *q <= '9');
}

/* Does the field allow this coding? 1 yes, 0 no, -1 not said. */
static int allows(const char *field, const char *coding)
{
    size_t want = strlen(coding);
    for (const char *at = field; *at;) {
        at = skip_blank(at);
        size_t n = strcspn(at, " \t;,");
        const char *end = at + strcspn(at, ",");
        if (n == want && strncasecmp(at, coding, n) == 0) {
            const char *q = at + n;
            while (q < end && !(strncasecmp(q, "q=", 2) == 0))
                q++;
            return !(q < end && weighs_nothing(q + 2));
        }
        at = *end ? end + 1 : end;
    }
    return -1;
}

enum server_coding server_coding_choose(const struct server_file *file, const char *accept_encoding)
{
    static const struct {
        enum server_coding coding;
        const char *name;
    } best_first[] = {{SERVER_BROTLI, "br"}, {SERVER_GZIP, "gzip"}};
    if (!accept_encoding)
        return SERVER_PLAIN;
    int any = allows(accept_encoding, "*");
    for (size_t i = 0; i < sizeof best_first / sizeof *best_first; i++) {
        int said = allows(accept_encoding, best_first[i].name);
        if (file->body[best_first[i].coding].bytes && (said == 1 || (said < 0 && any == 1)))
            return best_first[i].coding;
    }
    return SERVER_PLAIN;
}

bool server_tag_matches(const char *if_none_match, const char *etag)
{
    if (!if_none_match)
        return false;
    size_t want = strlen(etag);
    for (const char *at = skip_blank(if_none_match); *at;) {
        if (*at == '*')
            return true;
        if (strncmp(at, "W/", 2) == 0)
            at += 2;
        if (*at != '"')
            return false;
        const char *close = strchr(at + 1, '"');
        if (!close)
            return false;
        size_t n = (size_t)(close - at) + 1;
        if (n == want && strncmp(at, etag, n) == 0)
            return true;
        at = close + 1;
        at += strspn(at, " \t,");
    }
    return false;
}

struct server_route server_route(const struct server_file *files, size_t n, const char *method,
                                 const char *path, const char *accept_encoding,
                                 const char *if_none_match)
{
    struct server_route route = {SERVER_NOT_FOUND, NULL, SERVER_PLAIN, false};
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        route.answer = SERVER_NOT_ALLOWED;
        return route;
    }
    if (strcmp(path, "/healthz") == 0) {
        route.answer = SERVER_HEALTH;
        return route;
    }
    route.file = find(files, n, path);
    if (!route.file)
        return route;
    route.answer = SERVER_FILE;
    route.coding = server_coding_choose(route.file, accept_encoding);
    route.unchanged = server_tag_matches(if_none_match, route.file->body[route.coding].etag);
    return route;
}
