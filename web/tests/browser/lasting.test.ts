// The page loses nothing that it acknowledged: a browser killed in the middle, a second window, a disk
// that is full, a store that cannot be opened.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
    answer,
    answerAll,
    begin,
    draw,
    expectNoProblems,
    goTo,
    launch,
    openPage,
    Profile,
    questionText,
    serve,
    stored,
    watch,
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

/** A browser of its own that can be killed without a word, as a phone does. */
class Mortal {
    private constructor(
        private readonly process: ChildProcess,
        readonly page: Page,
    ) {}

    static async start(folder: string, url: string): Promise<Mortal> {
        const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
        const flags = [
            '--headless=new',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--remote-debugging-port=0',
            `--user-data-dir=${folder}`,
            'about:blank',
        ];
        const child = spawn(program, flags, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
        const address = await new Promise<string>((done, fail) => {
            let said = '';
            child.stderr!.on('data', (text: Buffer) => {
                said += String(text);
                const found = /DevTools listening on (ws:\S+)/.exec(said);
                if (found) done(found[1]!);
            });
            child.on('exit', () => fail(new Error(said)));
        });
        const over = await chromium.connectOverCDP(address, { timeout: 120_000 });
        const context = over.contexts()[0]!;
        // The browser listens before it has opened its first page.
        const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: 120_000 }));
        watch(page);
        await page.goto(url);
        await page.locator('h1').waitFor();
        return new Mortal(child, page);
    }

    async kill() {
        const gone = once(this.process, 'exit');
        process.kill(-this.process.pid!, 'SIGKILL');
        await gone;
    }
}

test('killed at question 11, and again and again: resumed with every answer', async () => {
    const profile = new Profile();
    const given: [question: string, value: number][] = [];
    let run = await Mortal.start(profile.folder, server.url);
    await begin(run.page);
    const kills = Number(process.env['ATTUNE_KILLS'] ?? 3);
    let at = 0;
    for (let kill = 0; kill < kills; kill++) {
        const until = kill === 0 ? 10 : at + 1 + (kill % 2);
        for (; at < until && (await run.page.locator('.answer').count()) > 0; at++) {
            const value = (at * 3) % 5;
            given.push([await answer(run.page, value), value]);
        }
        const open = await questionText(run.page); // shown, so all before it is acknowledged
        await run.kill();
        run = await Mortal.start(profile.folder, server.url);
        await run.page.locator('.button.filled').click();
        await run.page.locator('.question').waitFor();
        expect(await questionText(run.page), `after kill ${kill + 1}`).toBe(open);
    }
    // Step back through all of them: each is there, with what was said.
    for (const [question, value] of [...given].reverse()) {
        await run.page.locator('.way').first().click();
        await expect.poll(() => questionText(run.page)).toBe(question);
        const pressed = run.page.locator('.answer[aria-pressed=true]');
        expect(await pressed.innerText()).toBe(await run.page.locator('.answer').nth(value).innerText());
    }
    await run.kill();
    profile.remove();
});

test('two windows write in turn: no answer is lost, and both show the same', async () => {
    const context = await browser.newContext();
    const one = await openPage(context, server.url);
    await begin(one);
    const two = await openPage(context, `${server.url}#/questions`);
    await two.locator('.answers').waitFor();
    const asked = new Set<string>();
    for (let i = 0; i < 8; i++) {
        const [here, there] = i % 2 ? [two, one] : [one, two];
        const question = await questionText(here);
        expect(asked.has(question), `${question} is asked once`).toBe(false);
        asked.add(await answer(here, i % 5));
        await expect.poll(() => questionText(there)).toBe(await questionText(here));
    }
    // Both at once: each answers what it shows. In one go, since between a press and its release the
    // other's answer may bring the next question, and a press that ends elsewhere is none.
    const tap = (page: Page, at: number) =>
        page.locator('.answer').nth(at).evaluate((button) => (button as HTMLElement).click());
    await Promise.all([tap(one, 1), tap(two, 3)]);
    await expect.poll(async () => (await stored(one)).records).toBe(3 + 8 + 2);
    const lines = await exported(one);
    const counters = lines.map((line) => (JSON.parse(line) as { counter: number }).counter);
    expect(new Set(counters).size, 'no two records share a place').toBe(counters.length);
    await one.reload();
    await two.reload();
    await one.locator('h1').waitFor();
    await goTo(one, 'questions', '.answers');
    await goTo(two, 'questions', '.answers');
    expect(await questionText(one)).toBe(await questionText(two));
    expectNoProblems(one);
    expectNoProblems(two);
    await context.close();
});

async function exported(page: Page): Promise<string[]> {
    await goTo(page, 'kept');
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.kept .button').first().click(),
    ]);
    const stream = await download.createReadStream();
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    return text.trim().split('\n').slice(1);
}

describe('a store that fails', () => {
    // Each of these breaks the next writes in the way a browser does, until it is undone.
    const ways = {
        'the disk is full': () => {
            const real = IDBObjectStore.prototype.add;
            IDBObjectStore.prototype.add = function () {
                throw new DOMException('no room', 'QuotaExceededError');
            };
            return () => (IDBObjectStore.prototype.add = real);
        },
        'the transaction is given up at the end': () => {
            const real = IDBObjectStore.prototype.add;
            IDBObjectStore.prototype.add = function (...args) {
                const request = real.apply(this, args);
                request.addEventListener('success', () => this.transaction.abort());
                return request;
            };
            return () => (IDBObjectStore.prototype.add = real);
        },
    };

    test.each(Object.keys(ways) as (keyof typeof ways)[])('%s', async (way) => {
        const context = await browser.newContext();
        const page = await openPage(context, server.url);
        await begin(page);
        await answer(page, 2);
        const before = (await stored(page)).records;
        const question = await questionText(page);
        await page.evaluate(
            `globalThis.mend = (${ways[way].toString()})()`, // in the page's own world
        );
        await page.locator('.answer').nth(3).click();
        await page.locator('.question-failed').waitFor();
        expect(await questionText(page), 'the question stays').toBe(question);
        expect((await stored(page)).records).toBe(before);
        await page.evaluate('mend()');
        await page.locator('.question-failed .link').click();
        await expect.poll(() => questionText(page)).not.toBe(question);
        expect((await stored(page)).records).toBe(before + 1);
        // The answer that was tried again is the one that was given.
        await page.locator('.way').first().click();
        await page.locator('.answer[aria-pressed=true]').waitFor();
        expect(await page.locator('.answer').nth(3).getAttribute('aria-pressed')).toBe('true');
        await context.close();
    });

    test('who the map is about, while the disk is full: what was written stays', async () => {
        const context = await browser.newContext();
        const page = await openPage(context, server.url);
        await page.click('.button.filled');
        await page.fill('#who-child', 'Leo');
        await page.selectOption('#who-month', '09');
        await page.selectOption('.who-month select + select', '2024');
        await page.evaluate(`globalThis.mend = (${ways['the disk is full'].toString()})()`);
        await page.click('.who-next');
        await page.locator('.wrong').waitFor();
        expect(await page.inputValue('#who-child')).toBe('Leo');
        expect(await page.inputValue('#who-month')).toBe('09');
        await page.evaluate('mend()');
        await page.click('.who-next');
        await page.locator('.answers').waitFor();
        await context.close();
    });

    test('a browser that keeps nothing says so, and the map is drawn all the same', async () => {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.addInitScript(() => {
            Object.defineProperty(globalThis, 'indexedDB', {
                value: { open: () => { throw new DOMException('off', 'SecurityError'); } },
            });
        });
        await page.goto(server.url);
        await page.locator('.banner').waitFor();
        expect(await page.locator('.banner').innerText()).toContain('cannot keep anything here');
        await begin(page);
        await answerAll(page);
        await draw(page);
        await context.close();
    });

    test('a store written by a newer attune is left alone, politely', async () => {
        const context = await browser.newContext();
        const page = await openPage(context, server.url);
        await begin(page);
        await page.evaluate(
            () =>
                new Promise<void>((done, fail) => {
                    const open = indexedDB.open('attune', 99);
                    open.onsuccess = () => (open.result.close(), done());
                    open.onerror = () => fail(open.error);
                }),
        );
        await expect.poll(() => page.locator('main').innerText()).toContain('newer attune');
        await page.reload();
        await expect.poll(() => page.locator('main').innerText()).toContain('newer attune');
        await context.close();
    });
});
