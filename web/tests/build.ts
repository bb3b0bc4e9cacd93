// Builds the page once before the tests, as `npm run build` does, so that they see what is shipped.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

export default function () {
    mkdirSync(new URL('screens/', import.meta.url), { recursive: true });
    const { NODE_ENV: _, ...env } = process.env; // a test runner's own would build another page
    const vite = new URL('../node_modules/vite/bin/vite.js', import.meta.url).pathname;
    const folder = new URL('..', import.meta.url).pathname;
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder, env, stdio: 'inherit' });
}
