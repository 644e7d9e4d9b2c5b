import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { applyTextEdits } from '../../../../src/base/text';
import { gapEdits } from '../../../../src/notes/lectures/gapEdits';
import { lectureGaps } from '../../../../src/notes/lectures/gaps';
import type { Passage } from '../../../../src/notes/lectures/lecture';
import { readAnyLectures } from '../../../../src/notes/lectures/readLectures';
import { defaultTemplate } from '../../../../src/notes/lectures/template';
import { fixtureNames, lectureFixture } from './notes';

const pieces = [
  '## Meta',
  '- Course: a',
  '- Date: 2026.01.02',
  '- Lecturer:',
  '## Part 1',
  '# Part 2: b',
  '**Part 3**',
  '- Part 4',
  '- Limitation → Fix',
  '- Limitation → Fix: a → b',
  '### 한계 → 해결',
  'Flow:',
  '- Flow of this part <!-- c -->',
  '1. d',
  '- prev: e',
  '- fix',
  '- fix: f',
  '- Terminology Map',
  '- **ELBO** (g): h',
  '- i = j',
  '| Term | Meaning |',
  '|---|---|',
  '| k | $l|m$ |',
  '- Why it matters',
  '- Why it matters: n',
  '## My Confusion',
  '- Q. o',
  '- A.',
  '- A. p',
  'Q: q A: r',
  '',
  '',
  '> s',
  '```',
  '$$',
  '<!--',
  '-->',
  '\t- t',
  '---',
  '===',
  'ㄱ나다 😀',
  '*',
  '`',
  '[u](v',
  '- [ ] w?',
  '\uFEFF',
  '\u00a0',
];
const indents = ['', '', '', '  ', '    ', '\t', '      ', '\t\t', '> '];
const ends = ['\n', '\n', '\n', '\r\n', '\r'];

function randomNote(rng: Rng): string {
  const pick = <T>(list: readonly T[]): T => list[rng.integer(list.length)] as T;
  const end = pick(ends);
  return Array.from({ length: rng.integer(40) }, () => pick(indents) + pick(pieces)).join(end);
}

describe('any text is some note', () => {
  it('is read without an error, and every range lies in it, in order', { timeout: 30_000 }, () => {
    const rng = new Rng(11);
    for (let round = 0; round < 250; round++) {
      const text = randomNote(rng);
      const check = ({ range }: Passage): void => {
        expect(range.start, JSON.stringify(text)).toBeLessThanOrEqual(range.end);
        expect(range.end, JSON.stringify(text)).toBeLessThanOrEqual(text.length);
      };
      for (const lecture of readAnyLectures(text).lectures) {
        lecture.meta.forEach(({ label, value }) => [label, value].forEach(check));
        lecture.terms.forEach(({ names, definition }) =>
          [...names, ...(definition ? [definition] : [])].forEach(check),
        );
        lecture.questions.forEach(({ question, answers }) => [question, ...answers].forEach(check));
        for (const part of lecture.parts) {
          part.sections.forEach((section) =>
            [section, { range: section.label.range, text: '' }].forEach(
              check as (passage: { range: Passage['range'] }) => void,
            ),
          );
          part.limitations
            .flatMap(({ limitation, fix }) => [limitation, fix])
            .forEach((side) => side && check(side));
          part.steps.forEach(({ passage }) => check(passage));
        }
      }
    }
  });

  it('has gaps whose edits only insert: what was there stays, byte for byte', { timeout: 30_000 }, () => {
    const rng = new Rng(12);
    const template = defaultTemplate();
    const notes = [
      ...fixtureNames.map(lectureFixture),
      ...Array.from({ length: 250 }, () => randomNote(rng)),
    ];
    for (const text of notes) {
      for (const lecture of readAnyLectures(text).lectures) {
        for (const gap of lectureGaps(lecture, template)) {
          for (const { range, newText } of gapEdits(text, gap, template)) {
            expect(range.start).toBe(range.end);
            const edited = applyTextEdits(text, [{ range, newText }]);
            expect(edited.slice(0, range.start)).toBe(text.slice(0, range.start));
            expect(edited.slice(range.start + newText.length)).toBe(text.slice(range.end));
            const isLineStart = range.start === 0 || /[\r\n\uFEFF]/.test(text[range.start - 1] ?? '');
            expect(isLineStart || /^[\r\n]/.test(newText), JSON.stringify([text, newText])).toBe(true);
          }
        }
      }
    }
  });
});
