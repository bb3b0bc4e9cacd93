/* What was made, and why something was refused, as JSON.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/json.h"
#include "journal/event.h"
#include "view/view.h"
#include "view/write.h"

static const char *kind_name(unsigned kind)
{
    switch (kind) {
    case JOURNAL_CHILD:
        return "child";
    case JOURNAL_CAREGIVER:
        return "caregiver";
    case JOURNAL_BOND:
        return "bond";
    case JOURNAL_ANSWER:
        return "answer";
    case JOURNAL_MAP:
        return "map";
    case JOURNAL_STEP:
        return "step";
    case JOURNAL_AMEND:
        return "amend";
    case JOURNAL_RETRACT:
        return "retract";
    case JOURNAL_ERASE:
        return "erase";
    }
    return NULL;
}

enum err view_made_json(const struct journal_event *event, struct text *out)
{
    size_t len = out->len;
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_hex(&w, "id", event->id, JOURNAL_ID);
    json_text(&w, "kind", kind_name(event->kind));
    json_uint(&w, "counter", event->counter);
    json_end(&w);
    return view_settle(out, len, ERR_OK, NULL);
}

/* One short word for each code, for programs; `what` is for people. */
static const char *code_word(enum err code)
{
    switch (code) {
    case ERR_OK:
        return "ok";
    case ERR_NOMEM:
        return "memory";
    case ERR_DOMAIN:
        return "domain";
    case ERR_FORMAT:
        return "format";
    case ERR_LIMIT:
        return "limit";
    case ERR_VERSION:
        return "version";
    case ERR_NOTFOUND:
        return "not_found";
    case ERR_EXISTS:
        return "exists";
    case ERR_NUMERIC:
        return "numeric";
    case ERR_IO:
        return "io";
    case ERR_BUSY:
        return "busy";
    }
    return "unknown";
}

enum err view_problem_json(const struct fault *fault, struct text *out)
{
    size_t len = out->len;
    struct json_out w;
    json_out_init(&w, out);
    json_begin(&w, NULL);
    json_int(&w, "format", 1);
    json_begin(&w, "problem");
    json_text(&w, "code", code_word(fault->code));
    json_text(&w, "what", fault->what);
    json_uint(&w, "line", fault->line);
    json_uint(&w, "column", fault->column);
    json_end(&w);
    json_end(&w);
    return view_settle(out, len, ERR_OK, NULL);
}
