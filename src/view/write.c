/* Small helps around the JSON writer.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "view/write.h"

const char *const view_not_keys[VIEW_NOT_LINES] = {"not.1", "not.2", "not.3", "not.4", "not.5"};

void view_take(struct json_out *w, const char *key, struct text *t)
{
    if (t->err && !w->text->err)
        w->text->err = t->err;
    json_text_n(w, key, t->data ? t->data : "", t->len);
    text_finish(t);
}

enum err view_settle(struct text *out, size_t len, enum err e, struct fault *fault)
{
    if (!e)
        e = out->err;
    if (!e)
        return ERR_OK;
    out->len = len;
    if (out->data)
        out->data[len] = '\0';
    out->err = ERR_OK;
    return fault_set(fault, e, 0, 0, err_name(e), NULL);
}
