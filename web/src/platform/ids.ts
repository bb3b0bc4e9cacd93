// Ids: 16 random bytes, written as 32 hexadecimal digits.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Id } from './views';

export function newId(): Id {
    return idOfBytes(crypto.getRandomValues(new Uint8Array(16)));
}

export function idOfBytes(bytes: Uint8Array): Id {
    return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export function bytesOfId(id: Id): Uint8Array {
    if (!/^[0-9a-f]{32}$/.test(id)) throw new Error('not an id');
    const bytes = new Uint8Array(16);
    for (let i = 0; i < 16; i++) bytes[i] = parseInt(id.slice(2 * i, 2 * i + 2), 16);
    return bytes;
}
