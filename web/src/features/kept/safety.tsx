// How safely it is kept: what the browser promised, said plainly.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useEffect, useState } from 'preact/hooks';
import { useFamily } from '../../platform/family';
import { askToKeep, isKept, type Promised } from '../../platform/storage';
import { onUpdate } from '../../platform/update';
import { w } from '../../platform/words';

export function Safety() {
    const { journal } = useFamily();
    const { lasting } = journal.records;
    const [offline, setOffline] = useState(false);
    const [promised, setPromised] = useState<Promised | null>(null);

    useEffect(() => onUpdate((updates) => setOffline(updates.offline)), []);

    useEffect(() => {
        void isKept().then(setPromised);
    }, []);

    return (
        <section class="kept-part">
            <h2>{w('kept.storage')}</h2>
            <p class="soft" role="status">
                {!lasting ? w('kept.storage.none') : promised && w(`kept.storage.${promised}`)}
            </p>
            {lasting && promised === 'no' && (
                <button
                    class="button"
                    type="button"
                    onClick={() => void askToKeep().then(setPromised)}
                >
                    {w('kept.storage.ask')}
                </button>
            )}
            {offline && <p class="soft">{w('offline.ready')}</p>}
            <p class="soft">
                {w('hide.button')}: {w('hide.hint')} {w('hide.keys')}
            </p>
        </section>
    );
}
