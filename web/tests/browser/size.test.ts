// What the first view weighs, pressed as the server presses it: under 150 KB, with fonts and core.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DIST } from '../serve.mjs';
import { launch, openPage, serve } from './harness';

const LIMIT = 150_000;

function pressed(name: string): { gzip: number; brotli: number } {
    const bytes = readFileSync(DIST + name);
    if (/\.(woff2|png)$/.test(name)) return { gzip: bytes.length, brotli: bytes.length };
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    return { gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, quality).length };
}

test('the first view', async () => {
    const server = await serve();
    const browser = await launch();
    // Without the worker: it fetches the other rooms afterwards, when the first view is there.
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const started = Date.now();
    const page = await openPage(context, server.url);
    const shown = Date.now() - started;
    await page.waitForLoadState('networkidle');
    const names = [...new Set(server.asked)].map((path) => path.slice(1) || 'index.html').filter((name) => existsSync(DIST + name));
    await browser.close();
    await server.close();

    const sizes = names.map((name) => ({ name, ...pressed(name) }));
    const gzip = sizes.reduce((n, file) => n + file.gzip, 0);
    const brotli = sizes.reduce((n, file) => n + file.brotli, 0);
    const table = sizes.map((file) => `${String(file.gzip).padStart(7)} ${String(file.brotli).padStart(7)}  ${file.name}`);
    console.log(`first view in ${shown} ms\n   gzip  brotli\n${table.join('\n')}\n${String(gzip).padStart(7)} ${String(brotli).padStart(7)}  together`);
    expect(names.some((name) => name.endsWith('.wasm')), 'the core is counted').toBe(true);
    expect(names.filter((name) => name.endsWith('.woff2')).length, 'the fonts are counted').toBeGreaterThan(0);
    expect(gzip).toBeLessThan(LIMIT);
});
