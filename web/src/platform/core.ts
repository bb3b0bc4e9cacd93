// The core, as the page sees it: attune.wasm behind plain methods. Bytes in, JSON out; the exports
// are described in docs/view.md. One instance lives on the main thread: every call is short.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Ask, Help, History, Id, Made, MapView, People, Problem, Stage } from './views';
import { bytesOfId } from './ids';

export class Refused extends Error {
    constructor(readonly problem: Problem) {
        super(problem.what);
        this.name = 'Refused';
    }
}

/** The module has trapped: this instance is not to be used again. */
export class Broken extends Error {
    constructor(cause: unknown) {
        super('the core stopped', { cause });
        this.name = 'Broken';
    }
}

interface Exports {
    memory: WebAssembly.Memory;
    _initialize(): void;
    at_alloc(n: number): number;
    at_free(ptr: number): void;
    at_content(ptr: number, n: number): number;
    at_sentences(ptr: number, n: number): number;
    at_reset(): number;
    at_add(ptr: number, n: number): number;
    at_people(now: number, offset: number): number;
    at_ask(bond: number, now: number, offset: number, back: number): number;
    at_draw(bond: number, run: number, header: number, n: number): number;
    at_map(bond: number, event: number, now: number, offset: number, width: number): number;
    at_history(bond: number, now: number, offset: number): number;
    at_event(ptr: number, n: number): number;
    at_export(): number;
    at_import(ptr: number, n: number): number;
    at_records(): number;
    at_out_ptr(): number;
    at_out_len(): number;
    at_rec_ptr(): number;
    at_rec_len(): number;
}

export interface Now {
    at: number; // milliseconds since 1970-01-01 UTC
    offset: number; // minutes, local time minus UTC
}

/** The fields of an event that the shell gives: docs/view.md, DESIGN.md "The journal". */
export interface EventHeader {
    id: Id;
    device: Id;
    author?: Id;
    bond?: Id;
    observed: number; // milliseconds, a multiple of five minutes
    offset: number;
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

export class Core {
    private constructor(private readonly wasm: Exports) {}

    static async start(module: WebAssembly.Module, content: Uint8Array): Promise<Core> {
        const instance = await WebAssembly.instantiate(module, {});
        const core = new Core(instance.exports as unknown as Exports);
        core.wasm._initialize();
        core.call((x, [at, n]) => x.at_content(at, n), content);
        return core;
    }

    sentences(name: 'help'): Help;
    sentences(name: 'stages'): { stages: Stage[] };
    sentences(name: 'words'): { words: Record<string, string> };
    sentences(name: string): unknown {
        return this.call((x, [at, n]) => x.at_sentences(at, n), utf8.encode(name));
    }

    reset(): void {
        this.call((x) => x.at_reset());
    }

    add(records: Uint8Array): void {
        if (records.length > 0) this.call((x, [at, n]) => x.at_add(at, n), records);
    }

    people(now: Now): People {
        return this.call((x) => x.at_people(now.at, now.offset)) as People;
    }

    ask(bond: Id, now: Now, back: number): Ask {
        return this.call((x, [at]) => x.at_ask(at, now.at, now.offset, back), bytesOfId(bond)) as Ask;
    }

    draw(bond: Id, run: Id, header: EventHeader): { made: Made; record: Uint8Array } {
        const json = utf8.encode(JSON.stringify(header));
        const made = this.call(
            (x, [b], [r], [at, n]) => x.at_draw(b, r, at, n),
            bytesOfId(bond),
            bytesOfId(run),
            json,
        );
        return { made: made as Made, record: this.records() };
    }

    map(bond: Id, event: Id | null, now: Now, width: number): MapView {
        const ask = event === null ? [bytesOfId(bond)] : [bytesOfId(bond), bytesOfId(event)];
        return this.call(
            (x, [b], e) => x.at_map(b, e ? e[0] : 0, now.at, now.offset, width),
            ...ask,
        ) as MapView;
    }

    history(bond: Id, now: Now): History {
        return this.call((x, [at]) => x.at_history(at, now.at, now.offset), bytesOfId(bond)) as History;
    }

    /** Encodes an event as a record; the journal itself is not changed. */
    event(json: unknown): { made: Made; record: Uint8Array } {
        const made = this.call((x, [at, n]) => x.at_event(at, n), utf8.encode(JSON.stringify(json)));
        return { made: made as Made, record: this.records() };
    }

    exportLines(): Uint8Array {
        this.call((x) => x.at_export());
        return this.records();
    }

    importLines(lines: Uint8Array): { new: number; known: number; records: Uint8Array } {
        const answer = this.call((x, [at, n]) => x.at_import(at, n), lines) as {
            new: number;
            known: number;
        };
        return { new: answer.new, known: answer.known, records: this.records() };
    }

    /** What compaction asks of the physical store. */
    compact(): { remove: Id[]; replacements: Uint8Array } {
        const answer = this.call((x) => x.at_records()) as { remove: Id[] };
        return { remove: answer.remove, replacements: this.records() };
    }

    private records(): Uint8Array {
        return this.copy(this.wasm.at_rec_ptr(), this.wasm.at_rec_len());
    }

    // Memory may have grown: a view is made anew, and what is kept is a copy.
    private copy(at: number, n: number): Uint8Array {
        return new Uint8Array(this.wasm.memory.buffer, at, n).slice();
    }

    private call(
        run: (x: Exports, ...args: [number, number][]) => number | void,
        ...inputs: Uint8Array[]
    ): unknown {
        const x = this.wasm;
        const args: [number, number][] = [];
        let code: number;
        let text: string;
        try {
            for (const input of inputs) {
                const at = x.at_alloc(input.length);
                if (at === 0) throw new Error('no memory');
                new Uint8Array(x.memory.buffer, at, input.length).set(input);
                args.push([at, input.length]);
            }
            code = run(x, ...args) ?? 0;
            text = fromUtf8.decode(this.copy(x.at_out_ptr(), x.at_out_len()));
            for (const [at] of args) x.at_free(at);
        } catch (cause) {
            throw new Broken(cause);
        }
        const answer: unknown = text === '' ? null : JSON.parse(text);
        if (code < 0) {
            const problem = (answer as { problem?: Problem } | null)?.problem;
            throw new Refused(problem ?? { code: String(code), what: '' });
        }
        return answer;
    }
}
