import { describe, expect, it } from 'vitest';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';

describe('reading minutes', () => {
  // Four times the text may take four times as long, and some noise; a quadratic reader takes sixteen.
  it.each([
    ['items', '- a\n'],
    ['dates', '- 2025-01-01\n'],
    ['boxes', '- [ ] @Ada b\n'],
    ['labels', 'Ada: b\n'],
    ['headings', '# 2025-01-01 a\n'],
    ['brackets', '[ ['],
    ['half links', '[a](('],
    ['emphasis', '*a _b '],
    ['digits', '1'],
    ['spaces', ' '],
    ['markers', '- '],
    ['a list going deeper', '\t- a\n'],
    ['quotes', '> '],
    ['dollars', '$a '],
    ['at signs', '@a '],
    ['comments', '<!-- '],
    ['a long paragraph', 'word word\n'],
  ])('is linear in %s', { retry: 3 }, (_, unit) => {
    const time = (size: number): number => {
      const text = `- 2025-01-01\n  - [ ] a\n${unit.repeat(size / unit.length)}`;
      const start = performance.now();
      readMeetings(text);
      return performance.now() - start;
    };
    time(20_000);
    const small = Math.min(time(100_000), time(100_000));
    const large = Math.min(time(400_000), time(400_000));
    expect(large).toBeLessThan(10 * small + 40);
  });
});
