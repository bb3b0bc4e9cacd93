// Brings in the core: the module and its words, both files of this page.
// SPDX-License-Identifier: AGPL-3.0-or-later
import contentUrl from '@core/content.json?url';
import wasmUrl from '@core/attune.wasm?url';
import { Core } from './core';

async function bytes(url: string): Promise<ArrayBuffer> {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.arrayBuffer();
}

/** Fetches once; each call of the result makes a fresh core. */
export async function loadCore(): Promise<() => Promise<Core>> {
    const [code, content] = await Promise.all([bytes(wasmUrl), bytes(contentUrl)]);
    const module = await WebAssembly.compile(code);
    return () => Core.start(module, new Uint8Array(content));
}
