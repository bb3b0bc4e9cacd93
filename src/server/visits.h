/* server/visits.h: who is connected, and since when they have kept us waiting.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_SERVER_VISITS_H
#define ATTUNE_SERVER_VISITS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct visit {
    int fd;
    bool answering; /* a request is whole, and its answer on the way */
    int64_t since;  /* milliseconds of a clock that only goes forward */
    struct visit *next, *prev;
};

struct visits {
    pthread_mutex_t lock;
    struct visit *first;
    size_t answering;
};

void visits_init(struct visits *v);
void visits_finish(struct visits *v); /* frees whoever is left */
/* A connection begins. NULL when memory ran out: then nobody watches it. */
struct visit *visits_begin(struct visits *v, int fd, int64_t now);
void visits_answering(struct visits *v, struct visit *visit, bool answering, int64_t now);
/* The connection ends; its descriptor must still be open. NULL is allowed. */
void visits_end(struct visits *v, struct visit *visit);
/* Shuts down whoever has been requesting, or idle, for request_ms, or taking an answer for
 * answer_ms. Returns how many. */
size_t visits_sweep(struct visits *v, int64_t now, int64_t request_ms, int64_t answer_ms);
size_t visits_answering_count(struct visits *v);

#endif
