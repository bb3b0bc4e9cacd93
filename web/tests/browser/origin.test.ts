// No request leaves the origin: not while a map is made, not from the worker, not when a study is shown.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoProblems, goTo, launch, openPage, serve, wholeMap, type Server } from './harness';

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

test('everything is asked of the own origin, and nothing is told to it', async () => {
    const context = await browser.newContext();
    const asked: string[] = [];
    const bodies: string[] = [];
    context.on('request', (request) => {
        asked.push(request.url());
        if (request.method() !== 'GET' || request.postData()) bodies.push(request.url());
    });
    const page = await openPage(context, server.url);
    await wholeMap(page);
    for (const summary of await page.locator('.source summary').all()) await summary.click();
    await page.locator('.step .button').first().click();
    for (const room of ['people', 'kept', 'help']) await goTo(page, room);
    await page.waitForTimeout(500);
    const own = new URL(server.url).origin;
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((url) => !url.startsWith(`${own}/`) && !url.startsWith('blob:'))).toEqual([]);
    expect(bodies).toEqual([]);
    // The server has seen names of files, and nothing else: no name, no answer, no query.
    const files = /^\/(|sw\.js|manifest\.webmanifest|icon[-\w]*\.(svg|png)|assets\/[-\w.]+|favicon\.ico)$/;
    expect(server.asked.filter((path) => !files.test(path))).toEqual([]);
    expect(asked.filter((url) => url.includes('?'))).toEqual([]);
    expectNoProblems(page);
    await context.close();
});

test('a study opens only by a tap, and is told nothing of where it came from', async () => {
    const context = await browser.newContext();
    const page = await openPage(context, server.url);
    await wholeMap(page, undefined, () => 1);
    const links: { href: string; rel: string }[] = [];
    for (let i = 0; i < 5; i++) {
        links.push(
            ...(await page.locator('a[href^="http"]').evaluateAll((found) =>
                found.map((a) => ({ href: (a as HTMLAnchorElement).href, rel: (a as HTMLAnchorElement).rel })),
            )),
        );
        for (const another of await page.locator('.button', { hasText: 'Show me another' }).all()) await another.click();
    }
    expect(links.length, 'some idea rests on a study').toBeGreaterThan(0);
    for (const { href, rel } of links) {
        expect(href).toMatch(/^https:\/\/doi\.org\/10\.\d{4,9}\/\S+$/);
        expect(rel.split(' ').sort()).toEqual(['noopener', 'noreferrer']);
    }
    expect(await page.locator('link[rel~=prefetch], link[rel~=preconnect], link[rel~=dns-prefetch]').count()).toBe(0);
    await context.close();
});
