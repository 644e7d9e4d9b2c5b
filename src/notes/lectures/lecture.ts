import type { OffsetRange } from '../../base/text';
import type { OutlineNode } from '../outline/outline';
import type { SectionKey } from './words';

/** Something a note says: where, and as one line to show. */
export interface Passage {
  readonly range: OffsetRange;
  readonly text: string;
}

export type MetaKey = 'course' | 'title' | 'date' | 'lecturer' | 'source';

/** A line such as "Lecturer: …" of what a lecture note says about itself. */
export interface MetaField {
  /** Undefined for a field of the author's own. */
  readonly key: MetaKey | undefined;
  readonly label: Passage;
  /** Empty where nothing is filled in. */
  readonly value: Passage;
  /** Where it stands in an outline; undefined in front matter and in tables. */
  readonly node: OutlineNode | undefined;
}

/** What did not work, and what was done about it; one of them may be missing. */
export interface LimitationFix {
  readonly limitation: Passage | undefined;
  readonly fix: Passage | undefined;
}

export interface FlowStep {
  readonly passage: Passage;
  /** As written, else its place. */
  readonly number: number;
}

/** A name of a term: the term itself, a short form in brackets, or what it is equated with. */
export interface TermName extends Passage {
  /** Equated with the term, "A = B", rather than naming it. */
  readonly equated: boolean;
}

export interface TermEntry {
  readonly names: readonly TermName[];
  /** From its name to the end of what is said of it. */
  readonly range: OffsetRange;
  /** Undefined where nothing is said of it yet. */
  readonly definition: Passage | undefined;
}

export interface Question {
  readonly question: Passage;
  /** From its mark to the end of its answers. */
  readonly whole: OffsetRange;
  /** Those that say something. */
  readonly answers: readonly Passage[];
  /** Where an answer is to be written that is marked and empty: the end of its line. */
  readonly openAnswer: number | undefined;
  readonly node: OutlineNode;
}

export interface LectureSection {
  readonly key: SectionKey;
  readonly label: Passage;
  readonly range: OffsetRange;
  readonly node: OutlineNode;
  readonly isEmpty: boolean;
}

export interface LecturePart {
  readonly number: number | undefined;
  /** "Part 2"; the heading where it has no such name. */
  readonly name: string;
  readonly title: string | undefined;
  readonly heading: OffsetRange;
  readonly range: OffsetRange;
  readonly node: OutlineNode;
  readonly sections: readonly LectureSection[];
  readonly limitations: readonly LimitationFix[];
  readonly steps: readonly FlowStep[];
  readonly why: Passage | undefined;
  readonly terms: readonly TermEntry[];
  readonly questions: readonly Question[];
}

/** A lecture as its note holds it. */
export interface Lecture {
  readonly title: Passage | undefined;
  readonly range: OffsetRange;
  readonly meta: readonly MetaField[];
  /** Those of the whole lecture. */
  readonly sections: readonly LectureSection[];
  readonly parts: readonly LecturePart[];
  /** Those of its parts too, in the order of the note. */
  readonly terms: readonly TermEntry[];
  readonly questions: readonly Question[];
}

export interface LectureNote {
  /** The note's text with its comments blanked; what edits measure indentation by. */
  readonly text: string;
  readonly lectures: readonly Lecture[];
}
