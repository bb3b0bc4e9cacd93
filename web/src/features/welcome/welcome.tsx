// Welcome: what attune is, what it is not, that nothing leaves this device; and one thing to do. Who
// comes back finds the way on from where they stopped.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import { useFamily } from '../../platform/family';
import type { Bond } from '../../platform/views';
import { w } from '../../platform/words';
import { Room } from '../../ui/room';
import { drawMap } from '../questions/draw';
import { HILL, HILL_HEIGHT, HILL_WIDTH } from './hill';
import './welcome.css';

export function Welcome() {
    const { bond } = useFamily();
    return bond ? <Again bond={bond} /> : <First />;
}

/** For who comes for the first time. It needs nothing but its own words. */
export function First() {
    return (
        <Room title={w('welcome.title')} name="welcome" above={<Hills />}>
            <p class="welcome-what">{w('welcome.what')}</p>
            <ul class="welcome-lines soft">
                <li>{w('welcome.private')}</li>
                <li>{w('welcome.not')}</li>
                <li>{w('welcome.time')}</li>
            </ul>
            <div class="welcome-doing">
                <a class="button filled" href="#/who">
                    {w('welcome.start')}
                </a>
            </div>
            <a class="button plain" href="#/kept">
                {w('welcome.copy')}
            </a>
        </Room>
    );
}

function Again({ bond }: { bond: Bond }) {
    const family = useFamily();
    const [drawing, setDrawing] = useState(false);
    const { open_run: run, last_map: map } = bond;

    async function draw() {
        if (drawing || !run) return;
        setDrawing(true);
        try {
            await drawMap(family, bond, run.run);
        } catch (cause) {
            console.error(cause);
            family.say({ text: w('error.map') });
            setDrawing(false);
        }
    }

    return (
        <Room title={bond.title} name="welcome" above={<Hills />}>
            {drawing && (
                <p role="status" class="soft">
                    {w('ask.drawing')}
                </p>
            )}
            {run && !drawing && <p class="soft">{w('ask.kept')}</p>}
            <div class="welcome-doing">
                {run ? (
                    <>
                        <a class="button filled" href="#/questions">
                            {w('welcome.go_on')}
                        </a>
                        <button class="button plain" type="button" onClick={() => void draw()}>
                            {w('welcome.draw')}
                        </button>
                    </>
                ) : (
                    <a class="button filled" href="#/questions">
                        {w(map ? 'welcome.again' : 'welcome.start')}
                    </a>
                )}
                {map && (
                    <a class="button plain" href="#/map" onClick={() => family.open(null)}>
                        {w('welcome.see')}
                    </a>
                )}
                <a class="button plain" href="#/people">
                    {w(family.people.bonds.length > 1 ? 'map.other' : 'map.others')}
                </a>
            </div>
        </Room>
    );
}

function Hills() {
    return (
        <svg
            class="hills"
            viewBox={`0 0 ${HILL_WIDTH} ${HILL_HEIGHT}`}
            preserveAspectRatio="xMidYMid slice"
            aria-hidden="true"
            focusable="false"
        >
            {HILL.map((d, i) => (
                <path d={d} class={`hill${i % 3 === 0 ? ' major' : ''}${i === 0 ? ' open' : ''}`} />
            ))}
        </svg>
    );
}
