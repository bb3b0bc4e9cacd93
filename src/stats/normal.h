/* stats/normal.h: the standard normal distribution.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_NORMAL_H
#define ATTUNE_STATS_NORMAL_H

double stats_normal_pdf(double x);
/* P(Z <= x), with full relative accuracy in the lower tail (by the C library's erfc). */
double stats_normal_cdf(double x);
/* x with P(Z <= x) = p, to 1e-15 relative; -infinity and infinity at 0 and 1, NaN outside.
 * Wichura 1988, AS 241 (PPND16), doi:10.2307/2347330. The same bits on every machine. */
double stats_normal_quantile(double p);

#endif
