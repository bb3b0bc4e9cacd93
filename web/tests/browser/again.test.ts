// Coming back to the questions: on the day of the last map, after a stop, after "one more".
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, answerAll, begin, draw, expectAccessible, expectNoProblems, launch, questionText, quickMap, serve, watch, type Server } from './harness';

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

/** A baby of six months: every place can be known before the questions are used up. */
async function withBaby(run: (page: Page) => Promise<void>) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    watch(page);
    await page.clock.setFixedTime(new Date('2026-11-22T21:00:00'));
    await page.goto(server.url);
    await begin(page, { child: 'Leo', me: 'Mara', month: '05', year: '2026' });
    await run(page);
    expectNoProblems(page);
    await context.close();
}

const newMap = (page: Page) => page.locator('.map-ways .link', { hasText: 'Draw a new map' }).click();
const said = (page: Page) => page.locator('main').innerText();
const buttons = (page: Page) => page.locator('.question-answers .button').allInnerTexts();

test('on the day of the last map: it goes on with the same answers, and says so', () =>
    withBaby(async (page) => {
        await answerAll(page);
        expect(await questionText(page)).toBe('That is enough to draw a map');
        expect(await page.locator('.keys').count(), 'no keys where nothing is asked').toBe(0);
        await draw(page);

        await newMap(page);
        await page.locator('.question').waitFor();
        expect(await questionText(page)).toBe('Your last map is still new');
        expect(await said(page)).toContain('less than four weeks old, so this goes on with the same answers');
        expect(await said(page)).not.toMatch(/enough to draw|Nearly there/);
        expect(await buttons(page)).toEqual(['Answer one more', 'See the last map']);
        expect(await page.locator('.keys').count()).toBe(0);
        await expectAccessible(page, 'the last map is still new');
        await page.locator('.button', { hasText: 'See the last map' }).click();
        await page.locator('.landscape').waitFor();

        // One more is one more: then it can be drawn.
        await newMap(page);
        await page.locator('.button', { hasText: 'Answer one more' }).click();
        await page.locator('.answers').waitFor();
        expect(await said(page)).toContain('goes on with the same answers');
        expect(await page.locator('.keys').isVisible(), 'keys where there is something to answer').toBe(true);
        await answer(page, 2);
        expect(await questionText(page)).toBe('That is enough to draw a map');
        expect((await buttons(page))[0]).toBe('Draw the map');
        await draw(page);
    }));

test('after a map of a few answers the next question says that it goes on', () =>
    withBaby(async (page) => {
        await quickMap(page);
        await newMap(page);
        await page.locator('.answers').waitFor();
        expect(await said(page)).toContain('less than four weeks old, so this goes on with the same answers');
        await answer(page, 2);
        expect(await said(page), 'once').not.toContain('less than four weeks old');
    }));

test('who stops is told once that the answers are kept', () =>
    withBaby(async (page) => {
        await answer(page, 3);
        await page.locator('.way', { hasText: 'Stop for now' }).click();
        await page.locator('.welcome').waitFor();
        const whole = await page.locator('body').innerText();
        expect(whole.match(/answers are kept/g)).toHaveLength(1);
    }));

test('who stops before the first answer is not told that answers are kept', () =>
    withBaby(async (page) => {
        await page.locator('.way', { hasText: 'Stop for now' }).click();
        await page.locator('.welcome').waitFor();
        expect(await page.locator('body').innerText()).not.toContain('answers are kept');
    }));
