// The maps of one bond, newest first. Any of them opens as it was drawn.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useMemo } from 'preact/hooks';
import { now } from '../../platform/clock';
import { useFamily } from '../../platform/family';
import { go } from '../../platform/route';
import { w } from '../../platform/words';
import { Room } from '../../ui/room';
import './map.css';

export function Maps() {
    const { journal, bond, open } = useFamily();
    const { title, maps } = useMemo(
        () => journal.core.history(bond!.id, now()),
        [journal, bond!.id, journal.revision],
    );
    return (
        <Room title={w('map.earlier')} name="maps" lead={<p class="soft">{title}</p>}>
            <ul class="card maps-list">
                {maps.map(({ event, when, stage_name }) => (
                    <li>
                        <button
                            class="maps-one"
                            type="button"
                            onClick={() => {
                                open(event === bond!.last_map?.event ? null : event);
                                go('map');
                            }}
                        >
                            <span class="maps-when">{when}</span>
                            <span class="small soft">{stage_name}</span>
                        </button>
                    </li>
                ))}
            </ul>
        </Room>
    );
}
