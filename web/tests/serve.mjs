// A small static server for the tests: the built page under any folder, with the headers that it is
// shipped with (packaging/site/_headers), which are those that `attune serve` sends.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

export const DIST = new URL('../dist/', import.meta.url).pathname;

/** What packaging/site/_headers sets, for each pattern of paths, names in small letters. */
export function headers(text = readFileSync(new URL('../../packaging/site/_headers', import.meta.url), 'utf8')) {
    const rules = {};
    let rule;
    for (const line of text.split('\n').filter((line) => line.trim())) {
        if (!/^\s/.test(line)) rule = rules[line.trim()] = {};
        else rule[line.slice(0, line.indexOf(':')).trim().toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
    }
    return rules;
}
const { '/*': EVERY, '/assets/*': ASSETS } = headers();

const TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.json': 'application/json',
    '.webmanifest': 'application/manifest+json',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.woff2': 'font/woff2',
    '.wasm': 'application/wasm',
    '.txt': 'text/plain; charset=utf-8',
};

/** Serves `folder` under `base`. `files`: bytes served in place of what is on the disk. */
export async function serve({ folder = DIST, base = '/', port = 0, files = {} } = {}) {
    const asked = [];
    const server = createServer((request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
        asked.push(path);
        const name = path.startsWith(base) ? normalize(path.slice(base.length) || 'index.html') : '';
        const file = join(folder, name);
        const headers = {
            'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
            ...EVERY,
            ...(name.startsWith('assets/') ? ASSETS : {}),
        };
        if (files[name] !== undefined) {
            response.writeHead(200, headers).end(files[name]);
        } else if (name && !name.startsWith('..') && existsSync(file) && statSync(file).isFile()) {
            response.writeHead(200, headers);
            createReadStream(file).pipe(response);
        } else {
            response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
        }
    });
    await new Promise((done) => server.listen(port, '127.0.0.1', done));
    const { port: got } = server.address();
    return {
        url: `http://127.0.0.1:${got}${base}`,
        port: got,
        asked,
        files,
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    };
}
