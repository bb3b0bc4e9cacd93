// Whose map? One line for each bond. Nothing here sets one beside another.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useFamily } from '../../platform/family';
import { go } from '../../platform/route';
import type { Bond } from '../../platform/views';
import { w } from '../../platform/words';
import { Room } from '../../ui/room';
import { plan } from './plan';
import './people.css';

export function PeopleRoom() {
    const { people, bond: open, choose } = useFamily();

    async function enter(bond: Bond) {
        await choose(bond.id);
        go(bond.last_map && !bond.open_run ? 'map' : 'home');
    }

    return (
        <Room title={w('who.choose')} name="people">
            {people.children.map((child) => (
                <section class="card" aria-labelledby={`child-${child.id}`}>
                    <h2 id={`child-${child.id}`}>{child.name}</h2>
                    {child.age && <p class="small soft">{child.age}</p>}
                    <ul class="people-bonds">
                        {people.bonds
                            .filter((bond) => bond.child === child.id)
                            .map((bond) => (
                                <li>
                                    <button
                                        class="people-bond"
                                        type="button"
                                        aria-current={bond.id === open?.id ? 'true' : undefined}
                                        onClick={() => void enter(bond)}
                                    >
                                        <span class="people-title">{bond.title}</span>
                                        <span class="small soft">{state(bond)}</span>
                                    </button>
                                </li>
                            ))}
                    </ul>
                    <button
                        class="link"
                        type="button"
                        onClick={() => plan({ child: child.id, somebodyElse: true })}
                    >
                        {w('who.other_caregiver')}
                    </button>
                </section>
            ))}
            <button class="button" type="button" onClick={() => plan({})}>
                {w('who.other_child')}
            </button>
        </Room>
    );
}

function state(bond: Bond): string {
    if (bond.open_run) return w('people.unfinished');
    return bond.last_map?.when ?? w('people.none');
}
