// Two children and two caregivers: four bonds, each with a map of its own, never side by side.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
    begin,
    expectAccessible,
    expectNoProblems,
    fillWho,
    goTo,
    launch,
    openPage,
    questionText,
    quickMap,
    serve,
    type Server,
} from './harness';

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

const title = (page: Page) => page.locator('h1').innerText();

async function toWho(page: Page, child: string | null) {
    await goTo(page, 'people');
    const card = page.locator('.people .card', { hasText: child ?? '' });
    if (child === null) await page.locator('.people > .button').click();
    else await card.locator('.link').click();
    await page.locator('.who-form').waitFor();
}

test('two children, two caregivers', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await openPage(context, server.url);
    await begin(page, { child: 'Leo', me: 'Mara' });
    await quickMap(page);
    expect(await title(page)).toBe('Mara and Leo');

    // Another child, the same caregiver (chosen already).
    await toWho(page, null);
    expect(await page.locator('.who-choice input').first().isChecked()).toBe(true);
    await expectAccessible(page, 'another child');
    await fillWho(page, { child: 'Ada', year: '2012', month: '02' });
    await quickMap(page, 1);
    expect(await title(page)).toBe('Mara and Ada');

    // Somebody else for either child.
    for (const child of ['Leo', 'Ada']) {
        await toWho(page, child);
        expect(await page.locator('#who-child').count(), 'the child is known').toBe(0);
        if (child === 'Leo') await fillWho(page, { me: 'Tom' });
        else {
            // The second time Tom is known, and "somebody else" still offers a new name.
            await page.fill('[aria-describedby=who-me-hint]', 'Ines');
            await page.click('.who-next');
            await page.locator('.answers').waitFor();
        }
        await quickMap(page, 2);
    }
    expect(await title(page)).toBe('Ines and Ada');

    // The list names the bonds, and says nothing of what their maps say.
    await goTo(page, 'people');
    const bonds = await page.locator('.people-title').allInnerTexts();
    expect([...bonds].sort()).toEqual(['Ines and Ada', 'Mara and Ada', 'Mara and Leo', 'Tom and Leo']);
    const said = await page.locator('main').innerText();
    for (const word of ['strong', 'tender', 'rubs', 'steady']) expect(said).not.toContain(word);
    for (const name of bonds) {
        await goTo(page, 'people');
        await page.locator('.people-bond', { hasText: name }).click();
        await page.locator('.landscape').waitFor();
        expect(await title(page)).toBe(name);
        expect(await page.locator('.landscape').count(), 'one map at a time').toBe(1);
        for (const other of bonds.filter((bond) => bond !== name))
            expect(await page.locator('main').innerText()).not.toContain(other);
    }

    // The bond that was open is open again after a reload.
    const last = await title(page);
    await page.reload();
    await page.locator('.landscape').waitFor();
    expect(await title(page)).toBe(last);
    expectNoProblems(page);
    await context.close();
});

test('a very long name is cut kindly, before it makes the sentences hard to read', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
    const page = await openPage(context, server.url);
    await page.click('.button.filled');
    await page.locator('.who-form').waitFor();
    const name = 'Maximiliane Wilhelmina Josephine Antoinette von und zu';
    for (const [field, hint] of [['#who-child', '#who-child-hint'], ['[aria-describedby=who-me-hint]', '#who-me-hint']] as const) {
        await page.locator(field).pressSequentially(name.slice(0, 39));
        expect(await page.locator(hint).innerText()).not.toContain('as long as');
        await page.locator(field).pressSequentially(name.slice(39));
        expect(await page.inputValue(field)).toBe(name.slice(0, 40));
        await expect.poll(() => page.locator(hint).innerText()).toContain('as long as a name can be here');
    }
    await expectAccessible(page, 'a long name');
    await page.fill('#who-child', 'Max');
    await expect.poll(() => page.locator('#who-child-hint').innerText()).toContain('A pet name is fine');
    expectNoProblems(page);
    await context.close();
});

test('a question is asked in the child\'s own stage, or in one chosen by hand', async () => {
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await page.click('.button.filled');
    await page.fill('#who-child', 'Bo');
    await page.selectOption('#who-month', '09');
    await page.selectOption('.who-month select + select', '2024');
    await page.locator('.who summary').click();
    await page.selectOption('.who details select', 'infant');
    await page.click('.who-next');
    await page.locator('.answers').waitFor();
    const asked = new Set<string>([await questionText(page)]);
    await goTo(page, 'kept');
    expect(await page.locator('.kept .card').innerText()).toContain('first year');
    expect(asked.size).toBe(1);
    await context.close();
});

test('a month that is still to come is refused kindly, and what was written stays', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date('2026-03-10T12:00:00'));
    await page.goto(server.url);
    await page.click('.button.filled');
    await page.fill('#who-child', 'Bo');
    await page.selectOption('#who-month', '11');
    await page.selectOption('.who-month select + select', '2026');
    await page.click('.who-next');
    await page.locator('.wrong').waitFor();
    expect(await page.locator('.wrong').innerText()).toContain('still to come');
    expect(await page.inputValue('#who-child')).toBe('Bo');
    await page.selectOption('#who-month', '02');
    await page.click('.who-next');
    await page.locator('.answers').waitFor();
    await context.close();
});

test('a device whose clock runs behind: said where it matters, and the way out is open', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date('2026-03-10T12:00:00'));
    await page.goto(server.url);
    await begin(page, { child: 'Bo', year: '2026', month: '02', me: 'Mara' });
    await page.clock.setFixedTime(new Date('2026-01-10T12:00:00'));
    await page.reload();
    await page.locator('h1').waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('still to come');
    await goTo(page, 'kept');
    await page.locator('.kept-ways .link').first().click();
    await page.selectOption('#who-month', '12');
    await page.selectOption('.who-month select + select', '2025');
    await page.click('.who-next');
    await page.locator('.kept').waitFor();
    await goTo(page, 'questions', '.answers');
    await context.close();
});
