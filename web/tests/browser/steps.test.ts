// A step says what it asks of who does it, as the core has put it; so does every other idea.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import type { MapView } from '../../src/platform/views';
import { expectAccessible, expectNoProblems, expectNoSideScroll, launch, openPage, serve, wholeMap } from './harness';

test('what a step asks stands beneath it', async () => {
    const server = await serve();
    const browser = await launch();
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
    await context.addInitScript(() => {
        const parse = JSON.parse.bind(JSON); // what the core says goes by here
        JSON.parse = (text: string) => {
            const value = parse(text) as { steps?: unknown };
            if (value?.steps) Object.assign(window, { told: value });
            return value;
        };
    });
    const page = await openPage(context, server.url);
    const month = new Date(Date.now() - 200 * 86_400_000).toISOString();
    await wholeMap(page, { child: 'Leo', year: month.slice(0, 4), month: month.slice(5, 7) }, (i) => i % 2);
    const { steps } = (await page.evaluate('told')) as MapView;

    const tags = new Set<string>();
    for (const [i, step] of steps.entries()) {
        const card = page.locator('.card.step').nth(i);
        for (const idea of [step, ...step.others]) {
            expect(await card.locator('.step-text').innerText()).toBe(idea.text);
            expect(await card.locator('.step-tags li').allInnerTexts()).toEqual(idea.tags);
            for (const tag of idea.tags!) tags.add(tag);
            await expectNoSideScroll(page, idea.text);
            if (step.others.length > 0) await card.locator('.button.plain').click();
        }
    }
    expect(tags.size, 'of a baby some ask one hand only, or are for the parent').toBeGreaterThan(0);
    await expectAccessible(page, 'steps');
    expectNoProblems(page);
    await browser.close();
    await server.close();
});
