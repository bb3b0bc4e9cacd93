/* server/http.c: the one file that knows the HTTP library (libmicrohttpd).
 * All answers are made when the server starts; a request only picks one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server/route.h"
#include "server/server.h"
#include "server/visits.h"

struct answers {
    struct MHD_Response *whole, *unchanged;
};

struct server {
    struct MHD_Daemon *daemon;
    struct visits visits;
    struct server_limits limits;
    const struct server_file *files;
    size_t nfile;
    struct answers (*file)[SERVER_CODINGS]; /* [nfile] */
    struct MHD_Response *health, *not_found, *not_allowed, *no_body;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What every answer says. The page may run its own scripts and its own WebAssembly, talk to its own
 * origin, and nothing else. */
static const char *const every[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
     "img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
     "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

static struct MHD_Response *answer(const void *bytes, size_t n, const char *type, const char *cache)
{
    /* The library never writes through this pointer: the mode is "persistent". */
    struct MHD_Response *r =
        MHD_create_response_from_buffer(n, (void *)bytes, MHD_RESPMEM_PERSISTENT);
    if (!r)
        return NULL;
    int ok = MHD_add_response_header(r, "Cache-Control", cache) == MHD_YES;
    if (type)
        ok = ok && MHD_add_response_header(r, "Content-Type", type) == MHD_YES;
    for (size_t i = 0; i < sizeof every / sizeof *every; i++)
        ok = ok && MHD_add_response_header(r, every[i][0], every[i][1]) == MHD_YES;
    if (!ok) {
        MHD_destroy_response(r);
        return NULL;
    }
    return r;
}

static struct MHD_Response *say(const char *line)
{
    return answer(line, strlen(line), "text/plain; charset=utf-8", "no-store");
}

/* index.html and the service worker are asked for again each time, and answered with 304; whatever
 * carries a hash in its name is never asked for twice. */
static struct MHD_Response *file_answer(const struct server_file *f, enum server_coding coding,
                                        bool whole)
{
    static const char *const names[SERVER_CODINGS] = {NULL, "gzip", "br"};
    const struct server_body *body = &f->body[coding];
    struct MHD_Response *r =
        answer(whole ? body->bytes : NULL, whole ? body->size : 0, whole ? f->type : NULL,
               f->immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!r)
        return NULL;
    int ok = MHD_add_response_header(r, "ETag", body->etag) == MHD_YES;
    if (f->body[SERVER_GZIP].bytes || f->body[SERVER_BROTLI].bytes)
        ok = ok && MHD_add_response_header(r, "Vary", "Accept-Encoding") == MHD_YES;
    if (whole && names[coding])
        ok = ok && MHD_add_response_header(r, "Content-Encoding", names[coding]) == MHD_YES;
    if (!ok) {
        MHD_destroy_response(r);
        return NULL;
    }
    return r;
}

static void let_go(struct MHD_Response *r)
{
    if (r)
        MHD_destroy_response(r);
}

static void free_answers(struct server *s)
{
    for (size_t i = 0; s->file && i < s->nfile; i++) {
        for (int c = 0; c < SERVER_CODINGS; c++) {
            let_go(s->file[i][c].whole);
            let_go(s->file[i][c].unchanged);
        }
    }
    free(s->file);
    let_go(s->health);
    let_go(s->not_found);
    let_go(s->not_allowed);
    let_go(s->no_body);
}

static enum err make_answers(struct server *s)
{
    s->health = say("ok\n");
    s->not_found = say("There is nothing here. The page is at /\n");
    s->not_allowed = say("Only GET and HEAD are answered here.\n");
    s->no_body = say("Nothing is to be sent here.\n");
    if (!s->health || !s->not_found || !s->not_allowed || !s->no_body ||
        MHD_add_response_header(s->not_allowed, "Allow", "GET, HEAD") != MHD_YES ||
        MHD_add_response_header(s->no_body, "Connection", "close") != MHD_YES)
        return ERR_NOMEM;
    s->file = calloc(s->nfile ? s->nfile : 1, sizeof *s->file);
    if (!s->file)
        return ERR_NOMEM;
    for (size_t i = 0; i < s->nfile; i++) {
        for (int c = 0; c < SERVER_CODINGS; c++) {
            if (!s->files[i].body[c].bytes)
                continue;
            s->file[i][c].whole = file_answer(&s->files[i], (enum server_coding)c, true);
            s->file[i][c].unchanged = file_answer(&s->files[i], (enum server_coding)c, false);
            if (!s->file[i][c].whole || !s->file[i][c].unchanged)
                return ERR_NOMEM;
        }
    }
    return ERR_OK;
}

static struct visit *visit_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static enum MHD_Result reply(struct MHD_Connection *connection, const struct server *s,
                             const struct server_route *route)
{
    switch (route->answer) {
    case SERVER_HEALTH:
        return MHD_queue_response(connection, MHD_HTTP_OK, s->health);
    case SERVER_NOT_ALLOWED:
        return MHD_queue_response(connection, MHD_HTTP_METHOD_NOT_ALLOWED, s->not_allowed);
    case SERVER_NOT_FOUND:
        return MHD_queue_response(connection, MHD_HTTP_NOT_FOUND, s->not_found);
    case SERVER_FILE:
        break;
    }
    const struct answers *a = &s->file[route->file - s->files][route->coding];
    if (route->unchanged)
        return MHD_queue_response(connection, MHD_HTTP_NOT_MODIFIED, a->unchanged);
    return MHD_queue_response(connection, MHD_HTTP_OK, a->whole);
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result on_request(void *server, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload_data,
                                  size_t *upload_size, void **request)
{
    (void)version, (void)upload_data, (void)upload_size;
    struct server *s = server;
    visits_answering(&s->visits, visit_of(connection), true, now_ms());
    struct server_route route =
        server_route(s->files, s->nfile, method, url, header(connection, "Accept-Encoding"),
                     header(connection, "If-None-Match"));
    const char *length = header(connection, "Content-Length");
    bool body = header(connection, "Transfer-Encoding") || (length && strcmp(length, "0") != 0);
    if (body && route.answer != SERVER_NOT_ALLOWED)
        return MHD_queue_response(connection, MHD_HTTP_CONTENT_TOO_LARGE, s->no_body);
    if (!body && !*request) {
        /* The library calls twice; an answer to the first call would end the connection. */
        *request = s;
        return MHD_YES;
    }
    return reply(connection, s, &route);
}

static void on_completed(void *server, struct MHD_Connection *connection, void **request,
                         enum MHD_RequestTerminationCode why)
{
    (void)request, (void)why;
    struct server *s = server;
    visits_answering(&s->visits, visit_of(connection), false, now_ms());
}

static void on_connection(void *server, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct server *s = server;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = info ? visits_begin(&s->visits, info->connect_fd, now_ms()) : NULL;
    } else {
        visits_end(&s->visits, *context);
        *context = NULL;
    }
}

/* Paths are compared as they came: no file's name needs an escape. */
static size_t keep_escapes(void *nothing, struct MHD_Connection *connection, char *s)
{
    (void)nothing, (void)connection;
    return strlen(s);
}

static struct MHD_Daemon *start_daemon(struct server *s, int listen_fd)
{
    const struct server_limits *l = &s->limits;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_USE_ITC, 0, NULL, NULL, on_request, s,
        MHD_OPTION_LISTEN_SOCKET, listen_fd, MHD_OPTION_THREAD_POOL_SIZE,
        l->threads < 2 ? 2u : l->threads, MHD_OPTION_CONNECTION_LIMIT, l->connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768, MHD_OPTION_CONNECTION_TIMEOUT,
        l->request_seconds, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, s, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes,
        NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

enum err server_start(const struct server_file *files, size_t n, int listen_fd,
                      const struct server_limits *limits, struct server **out, struct fault *fault)
{
    *out = NULL;
    struct server *s = calloc(1, sizeof *s);
    if (!s) {
        close(listen_fd);
        return fault_set(fault, ERR_NOMEM, 0, 0, "out of memory", NULL);
    }
    s->files = files;
    s->nfile = n;
    s->limits = *limits;
    visits_init(&s->visits);
    enum err e = make_answers(s);
    if (e == ERR_OK) {
        s->daemon = start_daemon(s, listen_fd);
        if (!s->daemon)
            e = fault_set(fault, ERR_IO, 0, 0, "the HTTP library would not start", NULL);
    } else {
        fault_set(fault, e, 0, 0, "out of memory", NULL);
    }
    if (e != ERR_OK) {
        close(listen_fd);
        free_answers(s);
        visits_finish(&s->visits);
        free(s);
        return e;
    }
    *out = s;
    return ERR_OK;
}

void server_sweep(struct server *s)
{
    visits_sweep(&s->visits, now_ms(), (int64_t)s->limits.request_seconds * 1000,
                 (int64_t)s->limits.answer_seconds * 1000);
}

void server_stop(struct server *s, unsigned grace_seconds)
{
    if (!s)
        return;
    int fd = MHD_quiesce_daemon(s->daemon);
    int64_t until = now_ms() + (int64_t)grace_seconds * 1000;
    const struct timespec moment = {.tv_nsec = 20 * 1000000};
    while (visits_answering_count(&s->visits) > 0 && now_ms() < until)
        nanosleep(&moment, NULL);
    MHD_stop_daemon(s->daemon);
    if (fd >= 0)
        close(fd);
    free_answers(s);
    visits_finish(&s->visits);
    free(s);
}
