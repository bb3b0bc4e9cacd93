// Builds the page once before the tests, so that they see what is shipped.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { build } from 'vite';

export default async function () {
    await build({ logLevel: 'warn' });
}
