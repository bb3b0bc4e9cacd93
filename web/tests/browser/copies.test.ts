// A copy out and back in, erasing for good, and files that are not what they should be.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeCore, NOW } from '../core';
import { DIST } from '../serve.mjs';
import {
    begin,
    expectNoProblems,
    goTo,
    holdTimers,
    launch,
    openPage,
    pass,
    quickMap,
    serve,
    stored,
    wholeMap,
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

async function copyOut(page: Page): Promise<Buffer> {
    await goTo(page, 'kept');
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.kept .button', { hasText: 'Save a copy' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^attune-\d{4}-\d\d-\d\d\.jsonl$/);
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Buffer);
    return Buffer.concat(parts);
}

async function bringIn(page: Page, name: string, buffer: Buffer, told: RegExp) {
    await page.locator('.kept input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
    await expect.poll(() => page.locator('.kept-told').innerText()).toMatch(told);
}

/** The map JSON of every bond in a copy, by the core itself. */
async function mapsIn(copy: Buffer): Promise<unknown[]> {
    const core = await nodeCore();
    core.add(core.importLines(copy).records);
    return core.people(NOW).bonds.map(({ id }) => core.map(id, null, NOW, 360));
}

const sheet = (page: Page) =>
    page.locator('.landscape').evaluate((svg) => [...svg.querySelectorAll('path')].map((p) => p.getAttribute('d')).join());

/** What a map says beside the land. (The card about keeping comes when the browser has answered.) */
const said = (page: Page) => page.locator('.map-words .card:not([role=status])').allInnerTexts();

test('export, erase, import: the same map', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await holdTimers(context);
    const page = await openPage(context, server.url);
    await wholeMap(page);
    const before = { sheet: await sheet(page), words: await said(page) };
    const copy = await copyOut(page);
    expect(copy.toString()).toMatch(/^\{"attune":"journal","format":1\}\n/);
    const maps = await mapsIn(copy);
    expect(maps).toHaveLength(1);

    await page.locator('.button', { hasText: /^Erase/ }).click();
    await page.locator('.passing .link').waitFor();
    expect(await page.locator('.kept .card').count()).toBe(0);
    await pass(page, 11);
    await expect.poll(async () => (await stored(page)).records).toBe(0);
    await page.reload();
    await page.locator('.kept').waitFor();

    await bringIn(page, 'copy.jsonl', copy, /Nothing that was here is lost/);
    expect(await mapsIn(await copyOut(page))).toEqual(maps);
    await bringIn(page, 'copy.jsonl', copy, /here before/);
    await goTo(page, 'map');
    await page.locator('.landscape').waitFor();
    expect(await sheet(page)).toBe(before.sheet);
    expect(await said(page)).toEqual(before.words);
    expectNoProblems(page);
    await context.close();
});

test('what is said of a copy is in plain words, and goes with the next thing done; of nothing there is no copy', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await holdTimers(context);
    const page = await openPage(context, server.url);
    await begin(page);
    await quickMap(page);
    const copy = await copyOut(page);
    const told = page.locator('.kept-told');
    await expect.poll(() => told.innerText()).toBe('The copy is saved.');

    await page.locator('.kept .link', { hasText: 'Erase' }).first().click();
    await page.locator('.passing .link').waitFor();
    await expect.poll(() => told.innerText()).toBe('');
    await page.locator('.passing .link').click();
    await expect.poll(() => page.locator('.kept-bonds li').count()).toBe(1);

    // An empty attune offers to bring a copy back, and has none to save.
    const save = page.locator('.kept .button', { hasText: 'Save a copy' });
    expect(await save.count()).toBe(1);
    await page.locator('.button', { hasText: /^Erase/ }).click();
    await page.locator('.kept .card').waitFor({ state: 'detached' });
    expect(await save.count()).toBe(0);
    expect(await page.locator('.kept').innerText()).toContain('There is nothing to save yet.');
    await pass(page, 11);
    await expect.poll(async () => (await stored(page)).records).toBe(0);
    await bringIn(page, 'copy.jsonl', copy, /^The copy is in\. Nothing that was here is lost\.$/);
    await save.waitFor();
    await page.locator('.kept .link', { hasText: 'Erase' }).first().click();
    await expect.poll(() => told.innerText()).toBe('');
    expectNoProblems(page);
    await context.close();
});

describe('erasing a child', () => {
    /** Every byte of the store, as text in which a name would be seen. */
    const bytes = (page: Page) =>
        page.evaluate(
            () =>
                new Promise<string>((done) => {
                    const open = indexedDB.open('attune');
                    open.onsuccess = () => {
                        const all = open.result.transaction('records').objectStore('records').getAll();
                        all.onsuccess = () => {
                            open.result.close();
                            const rows = all.result as { bytes: Uint8Array }[];
                            done(rows.map((row) => new TextDecoder('latin1').decode(row.bytes)).join('\n'));
                        };
                    };
                }),
        );

    async function twoChildren() {
        const context = await browser.newContext();
        await holdTimers(context);
        const page = await openPage(context, server.url);
        await begin(page, { child: 'Zebedee', me: 'Mara' });
        await quickMap(page);
        await goTo(page, 'people');
        await page.locator('.people > .button').click();
        await page.locator('.who-form').waitFor();
        await page.fill('#who-child', 'Leo');
        await page.selectOption('#who-month', '01');
        await page.selectOption('.who-month select + select', '2023');
        await page.click('.who-next');
        await page.locator('.answers').waitFor();
        await quickMap(page);
        expect(await bytes(page)).toContain('Zebedee');
        await goTo(page, 'kept');
        return { context, page };
    }
    const erase = (page: Page) =>
        page.locator('.kept .card', { hasText: 'Zebedee' }).locator('.kept-ways .link').last().click();

    test('can be taken back for ten seconds; then nothing of it is on the disk', async () => {
        const { context, page } = await twoChildren();
        await erase(page);
        await page.locator('.passing .link').waitFor();
        expect(await page.locator('.kept .card').count()).toBe(1);
        await pass(page, 8);
        await page.locator('.passing .link').click();
        await expect.poll(() => page.locator('.kept .card').count()).toBe(2);
        await pass(page, 20);
        expect(await bytes(page)).toContain('Zebedee');

        await erase(page);
        await page.locator('.passing .link').waitFor();
        await pass(page, 11);
        await expect.poll(() => bytes(page)).not.toContain('Zebedee');
        expect(await bytes(page)).toContain('Leo');
        expect((await copyOut(page)).toString()).not.toContain('Zebedee');
        await page.reload();
        await page.locator('.kept .card').waitFor();
        expect(await page.locator('.kept .card').count()).toBe(1);
        expectNoProblems(page);
        await context.close();
    });

    test('a window that is closed meanwhile erases at the next start', async () => {
        const { context, page } = await twoChildren();
        await erase(page);
        await page.locator('.passing .link').waitFor();
        await page.close({ runBeforeUnload: false });
        const again = await openPage(context, `${server.url}#/kept`);
        await again.locator('.kept .card').waitFor();
        expect(await again.locator('.kept .card').count()).toBe(1);
        expect(await bytes(again)).not.toContain('Zebedee');
        await context.close();
    });
});

describe('files that are no copy', () => {
    let page: Page;
    let good: Buffer;
    beforeAll(async () => {
        page = await openPage(await browser.newContext(), server.url);
        await begin(page);
        good = await copyOut(page);
    });

    const noise = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251));
    const bad: [string, () => Buffer][] = [
        ['empty', () => Buffer.alloc(0)],
        ['noise', () => noise],
        ['a picture', () => readFileSync(`${DIST}icon-192.png`)],
        ['another kind of JSON', () => Buffer.from('{"hello":1}\n')],
        ['cut in the middle', () => good.subarray(0, good.length - 60)],
        ['a newer format', () => Buffer.from('{"attune":"journal","format":2}\n')],
        ['nested deep', () => Buffer.from(`{"attune":"journal","format":1}\n${'['.repeat(100_000)}\n`)],
        ['bad letters', () => Buffer.concat([good, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d, 0x0a])])],
        ['an id twice with different content', () => {
            const [head, ...lines] = good.toString().trim().split('\n');
            const last = JSON.parse(lines.at(-1)!) as { counter: number };
            return Buffer.from(`${[head, ...lines, JSON.stringify({ ...last, counter: -4 })].join('\n')}\n`);
        }],
    ];

    test.each(bad)('%s: a clear message, and nothing is changed', async (name, make) => {
        const before = await stored(page);
        await page.reload();
        await page.locator('.kept').waitFor();
        await bringIn(page, `${name}.jsonl`, make(), /could not be read as a copy/);
        expect((await stored(page)).records).toBe(before.records);
        await goTo(page, 'questions', '.question');
        await goTo(page, 'kept');
    });

    test('a huge file is refused before it is read', async () => {
        await page.reload();
        await page.locator('.kept').waitFor();
        await page.evaluate(() => {
            const file = new File([new Uint8Array(65 * 1024 * 1024)], 'huge.jsonl');
            const data = new DataTransfer();
            data.items.add(file);
            const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
            input.files = data.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
        });
        await expect.poll(() => page.locator('.kept-told').innerText()).toContain('could not be read');
    });

    test('the good one still goes in', async () => {
        await page.reload();
        await page.locator('.kept').waitFor();
        await bringIn(page, 'good.jsonl', good, /here before/);
    });
});
