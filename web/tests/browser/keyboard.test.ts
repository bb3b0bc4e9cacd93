// A whole map by keyboard alone, and the focus always in sight and in order.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoProblems, holdTimers, launch, openPage, questionText, serve, type Server } from './harness';

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

const focused = (page: Page) =>
    page.evaluate(() => {
        const e = document.activeElement as HTMLElement | null;
        return { text: (e?.innerText ?? '').trim(), tag: e?.tagName ?? '', class: e?.className ?? '' };
    });

/** Presses Tab until something with this text has the focus; what is passed must show where it is. */
async function tabTo(page: Page, text: string | RegExp, most = 40) {
    for (let i = 0; i < most; i++) {
        await page.keyboard.press('Tab');
        const at = await focused(page);
        if (at.tag === 'BODY') continue;
        const ring = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
        expect(ring, `focus is seen on ${at.tag} ${at.text}`).not.toBe('none');
        if (typeof text === 'string' ? at.text === text : text.test(at.text)) return;
    }
    throw new Error(`no way to ${text}`);
}

/** Down, until the list that has the focus says `value`. (Its name typed would be cut on a slow machine.) */
async function downTo(page: Page, value: string) {
    const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
    for (let i = 0; (await chosen()) !== value; i++) {
        expect(i, value).toBeLessThan(30);
        await page.keyboard.press('ArrowDown');
    }
}

/** Escape, twice in a row, without waiting for the page in between. */
async function escapeTwice(page: Page) {
    const keys = await page.context().newCDPSession(page);
    const key = { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 };
    const types = ['rawKeyDown', 'keyUp', 'rawKeyDown', 'keyUp'] as const;
    await Promise.all(types.map((type) => keys.send('Input.dispatchKeyEvent', { type, ...key })));
    await keys.detach();
}

test('a whole map', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await holdTimers(context); // the way to "Undo" is as long as it is
    const page = await openPage(context, server.url);
    await tabTo(page, 'Go to the main part', 2);
    await tabTo(page, 'Draw a map');
    await page.keyboard.press('Enter');

    await page.locator('.who-form').waitFor();
    expect((await focused(page)).text, 'the room says its name').toBe(await page.locator('h1').innerText());
    await page.keyboard.press('Tab');
    await page.keyboard.type('Leo');
    await page.keyboard.press('Tab');
    await downTo(page, '09');
    await page.keyboard.press('Tab');
    await downTo(page, '2024');
    await tabTo(page, 'Questions for another age', 3);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Mara');
    await page.keyboard.press('Enter');
    await page.locator('.answers').waitFor();

    const first = await questionText(page);
    expect((await focused(page)).text, 'the question is heard').toBe(first);
    const moved = (before: string) => expect.poll(() => questionText(page), { interval: 15 }).not.toBe(before);

    await page.keyboard.press('4');
    await moved(first);
    const second = await questionText(page);
    // Arrows and Enter: down twice from the question is the second answer, up goes round.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect((await focused(page)).text).toBe(await page.locator('.answer').nth(1).innerText());
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect((await focused(page)).text).toBe(await page.locator('.answer').nth(4).innerText());
    await page.keyboard.press('Enter');
    await moved(second);
    const third = await questionText(page);
    await page.keyboard.press('s');
    await moved(third);
    // Back, twice; what was given is shown; a new answer leads on to where we were.
    const fourth = await questionText(page);
    await page.keyboard.press('Backspace');
    await moved(fourth);
    expect(await questionText(page)).toBe(third);
    await page.keyboard.press('Backspace');
    await moved(third);
    expect(await questionText(page)).toBe(second);
    expect(await page.locator('.answer[aria-pressed=true]').innerText()).toBe(
        await page.locator('.answer').nth(4).innerText(),
    );
    await page.keyboard.press('2');
    await moved(second);
    expect(await page.locator('.answers').count()).toBe(1);

    for (let i = 0; (await page.locator('.answer').count()) > 0; i++) {
        expect(i).toBeLessThan(30);
        const before = await questionText(page);
        await page.keyboard.press(String((i % 5) + 1));
        await moved(before);
    }
    await tabTo(page, 'Draw the map', 6);
    await page.keyboard.press('Enter');
    await page.locator('.landscape').waitFor();
    expect((await focused(page)).text).toBe('Mara and Leo');

    await tabTo(page, 'The map in words', 10);
    await page.keyboard.press('Enter');
    await page.locator('.places.appear').waitFor();
    await tabTo(page, 'Where this comes from');
    await page.keyboard.press('Enter');
    await page.locator('.source[open]').first().waitFor();
    await tabTo(page, /^I.ll try this$/);
    await page.keyboard.press('Enter');
    await page.locator('.step-picked').first().waitFor();
    await tabTo(page, 'Undo');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.step-picked').count()).toBe(0);

    await page.keyboard.press('Escape');
    expect(await page.locator('.blank').count(), 'once is not enough').toBe(0);
    await page.waitForTimeout(1000); // and not twice with a pause either
    await escapeTwice(page);
    await page.locator('.blank').waitFor();
    expect(await page.locator('.map').isVisible()).toBe(false);
    await page.reload();
    await page.locator('.blank').waitFor();
    await tabTo(page, 'Come back', 3);
    await page.keyboard.press('Enter');
    await page.locator('.map').waitFor();
    expectNoProblems(page);
    await context.close();
});

test('keys with a modifier, and keys in a field, answer nothing', async () => {
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await page.click('.button.filled');
    await page.fill('#who-child', 'Leo');
    await page.selectOption('#who-month', '09');
    await page.selectOption('.who-month select + select', '2024');
    await page.click('.who-next');
    await page.locator('.answers').waitFor();
    const before = await questionText(page);
    for (const key of ['Control+1', 'Alt+3', '0', '6', 'x', 'Backspace']) await page.keyboard.press(key);
    await page.waitForTimeout(150);
    expect(await questionText(page)).toBe(before);
    expectNoProblems(page);
    await context.close();
});
