// A copy out, as a file of JSON lines made by the core, and back in.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useEffect, useRef, useState } from 'preact/hooks';
import { day, now } from '../../platform/clock';
import { Refused } from '../../platform/core';
import { useFamily } from '../../platform/family';
import { w } from '../../platform/words';

const LARGEST = 64 * 1024 * 1024;

export function Copies() {
    const { journal, people, passing } = useFamily();
    const [last, setLast] = useState<number | null>(null);
    const [told, setTold] = useState<string | null>(null);
    const file = useRef<HTMLInputElement>(null);

    useEffect(() => {
        void journal.records.meta<number>('copied').then((at) => setLast(at ?? null));
    }, [journal, journal.revision]);

    // What was said of a copy is over when something else is done, and said, in this room.
    useEffect(() => {
        if (passing) setTold(null);
    }, [passing]);

    const nobody = people.children.length === 0;

    async function copyOut() {
        const { at } = now();
        const lines = journal.core.exportLines();
        const url = URL.createObjectURL(
            new Blob([lines as Uint8Array<ArrayBuffer>], { type: 'application/jsonl' }),
        );
        const link = document.createElement('a');
        link.href = url;
        link.download = `attune-${new Date(at).toISOString().slice(0, 10)}.jsonl`;
        link.click();
        window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
        setTold(w('kept.export.done'));
        setLast(at);
        await journal.note({ copied: at }).catch(console.error);
    }

    async function bringIn(chosen: File | undefined) {
        if (!chosen) return;
        file.current!.value = '';
        setTold(null);
        try {
            if (chosen.size > LARGEST) throw new RangeError('too large');
            const result = await journal.bringIn(new Uint8Array(await chosen.arrayBuffer()));
            setTold(w(result.new === 0 ? 'kept.import.same' : 'kept.import.done'));
        } catch (cause) {
            console.error(cause);
            if (cause instanceof Refused || cause instanceof RangeError) {
                const { what = '', line = 0 } = cause instanceof Refused ? cause.problem : {};
                const where = line > 0 ? `${w('kept.import.line')} ${line}: ` : '';
                setTold(`${w('kept.import.bad')}${what ? ` (${where}${what})` : ''}`);
            } else setTold(w('error.import'));
        }
    }

    return (
        <section class="kept-part">
            <h2>{w('kept.copy')}</h2>
            {nobody ? (
                <p class="soft">{w('kept.export.nothing')}</p>
            ) : (
                <>
                    <p class="soft">{w('kept.export.hint')}</p>
                    <p class="soft">
                        {last === null
                            ? w('kept.export.none')
                            : `${w('kept.export.last')} ${day(last)}.`}
                    </p>
                </>
            )}
            <div class="stack">
                {!nobody && (
                    <button class="button" type="button" onClick={() => void copyOut()}>
                        {w('kept.export')}
                    </button>
                )}
                <button class="button" type="button" onClick={() => file.current!.click()}>
                    {w('kept.import')}
                </button>
                <input
                    ref={file}
                    type="file"
                    hidden
                    aria-label={w('kept.import')}
                    accept=".jsonl,.json,.txt,application/jsonl,application/json,text/plain"
                    onChange={(e) => void bringIn(e.currentTarget.files?.[0])}
                />
            </div>
            <p class="kept-told" role="status">
                {told}
            </p>
            <p class="small soft">{w('kept.import.hint')}</p>
        </section>
    );
}
