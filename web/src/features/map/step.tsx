// One small step: what, why this one, where the idea comes from; take it, or see another.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useEffect, useRef, useState } from 'preact/hooks';
import { useFamily } from '../../platform/family';
import type { MapView, Step, StepIdea } from '../../platform/views';
import { w } from '../../platform/words';

export function StepCard({ step, map }: { step: Step; map: MapView }) {
    const { journal, bond, say, failed } = useFamily();
    const ideas: StepIdea[] = [step, ...step.others];
    const [at, setAt] = useState(() => Math.max(0, ideas.findIndex(({ picked }) => picked)));
    const [moved, setMoved] = useState(false);
    const text = useRef<HTMLParagraphElement>(null);
    const idea = ideas[at] ?? step;

    useEffect(() => {
        if (moved) text.current?.focus();
    }, [at]);

    async function save(state: 'picked' | 'let_go') {
        const about = { bond: bond!.id, author: bond!.caregiver };
        try {
            const body = { step: idea.id, map: map.event, state };
            const [made] = await journal.save({ kind: 'step', ...about, body });
            say({
                text: w(state === 'picked' ? 'step.picked' : 'step.gone'),
                seconds: 10,
                undo: () =>
                    void journal
                        .save({ kind: 'retract', ...about, body: { target: made!.id } })
                        .then(() => say({ text: w('undo.done') }), failed),
            });
        } catch (cause) {
            console.error(cause);
            say({ text: w('error.step') });
        }
    }

    return (
        <div class="card step">
            <div class="stack">
                <p class="step-text" ref={text} tabIndex={-1}>
                    {idea.text}
                </p>
                <Tags of={idea} />
                {idea.because && <p class="soft">{idea.because}</p>}
                <Source idea={idea} key={idea.id} />
            </div>
            {idea.picked ? (
                <>
                    <p class="step-picked appear">{w('step.picked')}</p>
                    <button class="link" type="button" onClick={() => void save('let_go')}>
                        {w('step.let_go')}
                    </button>
                </>
            ) : (
                <div class="step-ways">
                    <button class="button" type="button" onClick={() => void save('picked')}>
                        {w('step.try')}
                    </button>
                    {ideas.length > 1 && (
                        <button
                            class="button plain"
                            type="button"
                            onClick={() => {
                                setMoved(true);
                                setAt((at + 1) % ideas.length);
                            }}
                        >
                            {w('step.other')}
                        </button>
                    )}
                </div>
            )}
        </div>
    );
}

/** What it asks of who does it: that one hand is enough, that it is for a tired day. */
function Tags({ of: { tags = [] } }: { of: StepIdea }) {
    return (
        tags.length > 0 && (
            <ul class="step-tags small soft">
                {tags.map((tag) => (
                    <li>{tag}</li>
                ))}
            </ul>
        )
    );
}

function Source({ idea }: { idea: StepIdea }) {
    return (
        <details class="source">
            <summary class="link">{w('step.from')}</summary>
            <div class="stack small">
                <p>{idea.why}</p>
                <p>{idea.basis_words}</p>
                {idea.evidence.map((study) => (
                    <div class="study">
                        <p>{study.plain}</p>
                        <p class="soft">{study.limit}</p>
                        <p class="soft">
                            {study.cite}
                            {study.url && (
                                <>
                                    <br />
                                    <a class="link" href={study.url} rel="noreferrer noopener" target="_blank">
                                        {study.doi}
                                        <span class="spoken"> {w('more.read')}</span>
                                    </a>
                                </>
                            )}
                        </p>
                    </div>
                ))}
                {idea.evidence.length > 0 && <p class="soft">{w('more.leaves')}</p>}
            </div>
        </details>
    );
}
