// The page is served with the same headers by `attune serve`, by a host that reads _headers, and by
// nginx as the folder's README sets it up.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headers } from '../serve.mjs';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const server = read('src/server/http.c');
const { '/*': every, '/assets/*': assets } = headers() as Record<string, Record<string, string>>;

/** A C string, which may be written in several parts. */
const joined = (parts: string) => [...parts.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part).join('');

test('_headers and the server', () => {
    const table = /every\[\]\[2\] = \{([^]*?)\n\};/.exec(server)![1]!;
    const sent = Object.fromEntries(
        [...table.matchAll(/\{("[^"]+"),([^}]+)\}/g)].map(([, name, value]) => [joined(name!).toLowerCase(), joined(value!)]),
    );
    expect(Object.keys(sent)).toContain('content-security-policy');
    const { 'cache-control': fresh, ...rest } = every!;
    expect(rest).toEqual(sent);
    // What may be kept for long, and what may not.
    const [, lasting, short] = /immutable \? ("[^"]+") : ("[^"]+")/.exec(server)!;
    expect(assets).toEqual({ 'cache-control': joined(lasting!) });
    expect(fresh).toBe(joined(short!));
});

test('_headers and the lines for nginx', () => {
    const readme = read('packaging/site/README.txt');
    const lines = [...readme.matchAll(/^ *add_header ([\w-]+) (?:"([^"]*)"|(\S+)) always;$/gm)];
    const added = Object.fromEntries(lines.map(([, name, quoted, bare]) => [name!.toLowerCase(), quoted ?? bare]));
    const { 'cache-control': cached, ...rest } = added;
    expect(Object.keys(rest)).toContain('content-security-policy');
    for (const [name, value] of Object.entries(rest)) expect(value, name).toBe(every![name]);
    expect(cached).toBe('$attune_cache');
    expect(readme).toContain(`map $uri $attune_cache { ~/assets/ "${assets!['cache-control']}"; default "${every!['cache-control']}"; }`);
});
