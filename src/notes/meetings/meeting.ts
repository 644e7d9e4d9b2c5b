import type { OffsetRange } from '../../base/text';
import type { CalendarDate } from '../calendar';
import type { OutlineNode } from '../outline';
import type { EntryHead } from './entryHead';

/** Why a line counts as a to-do. */
export type TodoReason = 'listed' | 'box' | 'phrase';

/** What a table's row says of being done: in a column of its own, else at the task. All offsets are into the note. */
export interface TodoCells {
  readonly task: OffsetRange;
  readonly state: OffsetRange | undefined;
  /** How other rows of the table say the two; undefined where none does. */
  readonly words: { readonly done: string | undefined; readonly open: string | undefined };
}

/** Something to be done, on a line of its own. */
export interface Todo {
  readonly node: OutlineNode;
  /** Readable, without the names in front of it. */
  readonly text: string;
  /** As written; empty where nobody is named. */
  readonly people: readonly string[];
  readonly reason: TodoReason;
  readonly done: boolean;
  /** Where it is a row of a table: the parts that say whether it is done. */
  readonly cells?: TodoCells;
  /** What it stands under: the meeting's date as written, or the nearest heading; empty where there is none. */
  readonly under: string;
  readonly meeting: Meeting | undefined;
}

/** What somebody said, with the lines below it. */
export interface Statement {
  readonly people: readonly string[];
  /** Of the line itself; empty where it holds the names alone. */
  readonly text: string;
  readonly node: OutlineNode;
  readonly points: readonly OutlineNode[];
}

/** A line that nobody in particular said. */
export interface Topic {
  readonly text: string;
  readonly node: OutlineNode;
}

export type DecisionReason =
  /** Under "Decisions", after "결정:". */
  | 'listed'
  /** "We decided", "~하기로 했다". */
  | 'phrase'
  /** "Let's …", in answer to a question of the minutes. */
  | 'answer';

export interface Decision {
  readonly text: string;
  readonly node: OutlineNode;
  readonly reason: DecisionReason;
}

/** "Feb: prove the theorem". */
export interface Milestone {
  readonly when: string;
  readonly what: string;
  readonly node: OutlineNode;
}

/** A dated entry of the minutes. */
export interface Meeting {
  readonly head: EntryHead;
  /** The line with the date; for "Date: …" the heading that the date belongs to, where there is one. */
  readonly node: OutlineNode;
  readonly date: CalendarDate;
  /** The date is one that a calendar has. */
  readonly real: boolean;
  readonly title: string;
  /** Where the line with the date lists who was there: "2025-01-12 | Attendees: Ada, Bob"; else empty. */
  readonly attendees: string;
  readonly range: OffsetRange;
  /** What it consists of, without the line with the date. */
  readonly body: readonly OutlineNode[];
}

/** A meeting with what was said in it. */
export interface MeetingContent {
  /** Those listed as present, as written; empty where no line lists them. */
  readonly attendees: readonly string[];
  readonly statements: readonly Statement[];
  readonly topics: readonly Topic[];
  readonly decisions: readonly Decision[];
  readonly timeline: readonly Milestone[];
  readonly next: Topic | undefined;
}
