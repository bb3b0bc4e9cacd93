// The map in words, strengths first: always there for a reader's ears, and for the eye on request (or
// where the letters are set so large that words on a small sheet are hard to read).
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import type { MapView } from '../../platform/views';
import { w } from '../../platform/words';

export function PlacesInWords({ map }: { map: MapView }) {
    const [shown, setShown] = useState(false);
    const places = map.order.flatMap((id) => map.places.filter((p) => p.dimension === id));
    return (
        <div class="in-words">
            <ul class={shown ? 'places appear' : 'places spoken-list'}>
                {places.map((place) => (
                    <li>{place.sentence}</li>
                ))}
            </ul>
            <button
                class="link small in-words-button"
                type="button"
                aria-expanded={shown}
                onClick={() => setShown(!shown)}
            >
                {w(shown ? 'map.read.less' : 'map.read')}
            </button>
        </div>
    );
}
