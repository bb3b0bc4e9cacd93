// Whether the device asks for night.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useEffect, useState } from 'preact/hooks';

const query = matchMedia('(prefers-color-scheme: dark)');

export function useNight(): boolean {
    const [night, setNight] = useState(query.matches);
    useEffect(() => {
        const onChange = () => setNight(query.matches);
        query.addEventListener('change', onChange);
        return () => query.removeEventListener('change', onChange);
    }, []);
    return night;
}
