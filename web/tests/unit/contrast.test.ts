// Every text on every ground that it stands on: 7 : 1 (WCAG 2.2, success criterion 1.4.6), from the
// tokens themselves. Lines and marks that carry meaning: 3 : 1 (1.4.11) where they stand.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wholeRun } from '../core';

const css = (file: string) => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
const tokens = css('ui/tokens.css');
const [lightText, darkText] = tokens.split('@media (prefers-color-scheme: dark)') as [string, string];

type Rgb = [number, number, number];

function colours(text: string): Record<string, Rgb> {
    const found: Record<string, Rgb> = {};
    for (const [, name, hex] of text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)) found[name!] = rgb(hex!);
    return found;
}

function rgb(hex: string): Rgb {
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as Rgb;
}

function luminance(rgb: Rgb): number {
    const [r, g, b] = rgb.map((v) => {
        const c = v / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const over = (top: Rgb, under: Rgb, alpha: number) =>
    top.map((v, i) => v * alpha + under[i]! * (1 - alpha)) as Rgb;

const TEXT_ON: [text: string, ground: string][] = [
    ['ink', 'paper'],
    ['ink', 'card'],
    ['ink', 'sheet'],
    ['soft', 'paper'],
    ['soft', 'card'],
    ['rust', 'paper'],
    ['rust', 'card'],
    ['on-rust', 'rust'],
    ['ink', 'hair'], // a button while it is pressed
];

for (const [name, text] of [
    ['light', lightText],
    ['dark', darkText],
] as const) {
    describe(name, () => {
        const c = colours(text);

        test.each(TEXT_ON)('%s on %s', (text, ground) => {
            expect(contrast(c[text]!, c[ground]!)).toBeGreaterThanOrEqual(7);
        });

        test('ink on every tint of the land, and on the faint lines beneath words', async () => {
            const quiet = name === 'light' ? 0.16 : 0.11; // as in landscape.css
            for (const choose of [() => 4, () => 0, (_: unknown, i: number) => i % 5]) {
                const { map } = await wholeRun('2024-09', choose);
                const grounds = map(360).landscape!.land.map((band) => rgb(name === 'light' ? band.light : band.dark));
                expect(grounds.length).toBeGreaterThan(3);
                for (const ground of [...grounds, c['sheet']!]) {
                    expect(contrast(c['ink']!, ground)).toBeGreaterThanOrEqual(7);
                    expect(contrast(c['ink']!, over(c['contour']!, ground, quiet))).toBeGreaterThanOrEqual(7);
                }
            }
        });

        test('marks that mean something', () => {
            expect(contrast(c['line']!, c['paper']!)).toBeGreaterThanOrEqual(3); // a field's line
            expect(contrast(c['ink']!, c['card']!)).toBeGreaterThanOrEqual(3); // a chosen answer's edge
            expect(contrast(c['rust']!, c['land']!)).toBeGreaterThanOrEqual(3); // hatching
            expect(contrast(c['contour']!, c['sheet']!)).toBeGreaterThanOrEqual(3);
        });
    });
}

test('words on the land are ink, and the faint lines as faint as the pairs above assume', () => {
    const land = css('features/map/landscape.css');
    expect(land).toMatch(/\.labels text \{[^}]*fill: var\(--ink\)/);
    expect([...land.matchAll(/\.contour\.quiet \{\s*stroke-opacity: ([\d.]+)/g)].map((m) => m[1])).toEqual(['0.16', '0.11']);
});

test('no rule brings in a colour of its own', () => {
    const files = [
        'ui/base.css',
        'ui/shell.css',
        ...['welcome/welcome', 'people/people', 'questions/questions', 'map/map', 'map/landscape', 'kept/kept', 'help/help'].map(
            (name) => `features/${name}.css`,
        ),
    ];
    for (const file of files)
        expect(css(file).replace(/mask-image:[^;]*;/g, '')).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i);
});
