// How to read the map: only what is drawn on this one.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Landscape } from '../../platform/views';
import { w } from '../../platform/words';

export function Legend({ landscape, withEarlier }: { landscape: Landscape; withEarlier: boolean }) {
    const signs = [
        landscape.lines.some(({ sure }) => sure) && {
            word: w('map.legend.solid'),
            sign: <path class="contour major" d="M1 6H33" />,
        },
        landscape.lines.some(({ sure }) => !sure) && {
            word: w('map.legend.dotted'),
            sign: <path class="contour guess major" d="M2 6H33" />,
        },
        landscape.hatch.length > 0 && {
            word: w('map.legend.rough'),
            sign: (
                <g class="hatch">
                    <path d="M3 9l7-3" />
                    <path d="M13 7l7-3" />
                    <path d="M23 9l7-3" />
                </g>
            ),
        },
        withEarlier && {
            word: w('map.legend.earlier'),
            sign: (
                <g class="earlier">
                    <path d="M1 6H33" />
                </g>
            ),
        },
    ];
    return (
        <>
            <ul class="legend small soft">
                {signs.map(
                    (sign) =>
                        sign && (
                            <li>
                                <svg viewBox="0 0 34 12" aria-hidden="true" focusable="false">
                                    {sign.sign}
                                </svg>
                                {sign.word}
                            </li>
                        ),
                )}
            </ul>
            <details class="small soft">
                <summary class="link">{w('map.legend')}</summary>
                <ul class="stack">
                    <li>{w('map.legend.high')}</li>
                    <li>{w('map.legend.low')}</li>
                    <li>{w('map.legend.solid.long')}</li>
                    {landscape.hatch.length > 0 && <li>{w('map.legend.rough.long')}</li>}
                    <li>{w('map.legend.between')}</li>
                </ul>
            </details>
        </>
    );
}
