// What the core shows, typed. The one description of these shapes is docs/view.md; nothing here is
// computed by the page.
// SPDX-License-Identifier: AGPL-3.0-or-later

export type Id = string; // 32 hexadecimal digits

export interface Problem {
    code: string;
    what: string;
    line?: number;
    column?: number;
}

export interface Child {
    id: Id;
    name: string;
    birth: string; // YYYY-MM
    stage: string;
    stage_name: string;
    stage_chosen: string | null;
    months: number | null; // null: the birth month is missing or still to come
    age: string | null;
}

export interface Caregiver {
    id: Id;
    name: string;
}

export interface Bond {
    id: Id;
    child: Id;
    caregiver: Id;
    title: string;
    maps: number;
    last_map: { event: Id; at: number; when: string } | null;
    open_run: { run: Id; asked: number } | null;
}

export interface People {
    children: Child[];
    caregivers: Caregiver[];
    bonds: Bond[];
}

export interface Question {
    item: string;
    stem: string;
    text: string;
    answers: string[];
    dimension: string;
    given: number | 'skip' | null;
    number: number;
}

export interface Ask {
    bond: Id;
    run: Id | null;
    new_run: boolean;
    stage: string; // this and the bank go into each answer
    bank: string;
    state: 'ask' | 'ready';
    why_ready: 'known' | 'count' | 'no_more' | null;
    can_draw: boolean;
    drawn: boolean; // a map was drawn from all of this run's answers
    asked: number;
    at_most: number;
    progress: number;
    about_left: number;
    back: number;
    can_go_back: boolean;
    question: Question | null;
}

export interface Place {
    dimension: string;
    name: string;
    on_map: boolean;
    word: string | null;
    certainty: 'one' | 'two' | 'early' | 'absent';
    sure: boolean;
    sure_words: string | null;
    answered: number;
    why_absent: string | null;
    sentence: string;
}

export interface Evidence {
    id: string;
    plain: string;
    cite: string;
    doi: string | null;
    url: string | null;
    limit: string;
}

export interface StepIdea {
    id: string;
    dimension: string;
    title: string;
    text: string;
    because: string | null;
    why: string;
    basis: 'tested' | 'principle' | 'experience';
    basis_words: string;
    evidence: Evidence[];
    picked: boolean;
    tags?: string[]; // what it asks of a parent, in ready sentences
}

export interface Step extends StepIdea {
    others: StepIdea[];
}

export interface Label {
    id: string;
    x: number;
    y: number; // the first baseline of the name
    lines: string[];
    word: string;
    word_y: number;
    word_lines: string[];
    summit_y: number;
    on_map: boolean;
}

export interface Landscape {
    width: number;
    height: number;
    name_line: number;
    word_line: number;
    water: { level: number; d: string }[];
    land: { level: number; light: string; dark: string; d: string }[];
    lines: { level: number; major: boolean; quiet: boolean; sure: boolean; d: string }[];
    earlier: { level: number; d: string }[];
    hatch: { sure: boolean; d: string }[];
    labels: Label[];
}

export interface MapView {
    bond: Id;
    event: Id;
    title: string;
    child: string;
    caregiver: string;
    at: number;
    when: string;
    asked: number;
    skipped: number;
    stage: string;
    stage_name: string;
    months: number;
    about: string;
    places: Place[];
    order: string[];
    strength: { dimension: string | null; title: string; text: string };
    steps: Step[];
    change: { dimension: string; text: string }[];
    change_note: string | null;
    notes: string[];
    not: { title: string; lines: string[] };
    landscape: Landscape | null;
}

export interface History {
    bond: Id;
    title: string;
    maps: {
        event: Id;
        at: number;
        when: string;
        stage_name: string;
        asked: number;
        places: { dimension: string; name: string; word: string | null; certainty: string }[];
    }[];
    can_compare: boolean;
}

export interface Made {
    id: Id;
    kind: string;
    counter: number;
}

export interface Stage {
    id: string;
    name: string;
}

export interface Help {
    title: string;
    lead: string;
    sections: { title: string; text: string[] }[];
    region: { name: string; text: string[] } | null;
}
