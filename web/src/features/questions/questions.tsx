// The questions, one at a time. An answer is on the disk before the next question shows.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { now } from '../../platform/clock';
import { useFamily } from '../../platform/family';
import { newId } from '../../platform/ids';
import { go } from '../../platform/route';
import type { Ask, Bond, Question } from '../../platform/views';
import { w, type Key } from '../../platform/words';
import { Answers } from './answers';
import { drawMap } from './draw';
import { Path } from './path';
import './questions.css';

type Given = number | 'skip';

export function Questions() {
    const { journal, bond } = useFamily();
    return bond && <Asking key={bond.id} bond={bond} revision={journal.revision} />;
}

function Asking({ bond, revision }: { bond: Bond; revision: number }) {
    const family = useFamily();
    const { journal, people, say } = family;
    const newborn = people.children.some(({ id, months }) => id === bond.child && months === 0);
    const [back, setBack] = useState(0);
    const [more, setMore] = useState(false); // "one more question", though enough is known
    const [saving, setSaving] = useState<Given | 'map' | null>(null);
    const [failed, setFailed] = useState<Given | 'map' | null>(null);
    const newRun = useRef(newId());
    const heading = useRef<HTMLHeadingElement>(null);

    const ask: Ask = useMemo(
        () => journal.core.ask(bond.id, now(), back),
        [journal, bond.id, revision, back],
    );
    const { question } = ask;
    const resting = back === 0 && ask.state === 'ready' && !(more && question);
    const hint = back === 0 ? hintFor(ask, newborn) : undefined;
    const rest = restWords(ask);
    const shown = resting ? 'ready' : (question?.item ?? 'ready');

    // A reader hears each new question; the eye needs no mark for it.
    useLayoutEffect(() => {
        heading.current?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
    }, [shown, back]);

    async function answer(question: Question, given: Given) {
        if (saving !== null) return;
        setSaving(given);
        setFailed(null);
        const run = ask.run ?? newRun.current;
        const value = given === 'skip' ? { skip: true } : { value: given };
        try {
            await journal.save({
                kind: 'answer',
                bond: bond.id,
                author: bond.caregiver,
                body: { run, item: question.item, stage: ask.stage, bank: ask.bank, ...value },
            });
            if (back > 0) say({ text: w('ask.changed'), seconds: 3 });
            else setMore(false);
            setBack(0);
        } catch (cause) {
            console.error(cause);
            setFailed(given);
        }
        setSaving(null);
    }

    async function draw() {
        if (saving !== null || ask.run === null) return;
        setSaving('map');
        setFailed(null);
        try {
            await drawMap(family, bond, ask.run);
        } catch (cause) {
            console.error(cause);
            setFailed('map');
            setSaving(null);
        }
    }

    function step(by: 1 | -1) {
        setFailed(null);
        if (by > 0 ? ask.can_go_back : back > 0) setBack(back + by);
    }

    // Before a frame is drawn, so that no key can answer a question that is no longer shown.
    useLayoutEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
            if (document.querySelector('.blank') || saving !== null) return;
            if (event.key === 'Backspace' && ask.can_go_back) step(1);
            else if (resting || !question) return;
            else if (/^[1-9]$/.test(event.key) && Number(event.key) <= question.answers.length)
                void answer(question, Number(event.key) - 1);
            else if (event.key === 's' || event.key === 'S') void answer(question, 'skip');
            else return;
            event.preventDefault();
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    });

    const retry = () => (failed === 'map' ? void draw() : void answer(question!, failed!));

    return (
        <main id="main" class="room questions" tabIndex={-1}>
            <Path progress={ask.progress} left={resting ? 0 : ask.about_left} />
            {resting || !question ? (
                <section class="question appear" key="ready">
                    <h1 ref={heading} tabIndex={-1}>
                        {w(saving === 'map' ? 'ask.drawing' : rest.title)}
                    </h1>
                    <p class="soft">{w(rest.text)}</p>
                </section>
            ) : (
                <section class="question appear" key={`${question.item} ${back}`}>
                    <p class="stem soft">{question.stem}</p>
                    <h1 ref={heading} tabIndex={-1}>
                        {question.text}
                    </h1>
                    {hint && <p class="soft small">{w(hint)}</p>}
                </section>
            )}
            <div class="question-answers">
                {failed !== null && (
                    <div class="card question-failed" role="alert">
                        <p>{w(failed === 'map' ? 'error.map' : 'error.store')}</p>
                        <button class="link" type="button" onClick={retry}>
                            {w('error.again')}
                        </button>
                    </div>
                )}
                {resting || !question ? (
                    <div class="stack">
                        {ask.can_draw && !ask.drawn && (
                            <button
                                class="button filled"
                                type="button"
                                onClick={() => void draw()}
                            >
                                {w('ask.draw')}
                            </button>
                        )}
                        {question && (
                            <button
                                class={ask.drawn ? 'button filled' : 'button'}
                                type="button"
                                onClick={() => setMore(true)}
                            >
                                {w('ask.one_more')}
                            </button>
                        )}
                        {ask.drawn && (
                            <a
                                class={question ? 'button' : 'button filled'}
                                href="#/map"
                                onClick={() => family.open(null)}
                            >
                                {w('welcome.see')}
                            </a>
                        )}
                    </div>
                ) : (
                    <Answers
                        key={`${question.item} ${back}`}
                        question={question}
                        chosen={typeof saving === 'number' ? saving : question.given}
                        onAnswer={(value) => void answer(question, value)}
                    />
                )}
                <div class="question-ways">
                    <button
                        class="way"
                        type="button"
                        disabled={!ask.can_go_back}
                        onClick={() => step(1)}
                    >
                        {w('ask.back')}
                    </button>
                    {back > 0 ? (
                        <button class="way" type="button" onClick={() => step(-1)}>
                            {w('ask.leave')}
                        </button>
                    ) : null}
                    {!resting && question && (
                        <button
                            class="way"
                            type="button"
                            onClick={() => void answer(question, 'skip')}
                        >
                            {w('ask.skip')}
                        </button>
                    )}
                    {back === 0 && (
                        <button class="way" type="button" onClick={() => go('home')}>
                            {w('ask.stop')}
                        </button>
                    )}
                </div>
                {!resting && question && (
                    <p class="keys small soft" aria-hidden="true">
                        {w('ask.keys')}
                    </p>
                )}
            </div>
        </main>
    );
}

/** Said where no question is shown. */
function restWords({ can_draw, drawn, question }: Ask): { title: Key; text: Key } {
    if (!can_draw) return { title: 'ask.none.title', text: 'ask.none' };
    if (drawn) return { title: 'ask.again.title', text: question ? 'ask.again.more' : 'ask.again.last' };
    return { title: 'ask.ready', text: question ? 'ask.ready.text' : 'ask.ready.last' };
}

/** Said beside a question: why it is not the first one, or else one hint each beside the first few. */
function hintFor({ drawn, question }: Ask, newborn: boolean): Key | undefined {
    if (!question) return undefined;
    if (drawn) return 'ask.again';
    const hints: Key[] = newborn
        ? ['ask.hint.newborn', 'ask.hint', 'ask.hint.none']
        : ['ask.hint', 'ask.hint.none', 'ask.hint.apart'];
    return hints[question.number - 1];
}
