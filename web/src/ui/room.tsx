// A room: a title that takes the focus when the room opens, and what is in it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

let first = true; // the first room of a visit leaves the focus where the browser has it

interface Props {
    title: string;
    /** Said right below the title. */
    lead?: ComponentChildren;
    /** Drawn above the room, for the eye alone. */
    above?: ComponentChildren;
    name?: string;
    children: ComponentChildren;
}

export function Room({ title, lead, above, name = '', children }: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    useLayoutEffect(() => {
        window.scrollTo(0, 0);
        if (!first) heading.current?.focus({ preventScroll: true });
        first = false;
    }, []);
    return (
        <>
            {above}
            <main id="main" class={`room appear ${name}`} tabIndex={-1}>
                <header class="room-head">
                    <h1 ref={heading} tabIndex={-1}>
                        {title}
                    </h1>
                    {lead}
                </header>
                {children}
            </main>
        </>
    );
}
