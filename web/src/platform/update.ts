// The service worker from the page's side. A new version waits until the person takes it; the page is
// then loaded again. Every answer is on the disk before the next question, so none is lost.
// SPDX-License-Identifier: AGPL-3.0-or-later

export interface Updates {
    /** True once a newer version is waiting. */
    ready: boolean;
    /** True once this version works without a connection. */
    offline: boolean;
}

type Listener = (updates: Updates) => void;

let state: Updates = { ready: false, offline: false };
let waiting: ServiceWorker | null = null;
let taking = false;
const listeners = new Set<Listener>();

function set(next: Partial<Updates>) {
    state = { ...state, ...next };
    for (const listener of listeners) listener(state);
}

export function onUpdate(listener: Listener): () => void {
    listeners.add(listener);
    listener(state);
    return () => listeners.delete(listener);
}

export function takeUpdate(): void {
    taking = true;
    waiting?.postMessage('take-over');
}

function found(worker: ServiceWorker | null) {
    if (!worker) return;
    waiting = worker;
    set({ ready: true });
}

export async function registerWorker(): Promise<void> {
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (!workers || import.meta.env.DEV) return;
    workers.addEventListener('controllerchange', () => {
        if (taking) location.reload();
    });
    try {
        const registration = await workers.register('./sw.js', { updateViaCache: 'none' });
        if (workers.controller) found(registration.waiting);
        registration.addEventListener('updatefound', () => {
            const worker = registration.installing;
            worker?.addEventListener('statechange', () => {
                // With no controller this is the first version, not a newer one.
                if (worker.state === 'installed' && workers.controller) found(worker);
            });
        });
        await workers.ready;
        set({ offline: true });
        document.addEventListener('visibilitychange', () => {
            if (!document.hidden) void registration.update().catch(() => undefined);
        });
    } catch {
        // Without it the page still works, with a connection.
    }
}
