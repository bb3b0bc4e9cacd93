// The mark of attune: a large hill and a small one inside one line.
// SPDX-License-Identifier: AGPL-3.0-or-later

const RINGS = [
    'M10 10c4-5.500 12-8.500 19-7.500s14 5.500 15.500 13-1 16.500-7.500 21.500-12 2-18 4-11 1.500-14.500-3-4-10.500-1-16 4-8 6.500-12z',
    'M24 9c5-2.500 11-1.500 14 3s2 12-2.500 16-11.500 3.500-14.500-.5-4-15.500 3-18.500z',
    'M27.500 14c3-1.500 6-.5 7 2.500s-1 7-4 8.500-6 .5-7-2.500.5-7 4-8.500z',
    'M10 29.500c2.500-2 6-1.500 7.500 1s0 6-2.500 7.500-6 .5-7-2 .5-5 2-6.500z',
];

export function Mark() {
    return (
        <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            {RINGS.map((d) => (
                <path class="mark-ring" d={d} />
            ))}
        </svg>
    );
}
