import { CodedError } from '../base/errors';
import type { DataMatrix } from '../science/datasets/dataSet';
import { checkPoints } from '../science/estimators/checkPoints';
import { estimateDimension, needsOf } from '../science/estimators/estimateDimension';
import { parseEstimator, parseEstimators, type EstimatorSpec } from '../science/estimators/estimatorSpec';
import type { WorkHooks } from '../science/neighbours';
import type { Estimate } from './estimate';
import type { Neighbours } from './neighbours';
import type { Points } from './points';
import { PreparedPoints } from './preparedPoints';
import type { RunOptions } from './runOptions';
import { backendOf, hooksOf } from './running';
import { toMatrix } from './toMatrix';

/** Of a call's time, roughly, what finding neighbours takes. */
const searchShare = 0.6;
/** Of an estimate from principal axes, roughly, what finding these takes. */
const axesShare = 0.9;
const ofRun: ReadonlySet<string> = new Set([
  'seed',
  'threads',
  'signal',
  'onProgress',
] satisfies (keyof RunOptions)[]);

/** One estimate by an estimator's id, its own options and those of the run in one object. */
export async function estimateBy(
  id: string,
  points: Points | Neighbours,
  options: RunOptions = {},
): Promise<Estimate> {
  const own = Object.entries(options).filter(([name, value]) => !ofRun.has(name) && value !== undefined);
  const text = `${id}(${own.map(([name, value]) => `${name}=${String(value)}`).join(',')})`;
  const [estimate] = await estimateEach([read(parseEstimator(text))], points, options);
  return estimate as Estimate;
}

/** Estimates by several, named as in a block: `['twonn', 'mle(k=10)']`. */
export async function estimateByNames(
  names: string | readonly string[],
  points: Points | Neighbours,
  options: RunOptions,
): Promise<Estimate[]> {
  return estimateEach(read(parseEstimators([names].flat().join(','))), points, options);
}

function read<T>(parsed: { ok: true; value: T } | { ok: false; error: string }): T {
  if (parsed.ok) return parsed.value;
  throw new CodedError('usage', parsed.error);
}

async function estimateEach(
  requests: readonly EstimatorSpec[],
  points: Points | Neighbours,
  options: RunOptions,
): Promise<Estimate[]> {
  const hooks = hooksOf(options);
  const isShared = points instanceof PreparedPoints;
  const prepared = isShared
    ? withEnough(points, requests)
    : await prepare(points as Points, requests, options);
  const estimates: Estimate[] = [];
  const rest = part(hooks, isShared ? 0 : searchShare, 1);
  for (const [i, request] of requests.entries()) {
    const own = part(rest, i / requests.length, (i + 1) / requests.length);
    const needs = needsOf(request, prepared.n);
    const axes = needs.spectrum ? axesShare : 0;
    const input = await prepared.input(needs.spectrum, options.seed ?? 0, part(own, 0, axes));
    const estimate = await estimateDimension(request, input, part(own, axes, 1));
    estimates.push({ ...estimate, n: needs.distinct ? prepared.n : prepared.rows.rows });
  }
  hooks.onProgress?.(1);
  return estimates;
}

function prepare(
  points: Points,
  requests: readonly EstimatorSpec[],
  options: RunOptions,
): Promise<PreparedPoints> {
  const rows = toMatrix(points);
  const neighboursOf = (distinct: DataMatrix): number => {
    checkPoints(requests, rows, distinct);
    return Math.max(...requests.map((request) => needsOf(request, distinct.rows).neighbours));
  };
  return PreparedPoints.make(rows, neighboursOf, backendOf(options), part(hooksOf(options), 0, searchShare));
}

function withEnough(points: PreparedPoints, requests: readonly EstimatorSpec[]): PreparedPoints {
  checkPoints(requests, points.rows, points.points);
  for (const request of requests) {
    const needed = needsOf(request, points.n).neighbours;
    if (needed > points.k) {
      throw new CodedError(
        'usage',
        `${request.key} needs ${needed} neighbours of every point, and is given ${points.k}.`,
        {
          remedy: `Find as many once: neighbours(points, ${needed}).`,
        },
      );
    }
  }
  return points;
}

function part(hooks: WorkHooks, from: number, to: number): WorkHooks {
  return { ...hooks, onProgress: (fraction) => hooks.onProgress?.(from + (to - from) * fraction) };
}
