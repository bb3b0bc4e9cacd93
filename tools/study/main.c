/* tools/study: how honest is what a map says? Thousands of simulated parents answer the real
 * questions, adaptively and with the product's own rules, under models that are right and wrong.
 *
 *   study BUNDLE.json [--parents 10000] [--seed 1] [--threads 2] [--figure OUT.svg] [--months M,…]
 *                     [--hold 0.89]
 *
 * The tables of docs/uncertainty.md go to standard output, the figure to its file. --hold: exit 1
 * if an interval of the expected answer holds the truth less often than that, by more than four
 * standard errors of the simulation, whatever the slopes (kindred answers aside).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bond/change.h"
#include "bond/draw.h"
#include "report.h"
#include "simulate.h"
#include "tally.h"

#define THREADS_MAX 64
#define DAY_MS INT64_C(86400000)
#define CHUNK 50 /* parents that a thread takes at a time */

const struct truth_kind study_kinds[STUDY_KINDS] = {
    {"right", "the bank is right", 1.0, false, 0},
    {"flat", "true slopes × 0.67", 0.67, false, 0},
    {"flat-d", "true slopes × 0.67, intercepts kept", 0.67, true, 0},
    {"steep", "true slopes × 1.5", 1.5, false, 0},
    {"steep-d", "true slopes × 1.5, intercepts kept", 1.5, true, 0},
    {"local", "answers to kindred questions hang together", 1.0, false, 0.5},
};

struct work {
    const struct truth *truth;
    uint64_t seed, parents;
    uint64_t next; /* first parent not taken yet */
    struct tally total;
    enum err err;
    pthread_mutex_t lock;
};

/* One parent: a map, and for every tenth one a second map three months later with nothing
 * changed. */
static enum err one_parent(const struct work *w, uint64_t who, struct parent *p,
                           struct tally *tally)
{
    const struct bond_bank *bank = w->truth->bank;
    struct bond_answer answers[BOND_ASK_MAX];
    struct bond_map map, again;
    enum bond_ready why = BOND_NO_MORE;
    size_t n;
    parent_draw(w->truth, w->seed, who, 0, p);
    enum err e = parent_answer(w->truth, p, 0, w->seed, who, answers, &n, &why);
    if (!e)
        e = bond_draw(bank, answers, n, &map);
    if (e)
        return e;
    tally->ready[why]++;
    tally_map(tally, bank, p, &map);
    if (who % 10 != 0)
        return ERR_OK;
    struct bond_change change[CONTENT_DIM];
    parent_draw(w->truth, w->seed, who, 1, p);
    e = parent_answer(w->truth, p, 0, w->seed, who, answers, &n, &why);
    if (!e)
        e = bond_draw(bank, answers, n, &again);
    if (!e)
        e = bond_change(bank->content, &map, 0, &again, 91 * DAY_MS, change, &n);
    if (!e) {
        tally->pairs++;
        tally->changed += n > 0;
    }
    return e;
}

static void *worker(void *ctx)
{
    struct work *w = ctx;
    struct tally mine = {0};
    struct parent p = {.scored = malloc(w->truth->bank->n * sizeof *p.scored)};
    enum err e = p.scored ? ERR_OK : ERR_NOMEM;
    while (!e) {
        pthread_mutex_lock(&w->lock);
        uint64_t from = w->next, to = from + CHUNK;
        to = to < w->parents ? to : w->parents;
        w->next = to;
        if (w->err)
            from = to;
        pthread_mutex_unlock(&w->lock);
        if (from == to)
            break;
        for (uint64_t who = from; who < to && !e; who++)
            e = one_parent(w, who, &p, &mine);
    }
    free(p.scored);
    pthread_mutex_lock(&w->lock);
    tally_join(&w->total, &mine);
    if (e && !w->err)
        w->err = e;
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

/* Sums of counts do not hang on the order in which threads finish; the correlations' sums may in
 * their last bits, which no printed digit shows. */
static enum err run(const struct bond_bank *bank, const struct truth_kind *kind, uint64_t seed,
                    uint64_t parents, unsigned threads, struct tally *out)
{
    struct truth truth;
    enum err e = truth_init(&truth, bank, kind);
    if (e)
        return e;
    struct work w = {.truth = &truth, .seed = seed, .parents = parents};
    pthread_mutex_init(&w.lock, NULL);
    pthread_t thread[THREADS_MAX];
    unsigned started = 0;
    while (started < threads && pthread_create(&thread[started], NULL, worker, &w) == 0)
        started++;
    if (started == 0)
        worker(&w);
    for (unsigned i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    pthread_mutex_destroy(&w.lock);
    truth_finish(&truth);
    *out = w.total;
    return w.err;
}

static char *read_whole(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    if (f && fseek(f, 0, SEEK_END) == 0) {
        long size = ftell(f);
        text = size > 0 ? malloc((size_t)size) : NULL;
        rewind(f);
        *n = text ? fread(text, 1, (size_t)size, f) : 0;
    }
    if (f)
        fclose(f);
    return text;
}

struct options {
    const char *bundle, *figure;
    uint64_t parents, seed;
    unsigned threads;
    double hold;
    int months[STUDY_AGES];
    size_t nmonths;
};

static int fail(const char *what, const char *which)
{
    fprintf(stderr, "study: %s%s%s\n", what, which ? ": " : "", which ? which : "");
    return 2;
}

static int read_options(int argc, char **argv, struct options *o)
{
    static const int usual[] = {2, 4, 10, 30, 90, 170};
    *o = (struct options){.parents = 10000, .seed = 1, .threads = 2};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        o->months[o->nmonths++] = usual[i];
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i];
        if (name[0] != '-') {
            o->bundle = name;
            continue;
        }
        const char *value = i + 1 < argc ? argv[++i] : NULL;
        if (!value)
            return fail("a value is missing after", name);
        if (strcmp(name, "--figure") == 0) {
            o->figure = value;
        } else if (strcmp(name, "--parents") == 0) {
            o->parents = strtoull(value, NULL, 10);
        } else if (strcmp(name, "--seed") == 0) {
            o->seed = strtoull(value, NULL, 10);
        } else if (strcmp(name, "--threads") == 0) {
            o->threads = (unsigned)strtoul(value, NULL, 10);
        } else if (strcmp(name, "--hold") == 0) {
            o->hold = strtod(value, NULL);
        } else if (strcmp(name, "--months") == 0) {
            char *end = NULL;
            o->nmonths = 0;
            for (; o->nmonths < STUDY_AGES && *value; value = *end == ',' ? end + 1 : end) {
                o->months[o->nmonths++] = (int)strtol(value, &end, 10);
                if (end == value)
                    return fail("months are numbers with commas", value);
            }
        } else {
            return fail("unknown option", name);
        }
    }
    if (!o->bundle)
        return fail("which bundle? (content.json of a build)", NULL);
    if (o->threads < 1 || o->threads > THREADS_MAX || o->parents < 1)
        return fail("1 to 64 threads, at least one parent", NULL);
    return 0;
}

static bool holds(const struct study *s, double least)
{
    for (size_t a = 0; a < s->nage; a++)
        for (size_t k = 0; k < STUDY_KINDS; k++)
            for (size_t d = 0; d < CONTENT_DIM; d++) {
                const struct tally_place *p = &s->cell[a][k].place[d];
                double cover = tally_share(p->cover_expected, p->n);
                double error = sqrt(least * (1 - least) / (p->n > 0 ? p->n : 1));
                if (p->n > 0 && study_kinds[k].shared == 0 && cover < least - 4 * error) {
                    fprintf(stderr, "%d months, %s, %s: only %.1f %%\n", s->months[a],
                            study_kinds[k].name, content_dimension(s->content, d)->short_name,
                            100 * cover);
                    return false;
                }
            }
    return true;
}

int main(int argc, char **argv)
{
    struct options o;
    if (read_options(argc, argv, &o))
        return 2;
    size_t n = 0;
    char *bundle = read_whole(o.bundle, &n);
    struct content *c = NULL;
    struct fault fault = {0};
    if (!bundle || content_create(bundle, n, &c, &fault)) {
        free(bundle);
        return fail(o.bundle, fault.what[0] ? fault.what : "cannot be read");
    }
    free(bundle);
    static struct study study;
    study.content = c;
    study.nage = o.nmonths;
    enum err e = ERR_OK;
    for (size_t a = 0; a < o.nmonths && !e; a++) {
        struct bond_bank bank;
        study.months[a] = o.months[a];
        e = bond_bank_init(&bank, c, o.months[a]);
        if (e)
            break;
        for (size_t k = 0; k < STUDY_KINDS && !e; k++) {
            e = run(&bank, &study_kinds[k], o.seed, o.parents, o.threads, &study.cell[a][k]);
            if (o.parents >= 1000)
                fprintf(stderr, "%d months, %s: done\n", o.months[a], study_kinds[k].name);
        }
        for (size_t k = 0; k < ODD_KINDS && !e; k++)
            e = odd_run(&bank, (enum odd_kind)k, o.seed, o.parents / 10 + 1, &study.odd[a][k]);
        for (int keep = 0; keep < 2 && !e; keep++)
            e = odd_halved(&bank, keep != 0, o.seed, o.parents / 10 + 1, &study.halved[a][keep]);
        bond_bank_finish(&bank);
    }
    if (!e)
        report_tables(&study, stdout);
    if (!e && o.figure) {
        FILE *f = fopen(o.figure, "w");
        if (!f || report_figure(&study, f) || fclose(f))
            e = ERR_IO;
    }
    bool held = holds(&study, o.hold);
    content_destroy(c);
    if (!e && !held)
        return 1;
    return e ? fail(err_name(e), NULL) : 0;
}
