/* tests/content/shelf.h: the library's files from the source tree, with something spoilt in them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_CONTENT_SHELF_H
#define ATTUNE_TESTS_CONTENT_SHELF_H

#include "content/library.h"
#include "samples.h"

#define SHELF_FIXTURE "tests/content/fixture", "tests/content/faces"
#define SHELF_REAL "content/en", "content/faces"

struct shelf {
    struct samples samples; /* the content whose studies are named */
    char *text[LIBRARY_FILES];
    size_t nfaces;
    char *face_ids[LIBRARY_FACES_MAX], *faces[LIBRARY_FACES_MAX]; /* in order of their ids */
};

/* Any trouble here fails the running test. */
void shelf_load(struct shelf *s, const char *folder, const char *faces);
void shelf_finish(struct shelf *s);
struct shelf shelf_copy(const struct shelf *s);
/* Replaces the first `find` in the file by `with`; "faces/angry" is a face. It must stand there. */
void shelf_replace(struct shelf *s, const char *file, const char *find, const char *with);
/* Joined, appended to out. */
enum err shelf_join(const struct shelf *s, bool compact, struct text *out, struct fault *fault);
/* Both from their files; the caller destroys them. The content must be without a fault. */
enum err shelf_create(const struct shelf *s, struct content **c, struct library **l,
                      struct fault *fault);

#endif
