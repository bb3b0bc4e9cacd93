// The journal of this device: the core and the store of records, kept in step. An event is encoded by
// the core, saved, and only then shown. Nothing here knows what an event means.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { now } from './clock';
import { Core, type EventHeader } from './core';
import { newId } from './ids';
import type { CaughtUp, Change, Records } from './records';
import type { Id, Made } from './views';

export interface Draft {
    kind: 'child' | 'caregiver' | 'bond' | 'answer' | 'step' | 'retract' | 'erase';
    body: Record<string, unknown>;
    bond?: Id;
    author?: Id;
}

const CHANNEL = 'attune-journal';
const FIVE_MINUTES = 300_000;

export class Journal {
    revision = 0;
    private readonly listeners = new Set<() => void>();
    private readonly channel =
        typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

    private constructor(
        public core: Core,
        private readonly makeCore: () => Promise<Core>,
        readonly records: Records,
        private device: Id,
    ) {
        this.channel?.addEventListener('message', () => void this.catchUp());
    }

    static async start(makeCore: () => Promise<Core>, records: Records): Promise<Journal> {
        const core = await makeCore();
        core.add(await records.all());
        let device = await records.meta<Id>('device');
        if (!device) {
            device = newId();
            await records.write(() => ({ meta: { device } }));
        }
        return new Journal(core, makeCore, records, device);
    }

    listen(onChange: () => void): () => void {
        this.listeners.add(onChange);
        return () => this.listeners.delete(onChange);
    }

    /** Saves events, all or none, and then shows them. Returns what was made. */
    async save(...drafts: Draft[]): Promise<Made[]> {
        const made: Made[] = [];
        await this.change(() => {
            const records: Uint8Array[] = [];
            for (const { body, kind, ...about } of drafts) {
                const event = this.core.event({ ...this.header(about), kind, body });
                made.push(event.made);
                records.push(event.record);
            }
            const add = join(records);
            const thins = drafts.some(({ kind }) => kind === 'retract' || kind === 'erase');
            return thins ? this.compacted(add) : { add };
        });
        return made;
    }

    /** Draws the map of a run and keeps it. */
    async draw(bond: Id, author: Id, run: Id): Promise<Made> {
        let made: Made | undefined;
        await this.change(() => {
            const drawn = this.core.draw(bond, run, this.header({ bond, author }));
            made = drawn.made;
            return { add: drawn.record };
        });
        return made!;
    }

    async bringIn(lines: Uint8Array): Promise<{ new: number; known: number }> {
        let result = { new: 0, known: 0 };
        await this.change(() => {
            const { records, ...counts } = this.core.importLines(lines);
            result = counts;
            return this.compacted(records);
        });
        return result;
    }

    /** Takes everything off this device. */
    async eraseAll(): Promise<void> {
        this.device = newId();
        await this.change(() => {
            this.core.reset();
            return { clear: true, meta: { device: this.device } };
        });
    }

    async note(meta: Record<string, unknown>): Promise<void> {
        await this.records.write((news) => {
            this.take(news);
            return { meta };
        });
    }

    /** Starts again from what is saved; after a core that stopped, or a write that failed. */
    async reload(): Promise<void> {
        this.core = await this.makeCore();
        this.core.add(await this.records.all());
        this.changed();
    }

    async catchUp(): Promise<void> {
        await this.records.write((news) => {
            if (this.take(news)) this.changed();
            return {};
        });
    }

    // The core learns of records when they are on the disk. (Where it has to run ahead, to compact, a
    // failed write makes it start again from what is saved.)
    private async change(decide: () => Change): Promise<void> {
        let made: Change = {};
        try {
            await this.records.write((news) => {
                this.take(news);
                return (made = decide());
            });
        } catch (cause) {
            await this.reload();
            throw cause;
        }
        if (made.remove) {
            this.core.reset(); // what was taken off the disk leaves memory too
            this.core.add(await this.records.all());
        } else if (made.add) {
            this.core.add(made.add);
        }
        this.changed();
        this.channel?.postMessage(null);
    }

    private compacted(records: Uint8Array): Change {
        this.core.add(records);
        const { remove, replacements } = this.core.compact();
        return { add: join([records, replacements]), remove };
    }

    private take(news: CaughtUp): boolean {
        if (news.again) this.core.reset();
        this.core.add(news.records);
        return news.again || news.records.length > 0;
    }

    private header(about: { bond?: Id; author?: Id }): EventHeader {
        const { at, offset } = now();
        const observed = Math.floor(at / FIVE_MINUTES) * FIVE_MINUTES; // no finer is kept
        return { ...about, observed, offset, id: newId(), device: this.device };
    }

    private changed() {
        this.revision++;
        for (const listener of this.listeners) listener();
    }
}

function join(parts: Uint8Array[]): Uint8Array {
    const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
    let at = 0;
    for (const part of parts) {
        out.set(part, at);
        at += part.length;
    }
    return out;
}
