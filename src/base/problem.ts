import type { OffsetRange } from './text';

export type ProblemSeverity = 'error' | 'warning' | 'information' | 'hint';

/** Something in a note that its author should know of, with what to do about it. */
export interface Problem {
  /** Stable, e.g. `experiment.yaml`; shown as the diagnostic's code. */
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly message: string;
  /** What to do, as a sentence; empty where the message says it all. */
  readonly remedy: string;
  readonly range: OffsetRange;
}
