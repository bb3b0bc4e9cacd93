// Quick hide: an empty page at once, by the button or by pressing Escape twice. Nothing is erased, and
// a reload stays hidden.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useState } from 'preact/hooks';
import { w } from './words';

const KEY = 'hidden';
const TWICE_MS = 900;
const TITLE = document.title;

function stored(): boolean {
    try {
        return sessionStorage.getItem(KEY) !== null;
    } catch {
        return false;
    }
}

function store(hidden: boolean) {
    try {
        if (hidden) sessionStorage.setItem(KEY, '');
        else sessionStorage.removeItem(KEY);
    } catch {
        // then a reload shows the page again
    }
}

export function useHidden() {
    const [hidden, setHidden] = useState(stored);

    useLayoutEffect(() => {
        store(hidden);
        document.title = hidden ? w('hide.title') : TITLE;
    }, [hidden]);

    useLayoutEffect(() => {
        let last = 0;
        const onKey = (event: KeyboardEvent) => {
            if (event.key !== 'Escape') return;
            if (event.timeStamp - last < TWICE_MS) setHidden(true);
            last = event.timeStamp;
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);

    return { hidden, hide: () => setHidden(true), show: () => setHidden(false) };
}
