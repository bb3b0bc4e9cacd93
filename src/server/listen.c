/* server/listen.c: from "127.0.0.1:8080" or "unix:/run/attune.sock" to a listening socket.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"

#define BACKLOG 511

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
};

static enum err refuse(struct fault *fault, enum err code, const char *where, const char *why)
{
    return fault_set(fault, code, 0, 0, "cannot listen on ", where, ": ", why, NULL);
}

static enum err not_an_address(struct fault *fault, const char *where)
{
    return fault_set(fault, ERR_FORMAT, 0, 0, "\"", where, "\" is no address to listen on; ",
                     "expected 127.0.0.1:8080, [::1]:8080 or unix:/path", NULL);
}

static bool read_port(const char *digits, in_port_t *port)
{
    int64_t n;
    if (text_read_int(digits, strlen(digits), &n) != ERR_OK || n < 0 || n > 65535)
        return false;
    *port = htons((uint16_t)n);
    return true;
}

static bool read_address(const char *where, union address *to, socklen_t *len)
{
    const char *colon = strrchr(where, ':');
    char host[64];
    if (!colon || (size_t)(colon - where) >= sizeof host)
        return false;
    size_t n = (size_t)(colon - where);
    memcpy(host, where, n);
    host[n] = '\0';
    memset(to, 0, sizeof *to);
    if (n >= 2 && host[0] == '[' && host[n - 1] == ']') {
        host[n - 1] = '\0';
        to->v6.sin6_family = AF_INET6;
        *len = sizeof to->v6;
        return inet_pton(AF_INET6, host + 1, &to->v6.sin6_addr) == 1 &&
               read_port(colon + 1, &to->v6.sin6_port);
    }
    to->v4.sin_family = AF_INET;
    *len = sizeof to->v4;
    return inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host,
                     &to->v4.sin_addr) == 1 &&
           read_port(colon + 1, &to->v4.sin_port);
}

static void show(struct server_listen *out, const union address *at)
{
    char host[INET6_ADDRSTRLEN] = "?";
    if (at->any.sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &at->v6.sin6_addr, host, sizeof host);
        snprintf(out->shown, sizeof out->shown, "http://[%s]:%u/", host,
                 (unsigned)ntohs(at->v6.sin6_port));
    } else {
        inet_ntop(AF_INET, &at->v4.sin_addr, host, sizeof host);
        snprintf(out->shown, sizeof out->shown, "http://%s:%u/", host,
                 (unsigned)ntohs(at->v4.sin_port));
    }
}

/* A socket file stays behind when a server is killed. Nobody answers there: it may go. */
static bool left_behind(const union address *at)
{
    struct stat st;
    if (stat(at->local.sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    bool dead = connect(fd, &at->any, sizeof at->local) != 0 && errno == ECONNREFUSED;
    close(fd);
    return dead;
}

static enum err open_at(const char *where, const union address *at, socklen_t len,
                        struct server_listen *out, struct fault *fault)
{
    int fd = socket(at->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return refuse(fault, ERR_IO, where, strerror(errno));
    int on = 1;
    if (at->any.sa_family != AF_UNIX)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &at->any, len) != 0 || listen(fd, BACKLOG) != 0) {
        int why = errno;
        close(fd);
        if (why == EADDRINUSE)
            return refuse(fault, ERR_BUSY, where,
                          "another program listens there already; stop it, or choose another "
                          "address with --listen");
        return refuse(fault, ERR_IO, where, strerror(why));
    }
    out->fd = fd;
    return ERR_OK;
}

enum err server_listen_open(const char *where, struct server_listen *out, struct fault *fault)
{
    union address at;
    socklen_t len = sizeof at.local;
    *out = (struct server_listen){.fd = -1};
    if (strncmp(where, "unix:", 5) != 0) {
        if (!read_address(where, &at, &len))
            return not_an_address(fault, where);
        enum err e = open_at(where, &at, len, out, fault);
        if (e == ERR_OK && getsockname(out->fd, &at.any, &len) == 0)
            show(out, &at);
        return e;
    }

    const char *path = where + 5;
    if (!path[0])
        return not_an_address(fault, where);
    if (strlen(path) >= sizeof out->unix_path)
        return refuse(fault, ERR_LIMIT, where, "the path is too long for a socket");
    memset(&at, 0, sizeof at);
    at.local.sun_family = AF_UNIX;
    memcpy(at.local.sun_path, path, strlen(path));
    struct stat st;
    if (lstat(path, &st) == 0 && !S_ISSOCK(st.st_mode))
        return refuse(fault, ERR_IO, where, "a file that is no socket is there");
    if (left_behind(&at))
        unlink(path);
    enum err e = open_at(where, &at, len, out, fault);
    if (e == ERR_OK) {
        chmod(path, 0666); /* the page is for everyone; the folder says who may come in */
        memcpy(out->unix_path, path, strlen(path) + 1);
        snprintf(out->shown, sizeof out->shown, "%s", where);
    }
    return e;
}

void server_listen_remove(struct server_listen *listen)
{
    if (listen->unix_path[0])
        unlink(listen->unix_path);
    listen->unix_path[0] = '\0';
}
