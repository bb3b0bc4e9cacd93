/* tests/cli/test_terminal.c: attune map at a terminal: single keys, colours, width, Ctrl-C.
 * Usage: test_terminal ATTUNE
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const char *attune;
static char folder[64];

/* A program at a terminal, and everything that it has written. */
struct session {
    int fd;
    pid_t pid;
    char said[1 << 18];
    size_t len;
};
static struct session s;

static void begin(unsigned short columns, const char *const *env, const char *const *args)
{
    struct winsize size = {.ws_row = 24, .ws_col = columns};
    memset(&s, 0, sizeof s);
    s.pid = forkpty(&s.fd, NULL, NULL, &size);
    assert_true(s.pid >= 0);
    if (s.pid > 0)
        return;
    static const char *const plain[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8"};
    clearenv();
    for (size_t i = 0; i < 2; i++)
        putenv((char *)plain[i]);
    for (; *env; env++)
        putenv((char *)*env);
    const char *argv[16] = {attune};
    size_t n = 1;
    for (; *args; args++)
        argv[n++] = *args;
    argv[n++] = "--data";
    argv[n++] = folder;
    argv[n++] = "--today";
    argv[n++] = "2026-11-22";
    execv(attune, (char *const *)argv);
    _exit(127);
}

/* Reads for up to `ms` or until `text` has appeared since `from`. */
static bool until(const char *text, size_t from, int ms)
{
    struct timespec began, now;
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (;;) {
        if (text && strstr(s.said + from, text))
            return true;
        clock_gettime(CLOCK_MONOTONIC, &now);
        long spent = (now.tv_sec - began.tv_sec) * 1000 + (now.tv_nsec - began.tv_nsec) / 1000000;
        struct pollfd p = {.fd = s.fd, .events = POLLIN};
        if (spent >= ms || poll(&p, 1, (int)(ms - spent)) <= 0)
            return false;
        ssize_t got = read(s.fd, s.said + s.len, sizeof s.said - 1 - s.len);
        if (got <= 0)
            return text && strstr(s.said + from, text);
        s.len += (size_t)got;
    }
}

/* Types, then waits for what is expected after it. */
static void type(const char *keys, const char *expect)
{
    size_t from = s.len;
    assert_int_equal(write(s.fd, keys, strlen(keys)), (ssize_t)strlen(keys));
    if (!until(expect, from, 5000)) {
        print_error("after \"%s\" expected \"%s\", got:\n%s\n", keys, expect, s.said + from);
        fail();
    }
}

static int end(void)
{
    int status = 0;
    until(NULL, 0, 300);
    close(s.fd);
    waitpid(s.pid, &status, 0);
    return status;
}

static bool interrupted(void)
{
    int status = end();
    return WIFEXITED(status) && WEXITSTATUS(status) == 130;
}

static bool echoes(void)
{
    struct termios t;
    assert_int_equal(tcgetattr(s.fd, &t), 0);
    return (t.c_lflag & ICANON) && (t.c_lflag & ECHO);
}

/* Keys come at once and unseen: a question waits for one. */
static void until_single_keys(void)
{
    for (int tries = 0; echoes() && tries < 100; tries++)
        until(NULL, 0, 20);
    assert_false(echoes());
}

static const char *const no_env[] = {NULL};
static const char *const new_child[] = {"map",     "--child",     "Leo",  "--child-born",
                                        "2024-09", "--caregiver", "Mara", NULL};
static const char *const map[] = {"map", NULL};

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/attune-terminal-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static void single_keys_need_no_enter(void **state)
{
    (void)state;
    begin(80, no_env, map);
    assert_true(until("The child's name", 0, 5000));
    type("Lem\x7fo\n", "Month of birth"); /* the terminal's own editing works in names */
    type("2024-09\n", "Questions for another age");
    type("9", "Please press a number from 1 to 4, or Enter.");
    type("\n", "Your name");
    type("Mara\n", "0 answered");
    assert_true(until("Your answer", 0, 5000));
    size_t from = s.len;
    type("x", "Please press a number");
    assert_true(until("Your answer", from, 5000));
    assert_null(strstr(s.said + from, "Very often")); /* once it was lost above the question */
    type("5", "1 answered");
    type("2", "2 answered");
    type("b", "Before, you answered: Rarely");
    type("3", "2 answered");
    type("\x1b[D", "Before, you answered: Sometimes"); /* the arrow to the left */
    type("\n", "2 answered");
    type("s", "2 answered, 1 skipped; 24 at most");
    type("x", "Please press a number");
    type("S", "2 answered, 2 skipped;");
    type("\x1b[C", "Please press a number"); /* the one to the right is nothing */
    type("d", "The map of Mara and Leo");
    assert_true(until("Type its number", 0, 5000));
    type("x", "Please press the number of a step");
    type("1", "There is no hurry");
    assert_int_equal(end(), 0);
    assert_non_null(strstr(s.said, "\x1b[")); /* a terminal gets colours */
}

static void ctrl_c_stops_and_loses_nothing(void **state)
{
    (void)state;
    begin(80, no_env, new_child);
    assert_true(until("0 answered", 0, 5000));
    type("1", "1 answered");
    type("2", "2 answered");
    type("3", "3 answered");
    until_single_keys();
    assert_int_equal(write(s.fd, "\x03", 1), 1);
    assert_true(until("Stopped for now. Your answers are kept", 0, 5000));
    assert_true(echoes()); /* the terminal is as it was */
    assert_true(interrupted());

    begin(80, no_env, map);
    assert_true(until("Here you stopped last time", 0, 5000));
    assert_true(until("3 answered", 0, 5000));
    type("q", "Stopped for now");
    assert_int_equal(end(), 0);
}

/* Wherever it waits for somebody, Ctrl-C ends it with a word, and nothing is half kept. */
static void ctrl_c_stops_anywhere(void **state)
{
    (void)state;
    begin(80, no_env, map);
    assert_true(until("The child's name", 0, 5000));
    type("Le\x03", "Stopped for now. Type `attune map`");
    assert_true(interrupted());
    begin(80, no_env, map);
    type("Leo\n2024-09\n", "Questions for another age");
    type("\x03", "Stopped for now. Type `attune map`");
    assert_true(interrupted());
    begin(80, no_env, new_child);
    assert_true(until("Your answer", 0, 5000));
    type("521d", "Type its number");
    type("\x03", "Kept in");
    assert_true(interrupted());
    static const char *const erase[] = {"map", "erase", "--all", NULL};
    begin(80, no_env, erase);
    assert_true(until("Type `erase` to go on", 0, 5000));
    type("\x03", "Nothing was erased");
    assert_true(interrupted());
}

static void the_end_of_input_stops_too(void **state)
{
    (void)state;
    begin(80, no_env, new_child);
    assert_true(until("Your answer", 0, 5000));
    type("1", "1 answered");
    until_single_keys(); /* else the terminal makes an end of line of it */
    type("\x04", "Your answers are kept");
    assert_int_equal(end(), 0);
}

/* What was typed ahead is not lost: a fast thumb, or a paste. */
static void keys_may_run_ahead(void **state)
{
    (void)state;
    begin(80, no_env, new_child);
    assert_true(until("Your answer", 0, 5000));
    type("12345", "5 answered");
    type("q", "Stopped for now");
    assert_int_equal(end(), 0);
}

static size_t widest_line(void)
{
    size_t widest = 0, at = 0;
    for (const char *c = s.said; *c; c++) {
        if (*c == '\x1b') {
            c += strcspn(c, "mK");
        } else if (*c == '\n' || *c == '\r') {
            at = 0;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            at++;
            widest = at > widest ? at : widest;
        }
    }
    return widest;
}

static void the_terminals_width_is_heeded(void **state)
{
    (void)state;
    static const unsigned short widths[] = {60, 40, 30};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        begin(widths[i], no_env, new_child);
        assert_true(until("Your answer", 0, 5000));
        type("521d", "Type its number");
        type("\n", "Kept in");
        assert_int_equal(end(), 0);
        /* A prompt and the path of a folder are never broken. */
        char *kept = strstr(s.said, "Try one?");
        assert_non_null(kept);
        *kept = '\0';
        assert_true(widest_line() <= widths[i]);
        remove_folder(state);
        make_folder(state);
    }
}

static bool shows(const char *env, const char *what)
{
    const char *const envs[] = {env, NULL};
    begin(80, envs, new_child);
    assert_true(until("Your answer", 0, 5000));
    type("521d", "Type its number");
    type("\n", "Kept in");
    assert_int_equal(end(), 0);
    return strstr(s.said, what) != NULL;
}

static void colours_can_be_declined(void **state)
{
    (void)state;
    assert_true(shows("COLORTERM=", "\x1b["));
    assert_false(shows("NO_COLOR=1", "\x1b["));
    assert_true(shows("NO_COLOR=", "\x1b[")); /* empty counts as unset: no-color.org */
    assert_false(shows("TERM=dumb", "\x1b["));
    assert_false(shows("LC_ALL=C", "\x1b["));
    assert_false(shows("LC_ALL=C", "\xE2"));
}

static void erase_asks_once(void **state)
{
    (void)state;
    static const char *const erase[] = {"map", "erase", "--all", NULL};
    static const char *const people[] = {"map", "people", NULL};
    begin(80, no_env, new_child);
    assert_true(until("Your answer", 0, 5000));
    type("1q", "Stopped for now");
    assert_int_equal(end(), 0);
    begin(80, no_env, erase);
    assert_true(until("Type `erase` to go on", 0, 5000));
    type("yes\n", "Nothing was erased");
    assert_int_equal(end(), 0);
    begin(80, no_env, people);
    assert_true(until("Mara and Leo", 0, 5000));
    assert_int_equal(end(), 0);
    begin(80, no_env, erase);
    assert_true(until("Type `erase` to go on", 0, 5000));
    type("erase\n", "Erased.");
    assert_int_equal(end(), 0);
    begin(80, no_env, people);
    assert_true(until("There is no map yet", 0, 5000));
    assert_int_equal(end(), 0);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    attune = argv[1];
    signal(SIGPIPE, SIG_IGN);
    int master, slave;
    if (openpty(&master, &slave, NULL, NULL, NULL)) {
        puts("1..0 # SKIP this machine has no pseudo-terminals (/dev/pts)");
        return 0;
    }
    close(master);
    close(slave);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(single_keys_need_no_enter, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(ctrl_c_stops_and_loses_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(ctrl_c_stops_anywhere, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(the_end_of_input_stops_too, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(keys_may_run_ahead, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(the_terminals_width_is_heeded, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(colours_can_be_declined, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(erase_asks_once, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("at a terminal", tests, NULL, NULL);
}
