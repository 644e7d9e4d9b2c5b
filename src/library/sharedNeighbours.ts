import { CodedError } from '../base/errors';
import { leastPoints } from '../science/estimators/distanceEstimator';
import { scalePoint, scaleRanks } from '../science/estimators/scaleCurve';
import type { ScalePoint } from './estimate';
import type { Neighbours } from './neighbours';
import type { Points } from './points';
import { PreparedPoints } from './preparedPoints';
import type { RunOptions } from './runOptions';
import { backendOf, hooksOf } from './running';
import { toMatrix } from './toMatrix';

export async function findNeighbours(
  points: Points,
  k: number,
  options: RunOptions,
): Promise<PreparedPoints> {
  if (!(Number.isInteger(k) && k > 0)) {
    throw new CodedError('usage', `k is ${k}, and must be a whole number above 0.`);
  }
  const neighboursOf = ({ rows }: { rows: number }): number => {
    if (rows >= leastPoints) return k;
    throw new CodedError('estimate.impossible', `${rows} distinct points have too few neighbours.`, {
      remedy: `Give at least ${leastPoints} points that differ.`,
    });
  };
  return PreparedPoints.make(toMatrix(points), neighboursOf, backendOf(options), hooksOf(options));
}

export async function scaleCurveOf(points: Points | Neighbours, options: RunOptions): Promise<ScalePoint[]> {
  const prepared =
    points instanceof PreparedPoints ? points : await findNeighbours(points as Points, 64, options);
  const hooks = hooksOf(options);
  const { table, logs } = await prepared.input(false, options.seed ?? 0, hooks);
  const curve: ScalePoint[] = [];
  for (const n1 of scaleRanks(prepared.n).filter((rank) => 2 * rank <= prepared.k)) {
    const found = await scalePoint(n1, table, logs, options.seed ?? 0, { ...hooks, onProgress: undefined });
    if (found !== undefined) curve.push(found);
  }
  return curve;
}
