// Five answers, each as wide as the screen. Beside each a hill with as many rings as
// the answer is often: it grows, and is never a mark.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Question } from '../../platform/views';

interface Props {
    question: Question;
    chosen: number | 'skip' | null;
    onAnswer(value: number): void;
}

const NEXT: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function Answers({ question, chosen, onAnswer }: Props) {
    const list = useRef<HTMLUListElement>(null);

    // Arrows walk through the answers, from wherever the focus is.
    useLayoutEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            const by = NEXT[event.key];
            if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
            const buttons = [...list.current!.querySelectorAll('button')];
            const at = buttons.findIndex((button) => button === document.activeElement);
            const next = at < 0 ? (by > 0 ? 0 : buttons.length - 1) : at + by;
            buttons[(next + buttons.length) % buttons.length]!.focus();
            event.preventDefault();
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);

    return (
        <ul class="answers" ref={list}>
            {question.answers.map((label, value) => (
                <li>
                    <button
                        class="answer"
                        type="button"
                        aria-pressed={chosen === null ? undefined : chosen === value}
                        onClick={() => onAnswer(value)}
                    >
                        <Rings count={value} />
                        <span>{label}</span>
                    </button>
                </li>
            ))}
        </ul>
    );
}

function Rings({ count }: { count: number }) {
    return (
        <svg class="rings" viewBox="-14 -14 28 28" aria-hidden="true" focusable="false">
            {count === 0 && <circle class="ring none" r="4.6" />}
            {Array.from({ length: count }, (_, i) => {
                const size = count - i; // the widest first
                return (
                    <ellipse
                        class="ring"
                        rx={size * 2.6 + 2}
                        ry={size * 2.4 + 1.8}
                        cx={1.2 - size * 0.3}
                        cy={size * 0.25 - 1}
                        transform={`rotate(${size * 11 - 30})`}
                    />
                );
            })}
        </svg>
    );
}
