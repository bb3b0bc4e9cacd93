/* base/bytes.c: little-endian cursors, byte by byte, so that neither the machine's order nor
 * alignment matters.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include "base/bytes.h"

#include <string.h>

void bytes_in_init(struct bytes_in *in, const void *bytes, size_t n)
{
    static const uint8_t none[1];
    in->at = bytes == NULL ? none : bytes;
    in->end = in->at + (bytes == NULL ? 0 : n);
    in->bad = false;
}

size_t bytes_left(const struct bytes_in *in)
{
    return in->bad ? 0 : (size_t)(in->end - in->at);
}

const uint8_t *bytes_take(struct bytes_in *in, size_t n)
{
    if (in->bad || n > (size_t)(in->end - in->at)) {
        in->bad = true;
        return NULL;
    }
    const uint8_t *p = in->at;
    in->at += n;
    return p;
}

static uint64_t get(struct bytes_in *in, size_t n)
{
    const uint8_t *p = bytes_take(in, n);
    uint64_t v = 0;
    for (size_t i = 0; p != NULL && i < n; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
}

uint8_t bytes_get_u8(struct bytes_in *in)
{
    return (uint8_t)get(in, 1);
}

uint16_t bytes_get_u16(struct bytes_in *in)
{
    return (uint16_t)get(in, 2);
}

uint32_t bytes_get_u32(struct bytes_in *in)
{
    return (uint32_t)get(in, 4);
}

uint64_t bytes_get_u64(struct bytes_in *in)
{
    return get(in, 8);
}

int16_t bytes_get_i16(struct bytes_in *in)
{
    return (int16_t)bytes_get_u16(in);
}

int64_t bytes_get_i64(struct bytes_in *in)
{
    return (int64_t)bytes_get_u64(in);
}

double bytes_get_f64(struct bytes_in *in)
{
    uint64_t bits = bytes_get_u64(in);
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

void bytes_out_init(struct bytes_out *out, uint8_t *bytes, size_t cap)
{
    *out = (struct bytes_out){.bytes = bytes, .cap = cap};
}

void bytes_put(struct bytes_out *out, const void *bytes, size_t n)
{
    if (out->bad || n > out->cap - out->len) {
        out->bad = true;
        return;
    }
    if (n > 0)
        memcpy(out->bytes + out->len, bytes, n);
    out->len += n;
}

static void put(struct bytes_out *out, uint64_t v, size_t n)
{
    uint8_t b[8];
    for (size_t i = 0; i < n; i++)
        b[i] = (uint8_t)(v >> (8 * i));
    bytes_put(out, b, n);
}

void bytes_put_u8(struct bytes_out *out, uint8_t v)
{
    put(out, v, 1);
}

void bytes_put_u16(struct bytes_out *out, uint16_t v)
{
    put(out, v, 2);
}

void bytes_put_u32(struct bytes_out *out, uint32_t v)
{
    put(out, v, 4);
}

void bytes_put_u64(struct bytes_out *out, uint64_t v)
{
    put(out, v, 8);
}

void bytes_put_i16(struct bytes_out *out, int16_t v)
{
    put(out, (uint16_t)v, 2);
}

void bytes_put_i64(struct bytes_out *out, int64_t v)
{
    put(out, (uint64_t)v, 8);
}

void bytes_put_f64(struct bytes_out *out, double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    put(out, bits, 8);
}
