// The service worker: the page's own files, kept whole for one version, served from the cache. A new
// version waits until the page says so. FILES and VERSION are filled in by the build.
// SPDX-License-Identifier: AGPL-3.0-or-later
declare const FILES: string[]; // relative to the scope; './' is the page itself
declare const VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const scope = worker.registration.scope;
const PREFIX = `attune ${scope} `; // two copies on one origin keep out of each other's way
const CACHE = PREFIX + VERSION;
const PAGE = new URL('./', scope).href;

worker.addEventListener('install', (event) => {
    event.waitUntil(keepAll());
});

async function keepAll() {
    const cache = await caches.open(CACHE);
    await Promise.all(
        FILES.map(async (file) => {
            const url = new URL(file, scope).href;
            // A name with a hash never changes: what an older version has is taken over.
            const known = file.startsWith('./assets/') ? await caches.match(url) : undefined;
            if (known) return cache.put(url, known);
            const answer = await fetch(url, {
                cache: file.startsWith('./assets/') ? 'default' : 'no-cache',
            });
            if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}`);
            return cache.put(url, answer);
        }),
    );
}

worker.addEventListener('activate', (event) => {
    event.waitUntil(tidy().then(() => worker.clients.claim()));
});

// The version before this one stays: a window that still runs it may need its rooms.
async function tidy() {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
}

worker.addEventListener('message', (event) => {
    if (event.data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
    event.respondWith(serve(request));
});

async function serve(request: Request): Promise<Response> {
    const cache = await caches.open(CACHE);
    const url = request.mode === 'navigate' ? PAGE : request.url;
    return (await cache.match(url)) ?? (await older(url)) ?? fetch(request);
}

async function older(url: string): Promise<Response | undefined> {
    for (const name of await caches.keys()) {
        const found = name.startsWith(PREFIX) && (await (await caches.open(name)).match(url));
        if (found) return found;
    }
    return undefined;
}
