// Node 18 keeps the web's crypto in a module; from 19 on it is a global, as in a browser.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { webcrypto } from 'node:crypto';

if (!('crypto' in globalThis)) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
