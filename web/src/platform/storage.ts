// What the browser says about keeping things.
// SPDX-License-Identifier: AGPL-3.0-or-later

export type Promised = 'yes' | 'no' | 'unknown';

function manager(): StorageManager | undefined {
    return navigator.storage as StorageManager | undefined; // absent on plain http
}

/** Asks it to keep what is here. Some browsers ask the person, others decide alone. */
export async function askToKeep(): Promise<Promised> {
    try {
        const storage = manager();
        if (!storage?.persist) return 'unknown';
        return (await storage.persist()) ? 'yes' : 'no';
    } catch {
        return 'unknown';
    }
}

export async function isKept(): Promise<Promised> {
    try {
        const storage = manager();
        if (!storage?.persisted) return 'unknown';
        return (await storage.persisted()) ? 'yes' : 'no';
    } catch {
        return 'unknown';
    }
}
