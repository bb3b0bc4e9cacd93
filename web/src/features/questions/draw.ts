// Drawing the map of the answers so far, from wherever the wish for it comes.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Family } from '../../platform/family';
import { go } from '../../platform/route';
import type { Bond, Id } from '../../platform/views';

const KEY = 'fresh';

export async function drawMap({ journal, open }: Family, bond: Bond, run: Id): Promise<void> {
    await seenFirst();
    await journal.draw(bond.id, bond.caregiver, run);
    open(null);
    sessionStorage.setItem(KEY, '');
    go('map', true);
}

/** True once after a map was drawn: its contours may settle. */
export function takeFresh(): boolean {
    const fresh = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return fresh;
}

/** Lets "Drawing the map" be seen before the core gets to work. */
function seenFirst(): Promise<void> {
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}
