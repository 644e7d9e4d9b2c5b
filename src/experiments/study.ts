import type { OutcomeSoFar } from './kind';
import { studyWords, type StudyValue } from './studyResult';

type Rest = Partial<Pick<StudyValue, 'text' | 'unit' | 'sentences' | 'warnings'>>;

/** A value that the run is uncertain of. @param method how the interval was made: `bootstrap, 200 resamples`. */
export function uncertain(
  field: string,
  name: string,
  value: number | null,
  {
    interval,
    method,
    level = 0.95,
    ...rest
  }: Rest & {
    readonly interval: readonly [number, number] | null;
    readonly method: string;
    readonly level?: number;
  },
): StudyValue {
  return {
    ...{ field, name, value, level, intervalMethod: method },
    ...{ interval: interval === null ? null : [interval[0], interval[1]], sentences: [], warnings: [] },
    ...rest,
  };
}

/** A value that follows from the data or the settings without chance. */
export function exact(field: string, name: string, value: number, rest: Rest = {}): StudyValue {
  return {
    ...{
      field,
      name,
      value,
      interval: null,
      level: 0.95,
      intervalMethod: 'exact',
      sentences: [],
      warnings: [],
    },
    ...rest,
  };
}

/** What a live value may name of a study: its own values, and what every study has. */
export function studyFields(own: readonly string[]): readonly string[] {
  return [...own, ...studyWords];
}

/** Before all is done that will be, nothing can be said against it. */
export function withoutWarnings<Outcome extends Pick<OutcomeSoFar, 'result'>>(outcome: Outcome): Outcome {
  return { ...outcome, result: { ...outcome.result, warnings: [] } };
}
