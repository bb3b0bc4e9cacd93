// The page's words: all of them in content/en/page.json, none unused, none in the code.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import ts from 'typescript';
import page from '@content/page.json';

const SRC = new URL('../../src/', import.meta.url).pathname;
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f));
const sources = files.map((name) => {
    const text = readFileSync(SRC + name, 'utf8');
    return { name, text, tree: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true) };
});

function visit(node: ts.Node, see: (node: ts.Node) => void) {
    see(node);
    node.forEachChild((child) => visit(child, see));
}

test('every key is used', () => {
    const written = new Set<string>();
    const starts: string[] = ['error.script']; // the build puts this one into <noscript>
    for (const { tree } of sources)
        visit(tree, (node) => {
            if (ts.isStringLiteralLike(node)) written.add(node.text);
            if (ts.isTemplateExpression(node)) starts.push(node.head.text);
        });
    const unused = Object.keys(page.words).filter(
        (key) => !written.has(key) && !starts.some((start) => start !== '' && key.startsWith(start)),
    );
    expect(unused).toEqual([]);
});

test('no words for people are in the code', () => {
    const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'aria-valuetext']);
    const found: string[] = [];
    for (const { name, tree } of sources)
        visit(tree, (node) => {
            if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${name}: ${node.text.trim()}`);
            if (
                ts.isJsxAttribute(node) &&
                spoken.has(node.name.getText()) &&
                node.initializer &&
                ts.isStringLiteral(node.initializer)
            )
                found.push(`${name}: ${node.getText()}`);
            if (
                ts.isJsxExpression(node) &&
                node.parent &&
                (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent)) &&
                node.expression &&
                ts.isStringLiteralLike(node.expression) &&
                /\p{L}/u.test(node.expression.text)
            )
                found.push(`${name}: ${node.getText()}`);
        });
    expect(found).toEqual([]);
});

test('no style attribute, which the content policy would refuse, and no address of another origin', () => {
    for (const { name, text } of sources) {
        expect(text, name).not.toMatch(/\bstyle=/);
        expect(text, name).not.toMatch(/https?:\/\//);
        expect(text, name).not.toMatch(/dangerouslySetInnerHTML|innerHTML|\beval\(|new Function/);
    }
});

test('the words are plain text', () => {
    for (const [key, text] of Object.entries(page.words)) {
        expect(text, key).toBe(text.trim());
        expect(text, key).not.toMatch(/[<>{}]|\s\s|!/);
    }
});
