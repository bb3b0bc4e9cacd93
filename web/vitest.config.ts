// One command for all tests of the page: plain ones, and ones in browsers against the built page.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
    resolve: { alias: { '@content': resolve(new URL('.', import.meta.url).pathname, '../content/en') } },
    server: { host: '127.0.0.1' }, // a bare machine may not know the name localhost
    test: {
        include: ['tests/**/*.test.ts'],
        globalSetup: ['tests/build.ts'],
        setupFiles: ['tests/crypto.ts'],
        // A slow machine is slow, not wrong: nothing here fails because it took a while. What waits,
        // waits for a state; a poll's own second would be too short for a first start on a cold disk.
        testTimeout: 300_000,
        hookTimeout: 180_000,
        expect: { poll: { interval: 30, timeout: 60_000 } },
        pool: 'forks',
        poolOptions: { forks: { maxForks: 2, minForks: 1 } },
        reporters: ['default'],
    },
});
