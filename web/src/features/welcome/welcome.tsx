// Welcome: what attune is, what it is not, that nothing leaves this device; and one thing to do.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useFamily } from '../../platform/family';
import { w } from '../../platform/words';
import { Room } from '../../ui/room';
import { HILL, HILL_HEIGHT, HILL_WIDTH } from './hill';
import './welcome.css';

export function Welcome() {
    const { bond } = useFamily();
    return (
        <>
            <Hills />
            <Room title={w('welcome.title')} name="welcome">
                <p class="welcome-what">{w('welcome.what')}</p>
                <ul class="welcome-lines soft">
                    <li>{w('welcome.private')}</li>
                    <li>{w('welcome.not')}</li>
                    <li>{w('welcome.time')}</li>
                </ul>
                <div class="welcome-doing">
                    {bond?.open_run ? (
                        <>
                            <p class="soft">{bond.title}</p>
                            <a class="button filled" href="#/questions">
                                {w('welcome.go_on')}
                            </a>
                        </>
                    ) : (
                        <a class="button filled" href={bond ? '#/questions' : '#/who'}>
                            {w(bond?.last_map ? 'welcome.again' : 'welcome.start')}
                        </a>
                    )}
                    {bond?.last_map && (
                        <a class="button plain" href="#/map">
                            {w('welcome.see')}
                        </a>
                    )}
                    {!bond && (
                        <a class="button plain" href="#/kept">
                            {w('welcome.copy')}
                        </a>
                    )}
                </div>
            </Room>
        </>
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
                <path d={d} class={i % 3 === 0 ? 'hill major' : 'hill'} />
            ))}
        </svg>
    );
}
