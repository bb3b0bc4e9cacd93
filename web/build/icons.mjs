// Renders the PNG icons from public/icon.svg; run by hand when the mark changes.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const folder = new URL('../public/', import.meta.url).pathname;
const svg = readFileSync(`${folder}icon.svg`, 'utf8');
// A mask may cut all but the middle four fifths away: paper to the edge, the mark smaller.
const masked = svg.replace('viewBox="-8 -8 64 64"', 'viewBox="-16 -16 80 80"').replace(/<rect[^>]*>/, '<rect x="-16" y="-16" width="80" height="80" fill="#f6f1e7"/>');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const [name, size, source] of [['icon-192', 192, svg], ['icon-512', 512, svg], ['icon-maskable-512', 512, masked]]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${source}`);
    await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
}
await browser.close();
