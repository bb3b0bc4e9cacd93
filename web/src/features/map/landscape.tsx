// The landscape, from the core's paths. It is for the eye; the same is in words beside it. Lines stop
// where a word stands, as on a printed map, so that every word stands on plain ground.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Landscape } from '../../platform/views';
import './landscape.css';

const NAME_LINE = 19;
const WORD_LINE = 17;
const CLEAR = 3; // plain ground around a word

interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}

interface Props {
    landscape: Landscape;
    settle: boolean;
    withEarlier: boolean;
}

export function LandscapeView({ landscape, settle, withEarlier }: Props) {
    const { width, height, land, lines, earlier, hatch, labels } = landscape;
    const clear = useId();
    const words = useRef<SVGGElement>(null);
    const boxes = useBoxes(words, landscape);

    return (
        <svg
            class={settle ? 'landscape settle' : 'landscape'}
            viewBox={`0 0 ${width} ${height}`}
            aria-hidden="true"
            focusable="false"
        >
            <mask id={clear} maskUnits="userSpaceOnUse" x="0" y="0" width={width} height={height}>
                <rect width={width} height={height} fill="#fff" />
                {boxes.map(({ x, y, width, height }) => (
                    <rect
                        x={x - CLEAR}
                        y={y - 1}
                        width={width + 2 * CLEAR}
                        height={height + 2}
                        rx="6"
                        fill="#000"
                    />
                ))}
            </mask>
            <g class="land">
                {land.map(({ d }, i) => (
                    <path d={d} class={`rise-${Math.min(i, 15)}`} />
                ))}
            </g>
            <g mask={`url(#${clear})`}>
                {withEarlier && (
                    <g class="earlier appear">
                        {earlier.map(({ d }) => (
                            <path d={d} />
                        ))}
                    </g>
                )}
                <g class="contours">
                    {lines.map(({ d, major, sure }) => (
                        <path
                            d={d}
                            class={`${major ? 'contour major' : 'contour'}${sure ? '' : ' guess'}`}
                        />
                    ))}
                </g>
                <g class="hatch">
                    {hatch.map(({ d }) => (
                        <path d={d} />
                    ))}
                </g>
            </g>
            <g class="labels" ref={words}>
                {labels.map(({ x, y, anchor, lines, word, on_map }) => (
                    <g class={on_map ? 'label' : 'label absent'} text-anchor={anchor}>
                        {lines.map((line, i) => (
                            <text class="label-name" x={x} y={y + i * NAME_LINE}>
                                {line}
                            </text>
                        ))}
                        <text
                            class="label-word"
                            x={x}
                            y={y + (lines.length - 1) * NAME_LINE + WORD_LINE}
                        >
                            {word}
                        </text>
                    </g>
                ))}
            </g>
        </svg>
    );
}

// Where the words stand, measured in the typeface that is there.
function useBoxes(words: { current: SVGGElement | null }, landscape: Landscape): Box[] {
    const [boxes, setBoxes] = useState<Box[]>([]);
    useLayoutEffect(() => {
        let alive = true;
        const measure = () => {
            if (!alive || !words.current) return;
            const texts = [...words.current.querySelectorAll('text')];
            setBoxes(texts.map((text) => text.getBBox()));
        };
        measure();
        void document.fonts?.ready.then(measure);
        return () => {
            alive = false;
        };
    }, [landscape]);
    return boxes;
}
