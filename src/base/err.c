/* base/err.c: names for errors, and faults put together from pieces.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/err.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"

const char *err_name(enum err code)
{
    switch (code) {
    case ERR_OK:
        return "fine";
    case ERR_NOMEM:
        return "out of memory";
    case ERR_DOMAIN:
        return "argument out of range";
    case ERR_FORMAT:
        return "not the expected format";
    case ERR_LIMIT:
        return "a limit was passed";
    case ERR_VERSION:
        return "written by a newer attune";
    case ERR_NOTFOUND:
        return "not found";
    case ERR_EXISTS:
        return "already there";
    case ERR_NUMERIC:
        return "no numerical answer";
    case ERR_IO:
        return "could not read or write";
    case ERR_BUSY:
        return "busy";
    }
    return "unknown error";
}

enum err fault_set(struct fault *fault, enum err code, size_t line, size_t column, ...)
{
    if (fault == NULL)
        return code;
    /* The pieces may point into fault->what itself, so the old text is kept until the end. */
    char what[sizeof fault->what];
    size_t len = 0;
    bool cut = false;
    va_list pieces;
    va_start(pieces, column);
    for (const char *s; !cut && (s = va_arg(pieces, const char *)) != NULL;) {
        size_t n = strlen(s), room = sizeof what - 1 - len;
        cut = n > room;
        if (cut)
            n = room;
        memcpy(what + len, s, n);
        len += n;
    }
    va_end(pieces);
    if (cut) { /* what was cut through is dropped; bytes that were bad before stay as they were */
        size_t back = 0;
        while (back < 3 && back < len && ((unsigned char)what[len - 1 - back] & 0xC0) == 0x80)
            back++;
        if (back < len && (unsigned char)what[len - 1 - back] >= 0xC0 &&
            text_utf8_valid(what + len - 1 - back, back + 1) == 0)
            len -= back + 1;
    }
    what[len] = '\0';
    memcpy(fault->what, what, len + 1);
    fault->code = code;
    fault->line = line;
    fault->column = column;
    return code;
}
