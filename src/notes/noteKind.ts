import { isCourse } from './course/isCourse';
import { mayHoldLecture } from './lectures/mayHoldLecture';

/**
 * What a note is, told from its shape alone and cheaply: thousands of notes are asked at the start, and most are
 * none of these. A note may be of several kinds: minutes that end in a reading list, a lecture within a course.
 */
export type NoteKind = 'meeting' | 'lecture' | 'course' | 'paper-notes' | 'daily-papers';

interface Recogniser {
  readonly kind: NoteKind;
  readonly holds: (text: string) => boolean;
}

const recognisers: readonly Recogniser[] = [
  { kind: 'meeting', holds: holdsDatedEntries },
  { kind: 'lecture', holds: mayHoldLecture },
  { kind: 'course', holds: isCourse },
  { kind: 'paper-notes', holds: hasLinkedHeadings },
  { kind: 'daily-papers', holds: isDailyPapersPage },
];

/** The kinds of a note, each decided by one linear pass at most; empty for prose of no kind. */
export function noteKinds(text: string): ReadonlySet<NoteKind> {
  return new Set(recognisers.filter(({ holds }) => holds(text)).map(({ kind }) => kind));
}

const dated =
  /^[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(?:\*\*|__)?\(?(?:\d{4}[ \t]?[.\-/년][ \t]?\d{1,2}[ \t]?[.\-/월][ \t]?\d{1,2}|\d{1,2}(?:st|nd|rd|th)?[ \t]+\p{L}{3,9}\.?,?[ \t]+\d{4}|\p{L}{3,9}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?[ \t]+\d{4})(?!\d)/mu;

/** A heading, bullet or bold line that starts with a date. */
function holdsDatedEntries(text: string): boolean {
  return dated.test(text);
}

/** A heading that is a link: what follows are notes on what it leads to. */
function hasLinkedHeadings(text: string): boolean {
  return /^#{1,6}[ \t]+(?:\[[^\]\n]{1,400}\]\([^)\s]{1,2000}\)|https?:\/\/\S+)[ \t]*$/m.test(text);
}

/** The page of a day's papers, saved as text or pasted. */
function isDailyPapersPage(text: string): boolean {
  return dailyHeading.test(text) && dailyMeta.test(text);
}

/** The words first, then what may stand before them: runs of signs are not gone over at each of them. */
const dailyHeading = /Daily Papers\b(?<=^[^\p{L}\p{N}\r\n]{0,40}Daily Papers)/imu;
const dailyMeta =
  /(?:Submitted by|\d{1,4} authors)\b(?<=^[^\p{L}\p{N}\r\n]{0,40}(?:Submitted by|\d{1,4} authors))/imu;
