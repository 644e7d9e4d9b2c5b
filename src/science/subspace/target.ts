import { err, ok, type Result } from '../../base/result';
import type { Score } from '../models/objective';

/** When a run has succeeded: at the end of some epoch its score is on the right side of `value`. */
export interface Target {
  readonly split: 'train' | 'test';
  readonly measure: 'accuracy' | 'loss';
  /** An accuracy from 0 to 1, or a loss; where `relative`, a multiple of what full training reaches. */
  readonly value: number;
  readonly relative: boolean;
}

/** A target whose value is a score itself. */
export type AbsoluteTarget = Target & { readonly relative: false };

/** What a block may write as `target`, in one line. */
export const targetHelp =
  'accuracy >= 0.9, loss <= 0.05 or, of full training, accuracy >= 90 % of full; train or test before it';

/** The error is a sentence that says what is possible. */
export function parseTarget(text: string): Result<Target, string> {
  const pattern =
    /^\s*(?:(train|test)\s+)?(accuracy|loss)\s*(>=|≥|<=|≤)\s*(\d*\.?\d+(?:e-?\d+)?)\s*(%)?\s*(?:(?:of|x|×)\s*(full))?\s*$/i;
  const match = pattern.exec(text);
  if (!match) return err(`“${text.trim()}” is no target: write ${targetHelp}.`);
  const [, split = 'test', measure = '', sign = '', digits = '', percent, full] = match.map(
    (part: string | undefined) => part?.toLowerCase(),
  );
  const value = Number(digits) * (percent === undefined ? 1 : 0.01);
  const isAccuracy = measure === 'accuracy';
  if (isAccuracy !== (sign === '>=' || sign === '≥'))
    return err(
      isAccuracy
        ? 'an accuracy is reached from below: write accuracy >= 0.9.'
        : 'a loss is reached from above: write loss <= 0.05.',
    );
  if (isAccuracy && !(value > 0 && value <= 1))
    return err('an accuracy lies between 0 and 1: write accuracy >= 0.9, or accuracy >= 90 %.');
  return ok({
    split: split === 'train' ? 'train' : 'test',
    measure: isAccuracy ? 'accuracy' : 'loss',
    value,
    relative: full !== undefined,
  });
}

/** The score a target is about; NaN where there is none. */
export function measured({ measure }: Target, score: Score): number {
  return (measure === 'loss' ? score.loss : score.accuracy) ?? NaN;
}

export function isReached(target: AbsoluteTarget, value: number): boolean {
  return target.measure === 'loss' ? value <= target.value : value >= target.value;
}

/** The better of two scores by a target's measure; one that is no number is the worse. */
export function better(target: Target, a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  if (Number.isNaN(b)) return a;
  return target.measure === 'loss' ? Math.min(a, b) : Math.max(a, b);
}

/** What full training reaches, as its median, turned into a target that is absolute. */
export function absoluteTarget(target: Target, ofFull: number | undefined): AbsoluteTarget | undefined {
  if (!target.relative) return { ...target, relative: false };
  return ofFull === undefined ? undefined : { ...target, value: target.value * ofFull, relative: false };
}

/** `test accuracy ≥ 0.9`, `train loss ≤ 1.5 × full`. */
export function describeTarget({ split, measure, value, relative }: Target): string {
  const sign = measure === 'loss' ? '≤' : '≥';
  return `${split} ${measure} ${sign} ${Number(value.toPrecision(6))}${relative ? ' × full' : ''}`;
}
