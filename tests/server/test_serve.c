/* tests/server/test_serve.c: a true server on loopback: answers, slow clients, stopping.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/listen.h"
#include "server/server.h"

#define BIG (8u << 20) /* more than the sockets' buffers hold */

static unsigned char big[BIG];
static struct server_file files[] = {
    {"/assets/a-1.js",
     "text/javascript; charset=utf-8",
     true,
     {{(const unsigned char *)"plain", 5, "\"p\""},
      {NULL, 0, NULL},
      {(const unsigned char *)"br", 2, "\"b\""}}},
    {"/big", "application/wasm", false, {{big, BIG, "\"big\""}}},
    {"/index.html",
     "text/html; charset=utf-8",
     false,
     {{(const unsigned char *)"<p>page", 7, "\"i\""}}},
};

static struct server *server;
static struct sockaddr_in at;

static void open_server(struct server_limits limits)
{
    struct server_listen listen;
    struct fault fault = {0};
    assert_int_equal(server_listen_open("127.0.0.1:0", &listen, &fault), ERR_OK);
    socklen_t n = sizeof at;
    assert_int_equal(getsockname(listen.fd, (struct sockaddr *)&at, &n), 0);
    assert_int_equal(server_start(files, 3, listen.fd, &limits, &server, &fault), ERR_OK);
}

static const struct server_limits quick = {
    .threads = 2, .connections = 16, .request_seconds = 1, .answer_seconds = 2};

static int dial(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    return fd;
}

static void say(int fd, const char *text)
{
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), (ssize_t)strlen(text));
}

/* Reads until the peer closes, for at most five seconds; the first bytes into out. */
static size_t hear(int fd, char *out, size_t cap)
{
    size_t got = 0;
    char buffer[65536];
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, 5000) <= 0)
            break;
        ssize_t n = recv(fd, buffer, sizeof buffer, 0);
        if (n <= 0)
            break;
        for (ssize_t i = 0; i < n && got + (size_t)i + 1 < cap; i++)
            out[got + (size_t)i] = buffer[i];
        got += (size_t)n;
    }
    out[got < cap ? got : cap - 1] = '\0';
    return got;
}

static void ask(const char *request, char *answer, size_t cap)
{
    int fd = dial();
    say(fd, request);
    hear(fd, answer, cap);
    close(fd);
}

#define HEAD_END " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"

static void answers_with_what_a_browser_needs(void **state)
{
    (void)state;
    open_server(quick);
    char a[4096];
    ask("GET /" HEAD_END "\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 200 ", 13);
    assert_non_null(strstr(a, "\r\nContent-Type: text/html; charset=utf-8\r\n"));
    assert_non_null(strstr(a, "\r\nCache-Control: no-cache\r\n"));
    assert_non_null(strstr(a, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert_null(strstr(a, "unsafe-inline"));
    assert_non_null(strstr(a, "\r\nX-Content-Type-Options: nosniff\r\n"));
    assert_non_null(strstr(a, "\r\nReferrer-Policy: no-referrer\r\n"));
    assert_non_null(strstr(a, "\r\nPermissions-Policy: "));
    assert_non_null(strstr(a, "\r\n\r\n<p>page"));

    ask("GET /assets/a-1.js" HEAD_END "Accept-Encoding: gzip, br\r\n\r\n", a, sizeof a);
    assert_non_null(strstr(a, "\r\nContent-Encoding: br\r\n"));
    assert_non_null(strstr(a, "\r\nVary: Accept-Encoding\r\n"));
    assert_non_null(strstr(a, "\r\nCache-Control: public, max-age=31536000, immutable\r\n"));
    assert_non_null(strstr(a, "\r\n\r\nbr"));

    ask("GET /assets/a-1.js" HEAD_END "If-None-Match: \"p\"\r\n\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 304 ", 13);
    assert_non_null(strstr(a, "\r\nETag: \"p\"\r\n"));
    assert_null(strstr(a, "plain"));

    ask("HEAD /" HEAD_END "\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 200 ", 13);
    assert_non_null(strstr(a, "\r\nContent-Length: 7\r\n"));
    assert_null(strstr(a, "<p>page"));

    ask("GET /healthz" HEAD_END "\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 200 ", 13);
    assert_non_null(strstr(a, "\r\n\r\nok\n"));
    server_stop(server, 1);
}

static void refuses_the_rest(void **state)
{
    (void)state;
    open_server(quick);
    char a[4096];
    ask("GET /nothing" HEAD_END "\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 404 ", 13);
    ask("GET /%2e%2e/%2e%2e/etc/passwd" HEAD_END "\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 404 ", 13);
    ask("GET /../index.html" HEAD_END "\r\n", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 404 ", 13);
    ask("POST /" HEAD_END "Content-Length: 3\r\n\r\nabc", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 405 ", 13);
    assert_non_null(strstr(a, "\r\nAllow: GET, HEAD\r\n"));
    ask("GET /" HEAD_END "Content-Length: 3\r\n\r\nabc", a, sizeof a);
    assert_memory_equal(a, "HTTP/1.1 413 ", 13);
    ask("GET / HTTP/9\r\n\r\n", a, sizeof a);
    assert_null(strstr(a, "<p>page"));

    static char huge[70000];
    int n = snprintf(huge, sizeof huge, "GET /" HEAD_END "X: ");
    memset(huge + n, 'a', sizeof huge - (size_t)n - 1);
    int fd = dial();
    send(fd, huge, sizeof huge - 1, MSG_NOSIGNAL); /* may be cut short: that is the point */
    hear(fd, a, sizeof a);
    close(fd);
    assert_null(strstr(a, "<p>page"));
    server_stop(server, 1);
}

static double seconds_since(const struct timespec *t)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - t->tv_sec) + (double)(now.tv_nsec - t->tv_nsec) * 1e-9;
}

/* Regression of a known trap: a byte every 200 ms is never idle, so that the library's own timeout
 * of one second never ends it. */
static void a_client_that_drips_is_shown_out(void **state)
{
    (void)state;
    open_server(quick);
    struct timespec began;
    clock_gettime(CLOCK_MONOTONIC, &began);
    int fd = dial();
    say(fd, "GET / HTTP/1.1\r\nX: ");
    bool closed = false;
    while (!closed && seconds_since(&began) < 5) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (send(fd, "a", 1, MSG_NOSIGNAL) != 1)
            closed = true;
        if (poll(&p, 1, 200) > 0) {
            char c[256];
            closed = recv(fd, c, sizeof c, 0) <= 0;
        }
        server_sweep(server);
    }
    close(fd);
    assert_true(closed);
    assert_true(seconds_since(&began) > 0.9);
    assert_true(seconds_since(&began) < 2.5);
    server_stop(server, 1);
}

/* Taking an answer slowly is allowed for longer than asking slowly, but not for ever. */
static void a_slow_reader_gets_the_answer_time_and_no_more(void **state)
{
    (void)state;
    open_server(quick);
    int fd = dial();
    say(fd, "GET /big" HEAD_END "\r\n");
    struct timespec began;
    clock_gettime(CLOCK_MONOTONIC, &began);
    size_t got = 0;
    bool closed = false;
    while (!closed && seconds_since(&began) < 6) {
        char c[16384];
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, 100) > 0) {
            ssize_t n = recv(fd, c, sizeof c, 0);
            closed = n <= 0;
            got += n > 0 ? (size_t)n : 0;
        }
        server_sweep(server);
        const struct timespec pause = {.tv_nsec = 100 * 1000000};
        nanosleep(&pause, NULL);
    }
    /* What lay in the buffers may still come after the end; the whole file must not. */
    double took = seconds_since(&began);
    close(fd);
    assert_true(took > 1.5);
    assert_true(got < BIG);
    server_stop(server, 0);
}

static void a_connection_may_be_used_again(void **state)
{
    (void)state;
    open_server(quick);
    int fd = dial();
    char a[4096];
    say(fd, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    const struct timespec pause = {.tv_nsec = 300 * 1000000};
    nanosleep(&pause, NULL);
    ssize_t n = recv(fd, a, sizeof a - 1, 0);
    assert_true(n > 0);
    a[n] = '\0';
    assert_null(strstr(a, "Connection: close"));
    say(fd, "GET /" HEAD_END "\r\n");
    hear(fd, a, sizeof a);
    assert_non_null(strstr(a, "<p>page"));
    close(fd);
    server_stop(server, 1);
}

static void connections_are_bounded(void **state)
{
    (void)state;
    struct server_limits few = quick;
    few.connections = 4;
    few.request_seconds = 30;
    open_server(few);
    int idle[12];
    for (int i = 0; i < 12; i++)
        idle[i] = dial();
    int fd = dial();
    say(fd, "GET /healthz" HEAD_END "\r\n");
    struct pollfd p = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&p, 1, 500), 0); /* waits outside */
    for (int i = 0; i < 12; i++)
        close(idle[i]);
    char a[1024];
    hear(fd, a, sizeof a);
    close(fd);
    assert_memory_equal(a, "HTTP/1.1 200 ", 13); /* and comes in when the others have left */
    server_stop(server, 1);
}

static void *stop(void *nothing)
{
    (void)nothing;
    server_stop(server, 5);
    return NULL;
}

/* An answer that is on its way is finished before the server goes, and nobody new comes in. */
static void stops_gracefully(void **state)
{
    (void)state;
    struct server_limits patient = quick;
    patient.answer_seconds = 30;
    open_server(patient);
    int fd = dial();
    say(fd, "GET /big" HEAD_END "\r\n");
    char a[512];
    struct pollfd p = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&p, 1, 2000), 1);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, stop, NULL), 0);
    const struct timespec pause = {.tv_nsec = 200 * 1000000};
    nanosleep(&pause, NULL);
    assert_true(hear(fd, a, sizeof a) > BIG);
    close(fd);
    pthread_join(thread, NULL);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), -1);
    close(fd);
}

int main(void)
{
    memset(big, 'b', sizeof big);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_with_what_a_browser_needs),
        cmocka_unit_test(refuses_the_rest),
        cmocka_unit_test(a_connection_may_be_used_again),
        cmocka_unit_test(a_client_that_drips_is_shown_out),
        cmocka_unit_test(a_slow_reader_gets_the_answer_time_and_no_more),
        cmocka_unit_test(connections_are_bounded),
        cmocka_unit_test(stops_gracefully),
    };
    return cmocka_run_group_tests_name("serve", tests, NULL, NULL);
}
