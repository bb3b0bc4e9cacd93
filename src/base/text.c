/* base/text.c: growing byte strings.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT ((size_t)64 << 20)

void text_init(struct text *t)
{
    *t = (struct text){0};
}

void text_finish(struct text *t)
{
    if (t == NULL)
        return;
    free(t->data);
    *t = (struct text){.limit = t->limit};
}

void text_clear(struct text *t)
{
    t->len = 0;
    t->err = ERR_OK;
    if (t->data != NULL)
        t->data[0] = '\0';
}

/* Room for n more bytes and the NUL, or the error that sticks. */
static bool grow(struct text *t, size_t n)
{
    size_t limit = t->limit == 0 ? LIMIT : t->limit;
    if (t->err != ERR_OK)
        return false;
    if (n > limit || t->len > limit - n) {
        t->err = ERR_LIMIT;
        return false;
    }
    size_t need = t->len + n + 1;
    if (need <= t->cap)
        return true;
    size_t cap = t->cap < 64 ? 64 : t->cap * 2;
    if (cap < need)
        cap = need;
    char *data = realloc(t->data, cap);
    if (data == NULL) {
        t->err = ERR_NOMEM;
        return false;
    }
    t->data = data;
    t->cap = cap;
    return true;
}

void text_bytes(struct text *t, const void *bytes, size_t n)
{
    if (!grow(t, n))
        return;
    if (n > 0)
        memcpy(t->data + t->len, bytes, n);
    t->len += n;
    t->data[t->len] = '\0';
}

void text_add(struct text *t, const char *s)
{
    text_bytes(t, s, strlen(s));
}

void text_char(struct text *t, char c)
{
    text_bytes(t, &c, 1);
}

void text_repeat(struct text *t, const char *s, size_t times)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < times && n > 0 && t->err == ERR_OK; i++)
        text_bytes(t, s, n);
}

void text_hex(struct text *t, const uint8_t *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++)
        text_bytes(t, (char[]){digits[bytes[i] >> 4], digits[bytes[i] & 15]}, 2);
}
