// A smoke test in Firefox ESR and in WebKitGTK: a map is made, kept, and there again after a reload.
// Skipped, loudly, only where the browser is not installed.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firefox, hasFirefox, hasWebKit, webkit, type Remote } from './remote';
import { serve, type Server } from './harness';

let server: Server;
beforeAll(async () => {
    server = await serve({ base: '/some/where/' });
});
afterAll(() => server.close());

/** Waits until an expression is true in the page. */
async function until(remote: Remote, expression: string, most = 60_000) {
    const start = Date.now();
    while (!(await remote.value<boolean>(`Boolean(${expression})`).catch(() => false))) {
        if (Date.now() - start > most)
            throw new Error(`never: ${expression}\n${await remote.value<string>('document.body.innerText')}`);
        await new Promise((done) => setTimeout(done, 30));
    }
}

const see = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
const click = (remote: Remote, selector: string) => remote.value(`${see(selector)}.click()`);
const fill = (remote: Remote, selector: string, text: string) =>
    remote.value(`(() => {
        const e = ${see(selector)};
        const kind = e instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(e, ${JSON.stringify(text)});
        e.dispatchEvent(new Event(kind === HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    })()`);

async function wholeMap(remote: Remote) {
    await remote.go(server.url);
    await until(remote, see('.welcome .button.filled'));
    await click(remote, '.welcome .button.filled');
    await until(remote, see('#who-child'));
    await fill(remote, '#who-child', 'Zoë');
    await fill(remote, '#who-month', '09');
    await fill(remote, '.who-month select + select', '2024');
    await click(remote, '.who-next');
    await until(remote, see('.answers'));
    const question = () => remote.value<string>(`${see('.question h1')}.innerText`);
    let asked = 0;
    while (await remote.value<boolean>(`Boolean(${see('.answer')})`)) {
        expect(++asked).toBeLessThan(30);
        const before = await question();
        await remote.value(`document.querySelectorAll('.answer')[${(asked * 2) % 5}].click()`);
        await until(remote, `${see('.question h1')}.innerText !== ${JSON.stringify(before)}`);
        if (asked === 5) {
            // A reload in the middle: the same question, nothing lost.
            const open = await question();
            await remote.value('(window.old = true, void setTimeout(() => location.reload()))');
            await until(remote, `!window.old && ${see('.answers')}`);
            expect(await question()).toBe(open);
        }
    }
    await click(remote, '.button.filled');
    await until(remote, see('.landscape .label'));
}

describe.each([
    ['Firefox ESR', hasFirefox, firefox],
    ['WebKitGTK', hasWebKit, webkit],
] as const)('%s', (name, installed, start) => {
    if (!installed()) console.warn(`\n*** ${name} is not installed: its smoke test is SKIPPED ***\n`);

    test.skipIf(!installed())('a map, kept and offline', async () => {
        const remote = await start();
        try {
            await wholeMap(remote);
            const sheet = `[...document.querySelectorAll('.landscape path')].map((p) => p.getAttribute('d')).join()`;
            const before = await remote.value<string>(sheet);
            expect(before.length).toBeGreaterThan(1000);
            expect(await remote.value<string>(`${see('h1')}.innerText`)).toBe('You and Zoë');
            expect(await remote.value<number>(`document.querySelectorAll('.landscape .label').length`)).toBe(6);
            expect(await remote.value<number>(`document.querySelectorAll('.places li').length`)).toBe(6);
            expect(await remote.value<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
            const faces = `Promise.all([document.fonts.load('600 16px Literata'), document.fonts.load('16px "Atkinson Hyperlegible"')]).then((f) => f.flat().length)`;
            expect(await remote.value<number>(faces)).toBe(2);
            if (process.env['ATTUNE_KEEP_SCREENS'] === '1') {
                await new Promise((done) => setTimeout(done, 3000)); // the land has risen
                const file = `../screens/map-${name.split(' ')[0]!.toLowerCase()}.png`;
                writeFileSync(new URL(file, import.meta.url), await remote.picture());
            }

            // Again from the disk, and without the server where the browser has a service worker.
            const workers = await remote.value<boolean>(`'serviceWorker' in navigator`);
            if (workers) {
                await until(remote, 'navigator.serviceWorker.controller');
                await server.close();
            }
            await remote.go('about:blank'); // so that it is loaded, not only shown, again
            await remote.go(`${server.url}#/help`);
            await until(remote, see('.help h2'));
            await remote.value(`void (location.hash = '#/map')`);
            await until(remote, see('.landscape .label'));
            expect(await remote.value<string>(sheet)).toBe(before);
        } finally {
            await remote.close();
            await server.close().catch(() => undefined);
            server = await serve({ base: '/some/where/' });
        }
    });
});
