// Something did not work: what is safe, and what can be done.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { Component, type ComponentChildren } from 'preact';
import { Refused } from '../platform/core';
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

interface Props {
    again: () => Promise<void>;
    children: ComponentChildren;
}

/** Holds what goes wrong while a room is shown inside that room: the doors stay open. */
export class Boundary extends Component<Props, { cause: unknown }> {
    override state = { cause: null as unknown };

    static override getDerivedStateFromError(cause: unknown) {
        return { cause };
    }

    override componentDidCatch(cause: unknown) {
        console.error(cause);
    }

    override render() {
        const { cause } = this.state;
        if (cause === null) return this.props.children;
        // The one thing that the core refuses to show and a person can mend.
        const early =
            cause instanceof Refused &&
            cause.problem.code === 'domain' &&
            cause.problem.what.includes('birth');
        return (
            <Trouble
                text={w(early ? 'error.birth' : 'error.kept')}
                again={() => void this.props.again().then(() => this.setState({ cause: null }))}
            />
        );
    }
}
