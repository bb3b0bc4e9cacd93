// What the next visit to "who" is for: the first child, another, somebody else for a child, a change.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { go } from '../../platform/route';
import type { Id } from '../../platform/views';

export interface Plan {
    child?: Id;
    somebodyElse?: boolean;
    change?: boolean;
}

let next: Plan = {};

export function plan(what: Plan): void {
    next = what;
    go('who');
}

export function takePlan(): Plan {
    const taken = next;
    next = {};
    return taken;
}
