import type { OffsetRange } from '../../base/text';

/** A long note in chapters, as it is written or as a converter made it from a book's pages. */
export interface Course {
  readonly title: string | undefined;
  /** The table of contents: whole lines. */
  readonly contents: OffsetRange | undefined;
  /** At least one wherever there are chapters; a course without parts has a single one that has no heading. */
  readonly parts: readonly CoursePart[];
  readonly statements: readonly CourseStatement[];
  readonly debris: readonly PageDebris[];
}

interface OutlineItem {
  /** As written: "IV", "3", "B", "2.1.3"; undefined where there is none. */
  readonly number: string | undefined;
  readonly title: string;
  /** The lines that hold number and title; undefined where only the table of contents names it. */
  readonly heading: OffsetRange | undefined;
  /** From its heading to what comes next; of what was not found, its line in the table of contents. */
  readonly range: OffsetRange;
}

export interface CoursePart extends OutlineItem {
  readonly chapters: readonly CourseChapter[];
  readonly progress: CourseProgress;
}

export interface CourseChapter extends OutlineItem {
  /** `matter` stands before or behind the chapters (preface, bibliography) and counts for no progress. */
  readonly kind: 'chapter' | 'appendix' | 'matter';
  /** In order, of any depth. */
  readonly sections: readonly CourseSection[];
  /** Words of its own: see {@link CourseProgress}. */
  readonly words: number;
  readonly stub: Stub | undefined;
}

export interface CourseSection extends OutlineItem {
  /** 2 for "3.1", 3 for "3.1.2". */
  readonly depth: number;
  /** Words of its own, those of its subsections included. */
  readonly words: number;
}

/** Why a chapter is believed to be unwritten. */
export interface Stub {
  /** A sentence, or two. */
  readonly why: string;
}

/**
 * How far a part is. A chapter counts as written when it is no stub, that is, when it has enough words of its own:
 * those outside headings, page debris, comments and code, and outside text that several chapters share.
 */
export interface CourseProgress {
  readonly written: number;
  readonly chapters: number;
  readonly words: number;
}

export const statementKinds = [
  'theorem',
  'lemma',
  'proposition',
  'corollary',
  'definition',
  'example',
  'exercise',
  'algorithm',
  'remark',
  'axiom',
  'assumption',
  'conjecture',
  'claim',
  'fact',
] as const;
export type StatementKind = (typeof statementKinds)[number];

/** A theorem, a definition or their like. */
export interface CourseStatement {
  readonly kind: StatementKind;
  /** The word that the note uses: "Example Question", "정리". */
  readonly word: string;
  readonly number: string | undefined;
  /** "(Markov's inequality)" or what else stands as its name on its line. */
  readonly name: string | undefined;
  /** Its first words, where it has no name; empty where nothing follows. */
  readonly excerpt: string;
  /** The whole of it: to the end of its paragraph, environment or block. */
  readonly range: OffsetRange;
}

export type DebrisKind =
  /** "27.2. VALUE FUNCTIONS 45", and a chapter's title repeated over its pages. */
  | 'running header'
  | 'page number'
  /** A form feed, a command or a comment that parts pages, or an anchor that marks one. */
  | 'page break'
  /** The hyphen and the line end within a word that was divided. */
  | 'hyphenation'
  /** The empty lines within a sentence that a page break cut in two. */
  | 'split paragraph';

/** What a converter left of the pages: nobody wrote it, and nothing is lost without it. */
export interface PageDebris {
  readonly kind: DebrisKind;
  readonly range: OffsetRange;
}
