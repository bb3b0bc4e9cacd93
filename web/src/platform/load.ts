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

/**
 * Begins with the module, and fetches the words when they are first asked for: the first view needs
 * neither. Each call of what the result's call gives makes a fresh core.
 */
export function loadCore(): () => Promise<() => Promise<Core>> {
    const code = bytes(wasmUrl).then((code) => WebAssembly.compile(code));
    code.catch(() => undefined); // told to whoever asks for it
    return async () => {
        const [module, content] = await Promise.all([code, bytes(contentUrl)]);
        return () => Core.start(module, new Uint8Array(content));
    };
}
