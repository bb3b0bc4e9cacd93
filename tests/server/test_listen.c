/* tests/server/test_listen.c: addresses and sockets, good and bad.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/listen.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/attune-listen-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void refuses_what_is_no_address(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "8080",
        "127.0.0.1",
        "127.0.0.1:",
        ":8080",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1:80x",
        "256.0.0.1:80",
        "example:80",
        "[::1]",
        "[::1:80",
        "::1:80",
        "unix:",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct server_listen l;
        struct fault fault = {0};
        assert_int_equal(server_listen_open(bad[i], &l, &fault), ERR_FORMAT);
        assert_non_null(strstr(fault.what, "expected 127.0.0.1:8080"));
    }
}

static void says_the_port_it_took_and_that_it_is_taken(void **state)
{
    (void)state;
    struct server_listen a, b;
    struct fault fault = {0};
    assert_int_equal(server_listen_open("localhost:0", &a, &fault), ERR_OK);
    unsigned port = 0;
    assert_int_equal(sscanf(a.shown, "http://127.0.0.1:%u/", &port), 1);
    assert_true(port > 0);
    char again[40];
    snprintf(again, sizeof again, "127.0.0.1:%u", port);
    assert_int_equal(server_listen_open(again, &b, &fault), ERR_BUSY);
    assert_non_null(strstr(fault.what, again));
    close(a.fd);
}

static void takes_over_a_dead_socket_but_nothing_else(void **state)
{
    (void)state;
    char where[96], path[80];
    snprintf(path, sizeof path, "%s/s", folder);
    snprintf(where, sizeof where, "unix:%s", path);
    struct server_listen a, b;
    struct fault fault = {0};
    assert_int_equal(server_listen_open(where, &a, &fault), ERR_OK);
    assert_int_equal(server_listen_open(where, &b, &fault), ERR_BUSY); /* somebody lives there */
    close(a.fd);                                                       /* killed: the file stays */
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(server_listen_open(where, &a, &fault), ERR_OK);
    close(a.fd);
    server_listen_remove(&a);
    assert_int_not_equal(access(path, F_OK), 0);

    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
    assert_int_equal(server_listen_open(where, &a, &fault), ERR_IO);
    assert_non_null(strstr(fault.what, "no socket"));
    assert_int_equal(unlink(path), 0); /* the file is still there */
}

static void refuses_a_path_too_long_for_a_socket(void **state)
{
    (void)state;
    char where[256] = "unix:/";
    memset(where + 6, 'a', 200);
    struct server_listen l;
    assert_int_equal(server_listen_open(where, &l, NULL), ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_no_address),
        cmocka_unit_test(says_the_port_it_took_and_that_it_is_taken),
        cmocka_unit_test(takes_over_a_dead_socket_but_nothing_else),
        cmocka_unit_test(refuses_a_path_too_long_for_a_socket),
    };
    return cmocka_run_group_tests_name("server listen", tests, make_folder, remove_folder);
}
