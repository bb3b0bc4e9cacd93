// How long the core takes, in the same engine that the page runs in.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { wholeRun } from '../core';

const middle = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;

test('one choice under 2 ms, a map drawn before a finger is off the screen', async () => {
    for (const birth of ['2026-05', '2024-09', '2017-03', '2011-01']) {
        await wholeRun(birth, (_, i) => i % 5); // the engine warms up, as it does in the first questions
        const { times, drawing, map } = await wholeRun(birth, (_, i) => (i * 2) % 5);
        const start = performance.now();
        map(360);
        const showing = performance.now() - start;
        console.log(
            `${birth}: ${times.length - 1} questions, a choice ${middle(times).toFixed(2)} ms (largest ` +
                `${Math.max(...times).toFixed(2)}), drawing ${drawing.toFixed(0)} ms, showing ${showing.toFixed(0)} ms`,
        );
        expect(middle(times)).toBeLessThan(2);
        expect(drawing + showing).toBeLessThan(1000);
    }
});
