// What is kept here: who is in it, a copy out and in, how safely it is kept, and erasing.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useFamily } from '../../platform/family';
import type { Target } from '../../platform/family';
import { UNDO_SECONDS } from '../../platform/family';
import { w } from '../../platform/words';
import { Room } from '../../ui/room';
import { plan } from '../people/plan';
import { Copies } from './copies';
import { Safety } from './safety';
import './kept.css';

export function Kept() {
    const { people, erase, undoErase, say, failed } = useFamily();

    async function takeAway(target: Target) {
        try {
            await erase(target);
            say({
                text: w('undo.erased'),
                seconds: UNDO_SECONDS,
                undo: () => void undoErase().then(() => say({ text: w('undo.done') }), failed),
            });
        } catch (cause) {
            console.error(cause);
            say({ text: w('error.erase') });
        }
    }

    return (
        <Room title={w('kept.title')} name="kept" lead={<p class="soft">{w('kept.lead')}</p>}>
            <section class="kept-part">
                <h2>{w('kept.children')}</h2>
                {people.children.length === 0 && <p class="soft">{w('kept.nothing')}</p>}
                {people.children.map((child) => (
                    <div class="card">
                        <h3>{child.name}</h3>
                        <p class="small soft">
                            {[child.age, child.stage_name].filter(Boolean).join(' · ')}
                        </p>
                        <ul class="kept-bonds">
                            {people.bonds
                                .filter((bond) => bond.child === child.id)
                                .map((bond) => (
                                    <li>
                                        <span>{bond.title}</span>
                                        <span class="small soft">
                                            {bond.maps}{' '}
                                            {w(bond.maps === 1 ? 'kept.maps.one' : 'kept.maps')}
                                        </span>
                                        <button
                                            class="link"
                                            type="button"
                                            aria-label={`${w('kept.erase.bond')}: ${bond.title}`}
                                            onClick={() => void takeAway(bond.id)}
                                        >
                                            {w('kept.erase')}
                                        </button>
                                    </li>
                                ))}
                        </ul>
                        <div class="kept-ways">
                            <button
                                class="link"
                                type="button"
                                aria-label={`${w('kept.change')}: ${child.name}`}
                                onClick={() => plan({ child: child.id, change: true })}
                            >
                                {w('kept.change')}
                            </button>
                            <button
                                class="link"
                                type="button"
                                aria-label={`${w('kept.erase.child')}: ${child.name}`}
                                onClick={() => void takeAway(child.id)}
                            >
                                {w('kept.erase.child')}
                            </button>
                        </div>
                    </div>
                ))}
                {people.children.length > 0 && (
                    <a class="link" href="#/people">
                        {w('map.others')}
                    </a>
                )}
            </section>
            <Copies />
            <Safety />
            <section class="kept-part">
                <h2>{w('kept.erase')}</h2>
                <p class="soft">{w('kept.erase.hint')}</p>
                <button
                    class="button"
                    type="button"
                    disabled={people.children.length === 0}
                    onClick={() => void takeAway('everything')}
                >
                    {w('kept.erase.all')}
                </button>
            </section>
            <p class="small soft">{w('kept.young')}</p>
        </Room>
    );
}
