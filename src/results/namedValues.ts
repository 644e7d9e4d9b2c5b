import type { ExperimentResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { selectLayerValue, valueOfWord, valuesBy } from './layerValue';

/** A value of a result under the name that a live value gives it. */
export interface NamedValue {
  readonly field: string;
  readonly estimate: DimensionEstimate;
}

/** Every value that a live value may name, those one asks for most first. */
export function namedValues(result: ExperimentResult): readonly NamedValue[] {
  switch (result.kind) {
    case 'intrinsic-dimension':
      return result.estimates.map((estimate) => ({ field: estimate.key, estimate }));
    case 'layer-dimension':
      return [
        ...headlineValues(result),
        ...result.estimators.flatMap((key, i) =>
          valuesBy(result, key).map(({ layer, estimate }) => ({
            field: i === 0 ? layer : `${layer}.${key}`,
            estimate,
          })),
        ),
      ];
  }
}

/** The values a live value's field stands for, however it is written; those of the whole where it names none. */
export function valuesOfField(
  field: string | undefined,
  { experimentId, result }: Pick<RunResult, 'experimentId' | 'result'>,
): readonly NamedValue[] {
  if (field === undefined) return headlineValues(result);
  if (result.kind === 'layer-dimension') {
    const found = selectLayerValue(field, experimentId, result);
    return found.ok ? [{ field, estimate: found.value.estimate }] : headlineValues(result);
  }
  const named = namedValues(result).filter(
    ({ estimate }) => estimate.key === field || estimate.estimator === field,
  );
  return named.length > 0 ? named : namedValues(result);
}

/** The few that stand for the whole result where there is little room. */
export function headlineValues(result: ExperimentResult): readonly NamedValue[] {
  switch (result.kind) {
    case 'intrinsic-dimension':
      return namedValues(result);
    case 'layer-dimension': {
      const values = valuesBy(result, result.estimators[0] ?? '');
      return (['max', 'last'] as const).flatMap((word) => {
        const found = valueOfWord(values, word);
        return found === undefined ? [] : [{ field: word, estimate: found.estimate }];
      });
    }
  }
}
