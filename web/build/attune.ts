// What the build of the page needs beyond bundling: where the core is, a service worker that knows
// every file, fonts asked for early, and the typefaces' licences beside them.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { transformWithEsbuild, type Plugin } from 'vite';

const root = resolve(new URL('.', import.meta.url).pathname, '..');

/** The folder with attune.wasm and content.json. */
export function coreFolder(): string {
    const folder = resolve(root, process.env['ATTUNE_CORE_DIR'] ?? 'public-core');
    for (const file of ['attune.wasm', 'content.json'])
        if (!existsSync(resolve(folder, file)))
            throw new Error(`${resolve(folder, file)} is missing: run "make" in the folder above, or set ATTUNE_CORE_DIR`);
    return folder;
}

// What the first view is set in. The faces for more letters are asked for when a name needs them.
const EARLY = /(literata-latin-600|atkinson-hyperlegible-latin-[47]00)-\w+\.woff2$/;

export function attune(): Plugin {
    return {
        name: 'attune',
        transformIndexHtml: {
            order: 'post',
            handler(html, { bundle }) {
                const words = JSON.parse(
                    readFileSync(resolve(root, '../content/en/page.json'), 'utf8'),
                ) as { words: Record<string, string> };
                const fonts = Object.keys(bundle ?? {}).filter((name) => EARLY.test(name));
                return {
                    html: html.replace('%noscript%', words.words['error.script']!),
                    tags: fonts.map((name) => ({
                        tag: 'link',
                        attrs: {
                            rel: 'preload',
                            href: `./${name}`,
                            as: 'font',
                            type: 'font/woff2',
                            crossorigin: true,
                        },
                        injectTo: 'head' as const,
                    })),
                };
            },
        },
        generateBundle: {
            order: 'post',
            async handler(_, bundle) {
                for (const face of ['literata', 'atkinson-hyperlegible'])
                    this.emitFile({
                        type: 'asset',
                        fileName: `licences/${face}.txt`,
                        source: readFileSync(resolve(root, `node_modules/@fontsource/${face}/LICENSE`)),
                    });
                const hash = createHash('sha256');
                const files = ['./'];
                for (const [name, file] of Object.entries(bundle).sort()) {
                    hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
                    if (name !== 'index.html' && !name.startsWith('licences/')) files.push(`./${name}`);
                }
                for (const name of PUBLIC) {
                    hash.update(readFileSync(resolve(root, 'public', name)));
                    files.push(`./${name}`);
                }
                const worker = await transformWithEsbuild(
                    readFileSync(resolve(root, 'src/worker.ts'), 'utf8'),
                    'worker.ts',
                    {
                        target: 'es2020',
                        minify: true,
                        tsconfigRaw: {},
                        define: {
                            FILES: JSON.stringify(files),
                            VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)),
                        },
                    },
                );
                this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker.code });
            },
        },
    };
}

const PUBLIC = ['manifest.webmanifest', 'icon.svg', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png'];
