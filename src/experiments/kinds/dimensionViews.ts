import { csv } from '../../base/csv';
import { againstN, isCheap, partsCost, partsOf, type Parts } from '../../science/analysis/againstN';
import {
  classCost,
  classDimension,
  classesOf,
  mixtureWarning,
  mostClasses,
  type ClassDimension,
  type ClassRows,
} from '../../science/analysis/classDimensions';
import { summarisePoints } from '../../science/analysis/pointDimensions';
import { ratioFit } from '../../science/analysis/ratioFit';
import type { DataMatrix } from '../../science/datasets/dataSet';
import type { EstimatorInput } from '../../science/estimators/estimator';
import type { LocalEstimate } from '../../science/estimators/estimateDimension';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';
import type { NeighbourBackend } from '../../science/neighbours';
import type { DimensionResult } from '../result';
import type { Stages } from './stages';

/** What is looked at beside the estimates of all points. */
export interface ViewPlan {
  readonly requests: readonly EstimatorSpec[];
  readonly parts: readonly Parts[];
  /** Whose curve against N is worth its cost. */
  readonly cheap: readonly EstimatorSpec[];
  readonly classes: readonly ClassRows[];
  /** Multiply-adds, roughly. */
  readonly cost: number;
  readonly warnings: readonly string[];
}

/** @param labels one a row, where rows are labelled. */
export function planViews(
  options: { readonly decimation?: boolean | undefined; readonly classes?: boolean | undefined },
  requests: readonly EstimatorSpec[],
  labels: readonly string[] | undefined,
  { rows, columns }: DataMatrix,
): ViewPlan {
  const cheap = requests.filter((request) => isCheap(request, rows, columns));
  const parts = options.decimation === false || cheap.length === 0 ? [] : partsOf(rows);
  const all = labels === undefined || options.classes === false ? [] : classesOf(labels);
  const classes = all.length > 1 && all.length <= mostClasses ? all : [];
  return {
    requests,
    parts,
    cheap,
    classes,
    cost: partsCost(parts, columns) + classes.reduce((sum, each) => sum + classCost(each, columns), 0),
    warnings:
      all.length > mostClasses
        ? [
            `The label has ${all.length} values: no dimension by class, which takes at most ${mostClasses}. Is it a class?`,
          ]
        : [],
  };
}

interface ViewInput {
  readonly input: EstimatorInput;
  readonly found: readonly LocalEstimate[];
  readonly labels: readonly string[] | undefined;
  readonly backend: NeighbourBackend;
  readonly stages: Stages;
  /** Of every distinct point, its row among the rows used, and of these, theirs in the data. */
  readonly distinctIn: Int32Array;
  readonly drawn: Int32Array;
}

interface Views {
  readonly parts: Pick<DimensionResult, 'ratios' | 'sizes' | 'classes' | 'points'>;
  readonly warnings: readonly string[];
  /** The points' own dimensions as CSV, where an estimator gives them. */
  readonly table: string | undefined;
}

export async function runViews(plan: ViewPlan, view: ViewInput): Promise<Views> {
  const { input, found, labels, backend, stages, distinctIn } = view;
  const { seed, points } = input;
  const estimates = found.map(({ estimate }) => estimate);
  const sizes =
    plan.parts.length === 0
      ? []
      : await stages.run('estimating from fewer points', partsCost(plan.parts, points.columns), (hooks) =>
          againstN(points, plan.parts, plan.cheap, estimates, backend, seed, hooks),
        );
  const classes: ClassDimension[] = [];
  for (const each of plan.classes) {
    const cost = classCost(each, points.columns);
    classes.push(
      await stages.run(`estimating class ${each.label}`, cost, (hooks) =>
        classDimension(each, input.rows, plan.requests, backend, seed, hooks),
      ),
    );
  }
  const pointLabels = labels && Array.from(distinctIn, (row) => labels[row] ?? '');
  const local = found.flatMap(({ estimate: { key }, pointDimensions: values }) =>
    values === undefined ? [] : [{ key, values }],
  );
  return {
    parts: {
      ratios: ratiosOf(plan.requests, view),
      sizes,
      classes,
      points: local.flatMap(
        ({ key, values }) =>
          summarisePoints(key, values, plan.classes.length > 0 ? pointLabels : undefined) ?? [],
      ),
    },
    warnings: [mixtureWarning(classes)].filter((warning) => warning !== undefined),
    table: local.length === 0 ? undefined : pointTable(local, pointLabels, view),
  };
}

/** What TwoNN is fitted to, for each TwoNN that was asked for. */
function ratiosOf(
  requests: readonly EstimatorSpec[],
  { input, found }: ViewInput,
): DimensionResult['ratios'] {
  const { table, logs } = input;
  return requests.flatMap(({ id, key, options }) => {
    const estimate = found.find((each) => each.estimate.key === key)?.estimate;
    const discard = options['discard'];
    if (id !== 'twonn' || typeof discard !== 'number' || estimate === undefined) return [];
    const ratios = Float64Array.from(
      { length: table.points },
      (_, at) => (logs[at * table.k + 1] as number) - (logs[at * table.k] as number),
    );
    return [ratioFit(estimate.key, estimate.dimension, discard, ratios)];
  });
}

/** One line a distinct point: its row in the data, counted from 0 after rows with gaps were left out, and its numbers. */
function pointTable(
  local: readonly { readonly key: string; readonly values: Float64Array }[],
  labels: readonly string[] | undefined,
  { distinctIn, drawn }: ViewInput,
): string {
  const lines = function* (): Generator<(string | number)[]> {
    yield ['row', ...(labels ? ['label'] : []), ...local.map(({ key }) => key)];
    for (const [i, at] of distinctIn.entries()) {
      const numbers = local.map(({ values }) => {
        const value = values[i] ?? NaN;
        return Number.isFinite(value) ? value : '';
      });
      yield [drawn[at] ?? at, ...(labels ? [labels[i] ?? ''] : []), ...numbers];
    }
  };
  return csv(lines());
}
