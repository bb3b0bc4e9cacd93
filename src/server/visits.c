/* server/visits.c: who is connected, and since when they have kept us waiting.
 * The lock is held while a socket is shut down, so that its number cannot have passed to somebody
 * else in between.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/visits.h"

#include <stdlib.h>
#include <sys/socket.h>

void visits_init(struct visits *v)
{
    *v = (struct visits){.lock = PTHREAD_MUTEX_INITIALIZER};
}

void visits_finish(struct visits *v)
{
    while (v->first)
        visits_end(v, v->first);
    pthread_mutex_destroy(&v->lock);
}

struct visit *visits_begin(struct visits *v, int fd, int64_t now)
{
    struct visit *visit = calloc(1, sizeof *visit);
    if (!visit)
        return NULL;
    visit->fd = fd;
    visit->since = now;
    pthread_mutex_lock(&v->lock);
    visit->next = v->first;
    if (v->first)
        v->first->prev = visit;
    v->first = visit;
    pthread_mutex_unlock(&v->lock);
    return visit;
}

void visits_answering(struct visits *v, struct visit *visit, bool answering, int64_t now)
{
    if (!visit)
        return;
    pthread_mutex_lock(&v->lock);
    if (answering && !visit->answering)
        v->answering++;
    if (!answering && visit->answering)
        v->answering--;
    visit->answering = answering;
    visit->since = now;
    pthread_mutex_unlock(&v->lock);
}

void visits_end(struct visits *v, struct visit *visit)
{
    if (!visit)
        return;
    pthread_mutex_lock(&v->lock);
    if (visit->answering)
        v->answering--;
    if (visit->prev)
        visit->prev->next = visit->next;
    else
        v->first = visit->next;
    if (visit->next)
        visit->next->prev = visit->prev;
    pthread_mutex_unlock(&v->lock);
    free(visit);
}

size_t visits_sweep(struct visits *v, int64_t now, int64_t request_ms, int64_t answer_ms)
{
    size_t shut = 0;
    pthread_mutex_lock(&v->lock);
    for (struct visit *at = v->first; at; at = at->next) {
        if (now - at->since < (at->answering ? answer_ms : request_ms))
            continue;
        shutdown(at->fd, SHUT_RDWR);
        shut++;
    }
    pthread_mutex_unlock(&v->lock);
    return shut;
}

size_t visits_answering_count(struct visits *v)
{
    pthread_mutex_lock(&v->lock);
    size_t n = v->answering;
    pthread_mutex_unlock(&v->lock);
    return n;
}
