// After the first map the browser is asked to keep it, and its answer is shown.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useEffect, useState } from 'preact/hooks';
import { useFamily } from '../../platform/family';
import { askToKeep, type Promised } from '../../platform/storage';
import { w } from '../../platform/words';

export function Keeping() {
    const { journal } = useFamily();
    const [answer, setAnswer] = useState<Promised | null>(null);

    useEffect(() => {
        let alive = true;
        void (async () => {
            const asked = await journal.records.meta<boolean>('asked-to-keep');
            if (asked || !journal.records.lasting) return;
            const promised = await askToKeep();
            if (alive) setAnswer(promised);
            await journal.note({ 'asked-to-keep': true });
        })().catch(console.error);
        return () => {
            alive = false;
        };
    }, [journal]);

    return (
        answer && (
            <section class="card keeping appear" role="status">
                <h2>{w('keeping.title')}</h2>
                <div class="stack">
                    <p>{w(`kept.storage.${answer}`)}</p>
                    <p class="keeping-copy">
                        <a class="link" href="#/kept">
                            {w('kept.export')}
                        </a>
                    </p>
                </div>
            </section>
        )
    );
}
