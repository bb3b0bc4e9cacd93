// What is said in passing ("Picked."), read aloud when it comes, with a way back where there is one.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useFamily } from '../platform/family';
import { w } from '../platform/words';

export function PassingPlace() {
    const { passing, say } = useFamily();
    return (
        <div class="passing-place" role="status">
            {passing && (
                <div class="passing">
                    <p>{passing.text}</p>
                    {passing.undo && (
                        <button
                            class="link"
                            type="button"
                            onClick={() => {
                                passing.undo?.();
                                say(null);
                            }}
                        >
                            {w('undo.button')}
                        </button>
                    )}
                </div>
            )}
        </div>
    );
}
