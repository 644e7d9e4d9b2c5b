import { describe, expect, it } from 'vitest';
import type { OutlineNode } from '../../../src/notes/outline';
import { readOutline } from '../../../src/notes/outlineReader';

/** The outline as lines, two columns a level. */
function shown(text: string): string[] {
  const lines: string[] = [];
  const add = (node: OutlineNode, depth: number): void => {
    const box = node.box ? `${node.box.state} ` : '';
    if (node.kind !== 'root') lines.push(`${'  '.repeat(depth)}${node.kind} ${box}${node.text}`);
    for (const child of node.children) add(child, depth + (node.kind === 'root' ? 0 : 1));
  };
  add(readOutline(text), 0);
  return lines;
}

describe('the outline of a note', () => {
  it('nests headings, items however indented, and the text below them', () => {
    const note = [
      '# A',
      '- one',
      '\t* **two**',
      '\t',
      '\t\ttext below',
      '1. three',
      '  - four',
      '## B',
      'plain',
      'goes on',
    ];
    const expected = [
      'heading A',
      '  item one',
      '    item two',
      '      text text below',
      '  item three',
      '    item four',
      '  heading B',
      '    text plain goes on',
    ];
    for (const eol of ['\n', '\r\n', '\r']) expect(shown(note.join(eol))).toEqual(expected);
    expect(shown(`\ufeff${note.join('\n')}`)).toEqual(expected);
  });

  it('gives lines that say something of their own a node each', () => {
    expect(shown('Ada: one\nBob: two\n→ three\nfour\ngoes on')).toEqual([
      'text Ada: one',
      'text Bob: two',
      'text → three four goes on',
    ]);
    expect(shown('Short sentence.\nAnother one')).toEqual(['text Short sentence.', 'text Another one']);
  });

  it('reads boxes, and no links or references for boxes', () => {
    expect(
      shown('- [ ] a\n- [x] b\n* [X] c\n1. [-] d\n- ☐ e\n- ✅ f\n- [x](y) g\n- [x]: h\n- [1] i'),
    ).toEqual([
      'item open a',
      'item done b',
      'item done c',
      'item cancelled d',
      'item open e',
      'item done f',
      'item x g',
      'item [x]: h',
      'item [1] i',
    ]);
  });

  it('leaves out code, maths, comments and front matter, closed or not', () => {
    const note = [
      '---',
      'date: 2025-01-01',
      '---',
      '- a',
      '  ```',
      '  - [ ] code',
      '  ```',
      '<!-- - [ ] gone',
      '- [ ] gone -->',
      '$$',
      '- x',
      '$$',
      '- b',
      '```',
      '- [ ] open fence',
    ];
    expect(shown(note.join('\n'))).toEqual(['item a', 'item b']);
    expect(shown('- a\n    ~~~\n    - code\n- b')).toEqual(['item a', 'item b']);
    expect(shown('$$\n- x\n## Next\n- b')).toEqual(['heading Next', '  item b']);
  });

  it('knows setext headings', () => {
    expect(shown('Title\n=====\ntext\n\nPart\n----\n- a\n\n---\nend')).toEqual([
      'heading Title',
      '  text text',
      '  heading Part',
      '    item a',
      '    text end',
    ]);
  });

  it('has exact offsets', () => {
    const note = '\ufeff> - [x] **ø🧠** a\r\n>     b';
    const [item] = readOutline(note).children;
    expect(item?.marker && note.slice(item.marker.start, item.marker.end)).toBe('-');
    expect(item?.box && note.slice(item.box.range.start, item.box.range.end)).toBe('[x]');
    expect(item?.raw).toBe('**ø🧠** a');
    expect(item?.text).toBe('ø🧠 a b');
  });
});
