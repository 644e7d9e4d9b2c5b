import { describe, it } from 'vitest';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';

describe('reading minutes', () => {
  // A reader that is not linear would outlast the limit of the test.
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
    ['names apart', `Attendees: A${', '.repeat(950)}b\n`],
    ['tables', '| Who | What |\n|---|---|\n| Ada | b |\n\n'],
  ])('gets through two megabytes of %s', { timeout: 60_000 }, (_, unit) => {
    readMeetings(`- 2025-01-01\n  - [ ] a\n${unit.repeat(2_000_000 / unit.length)}`);
  });
});
