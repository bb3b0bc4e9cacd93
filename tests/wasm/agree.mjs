// Native and WebAssembly ask the same questions and draw the same map, within 1e-9, over 1,000
// simulated sittings. Usage: agree.mjs agree(native program) agree.wasm content.json
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test, finish } from './tap.mjs';

const PARENTS = 1000;
const QUESTIONS = 25; // how many, and 24 places for them
const [program, wasm, content] = process.argv.slice(2);

const lines = execFileSync(program, [String(PARENTS)], { maxBuffer: 1 << 26 })
    .toString()
    .trimEnd()
    .split('\n');

const module = new WebAssembly.Module(readFileSync(wasm));
const x = new WebAssembly.Instance(module, {}).exports;
x._initialize();
const bundle = readFileSync(content);
const at = x.at_alloc(bundle.length);
new Uint8Array(x.memory.buffer, at, bundle.length).set(bundle);
assert.equal(x.agree_content(at, bundle.length), 0);

let questions = 0;
let most = 0;
let same = 0;
for (let who = 0; who < PARENTS; who++) {
    const native = lines[who].split(' ').map(Number);
    const n = x.agree_run(who);
    const here = new Float64Array(x.memory.buffer, x.agree_numbers(), Math.max(n, 0));
    if (n !== native.length) continue;
    const asked = native.slice(0, QUESTIONS).every((v, i) => v === here[i]);
    same += asked;
    questions += native[0];
    for (let i = QUESTIONS; i < n; i++) most = Math.max(most, Math.abs(native[i] - here[i]));
}

test(`the same ${questions} questions in ${PARENTS} sittings`, () => {
    assert.equal(lines.length, PARENTS);
    assert.equal(same, PARENTS);
    assert.ok(questions > 15 * PARENTS);
});
test(`the same maps; the largest difference is ${most.toExponential(1)}`, () => {
    assert.ok(most <= 1e-9);
});
finish();
