// Which room is open: the part of the address after '#'. It names the room and nothing else: whose
// map it is stays out of the browser's history.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useState } from 'preact/hooks';

export type Room = 'home' | 'who' | 'questions' | 'map' | 'maps' | 'people' | 'kept' | 'help';

const ROOMS: readonly string[] = ['who', 'questions', 'map', 'maps', 'people', 'kept', 'help'];

function read(): Room {
    const name = location.hash.replace(/^#\/?/, '');
    return ROOMS.includes(name) ? (name as Room) : 'home';
}

/** `replace`: the way back skips the room that is left. */
export function go(room: Room, replace = false): void {
    const hash = room === 'home' ? '#/' : `#/${room}`;
    if (replace) {
        history.replaceState(null, '', hash);
        window.dispatchEvent(new HashChangeEvent('hashchange'));
    } else if (location.hash !== hash) {
        location.hash = hash;
    }
}

export function useRoom(): Room {
    const [room, setRoom] = useState(read);
    useLayoutEffect(() => {
        const onChange = () => setRoom(read());
        window.addEventListener('hashchange', onChange);
        return () => window.removeEventListener('hashchange', onChange);
    }, []);
    return room;
}
