// What every room may ask for: the journal, the people in it, whose map is open, what was said in
// passing, and what is about to be erased.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { now } from './clock';
import type { Journal } from './journal';
import type { Bond, Id, People } from './views';

/** Said in passing, with a way back for a while. */
export interface Passing {
    text: string;
    undo?: () => void;
    seconds?: number;
}

/** What to erase: a child or a bond by its id, or everything. */
export type Target = Id | 'everything';

export interface Family {
    journal: Journal;
    people: People;
    bond: Bond | null;
    choose(bond: Id): Promise<void>;
    /** A map of the open bond other than its newest. */
    earlier: Id | null;
    open(earlier: Id | null): void;
    say(passing: Passing | null): void;
    passing: Passing | null;
    erase(target: Target): Promise<void>;
    undoErase(): Promise<void>;
    failed(cause: unknown): void;
}

export const FamilyContext = createContext<Family | null>(null);

export function useFamily(): Family {
    return useContext(FamilyContext)!;
}

const UNDO_SECONDS = 10;

const NOBODY: People = { children: [], caregivers: [], bonds: [] };

function without(people: People, target: Target | null): People {
    if (target === null) return people;
    if (target === 'everything') return NOBODY;
    return {
        children: people.children.filter((child) => child.id !== target),
        caregivers: people.caregivers,
        bonds: people.bonds.filter((bond) => bond.id !== target && bond.child !== target),
    };
}

/** Takes away for good. Also what a start does first when a window was closed in the meantime. */
export async function carryOut(journal: Journal, target: Target): Promise<void> {
    if (target === 'everything') {
        await journal.eraseAll();
        return;
    }
    await journal.save({ kind: 'erase', body: { target } });
    await journal.note({ erasing: null });
}

export function useFamilyState(journal: Journal, chosen: Id | null, onFailed: (e: unknown) => void) {
    const [revision, setRevision] = useState(journal.revision);
    const [bondId, setBondId] = useState(chosen);
    const [earlier, open] = useState<Id | null>(null);
    const [passing, say] = useState<Passing | null>(null);
    const [erasing, setErasing] = useState<Target | null>(null);
    const timer = useRef(0);

    useLayoutEffect(() => journal.listen(() => setRevision(journal.revision)), [journal]);

    const people = useMemo(
        () => without(journal.core.people(now()), erasing),
        [journal, revision, erasing],
    );
    const bond = people.bonds.find((b) => b.id === bondId) ?? newest(people.bonds);

    useEffect(() => {
        if (!passing) return;
        const said = Date.now();
        const id = window.setTimeout(() => say(null), (passing.seconds ?? 6) * 1000);
        // Who goes on to another room has read it, unless there is something to undo.
        const onMove = () => {
            if (!passing.undo && Date.now() - said > 800) say(null);
        };
        window.addEventListener('hashchange', onMove);
        return () => {
            window.clearTimeout(id);
            window.removeEventListener('hashchange', onMove);
        };
    }, [passing]);

    async function finishErase(target: Target) {
        window.clearTimeout(timer.current);
        try {
            await carryOut(journal, target);
        } catch (cause) {
            onFailed(cause);
        }
        setErasing(null);
    }

    return {
        journal,
        people,
        bond,
        earlier,
        open,
        passing,
        say,
        failed: onFailed,
        async choose(id: Id) {
            open(null);
            setBondId(id);
            await journal.note({ bond: id });
        },
        async erase(target: Target) {
            if (erasing !== null) await finishErase(erasing);
            await journal.note({ erasing: target });
            setErasing(target);
            timer.current = window.setTimeout(() => void finishErase(target), UNDO_SECONDS * 1000);
        },
        async undoErase() {
            window.clearTimeout(timer.current);
            await journal.note({ erasing: null });
            setErasing(null);
        },
    } satisfies Family;
}

function newest(bonds: Bond[]): Bond | null {
    const at = (bond: Bond) => bond.last_map?.at ?? 0;
    return bonds.reduce<Bond | null>((best, b) => (best && at(best) >= at(b) ? best : b), null);
}

export { UNDO_SECONDS };
