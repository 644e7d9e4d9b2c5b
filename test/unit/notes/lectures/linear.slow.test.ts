import { describe, it } from 'vitest';
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
  ])(
    'reads to the end of two megabytes, and of what is no notes of a lecture: %s',
    { timeout: 60_000 },
    (_name, unit) => {
      const head =
        '## Meta\n- Course: a\n- Date: b\n## Part 1\n- Flow: c\n- Terminology\n  - x: y\n## Questions\n';
      for (const length of [1_900_000, 5_000_000]) {
        readLectures((head + unit.repeat(Math.ceil(length / unit.length))).slice(0, length));
      }
    },
  );
});
