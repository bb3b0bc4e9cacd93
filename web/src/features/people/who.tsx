// Who the map is about: a name, a month of birth, and who is looking. Also another child, another
// caregiver, and changing what was written.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import { now } from '../../platform/clock';
import { useFamily } from '../../platform/family';
import { newId } from '../../platform/ids';
import type { Draft } from '../../platform/journal';
import { go } from '../../platform/route';
import { w, type Key } from '../../platform/words';
import { Room } from '../../ui/room';
import { takePlan } from './plan';
import './people.css';

const LONGEST = 40; // letters of a name: it stands in the middle of many sentences
const OLDEST = 24; // years in the list; the core says what it does with the oldest
const MONTHS = Array.from({ length: 12 }, (_, i) =>
    new Date(2000, i, 15).toLocaleDateString('en-GB', { month: 'long' }),
);

type Wrong = Partial<Record<'child' | 'birth' | 'save', Key>>;

export function Who() {
    const { journal, people, choose, say } = useFamily();
    const [plan] = useState(takePlan);
    const known = people.children.find(({ id }) => id === plan.child);
    const asksChild = !known || plan.change;
    const asksCaregiver = !plan.change;

    const [name, setName] = useState(known?.name ?? '');
    const [year, setYear] = useState(known?.birth.slice(0, 4) ?? '');
    const [month, setMonth] = useState(known?.birth.slice(5) ?? '');
    const [stage, setStage] = useState(known?.stage_chosen ?? '');
    const [me, setMe] = useState(plan.somebodyElse ? 'new' : (people.caregivers[0]?.id ?? 'new'));
    const [myName, setMyName] = useState('');
    const [wrong, setWrong] = useState<Wrong>({});
    const [saving, setSaving] = useState(false);

    const thisYear = new Date(now().at).getFullYear();
    const years = Array.from({ length: OLDEST }, (_, i) => String(thisYear - i));
    const { stages } = journal.core.sentences('stages');

    async function submit(event: Event) {
        event.preventDefault();
        if (saving) return;
        const lacks: Wrong = {};
        if (asksChild && !name.trim()) lacks.child = 'who.missing.child';
        if (asksChild && !(year && month)) lacks.birth = 'who.missing.birth';
        else if (asksChild && stillToCome(year, month)) lacks.birth = 'who.birth.future';
        setWrong(lacks);
        if (Object.keys(lacks).length > 0) {
            focusOn(lacks.child ? 'who-child' : 'who-month');
            return;
        }
        setSaving(true);
        const child = plan.child ?? newId();
        const caregiver = me === 'new' ? newId() : me;
        const bond = newId();
        const drafts: Draft[] = [];
        if (asksChild) {
            const body = { subject: child, name: name.trim(), birth: `${year}-${month}` };
            drafts.push({ kind: 'child', body: stage ? { ...body, stage } : body });
        }
        if (asksCaregiver) {
            if (me === 'new') {
                const body = { subject: caregiver, name: myName.trim() || w('who.caregiver.you') };
                drafts.push({ kind: 'caregiver', author: caregiver, body });
            }
            const about = { author: caregiver, bond };
            drafts.push({ kind: 'bond', ...about, body: { subject: bond, child, caregiver } });
        }
        try {
            await journal.save(...drafts);
            if (plan.change) {
                say({ text: w('who.changed') });
                go('kept', true);
            } else {
                await choose(bond);
                go('questions', true);
            }
        } catch (cause) {
            setSaving(false);
            console.error(cause);
            setWrong({ save: 'error.who' });
        }
    }

    return (
        <Room title={w(plan.change ? 'who.change' : 'who.title')} name="who">
            <form class="who-form" onSubmit={submit} noValidate>
                {asksChild ? (
                    <>
                        <label class="field">
                            <span class="field-label">{w('who.child')}</span>
                            <input
                                id="who-child"
                                class="line"
                                value={name}
                                maxLength={LONGEST}
                                autocomplete="off"
                                autocapitalize="words"
                                enterkeyhint="next"
                                aria-describedby="who-child-hint"
                                aria-invalid={wrong.child ? true : undefined}
                                onInput={(e) => setName(e.currentTarget.value)}
                            />
                        </label>
                        <Hint
                            id="who-child-hint"
                            hint={name.length < LONGEST ? 'who.child.hint' : 'who.long'}
                            wrong={wrong.child}
                        />
                        <fieldset class="who-birth">
                            <legend class="field-label">{w('who.birth')}</legend>
                            <div class="who-month">
                                <select
                                    id="who-month"
                                    class="line"
                                    value={month}
                                    aria-label={w('who.birth.month')}
                                    aria-describedby="who-birth-hint"
                                    onChange={(e) => setMonth(e.currentTarget.value)}
                                >
                                    <option value="">{w('who.birth.month')}</option>
                                    {MONTHS.map((text, i) => (
                                        <option value={String(i + 1).padStart(2, '0')}>{text}</option>
                                    ))}
                                </select>
                                <select
                                    class="line"
                                    value={year}
                                    aria-label={w('who.birth.year')}
                                    aria-describedby="who-birth-hint"
                                    onChange={(e) => setYear(e.currentTarget.value)}
                                >
                                    <option value="">{w('who.birth.year')}</option>
                                    {years.map((text) => (
                                        <option value={text}>{text}</option>
                                    ))}
                                </select>
                            </div>
                        </fieldset>
                        <Hint
                            id="who-birth-hint"
                            hint={thisYear - Number(year || thisYear) > 18 ? 'who.birth.old' : 'who.birth.hint'}
                            wrong={wrong.birth}
                        />
                        <details open={Boolean(stage)}>
                            <summary class="link">{w('who.stage')}</summary>
                            <p class="small soft">{w('who.stage.hint')}</p>
                            <select
                                class="line"
                                value={stage}
                                aria-label={w('who.stage')}
                                onChange={(e) => setStage(e.currentTarget.value)}
                            >
                                <option value="">{w('who.stage.birth')}</option>
                                {stages.map(({ id, name }) => (
                                    <option value={id}>{name}</option>
                                ))}
                            </select>
                        </details>
                    </>
                ) : (
                    <p class="who-known">{known.name}</p>
                )}
                {asksCaregiver && (
                    <>
                        {people.caregivers.length > 0 && !plan.somebodyElse && (
                            <fieldset class="who-me">
                                <legend class="field-label">{w('who.me')}</legend>
                                {[...people.caregivers, { id: 'new', name: w('who.me.new') }].map(
                                    ({ id, name }) => (
                                        <label class="who-choice">
                                            <input
                                                type="radio"
                                                name="me"
                                                checked={me === id}
                                                onChange={() => setMe(id)}
                                            />
                                            <span>{name}</span>
                                        </label>
                                    ),
                                )}
                            </fieldset>
                        )}
                        {me === 'new' && (
                            <>
                                <label class="field">
                                    <span class="field-label">{w('who.caregiver')}</span>
                                    <input
                                        class="line"
                                        value={myName}
                                        maxLength={LONGEST}
                                        autocomplete="off"
                                        autocapitalize="words"
                                        enterkeyhint="done"
                                        placeholder={w('who.caregiver.you')}
                                        aria-describedby="who-me-hint"
                                        onInput={(e) => setMyName(e.currentTarget.value)}
                                    />
                                </label>
                                <Hint
                                    id="who-me-hint"
                                    hint={myName.length < LONGEST ? 'who.caregiver.hint' : 'who.long'}
                                    wrong={undefined}
                                />
                            </>
                        )}
                    </>
                )}
                {wrong.save && (
                    <p class="wrong" role="alert">
                        {w(wrong.save)}
                    </p>
                )}
                <button class="button filled who-next" type="submit">
                    {w(plan.change ? 'who.keep' : 'who.next')}
                </button>
            </form>
        </Room>
    );
}

function Hint({ id, hint, wrong }: { id: string; hint: Key; wrong: Key | undefined }) {
    return (
        <div id={id} class="who-hint" role={wrong ? 'alert' : 'status'}>
            {wrong ? <span class="wrong">{w(wrong)}</span> : <span class="small soft">{w(hint)}</span>}
        </div>
    );
}

/** Said while it is being written; the core holds to the same rule when it counts months. */
function stillToCome(year: string, month: string): boolean {
    const today = new Date(now().at);
    const here = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}`;
    return `${year}-${month}` > here;
}

function focusOn(id: string) {
    document.getElementById(id)?.focus();
}
