import { describe, expect, it } from 'vitest';
import { applyTextEdits, invertEdits, LineIndex } from '../../../src/base/text';

describe('LineIndex', () => {
  const text = 'one\r\ntwo 둘\n\nfour 🧪\rfive';
  const index = new LineIndex(text);

  it('knows lines by \\n, \\r\\n and lone \\r', () => {
    const lines = Array.from({ length: index.lineCount }, (_, line) => {
      const { start, end } = index.line(line);
      return text.slice(start, end);
    });
    expect(lines).toEqual(['one', 'two 둘', '', 'four 🧪', 'five']);
  });

  it('goes from every offset to a position and back', () => {
    for (let offset = 0; offset <= text.length; offset++) {
      expect(index.offset(index.position(offset))).toBe(offset);
    }
  });

  it('clamps what lies outside', () => {
    expect(index.position(10_000)).toEqual(index.position(text.length));
    expect(index.offset({ line: 99, character: 0 })).toBe(text.length);
  });
});

describe('applyTextEdits', () => {
  it('replaces ranges in any order and leaves the rest', () => {
    const edits = [
      { range: { start: 4, end: 5 }, newText: 'X' },
      { range: { start: 0, end: 0 }, newText: '>' },
      { range: { start: 1, end: 3 }, newText: '' },
    ];
    expect(applyTextEdits('abcdef', edits)).toBe('>adXf');
  });

  it('refuses overlaps and ranges outside the text', () => {
    const overlap = [
      { range: { start: 0, end: 2 }, newText: '' },
      { range: { start: 1, end: 3 }, newText: '' },
    ];
    expect(() => applyTextEdits('abc', overlap)).toThrow(RangeError);
    expect(() => applyTextEdits('abc', [{ range: { start: 2, end: 4 }, newText: '' }])).toThrow(RangeError);
  });
});

describe('invertEdits', () => {
  it('gives the text back, whatever was inserted, removed and replaced in whatever order', () => {
    const text = 'one\r\ntwo 🧠 three\nfour';
    const edits = [
      { range: { start: 19, end: 19 }, newText: '!\n' },
      { range: { start: 0, end: 3 }, newText: '' },
      { range: { start: 5, end: 8 }, newText: 'zwei und' },
      { range: { start: 9, end: 9 }, newText: 'x' },
    ];
    const edited = applyTextEdits(text, edits);
    expect(edited).not.toBe(text);
    expect(applyTextEdits(edited, invertEdits(text, edits))).toBe(text);
  });
});
