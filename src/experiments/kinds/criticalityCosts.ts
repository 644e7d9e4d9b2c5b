import { meanInterval } from '../../science/analysis/meanInterval';
import type { BothScores, CriticalityOutcome } from '../../science/criticality/criticalityOutcome';
import type { NetworkMeasure } from './networkMeasure';

export type Split = 'train' | 'test';

/** What a change of one layer costs, a number a seed. */
export interface LayerCosts {
  readonly name: string;
  readonly parameters: number;
  readonly distances: readonly number[];
  /** By epoch, the initialisation as epoch 0 first. */
  readonly restored: ReadonlyMap<number, Readonly<Record<Split, readonly number[]>>>;
  readonly redrawn: Readonly<Record<Split, readonly number[]>>;
}

/** Of a change that was not tried. */
export const noScores = { train: [], test: [] } as const;

/** Scores lost against the trained network, better less worse, by layer and change. @param epochs tried, 0 among them. */
export function costsOf(
  outcomes: readonly CriticalityOutcome[],
  measure: NetworkMeasure,
  epochs: readonly number[],
): LayerCosts[] {
  const cost = (whole: BothScores, changed: BothScores, split: Split): number | undefined => {
    const [before, after] = [measure.of(whole[split]), measure.of(changed[split])];
    return before === undefined || after === undefined ? undefined : measure.gain(before, after);
  };
  const both = (
    find: (outcome: CriticalityOutcome, split: Split) => number | undefined,
  ): Record<Split, readonly number[]> => ({
    train: outcomes.flatMap((outcome) => find(outcome, 'train') ?? []),
    test: outcomes.flatMap((outcome) => find(outcome, 'test') ?? []),
  });
  return (outcomes[0]?.layers ?? []).map(({ name, parameters }, l) => ({
    name,
    parameters,
    distances: outcomes.flatMap(({ layers }) => layers[l]?.distance ?? []),
    restored: new Map(
      epochs.map((epoch) => [
        epoch,
        both(({ whole, layers }, split) => {
          const changed = layers[l]?.restored.find((each) => each.epoch === epoch);
          return changed && cost(whole, changed, split);
        }),
      ]),
    ),
    redrawn: both(({ whole, layers }, split) => {
      const costs = layers[l]?.redrawn.flatMap((changed) => cost(whole, changed, split) ?? []) ?? [];
      return meanInterval(costs)?.mean;
    }),
  }));
}
