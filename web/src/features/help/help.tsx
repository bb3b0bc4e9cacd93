// Help: one tap from everywhere, without a connection.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { useFamily } from '../../platform/family';
import { Room } from '../../ui/room';
import './help.css';

export function HelpRoom() {
    const { journal } = useFamily();
    // What to do right now stands first, then whom to call where the family lives.
    const { title, lead, sections, region } = journal.core.sentences('help');
    return (
        <Room title={title} name="help">
            <p class="help-lead">{lead}</p>
            {sections.slice(0, 1).map((section) => (
                <Section {...section} />
            ))}
            {region && <Section title={region.name} text={region.text} />}
            {sections.slice(1).map((section) => (
                <Section {...section} />
            ))}
        </Room>
    );
}

function Section({ title, text }: { title: string; text: string[] }) {
    return (
        <section class="help-part stack">
            <h2>{title}</h2>
            {text.map((paragraph) => (
                <p>{paragraph}</p>
            ))}
        </section>
    );
}
