/* base/json.c: the strict JSON reader: one pass over the bytes, a stack of its own instead of
 * recursion, so that depth is a number and not a crash.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/json.h"

#include <string.h>

/* What a reader of the tree does not see: the chain in which duplicate keys are looked for. */
struct node {
    struct json v;
    struct node *sorted;
};

struct reader {
    struct arena *arena;
    const char *at, *end;
    const char *line_start;
    size_t line;
    size_t values;
    struct fault *fault;
};

struct level {
    struct node *value; /* array or object being read */
    struct node *last;  /* its newest child */
};

static size_t column_of(const struct reader *r, const char *at)
{
    return (size_t)(at - r->line_start) + 1;
}

/* "expected X, found Y", where Y is what stands at the cursor. */
static enum err unexpected(struct reader *r, const char *expected)
{
    char found[8] = "'";
    const char *what = found;
    size_t left = (size_t)(r->end - r->at), n = left < 4 ? left : 4;
    if (n == 0) {
        what = "the end";
    } else if ((unsigned char)*r->at < 0x20 || *r->at == 0x7F) {
        what = "a control character";
    } else if (text_utf8_valid(r->at, n) == 0) {
        what = "a byte that is not UTF-8";
    } else {
        (void)text_utf8_next(r->at, n, &n);
        memcpy(found + 1, r->at, n);
        found[1 + n] = '\'';
    }
    return fault_set(r->fault, ERR_FORMAT, r->line, column_of(r, r->at), "expected ", expected,
                     ", found ", what, NULL);
}

static enum err no_memory(struct reader *r)
{
    return fault_set(r->fault, ERR_NOMEM, r->line, column_of(r, r->at),
                     "not enough memory for this JSON text", NULL);
}

static void skip_space(struct reader *r)
{
    for (; r->at < r->end; r->at++) {
        if (*r->at == '\n') {
            r->line++;
            r->line_start = r->at + 1;
        } else if (*r->at != ' ' && *r->at != '\t' && *r->at != '\r') {
            return;
        }
    }
}

static int hex4(const char *s)
{
    uint8_t b[2];
    return text_read_hex(s, 4, b, 2) == ERR_OK ? b[0] << 8 | b[1] : -1;
}

/* The code point of the \u escape at r->at (on the 'u'), which may be a pair; moves past it. */
static enum err read_unicode(struct reader *r, uint32_t *out)
{
    int hi = r->end - r->at > 4 ? hex4(r->at + 1) : -1;
    if (hi < 0) {
        return fault_set(r->fault, ERR_FORMAT, r->line, column_of(r, r->at),
                         "expected four hexadecimal digits after \\u", NULL);
    }
    *out = (uint32_t)hi;
    if (hi >= 0xD800 && hi <= 0xDFFF) {
        bool pair = hi <= 0xDBFF && r->end - r->at > 10 && r->at[5] == '\\' && r->at[6] == 'u';
        int lo = pair ? hex4(r->at + 7) : -1;
        if (lo < 0xDC00 || lo > 0xDFFF) {
            return fault_set(r->fault, ERR_FORMAT, r->line, column_of(r, r->at),
                             "half of a surrogate pair stands alone", NULL);
        }
        *out = 0x10000 + (((uint32_t)hi - 0xD800) << 10) + ((uint32_t)lo - 0xDC00);
        r->at += 6;
    }
    r->at += 5;
    return ERR_OK;
}

static char *put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
        return to;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    *to++ = (char)(lead[more] | c >> (6 * more));
    while (more-- > 0)
        *to++ = (char)(0x80 | (c >> (6 * more) & 0x3F));
    return to;
}

/* The escape after the backslash at r->at[-1]. */
static enum err read_escape(struct reader *r, char **to)
{
    static const char from_char[] = "\"\\/bfnrt", to_char[] = "\"\\/\b\f\n\r\t";
    if (r->at < r->end && *r->at == 'u') {
        uint32_t c = 0;
        enum err e = read_unicode(r, &c);
        if (e == ERR_OK)
            *to = put_utf8(*to, c);
        return e;
    }
    const char *f = r->at < r->end && *r->at != '\0' ? strchr(from_char, *r->at) : NULL;
    if (f == NULL)
        return unexpected(r, "one of \" \\ / b f n r t u after the backslash");
    *(*to)++ = to_char[f - from_char];
    r->at++;
    return ERR_OK;
}

/* The string at r->at (on its opening quote). What is read never grows: an escape of 2 to 12
 * bytes becomes at most 4, so the distance to the closing quote is room enough. */
static enum err read_string(struct reader *r, const char **text, size_t *len)
{
    const char *close = r->at + 1;
    while (close < r->end && *close != '"')
        close += *close == '\\' && close + 1 < r->end ? 2 : 1;
    char *to = arena_alloc(r->arena, (size_t)(close - r->at));
    if (to == NULL)
        return no_memory(r);
    *text = to;
    r->at++;
    while (r->at < r->end && *r->at != '"') {
        if (*r->at == '\\') {
            r->at++;
            enum err e = read_escape(r, &to);
            if (e != ERR_OK)
                return e;
        } else if ((unsigned char)*r->at < 0x20) {
            return unexpected(r, "a character or an escape");
        } else {
            size_t left = (size_t)(r->end - r->at), n = left < 4 ? left : 4;
            if ((unsigned char)*r->at >= 0x80 && text_utf8_valid(r->at, n) == 0)
                return unexpected(r, "a character");
            (void)text_utf8_next(r->at, n, &n);
            memcpy(to, r->at, n);
            to += n;
            r->at += n;
        }
    }
    if (r->at == r->end)
        return unexpected(r, "the closing quote of a text");
    r->at++;
    *len = (size_t)(to - *text);
    return ERR_OK;
}

static enum err read_number(struct reader *r, double *out)
{
    const char *from = r->at;
    while (r->at < r->end && *r->at != '\0' && strchr("0123456789+-.eE", *r->at) != NULL)
        r->at++;
    enum err e = text_read_double(from, (size_t)(r->at - from), out);
    if (e == ERR_OK)
        return e;
    return fault_set(r->fault, e, r->line, column_of(r, from),
                     e == ERR_LIMIT ? "this number is too large" : "this is not a number in JSON",
                     NULL);
}

static enum err read_word(struct reader *r, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
        return unexpected(r, "a value");
    r->at += n;
    return ERR_OK;
}

/* Everything of a value but the children. */
static enum err read_value(struct reader *r, struct node *n)
{
    n->v.line = r->line;
    n->v.column = column_of(r, r->at);
    switch (r->at < r->end ? *r->at : '\0') {
    case '{':
    case '[':
        n->v.type = *r->at++ == '{' ? JSON_OBJECT : JSON_ARRAY;
        return ERR_OK;
    case '"':
        n->v.type = JSON_STRING;
        return read_string(r, &n->v.text, &n->v.len);
    case 't':
    case 'f':
        n->v.type = JSON_BOOL;
        n->v.boolean = *r->at == 't';
        return read_word(r, n->v.boolean ? "true" : "false");
    case 'n':
        n->v.type = JSON_NULL;
        return read_word(r, "null");
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        n->v.type = JSON_NUMBER;
        return read_number(r, &n->v.number);
    default:
        return unexpected(r, "a value");
    }
}

static int compare_keys(const struct json *a, const struct json *b)
{
    size_t n = a->key_len < b->key_len ? a->key_len : b->key_len;
    int c = n == 0 ? 0 : memcmp(a->key, b->key, n);
    return c != 0 ? c : (a->key_len > b->key_len) - (a->key_len < b->key_len);
}

/* Merges two sorted chains; of equal keys the one from `a` (earlier in the file) comes first. */
static struct node *merge(struct node *a, struct node *b)
{
    struct node *head = NULL, **tail = &head;
    while (a != NULL && b != NULL) {
        struct node **least = compare_keys(&a->v, &b->v) <= 0 ? &a : &b;
        *tail = *least;
        tail = &(*least)->sorted;
        *least = *tail;
    }
    *tail = a != NULL ? a : b;
    return head;
}

/* A merge sort of the members by key, without memory: n log n however large the object is.
 * run[i] is a sorted chain of 2^i members or NULL, as in a binary counter. */
static enum err no_duplicates(struct reader *r, const struct json *object)
{
    struct node *run[64] = {NULL}, *all = NULL;
    size_t top = 0;
    for (const struct json *m = object->child; m != NULL; m = m->next) {
        struct node *chain = (struct node *)m;
        chain->sorted = NULL;
        size_t i = 0;
        for (; run[i] != NULL; i++) {
            chain = merge(run[i], chain);
            run[i] = NULL;
        }
        run[i] = chain;
        top = i > top ? i : top;
    }
    for (size_t i = 0; i <= top; i++)
        all = merge(run[i], all);
    const struct json *found = NULL;
    for (; all != NULL && all->sorted != NULL; all = all->sorted) {
        const struct json *again = &all->sorted->v;
        if (compare_keys(&all->v, again) == 0 &&
            (found == NULL || again->line < found->line ||
             (again->line == found->line && again->column < found->column)))
            found = again;
    }
    if (found == NULL)
        return ERR_OK;
    return fault_set(r->fault, ERR_FORMAT, found->line, found->column, "the name \"", found->key,
                     "\" stands here a second time", NULL);
}

/* The key and the colon before a member's value. */
static enum err read_key(struct reader *r, struct node *n)
{
    if (r->at == r->end || *r->at != '"')
        return unexpected(r, "a name in quotes");
    enum err e = read_string(r, &n->v.key, &n->v.key_len);
    if (e != ERR_OK)
        return e;
    skip_space(r);
    if (r->at == r->end || *r->at != ':')
        return unexpected(r, "':'");
    r->at++;
    skip_space(r);
    return ERR_OK;
}

/* Closes arrays and objects that end here and passes the comma before the next child.
 * *depth is 0 when the whole value is read. */
static enum err after_value(struct reader *r, struct level *stack, size_t *depth)
{
    while (*depth > 0) {
        struct json *open = &stack[*depth - 1].value->v;
        bool object = open->type == JSON_OBJECT;
        skip_space(r);
        char c = r->at < r->end ? *r->at : '\0';
        if (c == (object ? '}' : ']')) {
            r->at++;
            --*depth;
            enum err e = object ? no_duplicates(r, open) : ERR_OK;
            if (e != ERR_OK)
                return e;
        } else if (open->count == 0) {
            return ERR_OK;
        } else if (c == ',') {
            r->at++;
            skip_space(r);
            return ERR_OK;
        } else {
            return unexpected(r, object ? "',' or '}'" : "',' or ']'");
        }
    }
    return ERR_OK;
}

static enum err read_tree(struct reader *r, struct node **root)
{
    struct level stack[JSON_DEPTH_MAX];
    size_t depth = 0;
    enum err e;
    skip_space(r);
    do {
        if (++r->values > JSON_VALUES_MAX) {
            return fault_set(r->fault, ERR_LIMIT, r->line, column_of(r, r->at),
                             "more than a million values", NULL);
        }
        struct node *n = arena_alloc(r->arena, sizeof *n);
        if (n == NULL)
            return no_memory(r);
        struct level *up = depth == 0 ? NULL : &stack[depth - 1];
        if (up != NULL && up->value->v.type == JSON_OBJECT && (e = read_key(r, n)) != ERR_OK)
            return e;
        if ((e = read_value(r, n)) != ERR_OK)
            return e;
        if (up == NULL) {
            *root = n;
        } else {
            if (up->last == NULL)
                up->value->v.child = &n->v;
            else
                up->last->v.next = &n->v;
            up->last = n;
            up->value->v.count++;
        }
        if (n->v.type == JSON_ARRAY || n->v.type == JSON_OBJECT) {
            if (depth == JSON_DEPTH_MAX) {
                return fault_set(r->fault, ERR_LIMIT, n->v.line, n->v.column,
                                 "nested more than 64 deep", NULL);
            }
            stack[depth++] = (struct level){.value = n};
        }
        if ((e = after_value(r, stack, &depth)) != ERR_OK)
            return e;
    } while (depth > 0);
    skip_space(r);
    return r->at == r->end ? ERR_OK : unexpected(r, "nothing more");
}

enum err json_parse(struct arena *a, const char *text, size_t n, const struct json **out,
                    struct fault *fault)
{
    *out = NULL;
    if (n > JSON_BYTES_MAX)
        return fault_set(fault, ERR_LIMIT, 0, 0, "larger than 64 MiB", NULL);
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        return fault_set(fault, ERR_FORMAT, 1, 1,
                         "begins with a byte order mark, which JSON does not have", NULL);
    }
    struct reader r = {.arena = a, .fault = fault, .line = 1};
    r.at = r.line_start = n == 0 ? "" : text;
    r.end = r.at + n;
    struct node *root = NULL;
    enum err e = read_tree(&r, &root);
    if (e == ERR_OK)
        *out = &root->v;
    return e;
}
