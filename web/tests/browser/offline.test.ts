// Without a connection, under any folder, and when a newer version comes.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIST } from '../serve.mjs';
import { answer, answerAll, begin, draw, expectNoProblems, goTo, launch, openPage, questionText, serve } from './harness';

let browser: Browser;
beforeAll(async () => {
    browser = await launch();
});
afterAll(() => browser.close());

/** Everything is kept for later, and this page is served from what is kept. */
const ready = (page: Page) =>
    page.evaluate(async () => {
        const workers = navigator.serviceWorker;
        const taken = new Promise((done) => workers.addEventListener('controllerchange', done));
        await workers.ready;
        if (!workers.controller) await taken;
    });

test.each(['/', '/some/where/'])('a whole map without a connection, under %s', async (base) => {
    const server = await serve({ base });
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await ready(page);
    await server.close(); // no connection at all, not even a refusal by the browser
    await page.reload();
    await page.locator('.button.filled').waitFor();
    await begin(page);
    await answer(page, 3);
    const open = await questionText(page);
    await page.reload();
    await page.locator('.answers').waitFor();
    expect(await questionText(page)).toBe(open);
    await answerAll(page);
    await draw(page);
    for (const room of ['kept', 'people', 'help']) await goTo(page, room);
    const faces = await page.evaluate(async () => {
        await Promise.all([document.fonts.load('600 16px Literata'), document.fonts.load('400 16px "Atkinson Hyperlegible"')]);
        return [...document.fonts].filter((face) => face.status === 'loaded').length;
    });
    expect(faces).toBeGreaterThanOrEqual(2);
    await context.close();
});

test('what is not the page is not answered from the cache', async () => {
    const server = await serve({ base: '/here/' });
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await ready(page);
    expect(await page.evaluate(async () => (await fetch('./not-here.json')).status)).toBe(404);
    await context.close();
    await server.close();
});

test('a newer version waits, says so quietly, and takes no open answer with it', async () => {
    const server = await serve();
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await ready(page);
    await begin(page);
    await answer(page, 4);
    const open = await questionText(page);

    const worker = readFileSync(`${DIST}sw.js`, 'utf8');
    const version = /"([0-9a-f]{16})"/.exec(worker)![1]!;
    server.files['sw.js'] = worker.replaceAll(version, 'f'.repeat(16));
    await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
    });
    await expect.poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).waiting))).toBe(true);

    // Among the questions nothing is said, and nothing changes underneath.
    expect(await page.locator('.banner').count()).toBe(0);
    expect(await questionText(page)).toBe(open);
    await page.reload();
    await page.locator('.answers').waitFor();
    expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
    await answer(page, 1);
    const next = await questionText(page);
    await page.locator('.way').nth(2).click();
    await page.locator('.banner .link').waitFor();
    const loaded = page.waitForEvent('load');
    await page.locator('.banner .link').click();
    await loaded;
    await page.locator('.button.filled').click();
    await page.locator('.answers').waitFor();
    expect(await questionText(page)).toBe(next);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBe(null);
    expectNoProblems(page);
    await context.close();
    await server.close();
});

test('a page from a version that lost its server still opens its rooms', async () => {
    const server = await serve();
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await ready(page);
    await server.close();
    await goTo(page, 'help'); // its script had not been asked for yet
    await goTo(page, 'kept');
    await context.close();
});
