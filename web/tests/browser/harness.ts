// What the browser tests share: Debian's Chromium, the built page behind its content policy, and the
// few things that a person does.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { DIST, serve } from '../serve.mjs';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

export type Server = Awaited<ReturnType<typeof serve>>;
export { serve };

const START_MS = 120_000; // the first start on a cold disk

export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args, timeout: START_MS });

/** A browser with a profile on the disk, that can be killed and started again. */
export class Profile {
    readonly folder = mkdtempSync(join(tmpdir(), 'attune-profile-'));

    open(options: BrowserContextOptions = {}): Promise<BrowserContext> {
        return chromium.launchPersistentContext(this.folder, { executablePath, args, timeout: START_MS, ...options });
    }

    remove() {
        // Of a browser that was killed some helpers live a moment longer, and write.
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
}

/** A page that fails the test when the browser reports an error or the policy refuses something. */
export async function openPage(context: BrowserContext, url: string): Promise<Page> {
    const page = await context.newPage();
    watch(page);
    await page.goto(url);
    await page.locator('h1').waitFor();
    return page;
}

const problems = new WeakMap<Page, string[]>();

export function watch(page: Page): void {
    page.setDefaultTimeout(60_000);
    const seen: string[] = [];
    problems.set(page, seen);
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('console', (message) => {
        if (message.type() === 'error') seen.push(message.text());
    });
}

export function expectNoProblems(page: Page): void {
    expect(problems.get(page)).toEqual([]);
}

export interface Who {
    child?: string;
    month?: string;
    year?: string;
    me?: string;
}

/** Fills in who the map is about, from the open form, and goes on to the questions. */
export async function fillWho(page: Page, { child, month = '09', year = '2024', me }: Who) {
    if (child !== undefined) {
        await page.fill('#who-child', child);
        await page.selectOption('#who-month', month);
        await page.selectOption('.who-month select + select', year);
    }
    if (me !== undefined) await page.fill('[aria-describedby=who-me-hint]', me);
    await page.click('.who-next');
    await page.locator('.answers').waitFor();
}

export async function begin(page: Page, who: Who = { child: 'Leo', me: 'Mara' }) {
    await page.locator('.button.filled').click();
    await page.locator('.who-form').waitFor();
    await fillWho(page, who);
}

export const questionText = (page: Page) => page.locator('.question h1').innerText();

/** Answers one question and waits for what comes after it. */
export async function answer(page: Page, value: number | 'skip') {
    const before = await questionText(page);
    if (value === 'skip') await page.locator('.way', { hasText: 'Skip' }).click();
    else await page.locator('.answer').nth(value).click();
    await expect.poll(() => questionText(page), { interval: 15 }).not.toBe(before);
    return before;
}

/** Answers until enough is known. Returns how many answers it took. */
export async function answerAll(page: Page, choose: (i: number) => number | 'skip' = (i) => (i * 2) % 5) {
    for (let i = 0; ; i++) {
        if (i > 30) throw new Error('the questions do not end');
        if ((await page.locator('.answer').count()) === 0) return i;
        await answer(page, choose(i));
    }
}

interface Content {
    items: { items: { dimension: string; reverse: boolean; text: string }[] };
    dimensions: { stem: Record<string, string> };
}

/** The content that the built page has, which may be older than the files that it is made of. */
export function builtContent(): Content {
    const file = readdirSync(`${DIST}assets`).find((name) => /^content-.*\.json$/.test(name))!;
    return JSON.parse(readFileSync(`${DIST}assets/${file}`, 'utf8')) as Content;
}

/** Answers as one parent might: much warmth and play, some friction, repair that is hard just now. */
export async function answerLikeAParent(page: Page, child: string) {
    const usual: Record<string, number> = {
        warmth: 4, play: 3, communication: 3, boundaries: 2, repair: 1, friction: 2,
    };
    const { items } = builtContent().items;
    while ((await page.locator('.answer').count()) > 0) {
        const text = await questionText(page);
        const item = items.find((one) => one.text.replaceAll('{child}', child) === text);
        if (!item) throw new Error(`no item reads: ${text}`);
        const value = usual[item.dimension]!;
        await answer(page, item.reverse ? 4 - value : value);
    }
}

export async function draw(page: Page) {
    await page.locator('.button.filled').click();
    await page.locator('.landscape').waitFor();
}

/** A map of a few answers only: stop, and draw it from there. */
export async function quickMap(page: Page, value = 3) {
    for (let i = 0; i < 4; i++) await answer(page, value);
    await page.locator('.way').last().click();
    await page.locator('.welcome .button', { hasText: 'Draw the map now' }).click();
    await page.locator('.landscape').waitFor();
}

/** From the first view to a drawn map. */
export async function wholeMap(page: Page, who?: Who, choose?: (i: number) => number | 'skip') {
    await begin(page, who);
    await answerAll(page, choose);
    await draw(page);
}

export async function goTo(page: Page, room: string, selector = `.room.${room}`) {
    await page.evaluate((hash) => (location.hash = hash), `#/${room}`);
    await page.locator(selector).waitFor();
}

/**
 * What a page does by itself after seconds (a word in passing goes, an erasure is carried out) waits,
 * on every page opened from now on, until the test lets the time `pass`: how fast the machine is
 * makes no difference.
 */
export async function holdTimers(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
        const LONG_MS = 3000;
        const { setTimeout, clearTimeout } = window;
        const held = new Map<number, { due: number; run: () => void }>();
        let now = 0;
        let last = 1_000_000; // far from the browser's own numbers
        window.setTimeout = ((run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
            if (ms < LONG_MS) return setTimeout(run, ms, ...given);
            held.set(++last, { due: now + ms, run: () => run(...given) });
            return last;
        }) as typeof window.setTimeout;
        window.clearTimeout = (id) => void (held.delete(id as number) || clearTimeout(id));
        Object.assign(window, {
            letPass(ms: number) {
                now += ms;
                for (const [id, { due, run }] of [...held]) if (due <= now && held.delete(id)) run();
            },
        });
    });
}

/** Lets the time pass for what `holdTimers` holds. */
export async function pass(page: Page, seconds: number): Promise<void> {
    await page.evaluate(
        (ms) => (window as unknown as { letPass(ms: number): void }).letPass(ms),
        seconds * 1000,
    );
}

/** What the store on the disk holds: how many records, and what is noted beside them. */
export function stored(page: Page): Promise<{ records: number; meta: Record<string, unknown> }> {
    return page.evaluate(
        () =>
            new Promise((done, fail) => {
                const open = indexedDB.open('attune');
                open.onerror = () => fail(open.error);
                open.onsuccess = () => {
                    const tx = open.result.transaction(['records', 'meta']);
                    const count = tx.objectStore('records').count();
                    const keys = tx.objectStore('meta').getAllKeys();
                    const values = tx.objectStore('meta').getAll();
                    tx.oncomplete = () => {
                        open.result.close();
                        done({
                            records: count.result,
                            meta: Object.fromEntries(keys.result.map((k, i) => [k, values.result[i]])),
                        });
                    };
                };
            }),
    );
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing for axe to say, at the level AAA for contrast. */
export async function expectAccessible(page: Page, what: string) {
    // What is still fading in has less contrast than it will have.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((a) => a.finished)).then(() => undefined));
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
        const run = (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run;
        const { violations } = await run(document, {
            resultTypes: ['violations'],
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'cat.color'],
            rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
        });
        return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
    });
    expect(found, what).toEqual([]);
}

/** Nothing is wider than the screen. */
export async function expectNoSideScroll(page: Page, what: string) {
    const wide = await page.evaluate(() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return [];
        return [...document.querySelectorAll<HTMLElement>('body *')]
            .filter((e) => e.getBoundingClientRect().right > room + 0.5)
            .map((e) => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`)
            .slice(0, 5);
    });
    expect(wide, what).toEqual([]);
}
