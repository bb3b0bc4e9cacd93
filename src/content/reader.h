/* content/reader.h: how the files are read, and what is kept of them (private to this room).
 * The files of the library are read by the same reader (library_reader.h).
 * The reader's first error sticks, as in struct text: later reads do nothing and give something
 * harmless, and whoever began the reading looks at `err` once.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_CONTENT_READER_H
#define ATTUNE_CONTENT_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"
#include "content/bundle.h"
#include "content/content.h"

#define CONTENT_FORMAT 1
#define CONTENT_TEXT_MAX 4000    /* bytes of one text */
#define CONTENT_RECORDS_MAX 4000 /* items, steps, sentences or studies in one file */
#define CONTENT_STEMS 3          /* usual, month_one, newborn */
#define CONTENT_FLAT 3           /* words, page, terminal */

/* Ids or keys in order of strcmp, each with the place where it stood. */
struct content_entry {
    const char *key;
    size_t at;
};
struct content_index {
    struct content_entry *entries;
    size_t n;
};

struct content_sentence {
    const char *key, *text;
};
struct content_sentences {
    struct content_sentence *all;
    struct content_index index;
};

struct content {
    struct arena arena;
    const char *language;
    const char *stem[CONTENT_STEMS];
    const char *answers[CONTENT_ANSWERS];
    const char *stages[CONTENT_STAGES], *bands[CONTENT_BANDS];
    double prior[CONTENT_DIM * CONTENT_DIM];
    double temper;
    struct content_dimension dimensions[CONTENT_DIM];

    struct content_design *designs;
    struct content_index design_ids;
    struct content_item *items;
    struct content_index item_ids;
    struct content_step *steps;
    struct content_index step_ids;
    struct content_evidence *evidence;
    struct content_index evidence_ids;
    struct content_sentences flat[CONTENT_FLAT];

    const char *help_title, *help_lead;
    struct content_section *help;
    size_t nhelp;
    struct content_section region;
    struct content_page *pages;
    struct content_index page_ids;
};

struct content_reader {
    struct content *content;     /* being read, or NULL */
    struct library *library;     /* being read, or NULL; then */
    const struct content *known; /* holds the studies that it names */
    struct arena *arena;         /* where what is kept goes */
    const char *file;            /* "items" */
    const struct json *root;     /* its object: lines are counted from here */
    const char *id;              /* of the record being read, or NULL */
    struct fault *fault;
    enum err err;
};

/* Whatever is read from, a NULL or wrong value is a fault that names file, id and line. */
void content_refuse(struct content_reader *r, const struct json *at, const char *field,
                    const char *expected);
void content_no_memory(struct content_reader *r);
/* n zeroed records of `size` bytes from the reader's arena. */
void *content_records(struct content_reader *r, size_t n, size_t size);
/* Only these members (NULL-ended), and all that the reads below ask for. */
void content_only(struct content_reader *r, const struct json *o, const char *const *keys);
/* "format" is the one that this attune reads; ERR_VERSION for a higher one. */
void content_format(struct content_reader *r);
/* A member of this type. */
const struct json *content_need(struct content_reader *r, const struct json *o, const char *key,
                                enum json_type type);
const struct json *content_object(struct content_reader *r, const struct json *o, const char *key);
/* An array or, with JSON_OBJECT, an object of lo … hi members. */
const struct json *content_many(struct content_reader *r, const struct json *o, const char *key,
                                enum json_type type, size_t lo, size_t hi);
/* A copy of a text of 1 to CONTENT_TEXT_MAX bytes: no control characters, no placeholder but
 * {child}. "" once something went wrong. The second may be empty; the third is the value itself. */
const char *content_text(struct content_reader *r, const struct json *o, const char *key);
const char *content_text_or_empty(struct content_reader *r, const struct json *o, const char *key);
const char *content_text_here(struct content_reader *r, const struct json *value,
                              const char *field);
/* The name of a member, as it is kept: 1 to 64 of [a-z0-9._-]. `field` is what it is called in a
 * fault. */
const char *content_key(struct content_reader *r, const struct json *m, const char *field,
                        const char *expected);
/* A list of lo … hi such texts. */
const char **content_texts(struct content_reader *r, const struct json *o, const char *key,
                           size_t lo, size_t hi);
int content_int(struct content_reader *r, const struct json *o, const char *key, int lo, int hi);
bool content_bool(struct content_reader *r, const struct json *o, const char *key);
/* A finite number above lo and at most hi. */
double content_above(struct content_reader *r, const struct json *o, const char *key, double lo,
                     double hi);
/* A finite number inside [lo, hi]; with `or_null` also null, which becomes NaN. */
double content_number(struct content_reader *r, const struct json *o, const char *key, double lo,
                      double hi, bool or_null);
/* n strictly ascending numbers inside (lo, hi). `expected` says so in words. */
void content_ascending(struct content_reader *r, const struct json *o, const char *key, double lo,
                       double hi, size_t n, double *out, const char *expected);
/* Which of the names (n of them) the text is; `expected` lists them. 0 after an error. */
size_t content_choice(struct content_reader *r, const struct json *o, const char *key,
                      const char *const *names, size_t n, const char *expected);
/* An id: [a-z0-9.-]{1,64}, for studies also A-Z. It becomes r->id, so that faults name it. */
const char *content_id(struct content_reader *r, const struct json *o);
bool content_is_id(const char *s, const char *more); /* `more`: further characters */
/* "bands": a bit for each that is named. */
unsigned content_bands(struct content_reader *r, const struct json *o);
/* The id in one member, as a place in `among`; 0 after an error. */
size_t content_reference(struct content_reader *r, const struct json *o, const char *key,
                         const struct content_index *among, const char *expected);
/* A list of ids that stand in `among`, as places there; none twice. */
const size_t *content_references(struct content_reader *r, const struct json *o, const char *key,
                                 const struct content_index *among, size_t *n,
                                 const char *expected);

/* A list of records of `size` bytes, each read by `read` into its place and found by its "id";
 * all of them, or NULL. Between lo and CONTENT_RECORDS_MAX. */
typedef void content_read_record(struct content_reader *r, const struct json *o, void *record);
void *content_list(struct content_reader *r, const char *key, size_t lo, size_t size,
                   content_read_record *read, struct content_index *index);
/* Sentences by key: an object of texts. */
void content_flat(struct content_reader *r, const char *key, struct content_sentences *out);

/* Sorts n keys that entries[i].key and .at hold; a duplicate is a fault at the i-th child of
 * `list`. */
void content_index_make(struct content_reader *r, struct content_index *index, size_t n,
                        const struct json *list);
size_t content_index_find(const struct content_index *index, const char *key);

/* content_join for any n files; `more`, if not NULL, is one more member, JSON already. */
MUST_CHECK enum err content_join_named(const char *const *names, const struct content_file *files,
                                       size_t n, const char *more, const struct text *more_json,
                                       bool compact, struct text *out, struct fault *fault);

/* One file each; all but dimensions and evidence look up ids in what was read before. */
void content_read_dimensions(struct content_reader *r);
void content_read_evidence(struct content_reader *r);
void content_read_items(struct content_reader *r);
void content_read_steps(struct content_reader *r);
void content_read_sentences(struct content_reader *r);
void content_read_help(struct content_reader *r);

#endif
