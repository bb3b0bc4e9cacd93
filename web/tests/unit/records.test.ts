// The frame of records: what the store may know of them.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { bytesOfId, idOfBytes, newId } from '../../src/platform/ids';
import { framed } from '../../src/platform/records';

function record(id: string, body: number): Uint8Array {
    const bytes = new Uint8Array(96 + body);
    new DataView(bytes.buffer).setUint32(4, body, true);
    bytes.set(bytesOfId(id), 8);
    return bytes;
}

test('ids are written and read', () => {
    for (let i = 0; i < 100; i++) {
        const id = newId();
        expect(id).toMatch(/^[0-9a-f]{32}$/);
        expect(idOfBytes(bytesOfId(id))).toBe(id);
    }
    expect(() => bytesOfId('0'.repeat(31))).toThrow();
    expect(() => bytesOfId('g'.repeat(32))).toThrow();
});

test('joined records are cut apart, byte for byte', () => {
    const records = [0, 1, 700].map((n) => [newId(), n] as const);
    const parts = records.map(([id, n]) => record(id, n));
    const joined = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
    let at = 0;
    for (const part of parts) {
        joined.set(part, at);
        at += part.length;
    }
    // From the middle of a larger buffer, as it comes out of the core.
    const within = new Uint8Array(joined.length + 20);
    within.set(joined, 7);
    const rows = framed(within.subarray(7, 7 + joined.length));
    expect(rows.map(({ id }) => id)).toEqual(records.map(([id]) => id));
    rows.forEach(({ bytes }, i) => expect([...bytes]).toEqual([...parts[i]!]));
    expect(framed(new Uint8Array())).toEqual([]);
});

test('a record that is cut short is refused', () => {
    const whole = record(newId(), 40);
    for (const n of [1, 95, 96, 135]) expect(() => framed(whole.subarray(0, n))).toThrow();
});
