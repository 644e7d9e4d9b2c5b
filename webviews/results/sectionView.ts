import type { ExperimentResult } from '../../src/experiments/result';
import type { FigureId } from '../../src/results/figureIds';

/** One figure with its numbers: a function of the result and of the estimator chosen for it. */
export interface SectionView {
  readonly id: FigureId;
  /** Of a study, which of its figures. */
  readonly figure?: string;
  readonly title: string;
  /** What it shows, as the end of a button's label. */
  readonly what: string;
  /** What to read in it, a sentence or two. */
  readonly lead: string;
  /** What could not be found, sentences. */
  readonly problems: readonly string[];
  /** Estimators to choose from, or what else `choice` names, where it shows one at a time. */
  readonly choices: readonly string[];
  readonly choice?: string;
  /** A choice in words, where its key is none. */
  readonly choiceName?: (key: string) => string;
  readonly chosen: string | undefined;
  /** The result of another run that the figure sets beside this one's. */
  readonly compared?: ExperimentResult;
  /** Rows and their marks, where they are chosen for another section: its id, what choosing does, and what each is of. */
  readonly pick?: {
    readonly section: string;
    readonly title: string;
    readonly nameOf?: (key: string) => string;
  };
  readonly table: TableView;
}

export interface TableView {
  readonly caption: string;
  readonly columns: readonly {
    readonly title: string;
    readonly kind: 'text' | 'number' | 'value' | 'head';
  }[];
  /** `key` names the row's mark in the figure, where it has one; `mark` does where several rows share one. */
  readonly rows: readonly {
    readonly key: string;
    readonly mark?: string;
    /** What choosing the row chooses, where the section lets choose. */
    readonly pick?: string;
    readonly cells: readonly string[];
  }[];
}

/** Of several estimators, the one that is shown. */
export interface Choice {
  readonly choices: readonly string[];
  readonly chosen: string | undefined;
}

/** Columns that several tables have. */
export const head = { kind: 'head' } as const;
export const number = { kind: 'number' } as const;
export const value = { title: 'Dimension', kind: 'value' } as const;
export const interval = { title: 'Interval', ...number } as const;
