// A short screen, 320 by 568: what there is to do is in sight without scrolling.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import page from '@content/page.json';
import { answer, begin, builtContent, expectNoProblems, launch, openPage, serve, type Server } from './harness';

const hints = Object.entries(page.words)
    .filter(([key]) => /^ask\.(hint\b|again$)/.test(key))
    .map(([, text]) => text);

const SHORT = { width: 320, height: 568 };

let server: Server;
let browser: Browser;
beforeAll(async () => {
    server = await serve();
    browser = await launch();
});
afterAll(async () => {
    await browser.close();
    await server.close();
});

/** What of these cannot be seen and hit without scrolling: too low, too small, or beneath another. */
const outOfReach = (page: Page, selector: string, least: number) =>
    page.locator(selector).evaluateAll(
        (found, least) =>
            found
                .map((e) => ({ e, box: e.getBoundingClientRect() }))
                .filter(({ e, box }) => {
                    const top = (y: number) => document.elementFromPoint(box.x + box.width / 2, y);
                    const free = [box.top + 1, box.bottom - 1].every((y) => e.contains(top(y)));
                    return !free || box.height < least;
                })
                .map(({ e, box }) => `${e.textContent} ${box.top}…${box.bottom}`),
        least,
    );

test('the welcome: what it is, that nothing leaves the device, and the way in', async () => {
    const context = await browser.newContext({ viewport: SHORT, reducedMotion: 'reduce' });
    const page = await openPage(context, server.url);
    await page.evaluate(() => document.fonts.ready);
    for (const part of ['h1', '.welcome-what', '.welcome-lines li:first-child', '.button.filled'])
        expect(await outOfReach(page, part, 20), part).toEqual([]);
    // What is below fades out beneath the button, as a sign that there is more, and can be scrolled to.
    const fade = await page
        .locator('.welcome-doing')
        .evaluate((e) => getComputedStyle(e, '::before').backgroundImage);
    expect(fade).toContain('gradient');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    for (const part of ['.welcome-lines li:last-child', '.welcome > .button.plain'])
        expect(await outOfReach(page, part, 20), part).toEqual([]);
    expectNoProblems(page);
    await context.close();
});

test('five answers and "Skip", whatever the question', async () => {
    const context = await browser.newContext({ viewport: SHORT, reducedMotion: 'reduce' });
    const page = await openPage(context, server.url);
    await begin(page);
    await page.evaluate(() => document.fonts.ready);
    const see = async (what: string) => {
        expect(await outOfReach(page, '.answer', 48), what).toEqual([]);
        expect(await outOfReach(page, '.way:not([disabled])', 48), what).toEqual([]);
    };
    for (let i = 0; i < 4; i++) {
        await see(`question ${i + 1}`);
        await answer(page, i);
    }
    await page.locator('.way').first().click(); // "Back" and "Keep this answer" are there too
    await page.locator('.answer[aria-pressed=true]').waitFor();
    await see('stepped back');
    await page.locator('.way', { hasText: 'Keep' }).click();
    await page.locator('.answer[aria-pressed=true]').waitFor({ state: 'detached' });

    // Every question there is, with the stem and the hint that take most room.
    expect(hints.length).toBeGreaterThan(3);
    const longest = (texts: string[]) => texts.reduce((a, b) => (b.length > a.length ? b : a));
    const { dimensions, items } = builtContent();
    const around = { stem: longest(Object.values(dimensions.stem)), hint: longest(hints) };
    await page.evaluate(({ stem, hint }) => {
        document.querySelector('.stem')!.textContent = stem;
        const said = document.createElement('p');
        said.className = 'soft small';
        said.textContent = hint;
        document.querySelector('.question')!.append(said);
    }, around);
    for (const { text } of items.items) {
        await page.locator('.question h1').evaluate((h1, text) => (h1.textContent = text), text.replaceAll('{child}', 'Josephine'));
        await see(text);
    }
    expectNoProblems(page);
    await context.close();
});
