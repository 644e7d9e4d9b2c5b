import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../../src/base/text';
import { isoDate } from '../../../../src/notes/calendar';
import { newMeetingEntry } from '../../../../src/notes/meetings/newEntry';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';
import { minutes } from './minutes';

const today = { year: 2025, month: 3, day: 4 };
const lines = (...text: string[]): string => text.join('\n');

/** The note with today's entry, a bar where the cursor is. */
function withEntry(text: string): string {
  const { edit, cursor } = newMeetingEntry(text, readMeetings(text), today);
  const after = applyTextEdits(text, [edit]);
  return `${after.slice(0, cursor)}|${after.slice(cursor)}`;
}

describe('a new meeting', () => {
  it('goes last among bullets, with the open to-dos of each person together', () => {
    const before = lines(
      '# Group',
      '- 2025.02.11',
      '    - 길동',
      '        - x',
      '    - TO DO:',
      '        - 길동: a',
      '        - 민수: **b**',
      '        - [x] 민수: done',
      '        - 길동: c',
      '    - Next meeting: Friday',
      '- 2025.02.25',
      '    - 길동',
      '        - y',
    );
    const entry = lines(
      '',
      '- 2025.03.04',
      '    - |',
      '    - TO DO:',
      '        - 길동: a',
      '        - 길동: c',
      '        - 민수: **b**',
    );
    expect(withEntry(`${before}\n\n## Papers`)).toBe(`${before}${entry}\n\n## Papers`);
    expect(withEntry(before)).toBe(before + entry);
    expect(withEntry(before.replaceAll('\n', '\r\n'))).toBe((before + entry).replaceAll('\n', '\r\n'));
  });

  it('goes first among headings that have the newest first, in their words and their number', () => {
    const before = lines(
      '# Lab',
      '',
      '## Meeting 3 (Tue 25 Feb 2025)',
      '',
      '* Ada',
      '\t* x',
      '',
      '### Action items',
      '',
      '* [ ] Ada: fix',
      '* [x] Bob: test',
      '',
      '## Meeting 2 (Tue 18 Feb 2025)',
      '',
      '* y',
    );
    const entry = lines(
      '## Meeting 4 (Tue 4 Mar 2025)',
      '',
      '* |',
      '',
      '### Action items',
      '',
      '* [ ] Ada: fix',
      '',
      '',
    );
    expect(withEntry(before)).toBe(before.replace('## Meeting 3', `${entry}## Meeting 3`));
  });

  it.each([
    ['**2025년 2월 25일 (화)**\n- 길동\n  - 안녕', '**2025년 3월 4일 (화)**'],
    ['# Sync\n- [[2025-02-25]]\n  - x', '- [[2025-03-04]]'],
    ['# Sync\n1. 2025/2/25 10:00 – budget\n   - x', '1. 2025/3/4'],
    ['# Sync\n- **Feb 25, 2025:** budget\n  - x', '- **Mar 4, 2025**'],
    ['# Minutes\n### Tuesday, 25th February 2025\n- x', '### Tuesday, 4th March 2025'],
    ['# Weekly sync\nDate: 2025-02-25\nAttendees: Ada\n- x', '# 2025-03-04'],
  ])('writes the date as the note does: %j', (before, head) => {
    expect(withEntry(before)).toContain(`\n${head}\n`);
  });

  it('names whose to-do it is where only the line above it did', () => {
    const before = lines('- 2025-02-25', '  - TO DO', '    - 길동', '      - a', '      - [ ] b');
    expect(withEntry(before)).toBe(
      `${before}\n- 2025-03-04\n  - |\n  - TO DO\n    - 길동: a\n    - [ ] 길동: b`,
    );
  });

  it('has a sane shape in a note without meetings', () => {
    expect(withEntry('')).toBe('## 2025-03-04\n\n- |');
    expect(withEntry('# Notes\n\ntext\n')).toBe('# Notes\n\ntext\n\n## 2025-03-04\n\n- |\n');
    expect(withEntry('# Notes\r\n\r\n## Meetings\r\n\r\n## Papers\r\n')).toBe(
      '# Notes\r\n\r\n## Meetings\r\n\r\n### 2025-03-04\r\n\r\n- |\r\n\r\n## Papers\r\n',
    );
  });

  it('inserts in one place and keeps all else, and is then the newest of the note, whatever the note', () => {
    fc.assert(
      fc.property(minutes, (text) => {
        const { edit, cursor } = newMeetingEntry(text, readMeetings(text), today);
        expect(edit.range.end).toBe(edit.range.start);
        const after = applyTextEdits(text, [edit]);
        expect(cursor).toBeGreaterThan(edit.range.start);
        expect(cursor).toBeLessThanOrEqual(edit.range.start + edit.newText.length);
        expect(edit.newText).toMatch(/2025|4/);
        const days = (note: string): string[] => readMeetings(note).meetings.map(({ date }) => isoDate(date));
        // Within code or a comment that nobody closed there are no entries to be found.
        if (!/```|\$\$|<!--/.test(text) && days(text).length > 0) expect(days(after)).toContain('2025-03-04');
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});
