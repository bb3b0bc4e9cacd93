// What the welcome promises is what the core then does.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import page from '@content/page.json';
import { wholeRun } from '../core';

const { 'welcome.what': what } = page.words;
const BIRTHS = ['2026-11', '2026-05', '2024-09', '2017-03', '2011-01'];

test('up to so many questions, in the same words before and after the first', async () => {
    const [, promised] = /up to (\d+) short questions/.exec(what)!;
    const first: number[] = [];
    for (const birth of BIRTHS) {
        const { asks } = await wholeRun(birth, (_, i) => i % 5);
        for (const { asked, about_left, at_most } of asks) {
            expect(at_most, birth).toBeLessThanOrEqual(Number(promised));
            expect(asked + about_left, birth).toBeLessThanOrEqual(Number(promised));
        }
        first.push(asks[0]!.about_left);
    }
    expect(Math.max(...first), 'some are told of as many').toBe(Number(promised));
});

test('one or two small steps', async () => {
    expect(what).toContain('one or two small steps');
    const counts = new Set<number>();
    for (const birth of BIRTHS)
        for (const value of [0, 2, 4]) {
            const { map } = await wholeRun(birth, ({ question }) => (question!.number % 3 ? value : 4 - value));
            counts.add(map(360).steps.length);
        }
    expect([...counts].sort()).toEqual([1, 2]);
});
