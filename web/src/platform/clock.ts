// The page's clock: the one place that reads the time.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Now } from './core';

export function now(): Now {
    const date = new Date();
    return { at: date.getTime(), offset: -date.getTimezoneOffset() };
}

/** A day in words, as this device writes it; for the page's own notes, never for a map. */
export function day(at: number): string {
    return new Date(at).toLocaleDateString('en-GB', {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
    });
}
