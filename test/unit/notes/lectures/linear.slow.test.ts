import { describe, expect, it } from 'vitest';
import { readLectures } from '../../../../src/notes/lectures/readLectures';

describe('readLectures', () => {
  it.each([
    ['questions', '- Q. a\n'],
    ['terms', '    - a term: what it is, with `code` and $maths$\n'],
    ['deep lists', Array.from({ length: 1000 }, (_, depth) => `${'\t'.repeat(depth)}- Q. a\n`).join('')],
    ['steps on one line', 'a → '],
    ['open comments', '<!-- '],
    ['open formulas', '$a '],
    ['backticks', Array.from({ length: 1000 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['bars', '| a '],
    ['links', '[a]('],
    ['parts', '## Part 1\n- Flow\n  - a\n'],
  ])('is linear: %s', { timeout: 60_000 }, (_name, unit) => {
    const head =
      '## Meta\n- Course: a\n- Date: b\n## Part 1\n- Flow: c\n- Terminology\n  - x: y\n## Questions\n';
    const time = (length: number): number => {
      const text = (head + unit.repeat(Math.ceil(length / unit.length))).slice(0, length);
      const start = performance.now();
      readLectures(text);
      return performance.now() - start;
    };
    time(50_000);
    // The bounds are for a machine that does ten other things; longer texts are no notes of a lecture.
    expect(time(1_900_000)).toBeLessThan(8000);
    expect(time(5_000_000)).toBeLessThan(100);
  });
});
