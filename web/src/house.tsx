// The house: which room is open, the line above it, the doors below.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { First, Welcome } from './features/welcome/welcome';
import { carryOut, FamilyContext, useFamilyState, type Target } from './platform/family';
import { useHidden } from './platform/hide';
import { Journal } from './platform/journal';
import { loadCore } from './platform/load';
import { openRecords, Outdated, passingRecords, type Records } from './platform/records';
import { go, useRoom, type Room as RoomName } from './platform/route';
import { onUpdate, registerWorker, takeUpdate, type Updates } from './platform/update';
import type { Id } from './platform/views';
import { w } from './platform/words';
import { Mark } from './ui/mark';
import { PassingPlace } from './ui/passing';
import { Boundary, Trouble } from './ui/trouble';

type Loaded = Record<string, ComponentType>;

const ROOMS: Record<Exclude<RoomName, 'home'>, () => Promise<ComponentType>> = {
    who: () => import('./features/people/who').then((m) => m.Who),
    people: () => import('./features/people/people').then((m) => m.PeopleRoom),
    questions: () => import('./features/questions/questions').then((m) => m.Questions),
    map: () => import('./features/map/map').then((m) => m.MapRoom),
    maps: () => import('./features/map/maps').then((m) => m.Maps),
    kept: () => import('./features/kept/kept').then((m) => m.Kept),
    help: () => import('./features/help/help').then((m) => m.HelpRoom),
};

type Start =
    | { state: 'starting' }
    | { state: 'new'; go: () => Promise<Start> } // nothing is kept here yet: the core can wait
    | { state: 'ready'; journal: Journal; bond: Id | null }
    | { state: 'failed'; outdated: boolean };

function failed(cause: unknown): Start {
    console.error(cause);
    return { state: 'failed', outdated: cause instanceof Outdated };
}

async function open(onOutdated: () => void): Promise<Start> {
    try {
        const load = loadCore();
        let records: Records;
        try {
            records = await openRecords(onOutdated);
        } catch (cause) {
            if (cause instanceof Outdated) throw cause;
            records = passingRecords(); // a browser that keeps nothing: said in a banner
        }
        const enter = async (): Promise<Start> => {
            try {
                const journal = await Journal.start(await load(), records);
                const erasing = await records.meta<Target>('erasing');
                if (erasing) await carryOut(journal, erasing);
                return { state: 'ready', journal, bond: (await records.meta<Id>('bond')) ?? null };
            } catch (cause) {
                return failed(cause);
            }
        };
        const nothing = records.lasting && (await records.all()).length === 0;
        return nothing ? { state: 'new', go: enter } : await enter();
    } catch (cause) {
        return failed(cause);
    }
}

export function House() {
    const [start, setStart] = useState<Start>({ state: 'starting' });
    const room = useRoom();
    const hide = useHidden();

    useEffect(() => {
        void open(() => setStart({ state: 'failed', outdated: true })).then(setStart);
        void registerWorker();
    }, []);

    useEffect(() => {
        if (start.state !== 'new' || room === 'home') return;
        setStart({ state: 'starting' });
        void start.go().then(setStart);
    }, [start, room]);

    return (
        <>
            {hide.hidden && (
                <div class="blank">
                    <button class="link" type="button" onClick={hide.show}>
                        {w('hide.back')}
                    </button>
                </div>
            )}
            <div hidden={hide.hidden}>
                {start.state === 'ready' ? (
                    <Rooms journal={start.journal} bond={start.bond} room={room} onHide={hide.hide} />
                ) : (
                    <Frame room={room} toMap={false} onHide={hide.hide}>
                        {start.state === 'new' ? (
                            <First />
                        ) : start.state === 'starting' ? (
                            <main class="waiting" aria-busy="true">
                                <Mark />
                                {w('loading')}
                            </main>
                        ) : (
                            <Trouble text={w(start.outdated ? 'error.newer' : 'error.start')} />
                        )}
                    </Frame>
                )}
            </div>
        </>
    );
}

function Rooms(props: { journal: Journal; bond: Id | null; room: RoomName; onHide: () => void }) {
    const { journal, room, onHide } = props;
    const [trouble, setTrouble] = useState(false);
    const family = useFamilyState(journal, props.bond, (cause) => {
        console.error(cause);
        setTrouble(true);
    });
    const [loaded, setLoaded] = useState<Loaded>({});
    const { bond } = family;

    // Rooms that need a bond are not entered without one; who comes back to a drawn map sees it.
    const lost = !bond && (room === 'questions' || room === 'map' || room === 'maps');
    const mapless = bond && !bond.last_map && (room === 'map' || room === 'maps');
    useEffect(() => {
        if (lost || mapless) go('home', true);
        else if (location.hash === '' && bond?.last_map && !bond.open_run) go('map', true);
    }, [lost, mapless]);

    useEffect(() => {
        if (room === 'home' || loaded[room]) return;
        void ROOMS[room]().then(
            (Found) => setLoaded((known) => ({ ...known, [room]: Found })),
            (cause: unknown) => {
                console.error(cause);
                setTrouble(true);
            },
        );
    }, [room, loaded]);

    // What a room says is about one bond's map, where it is about a bond at all.
    const of = ['questions', 'map', 'maps'].includes(room)
        ? `${room} ${bond?.id ?? ''} ${family.earlier ?? ''}`
        : room;
    const Open = lost || mapless ? null : room === 'home' ? Welcome : loaded[room];
    return (
        <FamilyContext.Provider value={family}>
            <Frame
                room={room}
                toMap={Boolean(bond?.last_map)}
                passing={journal.records.lasting ? null : w('kept.storage.none')}
                onHide={onHide}
            >
                {trouble ? (
                    <Trouble
                        text={w('error.kept')}
                        again={() => {
                            setTrouble(false);
                            void journal.reload().catch(() => setTrouble(true));
                        }}
                    />
                ) : Open ? (
                    <Boundary key={of} again={() => journal.reload().catch(family.failed)}>
                        <Open />
                    </Boundary>
                ) : (
                    <main class="room" aria-busy="true" />
                )}
                <PassingPlace />
            </Frame>
        </FamilyContext.Provider>
    );
}

interface FrameProps {
    room: RoomName;
    toMap: boolean;
    passing?: string | null;
    onHide: () => void;
    children: ComponentChildren;
}

/** The line above a room and the doors below it. Among the questions, Help takes the doors' place. */
function Frame({ room, toMap, passing, onHide, children }: FrameProps) {
    const [updates, setUpdates] = useState<Updates>({ ready: false, offline: false });
    useEffect(() => onUpdate(setUpdates), []);
    const doors = room !== 'questions';
    const writing = room === 'questions' || room === 'who';
    return (
        <div class={`house${doors ? '' : ' no-doors'}`}>
            <a class="to-main" href="#main" onClick={toMain}>
                {w('skip_to_content')}
            </a>
            <header class="top">
                <a class="top-name" href={toMap ? '#/map' : '#/'}>
                    <Mark />
                    <span>{w('app.name')}</span>
                </a>
                {!doors && (
                    <a class="top-button" href="#/help">
                        {w('door.help')}
                    </a>
                )}
                <button class="top-button" type="button" title={w('hide.hint')} onClick={onHide}>
                    {w('hide.button')}
                </button>
            </header>
            <div class="banner-place">
                {passing && <p class="banner small">{passing}</p>}
                {updates.ready && !writing && (
                    <div class="banner small" role="status">
                        {w('update.ready')}{' '}
                        <button class="link" type="button" onClick={takeUpdate}>
                            {w('update.take')}
                        </button>
                    </div>
                )}
            </div>
            {children}
            {doors && <Doors room={room} toMap={toMap} />}
        </div>
    );
}

// The part after '#' names a room here, so the jump is made by hand.
function toMain(event: Event) {
    event.preventDefault();
    document.getElementById('main')?.focus();
}

function Doors({ room, toMap }: { room: RoomName; toMap: boolean }) {
    const doors = [
        { to: toMap ? '#/map' : '#/', name: w('door.map'), here: !['kept', 'help'].includes(room) },
        { to: '#/help', name: w('door.help'), here: room === 'help' },
        { to: '#/kept', name: w('door.kept'), here: room === 'kept' },
    ];
    return (
        <nav class="doors" aria-label={w('door.label')}>
            <ul>
                {doors.map(({ to, name, here }) => (
                    <li>
                        <a class="door" href={to} aria-current={here ? 'page' : undefined}>
                            <span>{name}</span>
                        </a>
                    </li>
                ))}
            </ul>
        </nav>
    );
}
