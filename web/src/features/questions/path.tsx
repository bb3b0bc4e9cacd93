// How far along: a line over hills. What is walked is drawn, what lies ahead is dotted.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { w } from '../../platform/words';

const WIDTH = 360;
const HEIGHT = 44;
const MARGIN = 7;

function ground(x: number): number {
    const t = x / WIDTH;
    return 27 - 9 * Math.sin(5.2 * t + 0.6) - 5 * Math.sin(12.4 * t + 2.1) - 1.6 * Math.sin(27 * t);
}

const LINE = Array.from({ length: 61 }, (_, i) => {
    const x = MARGIN + ((WIDTH - 2 * MARGIN) * i) / 60;
    return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${ground(x).toFixed(1)}`;
}).join('');

export function Path({ progress, left }: { progress: number; left: number }) {
    const x = MARGIN + (WIDTH - 2 * MARGIN) * Math.min(1, Math.max(0, progress));
    const words =
        left > 1
            ? `${w('ask.about')} ${left} ${w('ask.more')}`
            : left === 1
              ? w('ask.nearly')
              : '';
    return (
        <div
            class="path"
            role="progressbar"
            aria-label={w('ask.progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(progress * 100)}
            aria-valuetext={words || undefined}
        >
            <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
                <clipPath id="walked">
                    <rect class="path-clip" x="0" y="0" height={HEIGHT} width={x} />
                </clipPath>
                <path class="path-ahead" d={LINE} />
                <path class="path-walked" d={LINE} clip-path="url(#walked)" />
                <circle class="path-here" cx={x} cy={ground(x)} r="4.2" />
            </svg>
            <p class="small soft">{words}</p>
        </div>
    );
}
