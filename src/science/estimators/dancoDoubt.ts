import type { DancoStatistics } from './dancoStatistics';
import type { Doubt } from './estimator';

/** Distances and angles that point to dimensions farther apart than that, as a quotient, contradict each other. */
const mostApart = 1.1;
/** An estimate farther outside both of theirs than that, as a quotient, is owed to the direction of the angles alone. */
const mostBeyond = 1.05;

/**
 * Whether the balls that DANCo compares the data with can tell the dimension. In a ball, nearest distances alone and the
 * concentration of angles alone point to the same dimension as all of it does; where points are spread otherwise, dense in
 * the middle, on a curved sheet, with unequal axes, they do not. The limits were measured: see docs/coverage.md.
 *
 * @param balls by dimension, from 1.
 */
export function dancoDoubt(
  estimate: number,
  data: DancoStatistics,
  balls: readonly DancoStatistics[],
): Doubt | undefined {
  const distances = dimensionOf(
    data.dhat,
    balls.map(({ dhat }) => dhat),
  );
  const angles = dimensionOf(
    data.tau,
    balls.map(({ tau }) => tau),
  );
  if (distances === undefined || angles === undefined) return undefined;
  const low = Math.min(distances, angles);
  const high = Math.max(distances, angles);
  if (high <= mostApart * low && estimate <= mostBeyond * high && estimate * mostBeyond >= low) {
    return undefined;
  }
  const [all, r, tau] = [estimate, distances, angles].map((d) => d.toPrecision(3));
  return {
    fault: 'rough',
    text:
      `Balls of dimension ${r} have the data's nearest distances, of ${tau} its concentration of angles, and of ${all} ` +
      `agree best with all of it: the points are not spread as in a ball, and DANCo is likely biased, by as much or more.`,
  };
}

/** Where a curve over the whole dimensions from 1 first reaches a value, linear in between; undefined where it does not. */
function dimensionOf(value: number, curve: readonly number[]): number | undefined {
  if (value <= (curve[0] ?? NaN)) return 1;
  const next = curve.findIndex((each) => each >= value);
  if (next < 1) return undefined;
  const [below, above] = [curve[next - 1] as number, curve[next] as number];
  return next + (value - below) / (above - below);
}
