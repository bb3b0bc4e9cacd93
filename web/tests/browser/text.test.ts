// Letters set twice as large in the browser's own settings: nothing is cut or scrolls sideways, and
// the map can be read in words.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerAll, draw, expectNoSideScroll, fillWho, goTo, openPage, Profile, serve, type Server } from './harness';

const SCREENS = new URL('../screens/', import.meta.url).pathname;

let server: Server;
const profile = new Profile();
beforeAll(async () => {
    server = await serve();
    mkdirSync(join(profile.folder, 'Default'), { recursive: true });
    const fonts = { default_font_size: 32, default_fixed_font_size: 26 };
    writeFileSync(join(profile.folder, 'Default', 'Preferences'), JSON.stringify({ webkit: { webprefs: fonts } }));
});
afterAll(async () => {
    profile.remove();
    await server.close();
});

test('letters at 200 %', async () => {
    const context = await profile.open({ viewport: { width: 320, height: 844 }, reducedMotion: 'reduce' });
    const page = await openPage(context, server.url);
    const root = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    expect(await root(), 'the setting is in force').toBe(34);
    const see = async (name: string) => {
        for (const width of [390, 320]) {
            const what = `${name} at ${width}`;
            await page.setViewportSize({ width, height: 844 });
            await expectNoSideScroll(page, what);
            const cut = await page.evaluate(() =>
                [...document.querySelectorAll<HTMLElement>('button, a, h1, h2, p, li')]
                    .filter((e) => e.checkVisibility() && !e.closest('.spoken, .spoken-list, .to-main'))
                    .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
                    .map((e) => `${e.tagName} ${e.className}: ${e.textContent}`),
            );
            expect(cut, what).toEqual([]);
            if (process.env['ATTUNE_KEEP_SCREENS'] === '1' && width === 320 && ['question', 'map'].includes(name))
                await page.screenshot({ path: `${SCREENS}${name}-320-large-letters.png` });
        }
    };
    await see('welcome');
    await page.click('.button.filled');
    await page.locator('.who-form').waitFor();
    await see('who');
    await fillWho(page, { child: 'Maximiliane', me: 'Grandmother' });
    await see('question');
    await answerAll(page);
    await see('ready');
    await draw(page);
    await see('map');
    expect(await page.locator('.places li').first().isVisible(), 'the map stands there in words').toBe(true);
    for (const room of ['kept', 'people', 'help']) {
        await goTo(page, room);
        await see(room);
    }
    await context.close();
});
