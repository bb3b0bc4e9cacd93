/* store/store.h: where a device keeps its records. One interface; memory and SQLite behind it.
 *
 * A record is the bytes of one journal event (journal/event.h); the store does not look inside it
 * beyond where it ends and which id it has. What is acknowledged is durable; what fails has changed
 * nothing. One store may be open in several processes; each call is one transaction.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_STORE_STORE_H
#define ATTUNE_STORE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "journal/event.h"

struct store;

/* Called once a record, in the order of their arrival. Anything but ERR_OK ends the reading. */
typedef enum err store_each(void *context, const uint8_t *record, size_t n);

/* What a backend has to do. `state` is its own. Every fault says what, where and what to do. */
struct store_ops {
    const char *name;
    /* path: the backend's own meaning; memory takes NULL. */
    enum err (*open)(const char *path, void **state, struct fault *fault);
    void (*close)(void *state);
    enum err (*begin)(void *state, struct fault *fault); /* to write */
    enum err (*commit)(void *state, struct fault *fault);
    void (*rollback)(void *state);
    /* Between begin and commit. put: a record that stands there to the byte is left as it is. */
    enum err (*put)(void *state, const uint8_t *id, const uint8_t *record, size_t n,
                    struct fault *fault);
    enum err (*drop)(void *state, const uint8_t *id, const uint8_t *record, size_t n,
                     struct fault *fault);
    enum err (*each)(void *state, store_each *each, void *context, struct fault *fault);
};

extern const struct store_ops store_memory;
/* path: a file; made (mode 0600) when it is not there. */
extern const struct store_ops store_sqlite;

/* ERR_IO, ERR_BUSY, ERR_FORMAT (no store of attune's, or a damaged one: left as it was),
 * ERR_VERSION (kept by a newer attune), ERR_NOMEM. */
MUST_CHECK enum err store_open(const struct store_ops *ops, const char *path, struct store **out,
                               struct fault *fault);
void store_close(struct store *store); /* NULL is allowed */

/* One or many joined records, all or none. ERR_FORMAT when they are no records. */
MUST_CHECK enum err store_append(struct store *store, const uint8_t *records, size_t n,
                                 struct fault *fault);

/* Takes out the records that are these to the byte (one that is not there is no error), then
 * appends, all or none; of what was taken out no byte stays in any file of the store. It takes
 * what journal_unsaved (journal/fold.h) gives. */
MUST_CHECK enum err store_rewrite(struct store *store, const struct journal_span *drop,
                                  size_t ndrop, const struct journal_span *put, size_t nput,
                                  struct fault *fault);

MUST_CHECK enum err store_load(struct store *store, store_each *each, void *context,
                               struct fault *fault);

#endif
