// The store of records: IndexedDB, append-mostly, in the order of arrival. A write is acknowledged
// only when its transaction is complete, with strict durability; several tabs may write, one at a
// time. The store knows a record's frame (its length and id), and nothing of what is in it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { idOfBytes } from './ids';
import type { Id } from './views';

const NAME = 'attune';
const VERSION = 1;

interface Row {
    id: Id;
    bytes: Uint8Array;
}

interface Schema extends DBSchema {
    records: { key: number; value: Row; indexes: { id: Id } };
    meta: { key: string; value: unknown };
}

type WriteTx = IDBPTransaction<Schema, ['records', 'meta'], 'readwrite'>;

/** What other windows wrote since we last looked: more records, or the need to read it all again. */
export interface CaughtUp {
    again: boolean;
    records: Uint8Array;
}

export interface Change {
    add?: Uint8Array; // records, joined
    remove?: Id[]; // records to take away for good
    clear?: boolean; // take everything away first
    meta?: Record<string, unknown>;
}

const HEADER = 96; // DESIGN.md, "The journal"

/** Cuts joined records apart by the length in each header. */
export function framed(joined: Uint8Array): Row[] {
    const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength);
    const rows: Row[] = [];
    for (let at = 0; at < joined.length; ) {
        if (joined.length - at < HEADER) throw new Error('a record is cut short');
        const n = HEADER + view.getUint32(at + 4, true);
        if (n > joined.length - at) throw new Error('a record is cut short');
        rows.push({ id: idOfBytes(joined.subarray(at + 8, at + 24)), bytes: joined.slice(at, at + n) });
        at += n;
    }
    return rows;
}

function joined(rows: Row[]): Uint8Array {
    const out = new Uint8Array(rows.reduce((n, row) => n + row.bytes.length, 0));
    let at = 0;
    for (const row of rows) {
        out.set(row.bytes, at);
        at += row.bytes.length;
    }
    return out;
}

export interface Records {
    /** False: nothing outlives this window. */
    readonly lasting: boolean;
    /** Everything, from the start. */
    all(): Promise<Uint8Array>;
    /**
     * One write, alone among all windows: `decide` gets what others wrote meanwhile and says,
     * without waiting for anything, what to change. Resolves when the change is on the disk.
     */
    write(decide: (news: CaughtUp) => Change): Promise<void>;
    meta<T>(key: string): Promise<T | undefined>;
}

/** A newer attune has changed the store, or is about to: this page has to be loaded again. */
export class Outdated extends Error {}

export async function openRecords(outdated: () => void): Promise<Records> {
    const locks = navigator.locks as LockManager | undefined; // absent on plain http
    let db: IDBPDatabase<Schema>;
    try {
        db = await openDB<Schema>(NAME, VERSION, {
            upgrade(fresh) {
                const records = fresh.createObjectStore('records', { autoIncrement: true });
                records.createIndex('id', 'id', { unique: true });
                fresh.createObjectStore('meta');
            },
            blocking() {
                db.close();
                outdated();
            },
        });
    } catch (cause) {
        if (cause instanceof DOMException && cause.name === 'VersionError') throw new Outdated();
        throw cause;
    }
    let seen = 0; // the largest key that the core has been given
    let era: unknown; // changes when records were taken away

    async function news(tx: IDBPTransaction<Schema, ['records', 'meta'], IDBTransactionMode>) {
        const now = (await tx.objectStore('meta').get('era')) ?? 0;
        const again = now !== era;
        if (again) seen = 0;
        era = now;
        const store = tx.objectStore('records');
        const range = IDBKeyRange.lowerBound(seen, true);
        const [keys, rows] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        seen = keys[keys.length - 1] ?? seen;
        return { again, records: joined(rows) };
    }

    async function apply(tx: WriteTx, change: Change) {
        const records = tx.objectStore('records');
        const meta = tx.objectStore('meta');
        if (change.clear) {
            await records.clear();
            await meta.clear();
        }
        for (const id of change.remove ?? []) {
            const key = await records.index('id').getKey(id);
            if (key !== undefined) await records.delete(key);
        }
        let replaced = false;
        for (const row of framed(change.add ?? new Uint8Array())) {
            const key = await records.index('id').getKey(row.id);
            if (key !== undefined) await records.delete(key);
            replaced ||= key !== undefined;
            seen = await records.add(row);
        }
        if (change.clear || replaced || change.remove?.length) {
            era = crypto.getRandomValues(new Uint32Array(1))[0];
            await meta.put(era, 'era');
        }
        for (const [key, value] of Object.entries(change.meta ?? {})) await meta.put(value, key);
    }

    async function write(decide: (news: CaughtUp) => Change) {
        const before = { seen, era };
        const tx = db.transaction(['records', 'meta'], 'readwrite', { durability: 'strict' });
        try {
            await apply(tx, decide(await news(tx)));
            await tx.done;
        } catch (cause) {
            // What was read may still be known to the core; reading it again does no harm.
            ({ seen, era } = before);
            try {
                tx.abort();
            } catch {
                // it has already ended
            }
            await tx.done.catch(() => undefined);
            throw cause;
        }
    }

    return {
        lasting: true,
        async all() {
            const tx = db.transaction(['records', 'meta'], 'readonly');
            era = undefined;
            return (await news(tx)).records;
        },
        async write(decide) {
            if (locks) await locks.request('attune-writer', () => write(decide));
            else await write(decide); // the transaction itself keeps other windows out
        },
        meta: <T>(key: string) => db.get('meta', key) as Promise<T | undefined>,
    };
}

/** For a browser that will keep nothing: the same, until the window is closed. */
export function passingRecords(): Records {
    let rows: Row[] = [];
    const meta = new Map<string, unknown>();
    return {
        lasting: false,
        async all() {
            return joined(rows);
        },
        async write(decide) {
            const change = decide({ again: false, records: new Uint8Array() });
            const add = framed(change.add ?? new Uint8Array());
            const gone = new Set([...(change.remove ?? []), ...add.map((row) => row.id)]);
            rows = change.clear ? add : [...rows.filter((row) => !gone.has(row.id)), ...add];
            if (change.clear) meta.clear();
            for (const [key, value] of Object.entries(change.meta ?? {})) meta.set(key, value);
        },
        async meta<T>(key: string) {
            return meta.get(key) as T | undefined;
        },
    };
}
