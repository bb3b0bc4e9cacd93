/* base/bytes.h: little-endian numbers in and out of a span of bytes; a cursor never leaves its
 * span, and a failure sticks, so that one check at the end is enough.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_BASE_BYTES_H
#define ATTUNE_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reading. After a read past the end `bad` is set, and this and every later read gives zero (or
 * NULL, for a take) and moves nothing. */
struct bytes_in {
    const uint8_t *at, *end;
    bool bad;
};
void bytes_in_init(struct bytes_in *in, const void *bytes, size_t n);
size_t bytes_left(const struct bytes_in *in);
uint8_t bytes_get_u8(struct bytes_in *in);
uint16_t bytes_get_u16(struct bytes_in *in);
uint32_t bytes_get_u32(struct bytes_in *in);
uint64_t bytes_get_u64(struct bytes_in *in);
int16_t bytes_get_i16(struct bytes_in *in);
int64_t bytes_get_i64(struct bytes_in *in);
double bytes_get_f64(struct bytes_in *in); /* IEEE 754 binary64; may be non-finite */
/* The next n bytes where they lie, or NULL with `bad` set. n = 0 gives the place itself. */
const uint8_t *bytes_take(struct bytes_in *in, size_t n);

/* Writing into a fixed span. A write that does not fit whole sets `bad`, and nothing more is
 * written. */
struct bytes_out {
    uint8_t *bytes;
    size_t len, cap;
    bool bad;
};
void bytes_out_init(struct bytes_out *out, uint8_t *bytes, size_t cap);
void bytes_put_u8(struct bytes_out *out, uint8_t v);
void bytes_put_u16(struct bytes_out *out, uint16_t v);
void bytes_put_u32(struct bytes_out *out, uint32_t v);
void bytes_put_u64(struct bytes_out *out, uint64_t v);
void bytes_put_i16(struct bytes_out *out, int16_t v);
void bytes_put_i64(struct bytes_out *out, int64_t v);
void bytes_put_f64(struct bytes_out *out, double v);
void bytes_put(struct bytes_out *out, const void *bytes, size_t n);

#endif
