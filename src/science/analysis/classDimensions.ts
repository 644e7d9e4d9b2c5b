import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import type { DataMatrix } from '../datasets/dataSet';
import { distinctRows, takeRows } from '../datasets/duplicates';
import { dimensionEstimateSchema, type DimensionEstimate } from '../estimators/estimate';
import { estimateDimension } from '../estimators/estimateDimension';
import type { EstimatorSpec } from '../estimators/estimatorSpec';
import type { NeighbourBackend, WorkHooks } from '../neighbours';
import { consensus, consensusSchema } from './consensus';
import { inOrder } from './labels';
import { partInput } from './partInput';

/** The dimension of the points of one class, among themselves. */
export const classDimensionSchema = z.object({
  label: z.string(),
  /** Rows of the class, and how many distinct ones the estimates are made of. */
  rows: z.number().int(),
  points: z.number().int(),
  estimates: z.array(
    dimensionEstimateSchema.pick({
      estimator: true,
      key: true,
      dimension: true,
      interval: true,
      level: true,
      warnings: true,
    }),
  ),
  consensus: consensusSchema.pick({ dimension: true, interval: true, reading: true, from: true }).optional(),
  /** Why there is no estimate, or not every one that was asked for; sentences. */
  problems: z.array(z.string()),
});
export type ClassDimension = z.infer<typeof classDimensionSchema>;

/** Below so many distinct points a class gets no estimate: its interval would say more about luck. */
const leastOfClass = 30;
/** Of larger classes so many rows are drawn: the classes together then cost less than the whole. */
const mostOfClass = 20_000;
/** More labels than that are no classes, but perhaps a number to be predicted. */
export const mostClasses = 100;

/** A class's rows, by label. */
export interface ClassRows {
  readonly label: string;
  readonly rows: Int32Array;
}

/** The rows of every class, classes in the order of their labels. */
export function classesOf(labels: readonly string[]): ClassRows[] {
  const rows = new Map<string, number[]>(inOrder(labels).map((label) => [label, []]));
  labels.forEach((label, row) => rows.get(label)?.push(row));
  return [...rows].map(([label, own]) => ({ label, rows: Int32Array.from(own) }));
}

/** Multiply-adds of finding a class's neighbours, roughly. */
export function classCost({ rows }: ClassRows, columns: number): number {
  return Math.min(rows.length, mostOfClass) ** 2 * Math.min(columns, 40);
}

/**
 * The dimension of one class by every estimator that was asked for, neighbours looked for within the class alone. An
 * estimator that fails, or a class too small, is a sentence in `problems`.
 */
export async function classDimension(
  { label, rows }: ClassRows,
  matrix: DataMatrix,
  requests: readonly EstimatorSpec[],
  backend: NeighbourBackend,
  seed: number,
  hooks: WorkHooks,
): Promise<ClassDimension> {
  const drawn = takeRows(matrix, drawRows(rows, seed));
  const points = distinctRows(drawn).length;
  const found = { label, rows: rows.length, points };
  if (points < leastOfClass) {
    const problem = `Too few points: ${points} distinct ones, where ${leastOfClass} are the least.`;
    return { ...found, estimates: [], problems: [problem] };
  }
  const problems =
    drawn.rows < rows.length ? [`${drawn.rows} of its ${rows.length} rows, drawn at random, were used.`] : [];
  const quiet: WorkHooks = { ...hooks, onProgress: undefined };
  const input = await partInput(drawn, requests, backend, seed, {
    ...hooks,
    onProgress: (fraction) => hooks.onProgress?.(fraction / 2),
  });
  const estimates: DimensionEstimate[] = [];
  for (const [i, request] of requests.entries()) {
    try {
      estimates.push(await estimateDimension(request, input, quiet));
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'estimate.impossible') throw error;
      problems.push(error.message);
    }
    hooks.onProgress?.(0.5 + (i + 1) / requests.length / 2);
  }
  const agreed = consensus(estimates);
  return {
    ...found,
    estimates: estimates.map(({ estimator, key, dimension, interval, level, warnings }) => ({
      ...{ estimator, key, dimension, interval, level, warnings },
    })),
    ...(agreed && {
      consensus: {
        dimension: agreed.dimension,
        interval: agreed.interval,
        reading: agreed.reading,
        from: agreed.from,
      },
    }),
    problems,
  };
}

/** That one number for all points is a mixture, where classes differ in dimension beyond their intervals. */
export function mixtureWarning(classes: readonly ClassDimension[]): string | undefined {
  const found = classes
    .flatMap(({ label, consensus: agreed }) => (agreed ? [{ label, ...agreed }] : []))
    .sort((a, b) => a.dimension - b.dimension);
  const [least, greatest] = [found.at(0), found.at(-1)];
  if (!least || !greatest || greatest.dimension < 1.3 * least.dimension) return undefined;
  if (greatest.interval[0] <= least.interval[1]) return undefined;
  return (
    `The classes differ in dimension beyond their intervals, from ${least.dimension.toPrecision(2)} (${least.label}) to ` +
    `${greatest.dimension.toPrecision(2)} (${greatest.label}): one number for all points is a mixture of these.`
  );
}

function drawRows(rows: Int32Array, seed: number): Int32Array {
  if (rows.length <= mostOfClass) return rows;
  const rng = new Rng(seed).split(2);
  const drawn = rows.slice();
  for (let i = 0; i < mostOfClass; i++) {
    const j = i + rng.integer(drawn.length - i);
    [drawn[i], drawn[j]] = [drawn[j] as number, drawn[i] as number];
  }
  return drawn.slice(0, mostOfClass).sort();
}
