/* The tables of docs/uncertainty.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "report.h"

typedef double measure(const struct tally_place *p);

static double cover_expected(const struct tally_place *p)
{
    return tally_share(p->cover_expected, p->n);
}

static double cover_theta(const struct tally_place *p)
{
    return tally_share(p->cover_theta, p->n);
}

static void head(FILE *out, const char *first)
{
    fprintf(out, "| %s |", first);
    for (size_t k = 0; k < STUDY_KINDS; k++)
        fprintf(out, " %s |", study_kinds[k].name);
    fprintf(out, "\n|---|");
    for (size_t k = 0; k < STUDY_KINDS; k++)
        fprintf(out, "---:|");
    fprintf(out, "\n");
}

static void coverage(const struct study *s, FILE *out, measure *what)
{
    head(out, "age in months, place");
    for (size_t a = 0; a < s->nage; a++)
        for (size_t d = 0; d < CONTENT_DIM; d++) {
            if (s->cell[a][0].place[d].n == 0)
                continue;
            fprintf(out, "| %d, %s |", s->months[a], content_dimension(s->content, d)->short_name);
            for (size_t k = 0; k < STUDY_KINDS; k++)
                fprintf(out, " %.1f |", 100 * what(&s->cell[a][k].place[d]));
            fprintf(out, "\n");
        }
    fprintf(out, "| **lowest** |");
    for (size_t k = 0; k < STUDY_KINDS; k++) {
        double low = 1;
        for (size_t a = 0; a < s->nage; a++)
            for (size_t d = 0; d < CONTENT_DIM; d++) {
                const struct tally_place *p = &s->cell[a][k].place[d];
                if (p->n > 0 && what(p) < low)
                    low = what(p);
            }
        fprintf(out, " **%.1f** |", 100 * low);
    }
    fprintf(out, "\n\n");
}

/* All places of a map together. */
static struct tally_place whole(const struct tally *t)
{
    struct tally_place sum = {0};
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        const struct tally_place *p = &t->place[d];
        sum.n += p->n;
        sum.one += p->one;
        sum.two += p->two;
        sum.early += p->early;
        sum.one_right += p->one_right;
        sum.two_right += p->two_right;
        sum.width += p->width;
    }
    return sum;
}

static void words(const struct study *s, FILE *out)
{
    fprintf(out, "| age in months | true of the parents | one word | two | too early | "
                 "one word, right | two words, right | interval's width |\n"
                 "|---:|---|---:|---:|---:|---:|---:|---:|\n");
    for (size_t a = 0; a < s->nage; a++)
        for (size_t k = 0; k < STUDY_KINDS; k++) {
            struct tally_place p = whole(&s->cell[a][k]);
            fprintf(out, "| %d | %s | %.0f | %.0f | %.1f | %.1f | %.1f | %.2f |\n", s->months[a],
                    study_kinds[k].name, 100 * tally_share(p.one, p.n),
                    100 * tally_share(p.two, p.n), 100 * tally_share(p.early, p.n),
                    100 * tally_share(p.one_right, p.one), 100 * tally_share(p.two_right, p.two),
                    tally_share(p.width, p.n));
        }
    fprintf(out, "\n");
}

static void lengths(const struct study *s, FILE *out)
{
    fprintf(out, "| age in months | true of the parents | questions, mean | fewest | most | "
                 "all known | 24 reached | ran out |");
    for (size_t d = 0; d < CONTENT_DIM; d++)
        fprintf(out, " %s |", content_dimension(s->content, d)->short_name);
    fprintf(out, " mean |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
                 "---:|\n");
    for (size_t a = 0; a < s->nage; a++)
        for (size_t k = 0; k < STUDY_KINDS; k++) {
            const struct tally *t = &s->cell[a][k];
            double sum = 0, n = 0;
            fprintf(out, "| %d | %s | %.1f | %zu | %zu | %.0f | %.0f | %.0f |", s->months[a],
                    study_kinds[k].name, tally_share(t->asked, t->n), t->fewest, t->most,
                    100 * tally_share(t->ready[BOND_KNOWN], t->n),
                    100 * tally_share(t->ready[BOND_COUNT], t->n),
                    100 * tally_share(t->ready[BOND_NO_MORE], t->n));
            for (size_t d = 0; d < CONTENT_DIM; d++) {
                double r = tally_reliability(&t->place[d]);
                if (t->place[d].n > 0) {
                    fprintf(out, " %.2f |", r);
                    sum += r;
                    n++;
                } else {
                    fprintf(out, " |");
                }
            }
            fprintf(out, " %.2f |\n", tally_share(sum, n));
        }
    fprintf(out, "\n");
}

static void rest(const struct study *s, FILE *out)
{
    fprintf(out, "| age in months | true of the parents | answers pull apart | no strength named "
                 "| no step | one | two | a change is named though nothing changed |\n"
                 "|---:|---|---:|---:|---:|---:|---:|---:|\n");
    for (size_t a = 0; a < s->nage; a++)
        for (size_t k = 0; k < STUDY_KINDS; k++) {
            const struct tally *t = &s->cell[a][k];
            fprintf(out, "| %d | %s | %.1f | %.1f | %.1f | %.0f | %.0f | %.1f |\n", s->months[a],
                    study_kinds[k].name, 100 * tally_share(t->pulled, t->n),
                    100 * tally_share(t->no_strength, t->n), 100 * tally_share(t->steps[0], t->n),
                    100 * tally_share(t->steps[1], t->n), 100 * tally_share(t->steps[2], t->n),
                    100 * tally_share(t->changed, t->pairs));
        }
    fprintf(out, "\n");
}

static void odd(const struct study *s, FILE *out)
{
    fprintf(out, "| age in months | who | answers pull apart | one word | two | too early | "
                 "no strength named |\n|---:|---|---:|---:|---:|---:|---:|\n");
    for (size_t a = 0; a < s->nage; a++)
        for (size_t k = 0; k < ODD_KINDS; k++) {
            const struct tally *t = &s->odd[a][k];
            struct tally_place p = whole(t);
            fprintf(out, "| %d | %s | %.0f | %.0f | %.0f | %.0f | %.0f |\n", s->months[a],
                    odd_names[k], 100 * tally_share(t->pulled, t->n), 100 * tally_share(p.one, p.n),
                    100 * tally_share(p.two, p.n), 100 * tally_share(p.early, p.n),
                    100 * tally_share(t->no_strength, t->n));
        }
    fprintf(out, "\n");
}

static void halved(const struct study *s, FILE *out)
{
    fprintf(out, "| age in months | halved | the same | overlapping | too early | "
                 "only neighbours | further apart |\n|---:|---|---:|---:|---:|---:|---:|\n");
    for (size_t a = 0; a < s->nage; a++)
        for (int keep = 0; keep < 2; keep++) {
            const struct halved *h = &s->halved[a][keep];
            fprintf(out, "| %d | %s | %.1f | %.1f | %.1f | %.2f | %.2f |\n", s->months[a],
                    keep ? "slopes, intercepts kept" : "slopes, thresholds kept",
                    100 * tally_share(h->same, h->places), 100 * tally_share(h->overlap, h->places),
                    100 * tally_share(h->early, h->places), 100 * tally_share(h->touch, h->places),
                    100 * tally_share(h->apart, h->places));
        }
    fprintf(out, "\n");
}

void report_tables(const struct study *s, FILE *out)
{
    double n = s->cell[0][0].n;
    fprintf(out,
            "### 90 %% intervals of the expected answer: how often they hold the truth "
            "(%%)\n\n"
            "%.0f parents for each column; the simulation's own noise at 90 %% is ±%.1f.\n\n",
            n, 100 * tally_noise(0.9, n));
    coverage(s, out, cover_expected);
    fprintf(out, "### 90 %% intervals of θ (%%)\n\n");
    coverage(s, out, cover_theta);
    fprintf(out, "### Words (%% of places; right: %% of those said)\n\n");
    words(s, out);
    fprintf(out, "### Lengths, why the questions ended (%% of maps), and reliability "
                 "(squared correlation of θ and its estimate)\n\n");
    lengths(s, out);
    fprintf(out, "### Strengths, steps, pull and change (%% of maps)\n\n");
    rest(s, out);
    fprintf(out, "### Odd parents (%% of maps, and of places; %.0f of each kind)\n\n",
            s->odd[0][0].n);
    odd(s, out);
    fprintf(out, "### Half the slopes: what becomes of each place's words (%%)\n\n");
    halved(s, out);
}
