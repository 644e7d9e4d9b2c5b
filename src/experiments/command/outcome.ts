import type { Reported } from './runRecord';
import type { ProgramRun } from './sweep';

/** What came of one process. */
export interface ProgramOutcome extends ProgramRun {
  readonly seed: number;
  /** All that its program was given, as the table shows it. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The target's metric; null where no report of it was a finite number, or the run broke. */
  readonly score: number | null;
  /** Whether the score reaches the target; undefined where the target does not say what is enough, or the run broke. */
  readonly succeeded: boolean | undefined;
  /** It reported the metric, and never as a finite number. */
  readonly diverged: boolean;
  /** Why it counts for nothing: it crashed, ran out of time, reported no such metric. */
  readonly broken: string | undefined;
  /** Of each metric, what it gave as its result or reported last. */
  readonly metrics: ReadonlyMap<string, number>;
  readonly curve: readonly Reported[];
  readonly seconds: number;
  readonly warnings: readonly string[];
}

/** In the order of cells, dimensions (full space last) and indices, however they were done. */
export function inOrder(outcomes: readonly ProgramOutcome[]): readonly ProgramOutcome[] {
  const size = ({ dimension }: ProgramOutcome): number =>
    dimension === null ? Number.MAX_VALUE : (dimension ?? 0);
  return outcomes.toSorted((a, b) => a.cell - b.cell || size(a) - size(b) || a.index - b.index);
}

/** `d=8, rate=0.1, run 2`: the same words in the progress, the logs and the tables. */
export function nameOfRun({ dimension, index }: ProgramRun, cellName: string): string {
  const place = dimension === undefined ? [] : [dimension === null ? 'full space' : `d=${dimension}`];
  return [...place, ...(cellName === '' ? [] : [cellName]), `run ${index + 1}`].join(', ');
}
