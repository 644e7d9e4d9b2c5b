import type { Score } from '../models/objective';

/** A score to be kept: what is no finite number, as the loss of a run that diverged, is null. */
export interface FiniteScore {
  readonly loss: number | null;
  readonly accuracy: number | null;
}

export function finiteScore({ loss, accuracy }: Score): FiniteScore {
  return { loss: finiteOrNull(loss), accuracy: finiteOrNull(accuracy ?? NaN) };
}

export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
