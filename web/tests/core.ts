// The built core, run by Node: what the page would be told, without a page.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync, readdirSync } from 'node:fs';
import { Core, type Now } from '../src/platform/core';
import { newId } from '../src/platform/ids';
import type { Ask, MapView } from '../src/platform/views';
import { DIST } from './serve.mjs';

export async function nodeCore(): Promise<Core> {
    const file = (ending: string) =>
        readFileSync(`${DIST}assets/${readdirSync(`${DIST}assets`).find((name) => name.endsWith(ending))!}`);
    return Core.start(await WebAssembly.compile(file('.wasm')), file('.json'));
}

export const NOW: Now = { at: Date.UTC(2026, 10, 22), offset: 60 };

/** A family of one bond, asked until enough is known: what was asked, and how many milliseconds each choice took. */
export async function wholeRun(birth: string, choose: (ask: Ask, i: number) => number | 'skip') {
    const core = await nodeCore();
    const [child, caregiver, bond, run] = [newId(), newId(), newId(), newId()];
    const header = () => ({ id: newId(), device: 'd'.repeat(32), observed: NOW.at, offset: NOW.offset });
    const tell = (event: object) => core.add(core.event({ ...header(), ...event }).record);
    tell({ kind: 'child', body: { subject: child, name: 'Leo', birth } });
    tell({ kind: 'caregiver', body: { subject: caregiver, name: 'Mara' } });
    tell({ kind: 'bond', bond, body: { subject: bond, child, caregiver } });
    const times: number[] = [];
    const asks: Ask[] = [];
    for (let i = 0; ; i++) {
        const start = performance.now();
        const ask = core.ask(bond, NOW, 0);
        times.push(performance.now() - start);
        asks.push(ask);
        if (ask.state === 'ready' || !ask.question) break;
        const given = choose(ask, i);
        const value = given === 'skip' ? { skip: true } : { value: given };
        tell({ kind: 'answer', bond, author: caregiver, body: { run, item: ask.question.item, ...value } });
    }
    const start = performance.now();
    core.add(core.draw(bond, run, { ...header(), author: caregiver }).record);
    const drawing = performance.now() - start;
    const map = (width: number): MapView => core.map(bond, null, NOW, width);
    return { core, bond, asks, times, drawing, map };
}
