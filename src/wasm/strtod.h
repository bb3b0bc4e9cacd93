/* src/wasm/strtod.h: decimal digits to the nearest double, small.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_WASM_STRTOD_H
#define ATTUNE_WASM_STRTOD_H

/* s is digits, 'e', an optional '-' and at most four more digits: the one form in which
 * base/decimal.c asks. Ties to even; past the largest double infinity; at most 816 digits. */
double wasm_strtod(const char *s);

#endif
