/* The picture of docs/uncertainty.md: one row a place, one mark a kind of truth.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "report.h"

#define LEFT 170
#define WIDTH 480
#define ROW 15
#define LOW 70.0 /* per cent at the left edge */
#define HIGH 100.0

static const char *const shades[STUDY_KINDS] = {"#2c2a26", "#7d4327", "#7d4327",
                                                "#54785c", "#54785c", "#8a7f68"};

static double at(double percent)
{
    double x = percent < LOW ? LOW : percent;
    return LEFT + (x - LOW) / (HIGH - LOW) * WIDTH;
}

static void mark(FILE *out, size_t kind, double x, double y)
{
    if (kind == 0)
        fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.4\" fill=\"%s\"/>\n", x, y,
                shades[kind]);
    else if (study_kinds[kind].shared > 0)
        fprintf(out, "<path d=\"M%.1f %.1fl6 6m0 -6l-6 6\" stroke=\"%s\" fill=\"none\"/>\n", x - 3,
                y - 3, shades[kind]);
    else if (study_kinds[kind].slope < 1)
        fprintf(out, "<path d=\"M%.1f %.1fl4 -6l4 6z\" stroke=\"%s\" fill=\"%s\"/>\n", x - 4, y + 3,
                shades[kind], study_kinds[kind].keep_intercepts ? "none" : shades[kind]);
    else
        fprintf(out,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"6\" height=\"6\" stroke=\"%s\" "
                "fill=\"%s\"/>\n",
                x - 3, y - 3, shades[kind],
                study_kinds[kind].keep_intercepts ? "none" : shades[kind]);
}

static double panel(const struct study *s, FILE *out, size_t a, double y)
{
    fprintf(out, "<text x=\"10\" y=\"%.0f\" font-weight=\"bold\">%d months</text>\n", y + 4,
            s->months[a]);
    y += ROW;
    for (size_t d = 0; d < CONTENT_DIM; d++) {
        if (s->cell[a][0].place[d].n == 0)
            continue;
        fprintf(out, "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%s</text>\n", LEFT - 12, y + 4,
                content_dimension(s->content, d)->short_name);
        fprintf(out, "<path d=\"M%d %.1fh%d\" stroke=\"#e2d8c3\"/>\n", LEFT, y, WIDTH);
        for (size_t k = STUDY_KINDS; k-- > 0;) {
            const struct tally_place *p = &s->cell[a][k].place[d];
            mark(out, k, at(100 * tally_share(p->cover_expected, p->n)), y);
        }
        y += ROW;
    }
    return y + 6;
}

int report_figure(const struct study *s, FILE *out)
{
    double height = 60;
    for (size_t a = 0; a < s->nage; a++) {
        height += ROW + 6;
        for (size_t d = 0; d < CONTENT_DIM; d++)
            height += s->cell[a][0].place[d].n > 0 ? ROW : 0;
    }
    height += 24 * 3;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" "
            "font-family=\"sans-serif\" font-size=\"11\" fill=\"#2c2a26\" role=\"img\" "
            "aria-label=\"How often 90 %% intervals of the expected answer hold the truth\">\n"
            "<rect width=\"100%%\" height=\"100%%\" fill=\"#f6f1e7\"/>\n"
            "<text x=\"10\" y=\"20\" font-size=\"13\">How often 90 %% intervals of the expected "
            "answer hold the truth</text>\n",
            LEFT + WIDTH + 20, height);
    double foot = height - 24 * 3 - 10;
    for (int percent = (int)LOW; percent <= (int)HIGH; percent += 5)
        fprintf(out,
                "<path d=\"M%.1f 34V%.0f\" stroke=\"%s\" %s/>\n"
                "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%d %%</text>\n",
                at(percent), foot, percent == 90 ? "#7d4327" : "#e2d8c3",
                percent == 90 ? "stroke-dasharray=\"4 3\"" : "", at(percent), foot + 14, percent);
    double y = 44;
    for (size_t a = 0; a < s->nage; a++)
        y = panel(s, out, a, y);
    for (size_t k = 0; k < STUDY_KINDS; k++) {
        size_t row = k / 2;
        double x = 20 + (double)(k % 2) * 320, line = foot + 34 + (double)row * 18;
        mark(out, k, x, line);
        fprintf(out, "<text x=\"%.0f\" y=\"%.0f\">%s</text>\n", x + 12, line + 4,
                study_kinds[k].name);
    }
    fprintf(out, "</svg>\n");
    return ferror(out) ? -1 : 0;
}
