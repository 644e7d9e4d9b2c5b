import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';

import { callingThread, type NeighbourTable } from '../../science/neighbours';
import type { DataMatrix, DataSet } from '../../science/datasets/dataSet';
import { distinctRows, takeRows } from '../../science/datasets/duplicates';
import { disagreements, rowNumberColumns } from '../../science/estimators/dimensionWarnings';
import type { DimensionEstimate, ScalePoint } from '../../science/estimators/estimate';
import type { EstimatorInput } from '../../science/estimators/estimator';
import { leastPoints } from '../../science/estimators/distanceEstimator';
import { costOf, estimateDimension, needsOf } from '../../science/estimators/estimateDimension';
import {
  describeEstimator,
  parseEstimators,
  type EstimatorSpec,
} from '../../science/estimators/estimatorSpec';
import { estimators as known } from '../../science/estimators/estimators';
import { logDistances, spareNeighbours } from '../../science/estimators/neighbourStatistic';
import { mostEigenvalues, spectrum } from '../../science/estimators/pca';
import { scalePoint, scaleRanks } from '../../science/estimators/scaleCurve';
import type { Spectrum } from '../../science/estimators/spectrum';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { dataOption } from './dataOption';
import { scaleCost, stageCosts } from './dimensionCosts';
import { Stages } from './stages';

const estimators = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((given, context) => {
    // YAML splits a list at every comma, those within parentheses too: joined, they are read as they were meant.
    const parsed = parseEstimators(typeof given === 'string' ? given : given.join(','));
    if (parsed.ok) return parsed.value.map((spec) => spec.key);
    context.addIssue({ code: 'custom', message: parsed.error });
    return z.NEVER;
  })
  .default(['twonn', 'mle', 'pca'])
  .describe(`Estimators, a list: ${known.map(describeEstimator).join(', ')}`);

const schema = z.strictObject({
  data: dataOption,
  estimators,
  label: z
    .union([z.string().min(1), z.number().int().nonnegative()])
    .optional()
    .describe('A column that is no feature, by name or by index from 0'),
  header: z
    .union([z.literal('auto'), z.boolean()])
    .default('auto')
    .describe('Whether the first line names the columns: auto, true or false'),
  missing: z
    .enum(['error', 'drop-rows'])
    .default('error')
    .describe('What to do with empty, NaN or infinite values: error or drop-rows'),
  seed: z
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe('Seed of the resampling behind the intervals, and of subsample'),
  subsample: z.number().int().min(leastPoints).optional().describe('Use only so many rows, drawn at random'),
  scale: z.boolean().default(true).describe('Whether to find the dimension at several scales too'),
  maxMemory: z
    .number()
    .positive()
    .default(4)
    .describe('Gigabytes that the values may take; more is refused before it is read'),
});
type DimensionSpec = z.infer<typeof schema>;

/** How large the points are by the estimators of the registry, and Gride's curve over scales. */
export const intrinsicDimension: ExperimentKind<typeof schema> = {
  id: 'intrinsic-dimension',
  title: 'Intrinsic dimension',
  description:
    'The dimension of a data set by TwoNN, maximum likelihood, PCA and others, each with a 95 % interval.',
  revision: 1,
  schema,
  fileKeys: ['data'],
  fields: (spec) => spec.estimators,
  run,
};

async function run(spec: DimensionSpec, context: RunContext): Promise<KindOutcome> {
  const parsed = parseEstimators(spec.estimators.join(','));
  if (!parsed.ok) throw new CodedError('experiment.invalid', parsed.error);
  const requests = parsed.value;
  const stages = new Stages(context);
  const data = await stages.run('reading the data', 0.1, ({ onProgress }) =>
    context.readData(
      spec.data,
      { header: spec.header, label: spec.label, missing: spec.missing, maxBytes: spec.maxMemory * 2 ** 30 },
      onProgress,
    ),
  );
  const matrix = subsampled(data.matrix, spec);
  const distinct = takeRows(matrix, distinctRows(matrix));
  const duplicates = matrix.rows - distinct.rows;
  checkPoints(spec, requests, matrix, distinct);
  const warnings = dataWarnings(data, matrix, duplicates);

  const ranks = spec.scale && distinct.rows >= leastPoints ? scaleRanks(distinct.rows) : [];
  const costs = stageCosts(requests, ranks, matrix, distinct);
  stages.plan(costs.neighbours + costs.estimates + costs.linear);

  const backend = context.neighbours ?? callingThread();
  const k = Math.min(costs.k + spareNeighbours(costs.k), distinct.rows - 1);
  const table =
    costs.k > 0
      ? await stages.run('finding nearest neighbours', costs.neighbours, (hooks) =>
          backend.nearestNeighbours(distinct, k, hooks),
        )
      : undefined;
  const logs = table === undefined ? noTable.distances : logDistances(table);
  const input: EstimatorInput = {
    rows: matrix,
    points: distinct,
    table: table ?? noTable,
    logs,
    spectrum: requests.some((request) => needsOf(request, distinct.rows).spectrum)
      ? await stages.run('finding principal axes', costs.linear, (hooks) =>
          spectrum(matrix, spec.seed, hooks),
        )
      : noSpectrum,
    seed: spec.seed,
  };
  const estimates: DimensionEstimate[] = [];
  for (const request of requests) {
    const cost = costOf(request, distinct.rows, matrix.columns);
    estimates.push(
      await stages.run(`estimating by ${request.key}`, cost, (hooks) =>
        estimateDimension(request, input, hooks),
      ),
    );
  }
  const scale: ScalePoint[] = [];
  for (const n1 of ranks) {
    if (table === undefined) break;
    const points = table;
    const point = await stages.run(`the scale of ${2 * n1} neighbours`, scaleCost(n1, distinct), (hooks) =>
      scalePoint(n1, points, logs, spec.seed, hooks),
    );
    if (point !== undefined) scale.push(point);
  }
  warnings.push(...disagreements(estimates));
  for (const warning of warnings) context.warn(warning);
  return {
    result: {
      kind: 'intrinsic-dimension',
      data: {
        path: spec.data,
        n: matrix.rows,
        features: matrix.columns,
        duplicates,
        zeroDistances: table === undefined ? 0 : zeroPairs(table),
        droppedRows: data.droppedRows,
      },
      estimates,
      scale,
      warnings,
    },
    backend: table === undefined ? 'javascript, 1 thread' : `${table.backend}, ${avoided(table)}`,
    precision: 'float64',
  };
}

/** How much of the work of a brute search was spared. */
function avoided({ points, evaluated }: NeighbourTable): string {
  const pairs = (points * (points - 1)) / 2;
  return `${Math.floor(100 * Math.max(0, 1 - evaluated / pairs))} % of distances avoided`;
}

/** What stands for parts of the input that no request needs. */
const noTable: NeighbourTable = {
  points: 0,
  k: 0,
  distances: new Float64Array(0),
  indices: new Int32Array(0),
  evaluated: 0,
  backend: '',
};
const noSpectrum: Spectrum = { values: new Float64Array(0), resampled: [] };

/** The rows asked for, drawn without replacement, in the file's order. */
function subsampled(matrix: DataMatrix, { subsample, seed }: DimensionSpec): DataMatrix {
  if (subsample === undefined || subsample >= matrix.rows) return matrix;
  const rng = new Rng(seed).split(1);
  const rows = Int32Array.from({ length: matrix.rows }, (_, i) => i);
  for (let i = 0; i < subsample; i++) {
    const j = i + rng.integer(matrix.rows - i);
    [rows[i], rows[j]] = [rows[j] as number, rows[i] as number];
  }
  return takeRows(matrix, rows.slice(0, subsample).sort());
}

function checkPoints(
  spec: DimensionSpec,
  requests: readonly EstimatorSpec[],
  matrix: DataMatrix,
  distinct: DataMatrix,
): void {
  const location = { file: spec.data };
  const needs = requests.map((request) => needsOf(request, distinct.rows));
  const local = requests.find((_, i) => needs[i]?.distinct);
  if (matrix.rows < 2 || (local !== undefined && distinct.rows < leastPoints)) {
    const found =
      distinct.rows === matrix.rows ? `${matrix.rows}` : `${distinct.rows} distinct of ${matrix.rows}`;
    throw new CodedError(
      'estimate.impossible',
      `${found} row${distinct.rows === 1 ? '' : 's'}: ${(local ?? requests[0])?.key} needs at least ${local ? `${leastPoints} distinct ones` : '2'}.`,
      { remedy: 'Use a data file with more points.', location },
    );
  }
  const linear = requests.find((_, i) => needs[i]?.spectrum);
  if (linear !== undefined && Math.min(matrix.rows, matrix.columns) > mostEigenvalues) {
    throw new CodedError(
      'estimate.impossible',
      `${linear.id} of ${matrix.rows} rows and ${matrix.columns} columns would need ${Math.min(matrix.rows, matrix.columns)} eigenvalues; at most ${mostEigenvalues} are computed.`,
      { remedy: `Set \`subsample: ${mostEigenvalues}\`, or leave ${linear.id} out.`, location },
    );
  }
}

function dataWarnings(data: DataSet, matrix: DataMatrix, duplicates: number): string[] {
  const warnings: string[] = [];
  if (data.droppedRows > 0) warnings.push(`${data.droppedRows} rows miss a value and were left out.`);
  if (duplicates > 0) {
    warnings.push(
      `${duplicates} of ${matrix.rows} rows equal an earlier one: TwoNN, MLE and the scales leave them out.`,
    );
  }
  const numbering = rowNumberColumns(data.matrix, data.columnNames);
  if (numbering !== undefined) warnings.push(numbering);
  return warnings;
}

function zeroPairs({ points, k, distances, indices }: NeighbourTable): number {
  const pairs = new Set<string>();
  for (let i = 0; i < points; i++) {
    for (let j = 0; j < k && distances[i * k + j] === 0; j++) {
      const other = indices[i * k + j] as number;
      pairs.add(`${Math.min(i, other)} ${Math.max(i, other)}`);
    }
  }
  return pairs.size;
}
