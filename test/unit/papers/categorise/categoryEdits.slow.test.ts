import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { applyTextEdits } from '../../../../src/base/text';
import { readReadingLists } from '../../../../src/notes/readingLists';
import { headingEdits, type CategoryEdits } from '../../../../src/papers/categorise/headingEdits';
import { tagEdits } from '../../../../src/papers/categorise/tagEdits';

/** Notes of list items, nested blocks, headings and debris, with any line ends. */
function randomNote(rng: Rng): string {
  const eol = rng.integer(3) === 0 ? '\r\n' : '\n';
  const pick = <T>(values: readonly T[]): T => values[rng.integer(values.length)] as T;
  let links = 0;
  const link = () => `[${pick(['하나', 'Two 📄', 'T*hree*', 'a|b'])}](https://example.org/${links++})`;
  const lines = Array.from({ length: 4 + rng.integer(24) }, () =>
    pick([
      () => '## Papers to Read',
      () => '### Maths',
      () => '# Notes',
      () => `- ${link()}`,
      () => `* [ ] ${link()} (p${rng.integer(4)})`,
      () => `${1 + rng.integer(3)}. ${link()}`,
      () => `  - ${link()}`,
      () => `\t${pick(['nested', '[file](x.pdf)'])}`,
      () => `https://example.org/bare${links++}`,
      () => '',
      () => '',
      () =>
        pick(['text', '> quote', '| a | b |', '| --- | --- |', '---', '```', '<div>', '**Bold**', '    ']),
    ])(),
  );
  return `${rng.integer(8) === 0 ? '\uFEFF' : ''}${lines.join(eol)}${pick(['', eol])}`;
}

/** `ROUNDS=20000 npx vitest run <this file>` looks for longer. */
const rounds = Number(process.env['ROUNDS'] ?? 25);
const limit = { timeout: 60_000 + 500 * rounds };
const seed = 20260101;

/** The edits and the note apart from what they moved or added. */
function check(text: string, { edits, left }: CategoryEdits, lines: readonly number[]): void {
  const after = applyTextEdits(text, edits);
  const hrefs = (note: string) =>
    readReadingLists(note)
      .map(({ href }) => href)
      .sort();
  expect(hrefs(after)).toEqual(hrefs(text));
  expect(left.every((line) => lines.includes(line))).toBe(true);
  // Undone, edit by edit from the end, the note is what it was.
  let undone = after;
  let shift = edits.reduce((sum, { range, newText }) => sum + newText.length - (range.end - range.start), 0);
  for (const { range, newText } of [...edits].sort(
    (a, b) => b.range.start - a.range.start || b.range.end - a.range.end,
  )) {
    shift -= newText.length - (range.end - range.start);
    const at = range.start + shift;
    expect(undone.slice(at, at + newText.length)).toBe(newText);
    undone = undone.slice(0, at) + text.slice(range.start, range.end) + undone.slice(at + newText.length);
  }
  expect(undone).toBe(text);
}

describe('for any note', () => {
  it('headings lose and double no entry, and every line of the note is still there', limit, () => {
    let moved = 0;
    for (let round = 0; round < rounds; round++) {
      const rng = new Rng(seed + round);
      const text = randomNote(rng);
      const lines = text.split(/\r\n|\n/).map((_, line) => line);
      const assignments = lines
        .filter(() => rng.integer(2) === 0)
        .map((line) => ({ line, category: rng.integer(2) === 0 ? 'Maths' : 'Neue Räume' }));
      const result = headingEdits(text, assignments);
      check(text, result, lines);
      const written = (note: string) =>
        note
          .split(/\r\n|\n/)
          .map((line) =>
            line
              .replace(/^\uFEFF/, '')
              .replace(/^ *(?:\d+\.)?/, '')
              .trim(),
          )
          .filter((line) => line !== '' && line !== '### Neue Räume' && line !== '### Maths')
          .sort();
      expect(written(applyTextEdits(text, result.edits))).toEqual(written(text));
      moved += assignments.length - result.left.length;
    }
    expect(moved).toBeGreaterThan(rounds / 4);
  });

  it('tags only add to ends of lines', limit, () => {
    let added = 0;
    for (let round = 0; round < rounds; round++) {
      const rng = new Rng(seed + round);
      const text = randomNote(rng);
      const entries = readReadingLists(text);
      const lines = entries.map(({ range }) => text.slice(0, range.start).split(/\r\n|\n/).length - 1);
      const result = tagEdits(
        text,
        [...new Set(lines)].map((line) => ({ line, tags: ['maths', '수학'] })),
      );
      check(text, result, lines);
      expect(
        result.edits.every(({ range, newText }) => range.start === range.end && newText.startsWith(' #')),
      ).toBe(true);
      expect(applyTextEdits(text, result.edits).replace(/ #(?:maths|수학)/g, '')).toBe(text);
      added += result.edits.length;
    }
    expect(added).toBeGreaterThan(rounds / 4);
  });
});
