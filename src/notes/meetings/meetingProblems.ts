import type { Problem } from '../../base/problem';
import { isoDate } from '../calendar';
import { newestOf } from './newEntry';
import type { MeetingNote, ReadMeeting } from './readMeetings';

/**
 * What is doubtful in a note's meetings, and worth a look: a day that no calendar has, two entries of one day, and, in the
 * newest meeting alone, a to-do for nobody where the others name somebody.
 */
export function meetingProblems(note: MeetingNote): readonly Problem[] {
  return [...impossibleDates(note.meetings), ...sameDates(note.meetings), ...todosForNobody(note)].sort(
    (a, b) => a.range.start - b.range.start,
  );
}

function impossibleDates(meetings: readonly ReadMeeting[]): readonly Problem[] {
  return meetings
    .filter(({ real }) => !real)
    .map((meeting) => ({
      code: 'meeting.impossible-date',
      severity: 'information',
      message: `There is no day ${isoDate(meeting.date)}.`,
      remedy: 'Correct the date: the meeting is listed last until then.',
      range: meeting.node.content,
    }));
}

function sameDates(meetings: readonly ReadMeeting[]): readonly Problem[] {
  const first = new Map<string, ReadMeeting>();
  const problems: Problem[] = [];
  for (const meeting of meetings) {
    // Two meetings of a day are told apart by their time or their name.
    const key = [isoDate(meeting.date), meeting.head.minutes ?? '', meeting.title].join('|');
    const known = first.get(key);
    if (!known) first.set(key, meeting);
    else if (meeting.real) {
      problems.push({
        code: 'meeting.same-date',
        severity: 'information',
        message: `The entry in line ${known.node.line + 1} has the same date, ${isoDate(meeting.date)}.`,
        remedy: 'Correct one of the dates, join the entries, or give each a time or a title.',
        range: meeting.node.content,
      });
    }
  }
  return problems;
}

function todosForNobody({ meetings, todos }: MeetingNote): readonly Problem[] {
  const newest = newestOf(meetings);
  const listed = todos.filter(
    ({ meeting, reason }) => meeting === newest && newest !== undefined && reason !== 'phrase',
  );
  if (!listed.some(({ people }) => people.length > 0)) return [];
  return listed
    .filter(({ people, done }) => people.length === 0 && !done)
    .map(({ node }) => ({
      code: 'todo.for-nobody',
      severity: 'information',
      message: 'This to-do names nobody, unlike the others of the meeting.',
      remedy: 'Put a name and a colon in front of it.',
      range: node.content,
    }));
}
