/* cli/cmd_serve.c: attune serve: the page, over HTTP.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/commands.h"
#include "server/listen.h"
#include "server/server.h"

#define LISTEN_DEFAULT "127.0.0.1:8080"
#define GRACE_SECONDS 5

/* A misspelt setting that is silently ignored is worse than none. */
static int check_environment(void)
{
    extern char **environ;
    static const char *const known[] = {"ATTUNE_LISTEN"};
    for (char **at = environ; *at; at++) {
        size_t n = strcspn(*at, "=");
        if (strncmp(*at, "ATTUNE_", 7) != 0)
            continue;
        size_t i = 0;
        while (i < sizeof known / sizeof *known &&
               (strlen(known[i]) != n || strncmp(known[i], *at, n) != 0))
            i++;
        if (i == sizeof known / sizeof *known)
            return cli_fail(CLI_USAGE, "there is no setting %.*s; attune serve knows ATTUNE_LISTEN",
                            (int)n, *at);
    }
    return CLI_DONE;
}

/* Waits for SIGTERM or SIGINT, and sweeps once a second until one comes. */
static void serve_until_told(struct server *server, const sigset_t *stop)
{
    const struct timespec second = {.tv_sec = 1};
    for (;;) {
        if (sigtimedwait(stop, NULL, &second) >= 0)
            return;
        if (errno == EAGAIN)
            server_sweep(server);
    }
}

static unsigned thread_count(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 2 ? 2 : n > 8 ? 8 : (unsigned)n;
}

static int run(struct cli *cli, int argc, char **argv)
{
    (void)argc, (void)argv;
    int status = check_environment();
    if (status != CLI_DONE)
        return status;
    if (server_file_count == 0)
        return cli_fail(CLI_COULD_NOT,
                        "the page is not in this program: it was built without it. In attune's "
                        "source, `make run` installs what the page needs (node, npm, clang-14, "
                        "lld-14, wasi-libc) and builds it in");

    /* Blocked before any thread starts, so that they all inherit it and the signals wait for us. */
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);

    const char *where = cli_value(cli, "listen");
    if (!where)
        where = getenv("ATTUNE_LISTEN");
    struct fault fault = {0};
    struct server_listen listen;
    if (server_listen_open(where ? where : LISTEN_DEFAULT, &listen, &fault) != ERR_OK)
        return cli_fault(NULL, &fault);

    struct server_limits limits = SERVER_LIMITS_DEFAULT;
    limits.threads = thread_count();
    struct server *server;
    if (server_start(server_files, server_file_count, listen.fd, &limits, &server, &fault) !=
        ERR_OK) {
        server_listen_remove(&listen);
        return cli_fault(NULL, &fault);
    }
    printf("attune is at %s\n"
           "Ctrl-C stops it. Nothing that you enter in the page comes back here.\n",
           listen.shown);
    fflush(stdout);
    serve_until_told(server, &stop);
    server_listen_remove(&listen);
    server_stop(server, GRACE_SECONDS);
    puts("Stopped.");
    return CLI_DONE;
}

static const struct cli_option options[] = {
    {"listen", "WHERE", "127.0.0.1:8080 (so it is), [::1]:8080, or unix:/path/to.sock"},
};

const struct cli_command cmd_serve = {
    .name = "serve",
    .usage = "[--listen WHERE]",
    .summary = "serve the page to a browser",
    .detail = "ATTUNE_LISTEN says where as well; --listen wins. A browser keeps the page for\n"
              "use offline only from this computer's own address, or over HTTPS: put a proxy\n"
              "that speaks HTTPS in front, or let `make site` write the page as a folder for\n"
              "any HTTPS host.",
    .options = options,
    .noption = sizeof options / sizeof *options,
    .run = run,
};
