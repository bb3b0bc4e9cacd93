// A second map, weeks later: the maps of a bond, an old one as it was drawn, the earlier land beneath.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerAll, answerLikeAParent, begin, draw, expectAccessible, expectNoProblems, expectNoSideScroll, goTo, launch, serve, watch, type Server } from './harness';

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

const sheet = (page: Page) =>
    page.locator('.landscape .land path').evaluateAll((paths) => paths.map((p) => p.getAttribute('d')).join());

test('two maps of one bond, six weeks apart', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    watch(page);
    await page.clock.setFixedTime(new Date('2026-10-04T21:00:00'));
    await page.goto(server.url);
    await begin(page);
    await answerAll(page, () => 2);
    await draw(page);
    const first = { sheet: await sheet(page), when: await page.locator('.map-when').innerText() };
    expect(await page.locator('.map-change').count()).toBe(0);

    // On the same day there is nothing new to ask; the map is the same one, still growing.
    await page.clock.setFixedTime(new Date('2026-11-15T21:00:00'));
    await page.reload();
    await page.locator('.landscape').waitFor();
    await page.locator('.map-ways .link').first().click();
    await page.locator('.answers').waitFor();
    await answerLikeAParent(page, 'Leo');
    await draw(page);
    const second = await sheet(page);
    expect(second).not.toBe(first.sheet);
    expect(await page.locator('.map-when').innerText()).toContain('15 November');

    // The earlier map is laid under this one only when it is asked for.
    expect(await page.locator('.earlier').count()).toBe(0);
    await page.locator('.map-change .link').click();
    await page.locator('.earlier path').first().waitFor({ state: 'attached' });
    expect((await page.locator('.map-change p').allInnerTexts()).length).toBeGreaterThan(0);
    await expectAccessible(page, 'comparing');
    await expectNoSideScroll(page, 'comparing');
    if (process.env['ATTUNE_KEEP_SCREENS'] === '1')
        await page.screenshot({ path: new URL('../screens/comparing-390-light.png', import.meta.url).pathname });
    await page.locator('.map-change .link').click();
    expect(await page.locator('.earlier').count()).toBe(0);

    await goTo(page, 'maps');
    const days = await page.locator('.maps-when').allInnerTexts();
    expect(days.map((day) => /\d+ \w+/.exec(day)![0])).toEqual(['15 November', '4 October']);
    await expectAccessible(page, 'maps');
    if (process.env['ATTUNE_KEEP_SCREENS'] === '1')
        await page.screenshot({ path: new URL('../screens/maps-390-light.png', import.meta.url).pathname });
    await page.locator('.maps-one').last().click();
    await page.locator('.landscape').waitFor();
    expect(await page.locator('.map-when').innerText()).toBe(first.when);
    expect(await sheet(page), 'an old map is as it was drawn').toBe(first.sheet);
    await goTo(page, 'maps');
    await page.locator('.maps-one').first().click();
    await page.locator('.landscape').waitFor();
    expect(await sheet(page)).toBe(second);
    expectNoProblems(page);
    await context.close();
});
