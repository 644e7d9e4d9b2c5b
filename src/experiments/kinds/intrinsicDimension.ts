import { z } from 'zod';
import { CodedError } from '../../base/errors';

import { callingThread, type NeighbourTable } from '../../science/neighbours';
import { consensus } from '../../science/analysis/consensus';
import type { DataMatrix, DataSet } from '../../science/datasets/dataSet';
import { distinctRows, takeRows } from '../../science/datasets/duplicates';
import { checkPoints } from '../../science/estimators/checkPoints';
import { disagreements, isOverall, rowNumberColumns } from '../../science/estimators/dimensionWarnings';
import type { ScalePoint } from '../../science/estimators/estimate';
import { leastPoints } from '../../science/estimators/distanceEstimator';
import { costOf, estimateLocally, type LocalEstimate } from '../../science/estimators/estimateDimension';
import { parseEstimators, type EstimatorSpec } from '../../science/estimators/estimatorSpec';
import { scalePoint, scaleRanks } from '../../science/estimators/scaleCurve';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import type { DimensionResult } from '../result';
import { dataOption } from './dataOption';
import { scaleCost, stageCosts } from './dimensionCosts';
import { planViews, runViews } from './dimensionViews';
import { estimatorsOption } from './estimatorsOption';
import { refusalOf } from './refusalOf';
import { sharedInput } from './sharedInput';
import { Stages } from './stages';
import { subsampleRows } from './subsampleRows';

const schema = z.strictObject({
  data: dataOption,
  estimators: estimatorsOption(['twonn', 'mle', 'pca']),
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
  // Without a default, so that blocks that say nothing of them keep the hash that their results have.
  decimation: z
    .boolean()
    .optional()
    .describe('Whether to find the dimension of smaller parts of the points too: true unless said'),
  classes: z
    .boolean()
    .optional()
    .describe('Whether to estimate each class by itself where rows are labelled: true unless said'),
  maxMemory: z
    .number()
    .positive()
    .default(4)
    .describe('Gigabytes that the values may take; more is refused before it is read'),
});
type DimensionSpec = z.infer<typeof schema>;

/** How large the points are by the estimators of the registry, and Gride's curve over scales. */
export const intrinsicDimension: ExperimentKind<typeof schema, DimensionResult> = {
  id: 'intrinsic-dimension',
  title: 'Intrinsic dimension',
  description:
    'The dimension of a data set by TwoNN, maximum likelihood, PCA and others, each with a 95 % interval.',
  starter: ['data: {data}', 'estimators: [twonn, mle, pca]'],
  revision: 2,
  schema,
  fileKeys: ['data'],
  fields: ({ estimators: keys }) => [...keys, ...(keys.length > 1 ? ['consensus'] : []), 'table'],
  run,
};

async function run(spec: DimensionSpec, context: RunContext): Promise<KindOutcome<DimensionResult>> {
  const parsed = parseEstimators(spec.estimators.join(','));
  if (!parsed.ok) throw new CodedError('experiment.invalid', parsed.error);
  const stages = new Stages(context);
  const { header, label, missing } = spec;
  const chosen = (rows: number): Int32Array => subsampleRows(rows, spec);
  // Which rows are left after those with gaps is known only when all were read.
  const keep = spec.subsample === undefined || missing === 'drop-rows' ? undefined : chosen;
  const maxBytes = spec.maxMemory * 2 ** 30;
  const data = await stages.run('reading the data', 0.1, ({ onProgress }) =>
    context.readData(spec.data, { header, label, missing, maxBytes, keep }, onProgress),
  );
  const isSampled = data.sampledOf !== undefined;
  const drawn = chosen(data.sampledOf ?? data.matrix.rows);
  const matrix = isSampled ? data.matrix : takeRows(data.matrix, drawn);
  const distinctIn = distinctRows(matrix);
  const distinct = takeRows(matrix, distinctIn);
  const duplicates = matrix.rows - distinct.rows;
  const refusals: CodedError[] = [];
  const requests: EstimatorSpec[] = [];
  for (const request of parsed.value) {
    const refusal = await refusalOf(() => checkPoints([request], matrix, distinct, { file: spec.data }));
    if (refusal === undefined) requests.push(request);
    else refusals.push(refusal);
  }
  const warnings = dataWarnings(data, matrix, duplicates, isSampled ? drawn : undefined);

  const ranks = spec.scale && distinct.rows >= leastPoints ? scaleRanks(distinct.rows) : [];
  const costs = stageCosts(requests, ranks, matrix, distinct);
  const labels = isSampled
    ? data.labels
    : data.labels && Array.from(drawn, (row) => data.labels?.[row] ?? '');
  const views = planViews(spec, requests, labels, distinct);
  stages.plan(costs.neighbours + costs.estimates + costs.linear + views.cost);

  const backend = context.neighbours ?? callingThread();
  const input = await sharedInput(matrix, distinct, requests, costs, { backend, stages, seed: spec.seed });
  const table = costs.k > 0 ? input.table : undefined;
  const found: LocalEstimate[] = [];
  for (const request of requests) {
    const cost = costOf(request, distinct.rows, matrix.columns);
    const refusal = await refusalOf(() =>
      stages.run(`estimating by ${request.key}`, cost, async (hooks) => {
        found.push(await estimateLocally(request, input, hooks));
      }),
    );
    if (refusal !== undefined) refusals.push(refusal);
  }
  // What allows no estimate at all is a failure; what allows none of some estimators is a warning.
  if (found.length === 0) throw refusals[0] ?? new CodedError('internal', 'nothing was estimated');
  warnings.push(...refusals.map(({ message }) => `No estimate: ${message}`));
  const scale: ScalePoint[] = [];
  for (const n1 of ranks) {
    if (table === undefined) break;
    const points = table;
    const point = await stages.run(`the scale of ${2 * n1} neighbours`, scaleCost(n1, distinct), (hooks) =>
      scalePoint(n1, points, input.logs, spec.seed, hooks),
    );
    if (point !== undefined) scale.push(point);
  }
  const estimates = found.map(({ estimate }) => estimate);
  const agreed = estimates.length > 1 ? consensus(estimates) : undefined;
  const seen = await runViews(views, { input, found, labels, backend, stages, distinctIn, drawn });
  warnings.push(...views.warnings, ...seen.warnings, ...disagreements(estimates));
  warnings.push(...(table?.notices ?? []));
  if (agreed === undefined && estimates.length > 1) {
    warnings.push(estimates.every(isOverall) ? nothingLocal : nothingSound);
  }
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
      ...(agreed && { consensus: agreed }),
      ...seen.parts,
    },
    ...(seen.table === undefined ? {} : { tables: new Map([['points', seen.table]]) }),
    backend: table === undefined ? 'javascript, 1 thread' : `${table.backend}, ${avoided(table)}`,
    precision: 'float64',
  };
}

/** How much of the work of a brute search was spared. */
function avoided({ points, evaluated }: NeighbourTable): string {
  const pairs = (points * (points - 1)) / 2;
  return `${Math.floor(100 * Math.max(0, 1 - evaluated / pairs))} % of distances avoided`;
}

const nothingSound =
  'There is no consensus: every estimate that looks at neighbours has something that tells against it. ' +
  'Give more points, or ask for others: ess and danco hold out longest in high dimension.';
const nothingLocal =
  'There is no consensus: none of these estimators looks at neighbours, as twonn and mle do.';

/** @param kept the rows of the file that `data` has, where not all. */
function dataWarnings(
  data: DataSet,
  matrix: DataMatrix,
  duplicates: number,
  kept: Int32Array | undefined,
): string[] {
  const warnings: string[] = [];
  if (data.droppedRows > 0)
    warnings.push(
      data.droppedRows === 1
        ? '1 row misses a value and was left out.'
        : `${data.droppedRows} rows miss a value and were left out.`,
    );
  if (duplicates > 0) {
    warnings.push(
      `${duplicates} of ${matrix.rows} rows equal an earlier one: TwoNN, MLE and the scales leave them out.` +
        (duplicates > 0.1 * matrix.rows
          ? ' With so many, values are probably rounded or repeated by design, and the dimension at small scales is that of the rounding.'
          : ''),
    );
  }
  const numbering = rowNumberColumns(data.matrix, data.columnNames, kept);
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
