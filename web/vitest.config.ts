// One command for all tests of the page: plain ones, and ones in browsers against the built page.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
    resolve: { alias: { '@content': resolve(new URL('.', import.meta.url).pathname, '../content/en') } },
    test: {
        include: ['tests/**/*.test.ts'],
        globalSetup: ['tests/build.ts'],
        setupFiles: ['tests/crypto.ts'],
        testTimeout: 120_000,
        hookTimeout: 60_000,
        pool: 'forks',
        poolOptions: { forks: { maxForks: 2, minForks: 1 } },
        reporters: ['default'],
    },
});
