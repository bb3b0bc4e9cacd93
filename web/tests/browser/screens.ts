// Every screen at three widths, light and dark: nothing wider than the screen, nothing for axe to say,
// nothing refused by the content policy. A few are kept as references in tests/screens.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    answer,
    answerLikeAParent,
    draw,
    expectAccessible,
    expectNoProblems,
    expectNoSideScroll,
    fillWho,
    goTo,
    holdTimers,
    launch,
    openPage,
    serve,
    type Server,
} from './harness';

const SCREENS = new URL('../screens/', import.meta.url).pathname;
const keep = process.env['ATTUNE_KEEP_SCREENS'] === '1';

let server: Server;
let browser: Browser;
const SIZES = [
    { width: 320, height: 640 },
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
];

// Kept as references: all at 390 in light, the main ones in the dark and elsewhere.
function kept(width: number, scheme: string, name: string): boolean {
    if (width === 390 && scheme === 'light') return name !== 'help' && name !== 'hidden';
    return name === 'map' || (width !== 320 && ['welcome', 'question'].includes(name));
}

/** By day and by night are files of their own, so that they run side by side. */
export function everyScreen(scheme: 'light' | 'dark') {
    beforeAll(async () => {
        server = await serve();
        browser = await launch();
    });
    afterAll(async () => {
        await browser.close();
        await server.close();
    });
    for (const size of SIZES) {
        test(
            `every screen, ${size.width} px, ${scheme}`,
            async () => {
                const context = await browser.newContext({
                    viewport: size,
                    colorScheme: scheme,
                    reducedMotion: 'reduce',
                });
                await holdTimers(context); // ten seconds to undo are not long beside an audit
                const page = await openPage(context, server.url);
                const see = (name: string) => look(page, name, size, scheme);

                await see('welcome');
                await page.click('.button.filled');
                await page.locator('.who-form').waitFor();
                await see('who');
                await page.click('.who-next');
                await page.locator('.wrong').first().waitFor();
                await page.locator('.who summary').click();
                await see('who-missing');
                await fillWho(page, { child: 'Leo', me: 'Mara' });
                await see('question');
                await answer(page, 'skip');
                await answer(page, 3);
                await page.locator('.way').first().click();
                await page.locator('[aria-pressed=true]').waitFor();
                await see('question-back');
                await page.locator('.way', { hasText: 'Keep this answer' }).click();
                await page.locator('[aria-pressed=true]').waitFor({ state: 'detached' });
                await page.locator('.way').last().click();
                await page.locator('.welcome').waitFor();
                await see('stopped');
                await page.click('.button.filled');
                await page.locator('.answers').waitFor();
                await answerLikeAParent(page, 'Leo');
                await see('ready');
                await draw(page);
                await page.locator('[role=status] .card, .card[role=status]').waitFor();
                await see('map');
                for (const summary of await page.locator('.map summary').all()) await summary.click();
                await page.click('.in-words-button');
                await page.locator('.step .button').first().click();
                await page.locator('.step-picked').waitFor();
                await see('map-open');
                await goTo(page, 'people');
                await see('people');
                await goTo(page, 'kept');
                await see('kept');
                await page.locator('.kept .link', { hasText: 'Erase' }).first().click();
                await page.locator('.passing .link').waitFor();
                await see('kept-erasing');
                await page.locator('.passing .link').click();
                await goTo(page, 'help');
                await see('help');
                await page.locator('.top-button').last().click();
                await page.locator('.blank').waitFor();
                await see('hidden');
                expectNoProblems(page);
                await context.close();
            },
        );
    }
}

async function look(page: Page, name: string, size: { width: number; height: number }, scheme: string) {
    const what = `${name} at ${size.width}, ${scheme}`;
    await page.evaluate(() => document.fonts.ready);
    await expectNoSideScroll(page, what);
    // As tall as what is on it, so that the doors stand below it all and cover nothing.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
    await expectAccessible(page, what);
    await expectTargets(page, what);
    if (keep && kept(size.width, scheme, name)) {
        await page.mouse.move(0, 0);
        await page.waitForTimeout(60);
        await page.screenshot({ path: `${SCREENS}${name}-${size.width}-${scheme}.png` });
    }
    await page.setViewportSize(size);
}

/** What a thumb is to hit is at least 44 px high and wide (48 for an answer), or stands in running text. */
async function expectTargets(page: Page, what: string) {
    const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, a[href], summary, select, input')]
            .filter((e) => e.checkVisibility() && !e.closest('.blank, .to-main, label'))
            .map((e) => ({ e, box: e.getBoundingClientRect() }))
            .filter(({ e, box }) => {
                const least = e.classList.contains('answer') ? 48 : 44;
                return box.height < least - 0.5 || box.width < least - 0.5;
            })
            .map(({ e, box }) => `${e.className} ${box.width}x${box.height} ${e.textContent}`),
    );
    expect(small, what).toEqual([]);
}
