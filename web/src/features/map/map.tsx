// The map: the landscape with its words, one strength, at most two small steps, and what this is not.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { now } from '../../platform/clock';
import { useFamily } from '../../platform/family';
import { w } from '../../platform/words';
import { Room } from '../../ui/room';
import { takeFresh } from '../questions/draw';
import { Keeping } from './keeping';
import { LandscapeView } from './landscape';
import { Legend } from './legend';
import { PlacesInWords } from './places';
import { StepCard } from './step';
import './map.css';

export function MapRoom() {
    const { journal, people, bond, earlier } = useFamily();
    const sheet = useRef<HTMLDivElement>(null);
    const width = useSheetWidth(sheet);
    const [fresh] = useState(takeFresh);
    const [comparing, setComparing] = useState(false);

    const map = useMemo(
        () => journal.core.map(bond!.id, earlier, now(), width),
        [journal, bond!.id, journal.revision, earlier, width],
    );
    const comparable = Boolean(map.landscape?.earlier.length);
    // The one note that stands on the map itself.
    const uncalibrated = journal.core.sentences('words').words['note.uncalibrated'];
    const notes = map.notes.filter((note) => note !== uncalibrated);
    const stepTitle = map.steps[0]?.title;

    return (
        <Room
            title={map.title}
            name="map"
            lead={
                <p class="soft map-when">
                    <span>{map.when}</span> <span>{map.about}</span>
                </p>
            }
        >
            <div class="map-ground">
                <figure class="map-figure">
                    <div class="map-sheet" ref={sheet}>
                        {map.landscape && (
                            <LandscapeView
                                landscape={map.landscape}
                                settle={fresh}
                                withEarlier={comparing}
                            />
                        )}
                    </div>
                    <figcaption>
                        <PlacesInWords map={map} />
                        {map.landscape && (
                            <Legend landscape={map.landscape} withEarlier={comparing} />
                        )}
                        {uncalibrated && map.notes.includes(uncalibrated) && <p class="small soft">{uncalibrated}</p>}
                    </figcaption>
                </figure>
                {comparable && (
                    <div class="map-change">
                        <button
                            class="link"
                            type="button"
                            aria-pressed={comparing}
                            onClick={() => setComparing(!comparing)}
                        >
                            {w(comparing ? 'map.earlier.hide' : 'map.earlier.show')}
                        </button>
                        {comparing && (
                            <div class="stack appear" role="status">
                                {map.change.map(({ text }) => (
                                    <p>{text}</p>
                                ))}
                                {map.change_note && <p class="soft">{map.change_note}</p>}
                            </div>
                        )}
                    </div>
                )}
            </div>
            <div class="map-words">
                <section class="card">
                    <h2>{map.strength.title}</h2>
                    <p>{map.strength.text}</p>
                </section>
                {stepTitle && (
                    <section class="steps" aria-labelledby="steps">
                        <h2 id="steps">{stepTitle}</h2>
                        {map.steps.map((step) => (
                            <StepCard key={step.id} step={step} map={map} />
                        ))}
                    </section>
                )}
                <div class="map-notes soft stack">
                    {notes.map((note) => (
                        <p>{note}</p>
                    ))}
                </div>
                <details class="map-not">
                    <summary class="link">{map.not.title}</summary>
                    <ul class="stack">
                        {map.not.lines.map((line) => (
                            <li>{line}</li>
                        ))}
                    </ul>
                </details>
                <Keeping />
                <nav class="map-ways" aria-label={w('map.ways')}>
                    <a class="link" href="#/questions">
                        {w(bond!.open_run ? 'welcome.go_on' : 'welcome.again')}
                    </a>
                    {bond!.maps > 1 && (
                        <a class="link" href="#/maps">
                            {w('map.earlier')}
                        </a>
                    )}
                    <a class="link" href="#/people">
                        {w(people.bonds.length > 1 ? 'map.other' : 'map.others')}
                    </a>
                </nav>
            </div>
        </Room>
    );
}

// What the core draws at all (src/draw/landscape.h). A window narrower than that, as a browser has
// it for a moment while it is resized, gets the least, made smaller by the browser.
const LEAST = 160;
const MOST = 2000;

// The sheet is drawn for the width that it has, so that its words keep their size. Where the letters
// are set larger, it is drawn smaller and then enlarged.
function useSheetWidth(sheet: { current: HTMLElement | null }): number {
    const [width, setWidth] = useState(360);
    useLayoutEffect(() => {
        const measure = () => {
            const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 17;
            const room = sheet.current!.clientWidth;
            const fits = Math.max(Math.min(room, 300), room / Math.max(1, scale));
            setWidth(Math.round(Math.min(Math.max(fits, LEAST), MOST)));
        };
        measure();
        const watcher = new ResizeObserver(measure);
        watcher.observe(sheet.current!);
        return () => watcher.disconnect();
    }, []);
    return width;
}
