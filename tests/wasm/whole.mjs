// A whole map through the exports that the page calls. Usage: whole.mjs attune.wasm content.json
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Core, DAY, Family, NOW, Refused, bytes, id } from './core.mjs';
import { test, finish } from './tap.mjs';

const [wasm, content] = process.argv.slice(2);
const module = Core.module(wasm);
const bundle = readFileSync(content);
const RUN = id(1001);

const usual = (question, number) => (question.dimension === 'friction' ? 1 : 2 + (number % 3));

test('the module asks for nothing', () => {
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    const names = WebAssembly.Module.exports(module).map((e) => e.name);
    for (const name of names)
        assert.ok(name === 'memory' || name === '_initialize' || name.startsWith('at_'), name);
});

test('questions, a map, and the map again', () => {
    const core = new Core(module, bundle);
    const family = new Family(core);
    const people = core.people(NOW);
    assert.deepEqual(people.children[0], {
        id: id(1), name: 'Leo', birth: '2024-09', stage: 'early', stage_name: '1 to 4 years',
        stage_chosen: null, months: 26, age: '2 years and 2 months',
    });
    assert.equal(people.bonds[0].title, 'Mara and Leo');
    assert.equal(people.bonds[0].open_run, null);
    let ask = core.ask(family.bond, NOW);
    assert.equal(ask.run, null);
    assert.equal(ask.new_run, true);
    assert.equal(ask.can_draw, false);
    assert.equal(ask.can_go_back, false);
    assert.equal(ask.question.dimension, 'warmth');
    assert.equal(ask.question.given, null);
    assert.equal(ask.question.answers.length, 5);
    family.answer(ask, RUN, 3);
    ask = core.ask(family.bond, NOW);
    assert.equal(ask.run, RUN);
    assert.equal(ask.asked, 1);
    assert.deepEqual(core.people(NOW).bonds[0].open_run, { run: RUN, asked: 1 });
    const before = core.ask(family.bond, NOW, 1);
    assert.equal(before.question.given, 3);
    assert.equal(before.question.number, 1);
    family.answer(before, RUN, 'skip');
    assert.equal(core.ask(family.bond, NOW, 1).question.given, 'skip');
    const asked = 1 + family.sit(RUN, usual);
    assert.ok(asked > 12 && asked <= 24);
    const made = family.draw(RUN);
    assert.equal(made.kind, 'map');
    const map = core.map(family.bond, null, NOW);
    assert.equal(map.event, made.id);
    assert.equal(map.asked, asked);
    assert.equal(map.skipped, 1);
    assert.equal(map.when, 'Sunday 22 November 2026');
    assert.equal(map.places.length, 6);
    assert.ok(map.landscape.labels.length === 6 && map.landscape.lines.length > 3);
    assert.deepEqual(core.map(family.bond, made.id, NOW), map);
    assert.equal(core.map(family.bond, null, NOW, 0).landscape, null);
    assert.equal(core.people(NOW).bonds[0].open_run, null);
    assert.equal(core.ask(family.bond, NOW).run, RUN); // less than four weeks old: goes on
    assert.equal(core.ask(family.bond, NOW + 28 * DAY).run, null);
    const step = map.steps[0];
    assert.equal(step.picked, false);
    family.save('step', { step: step.id, map: made.id, state: 'picked' }, true);
    assert.equal(core.map(family.bond, null, NOW).steps[0].picked, true);
    family.save('step', { step: step.id, map: made.id, state: 'let_go' }, true);
    assert.equal(core.map(family.bond, null, NOW).steps[0].picked, false);
    assert.equal(core.history(family.bond, NOW).maps.length, 1);
});

test('a second map after four weeks lies over the first', () => {
    const core = new Core(module, bundle);
    const family = new Family(core, { birth: '2024-01' });
    const low = (q) => (q.dimension === 'friction' ? 4 : 0);
    family.sit(RUN, low, NOW - 60 * DAY);
    family.draw(RUN, NOW - 60 * DAY);
    family.sit(id(1002), usual);
    family.draw(id(1002));
    const map = core.map(family.bond, null, NOW);
    assert.ok(map.landscape.earlier.length > 0);
    assert.equal(core.history(family.bond, NOW).can_compare, true);
    assert.equal(core.map(family.bond, core.history(family.bond, NOW).maps[1].event, NOW)
        .landscape.earlier.length, 0);
});

test('out, in again, and erased', () => {
    const core = new Core(module, bundle);
    const family = new Family(core);
    family.sit(RUN, usual);
    family.draw(RUN);
    const lines = core.exportLines();
    const map = core.map(family.bond, null, NOW);
    const again = core.importLines(lines);
    assert.equal(again.new, 0);
    assert.equal(again.records.length, 0);
    const other = new Core(module, bundle);
    const taken = other.importLines(lines);
    assert.equal(taken.known, 0);
    assert.equal(taken.new, again.known);
    assert.equal(other.people(NOW).bonds.length, 0); // nothing is added yet
    other.add(taken.records);
    assert.deepEqual(other.map(family.bond, null, NOW), map);
    assert.deepEqual(other.compact().remove, []);
    family.save('erase', { target: id(1) });
    const gone = core.compact();
    assert.ok(gone.remove.length > 20);
    assert.equal(core.people(NOW).children.length, 0);
    assert.equal(core.importLines(lines).records.length < lines.length / 20, true);
    assert.deepEqual(core.compact().remove, []);
    core.call('at_reset');
    assert.deepEqual(core.people(NOW).caregivers, []);
});

test('several drafts in one go keep their order', () => {
    const core = new Core(module, bundle);
    const header = { device: id(77), observed: NOW, offset: 0 };
    const body = { subject: id(2), name: 'Mara' };
    const first = core.event({ ...header, id: id(5), kind: 'caregiver', body });
    const second = core.event({ ...header, id: id(6), kind: 'caregiver', body });
    assert.ok(second.made.counter > first.made.counter);
});

test('words and help', () => {
    const core = new Core(module, bundle);
    assert.ok(core.sentences('page').words['welcome.title']);
    assert.ok(core.sentences('words').words['note.open']);
    assert.ok(core.sentences('help').sections.length > 2);
    assert.ok(core.sentences('help').region.text.length > 0);
    assert.ok(core.sentences('evidence').evidence.every((e) => e.plain));
    assert.equal(core.sentences('stages').stages.length, 4);
    assert.equal(core.sentences('stages').answers.length, 5);
});

test('what is refused, and that nothing changes by it', () => {
    const refused = (run, code) => assert.throws(run, (e) => {
        assert.ok(e instanceof Refused, String(e));
        assert.equal(e.problem.code, code, e.problem.what);
        assert.ok(e.problem.what.length > 0);
        return true;
    });
    const utf8 = (text) => new TextEncoder().encode(text);
    const bare = new Core(module);
    refused(() => bare.people(NOW), 'not_found');
    refused(() => bare.call('at_content', [utf8('{')]), 'format');
    const core = new Core(module, bundle);
    refused(() => core.call('at_content', [bundle]), 'exists');
    const family = new Family(core);
    const before = core.exportLines();
    refused(() => core.call('at_event', [utf8('{"kind":')]), 'format');
    refused(() => core.call('at_event', [utf8('[]')]), 'format');
    refused(() => core.event({ kind: 'answer' }), 'format');
    refused(() => core.add(utf8('not a record')), 'version');
    refused(() => core.add(core.event({ ...family.header(NOW), kind: 'caregiver',
        body: { subject: id(9), name: 'Jo' } }).record.slice(0, -1)), 'format');
    refused(() => core.importLines(utf8('hello')), 'format');
    refused(() => core.ask(id(99), NOW), 'not_found');
    refused(() => core.ask(family.bond, NOW, 1), 'not_found');
    refused(() => core.ask(family.bond, NOW, -1), 'domain');
    refused(() => core.map(family.bond, null, NOW), 'not_found');
    refused(() => core.draw(family.bond, RUN, family.header(NOW)), 'not_found');
    refused(() => core.draw(family.bond, RUN, { id: 'x' }), 'format');
    refused(() => core.sentences('nothing'), 'not_found');
    refused(() => core.sentences('n'.repeat(1000)), 'not_found');
    family.sit(RUN, usual);
    family.draw(RUN);
    for (const width of [-1, NaN, 1e9]) refused(() => core.map(family.bond, null, NOW, width), 'domain');
    const unborn = new Core(module, bundle);
    const early = new Family(unborn, { birth: '2031-01' });
    refused(() => unborn.ask(early.bond, NOW), 'domain');
    assert.equal(unborn.people(NOW).children[0].age, null);
    assert.ok(before.length < core.exportLines().length);
});

test('a question is chosen in under two milliseconds', () => {
    const core = new Core(module, bundle);
    const family = new Family(core, { birth: '2019-05' });
    const times = [];
    for (let number = 0; number < 20; number++) {
        const ask = core.ask(family.bond, NOW);
        if (ask.state === 'ready') break;
        for (let k = 0; k < 5; k++) {
            const from = performance.now();
            core.ask(family.bond, NOW);
            times.push(performance.now() - from);
        }
        family.answer(ask, RUN, usual(ask.question, number));
    }
    const from = performance.now();
    family.draw(RUN);
    const drawn = performance.now();
    core.map(family.bond, null, NOW);
    times.sort((a, b) => a - b);
    const median = times[times.length >> 1];
    console.log(`# ask: median ${median.toFixed(2)} ms, slowest ${times.at(-1).toFixed(2)} ms; ` +
        `draw ${(drawn - from).toFixed(1)} ms; show ${(performance.now() - drawn).toFixed(1)} ms; ` +
        `memory ${(core.x.memory.buffer.byteLength / 1048576).toFixed(1)} MB`);
    assert.ok(median < 2);
});

finish();
