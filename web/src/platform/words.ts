// The page's own words: content/en/page.json. They are built into the script, so that even a page
// whose core cannot start has something to say. A misspelt key does not compile.
// SPDX-License-Identifier: AGPL-3.0-or-later
import page from '@content/page.json';

export type Key = keyof typeof page.words;

export function w(key: Key): string {
    return page.words[key];
}
