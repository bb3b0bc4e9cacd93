/* tests/content/samples.c: reading, spoiling and joining content files.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

char *samples_read(const char *folder, const char *name)
{
    struct text path;
    text_init(&path);
    text_add(&path, folder);
    text_add(&path, "/");
    text_add(&path, name);
    FILE *f = fopen(path.data, "rb");
    text_finish(&path);
    if (f == NULL)
        return NULL;
    size_t max = (size_t)256 << 10;
    char *whole = malloc(max);
    assert_non_null(whole);
    size_t n = fread(whole, 1, max - 1, f);
    assert_true(feof(f) && !ferror(f));
    fclose(f);
    whole[n] = '\0';
    return whole;
}

void samples_load(struct samples *s, const char *folder)
{
    const char *source = getenv("ATTUNE_SOURCE");
    struct text dir;
    text_init(&dir);
    text_add(&dir, source == NULL ? "." : source);
    text_add(&dir, "/");
    text_add(&dir, folder);
    for (size_t i = 0; i < CONTENT_FILES; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s.json", content_file_name(i));
        s->text[i] = samples_read(dir.data, name);
        if (s->text[i] == NULL)
            print_error("%s/%s cannot be read\n", dir.data, name);
        assert_non_null(s->text[i]);
    }
    text_finish(&dir);
}

void samples_finish(struct samples *s)
{
    for (size_t i = 0; i < CONTENT_FILES; i++)
        free(s->text[i]);
}

void samples_replace(struct samples *s, const char *file, const char *find, const char *with)
{
    size_t i = 0;
    while (strcmp(content_file_name(i), file) != 0)
        i++;
    char *at = strstr(s->text[i], find);
    if (at == NULL)
        print_error("%s: no \"%s\" to spoil\n", file, find);
    assert_non_null(at);
    struct text spoilt;
    text_init(&spoilt);
    text_bytes(&spoilt, s->text[i], (size_t)(at - s->text[i]));
    text_add(&spoilt, with);
    text_add(&spoilt, at + strlen(find));
    assert_int_equal(spoilt.err, ERR_OK);
    free(s->text[i]);
    s->text[i] = spoilt.data;
}

struct text samples_join(const struct samples *s)
{
    struct content_file files[CONTENT_FILES];
    struct text bundle;
    struct fault fault = {0};
    for (size_t i = 0; i < CONTENT_FILES; i++)
        files[i] = (struct content_file){s->text[i], strlen(s->text[i])};
    text_init(&bundle);
    enum err e = content_join(files, false, &bundle, &fault);
    if (e != ERR_OK)
        print_error("%zu:%zu: %s\n", fault.line, fault.column, fault.what);
    assert_int_equal(e, ERR_OK);
    return bundle;
}

enum err samples_create(const struct samples *s, struct content **out, struct fault *fault)
{
    struct text bundle = samples_join(s);
    enum err e = content_create(bundle.data, bundle.len, out, fault);
    text_finish(&bundle);
    return e;
}

void findings_take(void *findings, const struct content_finding *finding)
{
    struct findings *f = findings;
    size_t r = 0;
    f->n++;
    if (f->kept < sizeof f->all / sizeof f->all[0])
        f->all[f->kept++] = *finding;
    while (r < f->rules && strcmp(f->by_rule[r].rule, finding->rule) != 0)
        r++;
    assert_true(r < sizeof f->by_rule / sizeof f->by_rule[0]);
    f->rules += r == f->rules;
    f->by_rule[r].rule = finding->rule;
    f->by_rule[r].n++;
}

size_t findings_of(const struct findings *f, const char *rule)
{
    for (size_t r = 0; r < f->rules; r++)
        if (strcmp(f->by_rule[r].rule, rule) == 0)
            return f->by_rule[r].n;
    return 0;
}

void findings_print(const struct findings *f)
{
    for (size_t i = 0; i < f->kept; i++)
        print_error("%s: %s: %s\n", f->all[i].where, f->all[i].rule, f->all[i].what);
}
