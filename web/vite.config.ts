// SPDX-License-Identifier: AGPL-3.0-or-later
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { attune, coreFolder } from './build/attune';

const here = new URL('.', import.meta.url).pathname;

export default defineConfig({
    base: './', // works under any folder of any host
    plugins: [attune()],
    resolve: {
        alias: {
            '@content': resolve(here, '../content/en'),
            '@core': coreFolder(),
        },
    },
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
    build: {
        target: ['es2020', 'safari14'],
        assetsInlineLimit: 0, // the server's content policy allows no data: addresses
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    // A number: a bare machine may not know the name localhost.
    server: { host: '127.0.0.1', fs: { allow: ['..'] } },
});
