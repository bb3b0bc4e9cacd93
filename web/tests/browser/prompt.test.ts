// What a room shows is in force the moment it is there: its keys, its focus, its width, that it is hidden.
// These were set a frame later once, so that a quick key was lost or answered the question before.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerAll, begin, expectNoProblems, launch, openPage, questionText, serve, stored, type Server } from './harness';

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

/** The value of `look` in the first task after `there` becomes true by `act`: before a frame is drawn. */
async function atOnce<T>(
    page: Page,
    act: () => Promise<unknown>,
    there: (given: string) => boolean,
    look: () => T,
    given = '',
): Promise<T> {
    // Watching before acting: a key may overtake what is evaluated.
    await page.evaluate(`void (window.looked = new Promise((done) => {
        const there = ${there.toString()};
        const look = ${look.toString()};
        const next = new MessageChannel();
        next.port1.onmessage = () => done(look());
        const watcher = new MutationObserver(() => {
            if (!there(${JSON.stringify(given)})) return;
            watcher.disconnect();
            next.port2.postMessage(null);
        });
        watcher.observe(document, { subtree: true, childList: true, characterData: true });
    }))`);
    await act();
    return page.evaluate('window.looked');
}

async function opened(run: (page: Page) => Promise<void>) {
    const context = await browser.newContext({ viewport: { width: 414, height: 800 } });
    const page = await openPage(context, server.url);
    await run(page);
    expectNoProblems(page);
    await context.close();
}

test('a room says its name as soon as it is open', () =>
    opened(async (page) => {
        const focus = await atOnce(
            page,
            () => page.locator('.button.filled').click(),
            () => document.querySelector('.who-form') !== null,
            () => document.activeElement!.tagName,
        );
        expect(focus).toBe('H1');
    }));

test('an arrow leads to the first answer as soon as it is there', () =>
    opened(async (page) => {
        const focus = await atOnce(
            page,
            () => begin(page),
            () => document.querySelector('.answer') !== null,
            () => {
                window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
                return document.activeElement!.className;
            },
        );
        expect(focus).toBe('answer');
    }));

test('a key answers the question that is there, not the one before', () =>
    opened(async (page) => {
        await begin(page);
        const first = await questionText(page);
        const second = await atOnce(
            page,
            () => page.keyboard.press('4'),
            (before) => document.querySelector('.question h1')!.textContent !== before,
            () => {
                const shown = document.querySelector('.question h1')!.textContent;
                window.dispatchEvent(new KeyboardEvent('keydown', { key: '2' }));
                return shown;
            },
            first,
        );
        await expect.poll(() => questionText(page)).not.toBe(second);
        expect(await questionText(page)).not.toBe(first);
        expect((await stored(page)).records, 'two answers to two questions').toBe(3 + 2);
    }));

test('the land is drawn for its sheet from the start', () =>
    opened(async (page) => {
        await begin(page);
        await answerAll(page);
        const { drawn, sheet } = await atOnce(
            page,
            () => page.locator('.button.filled').click(),
            () => document.querySelector('.landscape') !== null,
            () => ({
                drawn: document.querySelector<SVGSVGElement>('.landscape')!.viewBox.baseVal.width,
                sheet: document.querySelector('.map-sheet')!.clientWidth,
            }),
        );
        expect(drawn).toBe(sheet);
    }));

test('what is hidden stays hidden through a reload, however soon', () =>
    opened(async (page) => {
        const noted = await atOnce(
            page,
            () => page.locator('.top-button').last().click(),
            () => document.querySelector('.blank') !== null,
            () => [sessionStorage.getItem('hidden'), document.title],
        );
        expect(noted).toEqual(['', 'Empty page']);
    }));
