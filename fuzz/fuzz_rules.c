/* fuzz/fuzz_rules.c: any bytes as a text under the language rules; the first byte says of which
 * kind.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "content/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Everything in a finding can be printed: ended, not empty, and cut between characters. */
static void look_at(void *text_is_utf8, const struct content_finding *finding)
{
    const char *what = finding->what, *where = finding->where;
    must(memchr(where, '\0', sizeof finding->where) != NULL);
    must(memchr(what, '\0', sizeof finding->what) != NULL && what[0] != '\0');
    must(!*(bool *)text_is_utf8 || (text_utf8_valid(what, strlen(what)) == strlen(what) &&
                                    text_utf8_valid(where, strlen(where)) == strlen(where)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL || size == 0) {
        free(text);
        return 0;
    }
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    bool utf8 = text_utf8_valid(text, strlen(text)) == strlen(text);
    enum content_text_kind kind = (enum content_text_kind)(data[0] % CONTENT_TEXT_KINDS);
    size_t found = content_rules_text(kind, text, text, look_at, &utf8);
    must(found == content_rules_text(kind, "", text, NULL, NULL));
    double grade = content_reading_grade(text), alike = -1;
    must(grade > -20 && grade < 1e6);
    enum err e = content_similarity(text, text, &alike);
    must(e == ERR_NOMEM || (e == ERR_OK && alike == 1));
    free(text);
    return 0;
}
