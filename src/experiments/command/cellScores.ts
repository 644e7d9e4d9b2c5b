import type { MeanInterval } from '../../science/analysis/meanInterval';
import type { Cell } from './sweep';

/** One cell's runs and what they tell. */
export interface CellScores {
  readonly cell: Cell;
  readonly scores: readonly number[];
  /** Undefined where no run of the cell has a finite score. */
  readonly mean: MeanInterval | undefined;
  /** Runs that did not break, and those of them that reach the target. */
  readonly told: number;
  readonly successes: number;
}

/** `0.91 (0.88 to 0.94)`. */
export function withInterval({ mean, interval }: MeanInterval): string {
  return interval === undefined
    ? shown(mean)
    : `${shown(mean)} (${shown(interval[0])} to ${shown(interval[1])})`;
}

/** Four digits are enough for words. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
