import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetingProblems } from '../../../../src/notes/meetings/meetingProblems';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';
import { anyText } from '../../anyText';
import { minutes } from './minutes';

describe('reading minutes', () => {
  it('never throws, and its ranges are in the note', () => {
    fc.assert(
      fc.property(fc.oneof(minutes, anyText(200)), (text) => {
        const note = readMeetings(text);
        for (const { range } of [...note.meetings, ...meetingProblems(note)]) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
