/* tests/server/test_route.c: which answer a request gets, as a table.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/route.h"

#define BODY(tag)                                                                                  \
    {                                                                                              \
        (const unsigned char *)tag, sizeof tag - 1, "\"" tag "\""                                  \
    }

static const struct server_file files[] = {
    {"/assets/app-1.js", "text/javascript", true, {BODY("js"), BODY("js-gz"), BODY("js-br")}},
    {"/assets/type-2.woff2", "font/woff2", true, {BODY("woff")}},
    {"/index.html", "text/html", false, {BODY("page"), BODY("page-gz")}},
    {"/sw.js", "text/javascript", false, {BODY("sw")}},
};
#define NFILE (sizeof files / sizeof *files)

static struct server_route get(const char *path, const char *accept, const char *tag)
{
    return server_route(files, NFILE, "GET", path, accept, tag);
}

static void finds_every_file_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < NFILE; i++)
        assert_ptr_equal(get(files[i].path, NULL, NULL).file, &files[i]);
    assert_ptr_equal(get("/", NULL, NULL).file, &files[2]);
    static const char *const nowhere[] = {"",
                                          "index.html",
                                          "/index",
                                          "/index.htmlx",
                                          "/assets",
                                          "/assets/",
                                          "//index.html",
                                          "/./index.html",
                                          "/assets/../index.html",
                                          "/../etc/passwd",
                                          "/%2e%2e/etc/passwd",
                                          "/index.html%00",
                                          "/INDEX.HTML",
                                          "/zzz",
                                          "/healthz/"};
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
        assert_int_equal(get(nowhere[i], NULL, NULL).answer, SERVER_NOT_FOUND);
    assert_int_equal(get("/healthz", NULL, NULL).answer, SERVER_HEALTH);
}

static void only_reads(void **state)
{
    (void)state;
    static const char *const others[] = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", ""};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(server_route(files, NFILE, others[i], "/", NULL, NULL).answer,
                         SERVER_NOT_ALLOWED);
    assert_int_equal(server_route(files, NFILE, "HEAD", "/", NULL, NULL).answer, SERVER_FILE);
}

static void sends_the_smallest_coding_that_is_allowed(void **state)
{
    (void)state;
    static const struct {
        const char *accept;
        enum server_coding js, page, woff;
    } rows[] = {
        {NULL, SERVER_PLAIN, SERVER_PLAIN, SERVER_PLAIN},
        {"", SERVER_PLAIN, SERVER_PLAIN, SERVER_PLAIN},
        {"gzip", SERVER_GZIP, SERVER_GZIP, SERVER_PLAIN},
        {"gzip, deflate, br, zstd", SERVER_BROTLI, SERVER_GZIP, SERVER_PLAIN},
        {"BR;q=0.5 , GZIP", SERVER_BROTLI, SERVER_GZIP, SERVER_PLAIN},
        {"br;q=0, gzip", SERVER_GZIP, SERVER_GZIP, SERVER_PLAIN},
        {"br; q=0.000, gzip;q=0.001", SERVER_GZIP, SERVER_GZIP, SERVER_PLAIN},
        {"br;q=0,gzip;q=0", SERVER_PLAIN, SERVER_PLAIN, SERVER_PLAIN},
        {"*", SERVER_BROTLI, SERVER_GZIP, SERVER_PLAIN},
        {"*;q=0", SERVER_PLAIN, SERVER_PLAIN, SERVER_PLAIN},
        {"br;q=0, *", SERVER_GZIP, SERVER_GZIP, SERVER_PLAIN},
        {"identity", SERVER_PLAIN, SERVER_PLAIN, SERVER_PLAIN},
        {"brotli, xgzip", SERVER_PLAIN, SERVER_PLAIN, SERVER_PLAIN},
        {",,;;q=,gzip", SERVER_GZIP, SERVER_GZIP, SERVER_PLAIN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(get("/assets/app-1.js", rows[i].accept, NULL).coding, rows[i].js);
        assert_int_equal(get("/", rows[i].accept, NULL).coding, rows[i].page);
        assert_int_equal(get("/assets/type-2.woff2", rows[i].accept, NULL).coding, rows[i].woff);
    }
}

static void knows_what_the_client_has(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        bool unchanged;
    } rows[] = {
        {NULL, false},
        {"", false},
        {"\"page\"", true},
        {"W/\"page\"", true},
        {"*", true},
        {"\"a\", \"page\"", true},
        {"\"a\",W/\"b\" , W/\"page\"", true},
        {"\"page-gz\"", false},
        {"page", false},
        {"\"page", false},
        {"\"pag\"", false},
        {"W/", false},
        {"\"a\" \"b\" nonsense", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(get("/", NULL, rows[i].field).unchanged, rows[i].unchanged);
    /* The tag belongs to the coding: the pressed file's tag does not stand for the plain one. */
    assert_true(get("/", "gzip", "\"page-gz\"").unchanged);
    assert_false(get("/", "gzip", "\"page\"").unchanged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_file_and_nothing_else),
        cmocka_unit_test(only_reads),
        cmocka_unit_test(sends_the_smallest_coding_that_is_allowed),
        cmocka_unit_test(knows_what_the_client_has),
    };
    return cmocka_run_group_tests_name("server route", tests, NULL, NULL);
}
