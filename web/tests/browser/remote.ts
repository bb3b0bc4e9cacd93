// The same few steps in browsers that playwright does not drive here: Firefox ESR through WebDriver
// BiDi on its own port, WebKitGTK through WebDriver over HTTP. Only what a smoke test needs.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

export interface Remote {
    go(url: string): Promise<void>;
    /** The value of an expression in the page; promises are waited for. */
    value<T>(expression: string): Promise<T>;
    picture(): Promise<Buffer>;
    close(): Promise<void>;
}

const folder = (name: string) => mkdtempSync(join(tmpdir(), `attune-${name}-`));

async function end(child: ChildProcess) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    await gone;
    clearTimeout(timer);
}

const FIREFOX = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
export const hasFirefox = () => existsSync(FIREFOX);

export async function firefox(): Promise<Remote> {
    const profile = folder('firefox');
    const quiet = [
        'user_pref("browser.shell.checkDefaultBrowser", false);',
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
        'user_pref("app.update.enabled", false);',
        'user_pref("network.captive-portal-service.enabled", false);',
        'user_pref("network.connectivity-service.enabled", false);',
    ];
    writeFileSync(join(profile, 'user.js'), quiet.join('\n'));
    const child = spawn(
        FIREFOX,
        ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', '--width', '390', '--height', '844', 'about:blank'],
        { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const address = await new Promise<string>((done, fail) => {
        let said = '';
        child.stderr.on('data', (text: Buffer) => {
            said += String(text);
            const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
            if (found) done(found[1]!);
        });
        child.on('exit', () => fail(new Error(`Firefox ended: ${said}`)));
    });
    const socket = new WebSocket(`${address}/session`);
    await once(socket, 'open');
    let last = 0;
    const open = new Map<number, (answer: Record<string, unknown>) => void>();
    socket.on('message', (data) => {
        const answer = JSON.parse(String(data)) as { id?: number };
        if (answer.id !== undefined) open.get(answer.id)?.(answer);
    });
    const send = (method: string, params: object) =>
        new Promise<Record<string, never>>((done, fail) => {
            const id = ++last;
            open.set(id, (answer) => {
                open.delete(id);
                if (answer['type'] === 'error') fail(new Error(`${method}: ${String(answer['message'])}`));
                else done(answer['result'] as Record<string, never>);
            });
            socket.send(JSON.stringify({ id, method, params }));
        });
    await send('session.new', { capabilities: {} });
    const tree = (await send('browsingContext.getTree', {})) as unknown as { contexts: { context: string }[] };
    const { context } = tree.contexts[0]!;
    await send('browsingContext.setViewport', { context, viewport: { width: 390, height: 844 } });
    return {
        async go(url) {
            await send('browsingContext.navigate', { context, url, wait: 'complete' });
        },
        async value<T>(expression: string) {
            const answer = (await send('script.evaluate', {
                expression: `Promise.resolve(${expression}).then((v) => JSON.stringify(v === undefined ? null : v))`,
                target: { context },
                awaitPromise: true,
            })) as unknown as { type: string; result: { value: string }; exceptionDetails?: { text: string } };
            if (answer.type !== 'success') throw new Error(`${expression}: ${answer.exceptionDetails?.text}`);
            return JSON.parse(answer.result.value) as T;
        },
        async picture() {
            const shot = (await send('browsingContext.captureScreenshot', { context, origin: 'document' })) as unknown as { data: string };
            return Buffer.from(shot.data, 'base64');
        },
        async close() {
            socket.close();
            await end(child);
            rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
        },
    };
}

const WEBKIT = process.env['WEBKIT_DRIVER'] ?? '/usr/bin/WebKitWebDriver';
const XVFB = '/usr/bin/Xvfb';
export const hasWebKit = () => existsSync(WEBKIT) && (Boolean(process.env['DISPLAY']) || existsSync(XVFB));

async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    return port;
}

/** A screen without a monitor, unless there is one. */
async function screen(): Promise<{ display: string; close(): Promise<void> }> {
    const there = process.env['DISPLAY'];
    if (there) return { display: there, close: async () => undefined };
    const child = spawn(XVFB, ['-displayfd', '1', '-screen', '0', '800x1000x24', '-nolisten', 'tcp'], {
        stdio: ['ignore', 'pipe', 'ignore'],
    });
    const gone = once(child, 'exit').then(() => Promise.reject(new Error('Xvfb ended')));
    gone.catch(() => undefined); // once it has started, its end is ours
    const [number] = (await Promise.race([once(child.stdout, 'data'), gone])) as [Buffer];
    return { display: `:${String(number).trim()}`, close: () => end(child) };
}

export async function webkit(): Promise<Remote> {
    const port = await freePort();
    const home = folder('webkit');
    const shown = await screen();
    const env = {
        ...process.env,
        DISPLAY: shown.display,
        HOME: home,
        XDG_DATA_HOME: join(home, 'data'),
        XDG_CACHE_HOME: join(home, 'cache'),
        GDK_BACKEND: 'x11',
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', // as root, on our own page
    };
    const child = spawn(WEBKIT, [`--port=${port}`], { env, stdio: 'ignore' });
    const ask = async (method: string, path: string, body?: object) => {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
            method,
            ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
        });
        const { value } = (await answer.json()) as { value: unknown };
        if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value).slice(0, 300)}`);
        return value;
    };
    for (let i = 0; ; i++) {
        try {
            await ask('GET', '/status');
            break;
        } catch (cause) {
            if (i > 1200) throw cause; // a minute: the first start on a cold disk
            await new Promise((done) => setTimeout(done, 50));
        }
    }
    const { sessionId } = (await ask('POST', '/session', {
        capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { args: ['--automation'] } } },
    })) as { sessionId: string };
    const at = `/session/${sessionId}`;
    await ask('POST', `${at}/timeouts`, { script: 120_000, pageLoad: 120_000 });
    await ask('POST', `${at}/window/rect`, { width: 390, height: 844 }).catch(() => undefined);
    return {
        async go(url) {
            await ask('POST', `${at}/url`, { url });
        },
        async value<T>(expression: string) {
            const script = `const done = arguments[0]; Promise.resolve(${expression}).then((v) => done({ v: v === undefined ? null : v }), (e) => done({ e: String(e) }))`;
            const answer = (await ask('POST', `${at}/execute/async`, { script, args: [] })) as { v: T; e?: string };
            if (answer.e) throw new Error(`${expression}: ${answer.e}`);
            return answer.v;
        },
        async picture() {
            return Buffer.from((await ask('GET', `${at}/screenshot`)) as string, 'base64');
        },
        async close() {
            await ask('DELETE', at).catch(() => undefined);
            await end(child);
            await shown.close();
            rmSync(home, { recursive: true, force: true, maxRetries: 5 });
        },
    };
}
