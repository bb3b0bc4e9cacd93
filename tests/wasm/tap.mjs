// The smallest test harness that Meson understands.
// SPDX-License-Identifier: AGPL-3.0-or-later
let count = 0;
let failed = 0;

export function test(name, run) {
    count++;
    try {
        run();
        console.log(`ok ${count} - ${name}`);
    } catch (cause) {
        failed++;
        console.log(`not ok ${count} - ${name}`);
        for (const line of String(cause?.stack ?? cause).split('\n')) console.log(`# ${line}`);
    }
}

export function finish() {
    console.log(`1..${count}`);
    process.exitCode = failed === 0 ? 0 : 1;
}
