// Something did not work: what is safe, and what can be done.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { w } from '../platform/words';

export function Trouble({ text, again }: { text: string; again?: () => void }) {
    return (
        <main class="room" id="main" tabIndex={-1}>
            <h1>{w('error.title')}</h1>
            <p>{text}</p>
            <button class="button" type="button" onClick={again ?? (() => location.reload())}>
                {w('error.again')}
            </button>
        </main>
    );
}
