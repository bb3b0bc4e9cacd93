/* cli/keys.c: what a person types: single keys at a terminal, lines when input comes from a pipe.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/keys.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* The terminal as we found it, for the one handler that must put it back before the program goes;
 * a signal handler can be given nothing else. */
static struct termios found;
static volatile sig_atomic_t changed, pressed;
static sigset_t while_waiting; /* what is held back while a key is waited for: not Ctrl-C */

static void put_back(void)
{
    if (changed) {
        changed = 0;
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
    }
}

static void put_back_and_die(int number)
{
    put_back();
    signal(number, SIG_DFL);
    raise(number);
}

static void note_pressed(int number)
{
    (void)number;
    pressed = 1;
}

/* Ctrl-C is held back but for the time in which a key is waited for (ppoll): it is never missed,
 * and it interrupts nothing else. */
static void hold_back_ctrl_c(void)
{
    struct sigaction note = {.sa_handler = note_pressed};
    sigset_t hold;
    sigemptyset(&note.sa_mask);
    sigemptyset(&hold);
    sigaddset(&hold, SIGINT);
    sigprocmask(SIG_BLOCK, &hold, &while_waiting);
    sigdelset(&while_waiting, SIGINT);
    sigaction(SIGINT, &note, NULL);
}

/* Keys come at once and unseen; Ctrl-C still works. */
static void single_keys(void)
{
    if (tcgetattr(STDIN_FILENO, &found) != 0)
        return;
    struct termios t = found;
    t.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    t.c_cc[VMIN] = 1;
    t.c_cc[VTIME] = 0;
    signal(SIGQUIT, put_back_and_die);
    signal(SIGTERM, put_back_and_die);
    signal(SIGHUP, put_back_and_die);
    changed = 1;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &t);
}

void cli_keys_init(struct cli_keys *keys, FILE *out)
{
    *keys = (struct cli_keys){.out = out, .terminal = isatty(STDIN_FILENO) != 0};
    if (keys->terminal)
        hold_back_ctrl_c();
}

static void wait_for_byte(struct cli_keys *keys)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    while (!pressed && ppoll(&p, 1, NULL, &while_waiting) < 0 && errno == EINTR)
        ;
    keys->interrupted = pressed != 0;
}

/* A byte, or CLI_KEY_END. Unbuffered, so that what is not ours stays for whoever reads next. */
static int next_byte(struct cli_keys *keys)
{
    for (;;) {
        unsigned char c;
        if (keys->terminal)
            wait_for_byte(keys);
        if (keys->interrupted)
            return CLI_KEY_END;
        ssize_t n = read(STDIN_FILENO, &c, 1);
        if (n == 1)
            return c;
        if (n == 0 || errno != EINTR)
            return CLI_KEY_END;
    }
}

static bool more_waits(void)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&p, 1, 20) > 0;
}

/* After an escape: the arrow to the left goes back, every other sequence is passed over. */
static int escape_sequence(struct cli_keys *keys)
{
    int c = 0;
    for (int n = 0; n < 8 && more_waits(); n++) {
        c = next_byte(keys);
        if (n > 0 && c >= 0x40 && c <= 0x7e)
            break;
    }
    return c == 'D' ? 'b' : 0;
}

static int terminal_key(struct cli_keys *keys)
{
    fflush(keys->out);
    single_keys();
    int c = next_byte(keys);
    if (c == 27)
        c = escape_sequence(keys);
    if (c >= 0xc0)
        while (more_waits() && next_byte(keys) >= 0x80) /* the rest of a letter */
            ;
    put_back();
    if (c == 4)
        return CLI_KEY_END;
    if (c == '\r' || c == '\n')
        c = '\n';
    else if (c != CLI_KEY_END && (c <= ' ' || c >= 127))
        c = 0;
    fprintf(keys->out, "%c\n", c > ' ' ? c : ' ');
    return c;
}

int cli_keys_one(struct cli_keys *keys)
{
    if (keys->terminal) {
        int c = terminal_key(keys);
        return c > 0 ? tolower(c) : c;
    }
    struct text line;
    text_init(&line);
    int c = CLI_KEY_END;
    if (cli_keys_line(keys, &line))
        c = line.len == 0 ? '\n' : line.len == 1 ? tolower((unsigned char)line.data[0]) : 0;
    text_finish(&line);
    return c;
}

bool cli_keys_line(struct cli_keys *keys, struct text *line)
{
    fflush(keys->out);
    text_clear(line);
    bool too_long = false;
    int c = next_byte(keys);
    while (c == ' ' || c == '\t')
        c = next_byte(keys);
    for (; c != CLI_KEY_END && c != '\n'; c = next_byte(keys)) {
        if (c < ' ' || c == 127)
            continue; /* a stray control key is no part of a name */
        if (line->len < CLI_LINE_MAX)
            text_char(line, (char)c);
        else
            too_long = true;
    }
    if (!keys->terminal)
        fputc('\n', keys->out); /* nobody pressed Enter there */
    if (keys->interrupted || (c == CLI_KEY_END && line->len == 0))
        return false;
    while (line->len > 0 && line->data[line->len - 1] == ' ')
        line->data[--line->len] = '\0';
    text_add(line, "");                    /* data is never NULL */
    if (too_long && line->err == ERR_OK) { /* not within a letter */
        line->len = text_utf8_valid(line->data, line->len);
        line->data[line->len] = '\0';
    }
    if (line->err != ERR_OK || text_utf8_valid(line->data, line->len) != line->len)
        text_clear(line);
    return true;
}
