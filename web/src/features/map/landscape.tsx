// The landscape, from the core's paths, tints and words, each where the core has put it. It is for the
// eye; the same is in words beside it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import type { Landscape } from '../../platform/views';
import { useNight } from '../../ui/night';
import './landscape.css';

interface Props {
    landscape: Landscape;
    settle: boolean;
    withEarlier: boolean;
}

export function LandscapeView({ landscape, settle, withEarlier }: Props) {
    const { width, height, water, land, lines, hatch, labels, name_line, word_line } = landscape;
    const night = useNight();
    return (
        <svg
            class={settle ? 'landscape settle' : 'landscape'}
            viewBox={`0 0 ${width} ${height}`}
            aria-hidden="true"
            focusable="false"
        >
            <g class="water">
                {water.map(({ d, level }) => (
                    <path d={d} stroke-opacity={Math.max(0.1, 0.5 + 3.6 * level)} />
                ))}
            </g>
            <g class="land">
                {land.map(({ d, light, dark }, i) => (
                    <path d={d} fill={night ? dark : light} class={`rise-${Math.min(i, 15)}`} />
                ))}
            </g>
            {withEarlier && <Earlier landscape={landscape} />}
            <g class="contours">
                {lines.map(({ d, major, quiet, sure }) => (
                    <path
                        d={d}
                        class={`contour${major ? ' major' : ''}${sure ? '' : ' guess'}${quiet ? ' quiet' : ''}`}
                    />
                ))}
            </g>
            <g class="hatch">
                {hatch.map(({ d, sure }) => (
                    <path d={d} class={sure ? undefined : 'guess'} />
                ))}
            </g>
            <g class="labels">
                {labels.map(({ id, x, y, lines, word_y, word_lines, summit_y, on_map }) => (
                    <g key={id} class="label">
                        {on_map && <circle class="summit" cx={x} cy={summit_y} r="1.9" />}
                        {lines.map((line, i) => (
                            <text class="label-name" x={x} y={y + i * name_line}>
                                {line}
                            </text>
                        ))}
                        {word_lines.map((line, i) => (
                            <text class="label-word" x={x} y={word_y + i * word_line}>
                                {line}
                            </text>
                        ))}
                    </g>
                ))}
            </g>
        </svg>
    );
}

/** An earlier map's lines. They stop where a word stands, as on a printed map. */
function Earlier({ landscape: { width, height, earlier } }: { landscape: Landscape }) {
    const id = useId();
    const [boxes, setBoxes] = useState<DOMRect[]>([]);
    useLayoutEffect(() => {
        const words = document.querySelectorAll<SVGTextElement>('.labels text');
        setBoxes([...words].map((text) => text.getBBox()));
    }, [earlier]);
    return (
        <g class="earlier appear" mask={`url(#${id})`}>
            <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width={width} height={height}>
                <rect width={width} height={height} fill="#fff" />
                {boxes.map(({ x, y, width, height }) => (
                    <rect x={x - 3} y={y} width={width + 6} height={height} rx="5" fill="#000" />
                ))}
            </mask>
            {earlier.map(({ d }) => (
                <path d={d} />
            ))}
        </g>
    );
}
