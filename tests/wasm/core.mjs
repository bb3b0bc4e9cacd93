// attune.wasm behind plain functions, for the tests (plain Node, no packages).
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';

const utf8 = new TextEncoder();

export class Refused extends Error {
    constructor(code, problem) {
        super(problem.what);
        this.code = code;
        this.problem = problem;
    }
}

export function id(number) {
    return number.toString(16).padStart(32, '0');
}

export function bytes(hex) {
    return Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
}

export class Core {
    static module(path) {
        return new WebAssembly.Module(readFileSync(path));
    }

    constructor(module, bundle) {
        this.x = new WebAssembly.Instance(module, {}).exports;
        this.x._initialize();
        if (bundle) this.call('at_content', [bundle]);
    }

    // Arguments: byte arrays become (pointer, length), wrapped ones a pointer alone.
    call(name, args = []) {
        const x = this.x;
        const given = [];
        const flat = args.flatMap((arg) => {
            const data = arg?.pointer ?? arg;
            if (!(data instanceof Uint8Array)) return [arg];
            const at = x.at_alloc(data.length);
            if (at === 0) throw new Error('no memory');
            new Uint8Array(x.memory.buffer, at, data.length).set(data);
            given.push(at);
            return arg.pointer ? [at] : [at, data.length];
        });
        const code = x[name](...flat);
        const out = new TextDecoder().decode(this.copy(x.at_out_ptr(), x.at_out_len()));
        for (const at of given) x.at_free(at);
        const json = out === '' ? null : JSON.parse(out);
        if (code < 0) throw new Refused(code, json.problem);
        return json;
    }

    copy(at, n) {
        return new Uint8Array(this.x.memory.buffer, at, n).slice();
    }

    records() {
        return this.copy(this.x.at_rec_ptr(), this.x.at_rec_len());
    }

    event(json) {
        const made = this.call('at_event', [utf8.encode(JSON.stringify(json))]);
        return { made, record: this.records() };
    }

    add(records) {
        this.call('at_add', [records]);
    }

    people(now) {
        return this.call('at_people', [now, 0]);
    }

    ask(bond, now, back = 0) {
        return this.call('at_ask', [{ pointer: bytes(bond) }, now, 0, back]);
    }

    draw(bond, run, header) {
        const made = this.call('at_draw', [
            { pointer: bytes(bond) },
            { pointer: bytes(run) },
            utf8.encode(JSON.stringify(header)),
        ]);
        return { made, record: this.records() };
    }

    map(bond, event, now, width = 390) {
        const at = event === null ? 0 : { pointer: bytes(event) };
        return this.call('at_map', [{ pointer: bytes(bond) }, at, now, 0, width]);
    }

    history(bond, now) {
        return this.call('at_history', [{ pointer: bytes(bond) }, now, 0]);
    }

    sentences(name) {
        return this.call('at_sentences', [utf8.encode(name)]);
    }

    exportLines() {
        this.call('at_export');
        return this.records();
    }

    importLines(lines) {
        const answer = this.call('at_import', [lines]);
        return { ...answer, records: this.records() };
    }

    compact() {
        const answer = this.call('at_records');
        return { ...answer, records: this.records() };
    }
}

// A family in one instance, with ids that are small numbers.
export class Family {
    constructor(core, { child = 'Leo', birth = '2024-09', stage, caregiver = 'Mara' } = {}) {
        this.core = core;
        this.made = 100;
        this.bond = id(3);
        this.save('child', { subject: id(1), name: child, birth, ...(stage ? { stage } : {}) });
        this.save('caregiver', { subject: id(2), name: caregiver });
        this.save('bond', { subject: this.bond, child: id(1), caregiver: id(2) }, true);
    }

    header(at) {
        return { id: id(++this.made), device: id(77), author: id(2), observed: at, offset: 0 };
    }

    save(kind, body, ofBond = false, at = NOW) {
        const bond = ofBond ? { bond: this.bond } : {};
        const { made, record } = this.core.event({ ...this.header(at), ...bond, kind, body });
        this.core.add(record);
        return made;
    }

    answer(ask, run, given, at = NOW) {
        const value = given === 'skip' ? { skip: true } : { value: given };
        const { stage, bank } = ask;
        this.save('answer', { run, item: ask.question.item, stage, bank, ...value }, true, at);
    }

    // Answers what is asked until it is ready; choose(question, number) gives 0…4 or "skip".
    sit(run, choose, at = NOW) {
        for (let number = 0; ; number++) {
            const ask = this.core.ask(this.bond, at);
            if (ask.state === 'ready') return number;
            this.answer(ask, run, choose(ask.question, number), at);
        }
    }

    draw(run, at = NOW) {
        const { made, record } = this.core.draw(this.bond, run, this.header(at));
        this.core.add(record);
        return made;
    }
}

export const DAY = 86_400_000;
export const NOW = 1_795_378_500_000; // Sunday 22 November 2026, 20:15 UTC
